/// The typefaces of an official document, by name, each with what stands in where it is not installed.
///
/// The fonts themselves may not be passed on, so none is embedded; a program that has none of them falls back to its
/// own Chinese font.
public enum OfficialFonts: CaseIterable, Sendable {
    /// 小标宋, for mark and title.
    case title
    /// 黑体, for headings of the first level and heads of tables.
    case black
    /// 楷体, for headings of the second level.
    case script
    /// 仿宋, for everything else.
    case body
    /// 宋体, for page numbers.
    case song

    /// The name by which the font is asked for.
    public var name: String {
        switch self {
        case .title: "方正小标宋简体"
        case .black: "黑体"
        case .script: "楷体_GB2312"
        case .body: "仿宋_GB2312"
        case .song: "宋体"
        }
    }

    /// Other fonts of the same kind, the best first: those of Windows, of macOS, and free ones.
    public var alternatives: [String] {
        switch self {
        case .title: ["FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "Noto Serif CJK SC", "宋体", "SimSun"]
        case .black: ["SimHei", "STHeiti", "Noto Sans CJK SC"]
        case .script: ["楷体", "KaiTi", "STKaiti", "Noto Serif CJK SC"]
        case .body: ["仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"]
        case .song: ["SimSun", "STSong", "Noto Serif CJK SC"]
        }
    }
}

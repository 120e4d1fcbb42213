import Kernel

/// What a site is called and what it must say about itself.
public struct SiteIdentity: Sendable {
    /// 上海市; stands in the top bar.
    public var city: LocalizedText
    /// Stands in the footer.
    public var version: String
    /// Whether the data is made up for a demonstration; a banner says so on every page.
    public var isDemonstration: Bool
    /// What is not the official text: 改写示例; empty where everything is.
    public var packLabel: LocalizedText

    public init(
        city: LocalizedText, version: String, isDemonstration: Bool = false,
        packLabel: LocalizedText = LocalizedText(zh: "", en: "")
    ) {
        self.city = city
        self.version = version
        self.isDemonstration = isDemonstration
        self.packLabel = packLabel
    }
}

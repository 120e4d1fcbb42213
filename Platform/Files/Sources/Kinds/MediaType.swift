/// The kinds of files that are taken, told by their content alone: the same bytes are always of the same kind.
public enum MediaType: String, Sendable, Codable, CaseIterable {
    case pdf, png, jpeg, gif, webp, mp4
    case docx, xlsx, pptx
    /// Word before 2007, and WPS Office's own documents, which are the same inside.
    case doc
    /// Excel before 2007, and WPS Office's own tables.
    case xls
    /// Text in UTF-8, tables with commas included.
    case text
    /// Text in GB 18030, of which GBK and GB 2312 are parts.
    case chineseText = "text-gb18030"

    /// What is sent as `Content-Type` (IANA's registry of media types).
    public var contentType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .mp4: "video/mp4"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .doc: "application/msword"
        case .xls: "application/vnd.ms-excel"
        case .text: "text/plain; charset=utf-8"
        case .chineseText: "text/plain; charset=gb18030"
        }
    }

    /// The endings of names that agree with it; the first is given where a name has another.
    public var extensions: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .gif: ["gif"]
        case .webp: ["webp"]
        case .mp4: ["mp4", "m4v"]
        case .docx: ["docx"]
        case .xlsx: ["xlsx"]
        case .pptx: ["pptx"]
        case .doc: ["doc", "wps"]
        case .xls: ["xls", "et"]
        case .text, .chineseText: ["txt", "csv"]
        }
    }

    /// What a form's field of files offers to choose from: `.pdf,.png,…`.
    public static var accept: String {
        var seen: Set<String> = []
        return allCases.flatMap(\.extensions).filter { seen.insert($0).inserted }.map { ".\($0)" }
            .joined(separator: ",")
    }
}

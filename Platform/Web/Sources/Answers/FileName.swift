/// `Content-Disposition` for a download (RFC 6266 with the encoding of RFC 8187), so that 第三季度汇总.xlsx keeps its name.
enum FileName {
    /// The header's value. Path separators, quotes and control characters in the name become underscores.
    static func disposition(_ name: String) -> String {
        let cleaned = clean(name)
        let plain = String(
            String.UnicodeScalarView(cleaned.unicodeScalars.map { $0.isASCII && $0 != "%" ? $0 : "_" }))
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentEncoding.query(cleaned))"
    }

    /// The name without anything that means something to a file system, a header or the direction of writing.
    static func clean(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar {
            case "/", "\\", "\"", ":", "*", "?", "<", ">", "|": "_"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: "_"
                default: scalar
                }
            }
        }
        let kept = String(String.UnicodeScalarView(scalars.drop { $0 == "." || $0 == " " }))
        return kept.isEmpty ? "file" : kept
    }
}

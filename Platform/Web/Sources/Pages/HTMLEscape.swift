import Mustache

/// Escapes text for HTML content and quoted attributes, byte by byte.
///
/// swift-mustache escapes by `Character`, so that a quotation mark followed by a combining accent, which is one
/// `Character`, would pass unescaped and end an attribute. Every template of ours therefore names this content type.
struct HTMLEscape: MustacheContentType {
    /// The name by which templates ask for it.
    static let name = "HENG"

    /// Makes the content type known to swift-mustache; registering twice does no harm.
    static func register() { MustacheContentTypes.register(HTMLEscape(), named: name) }

    func escapeText(_ text: String) -> String { Self.escape(text) }

    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 63 && replacement($0) != nil }) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let replacement = replacement(byte) {
                bytes.append(contentsOf: replacement.utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func replacement(_ byte: UInt8) -> String? {
        switch byte {
        case 38: "&amp;"
        case 60: "&lt;"
        case 62: "&gt;"
        case 34: "&quot;"
        case 39: "&#39;"
        case 0: "\u{FFFD}"
        default: nil
        }
    }
}

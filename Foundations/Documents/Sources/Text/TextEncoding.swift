/// The encodings in which text is read.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "UTF-8"
    /// UTF-16 that starts with the bytes FF FE.
    case utf16LittleEndian = "UTF-16LE"
    /// UTF-16 that starts with the bytes FE FF.
    case utf16BigEndian = "UTF-16BE"
    /// GB 18030, which contains GBK and GB 2312.
    case gb18030 = "GB18030"
}

/// A text and how it was written.
public struct DecodedText: Hashable, Sendable {
    /// The text without its byte order mark.
    public let text: String
    /// The encoding in which the bytes were read.
    public let encoding: TextEncoding
    /// Whether the bytes started with a byte order mark.
    public let hasByteOrderMark: Bool

    /// Makes a decoded text.
    public init(text: String, encoding: TextEncoding, hasByteOrderMark: Bool) {
        self.text = text
        self.encoding = encoding
        self.hasByteOrderMark = hasByteOrderMark
    }
}

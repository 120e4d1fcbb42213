/// How much of an XML document is accepted.
public struct MarkupLimits: Hashable, Sendable {
    /// The most bytes of the document.
    public var bytes: Int
    /// The deepest nesting of elements, at most 250 (libxml2 itself stops at 256).
    public var depth: Int
    /// The most attributes of one element, namespace declarations included.
    public var attributes: Int
    /// The longest text or attribute value in bytes of UTF-8, at most 10,000,000 (libxml2's own limit).
    public var textLength: Int

    /// Makes limits; the defaults fit the parts of office documents.
    public init(bytes: Int = 256 << 20, depth: Int = 128, attributes: Int = 128, textLength: Int = 1 << 20) {
        self.bytes = bytes
        self.depth = min(depth, 250)
        self.attributes = attributes
        self.textLength = min(textLength, 10_000_000)
    }
}

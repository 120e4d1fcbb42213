/// Writes an XML 1.0 document in UTF-8 with everything escaped that must be.
///
/// Names of elements and attributes come from the program and are written as they are; texts and values are escaped.
/// A tab, line feed or carriage return in a value survives reading, because it is written as a reference.
public struct MarkupWriter: Sendable {
    private var output: [UInt8] = []
    private var open: [StaticString] = []

    /// Starts a document with its XML declaration.
    public init() {
        append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    }

    /// Starts an element.
    ///
    /// - Throws: `DocumentProblem.characterNotAllowed` for a value that XML cannot carry.
    public mutating func start(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]
    ) throws(DocumentProblem) {
        try tag(name, attributes)
        append(">")
        open.append(name)
    }

    /// Ends the element that was started last; without an open element nothing happens.
    public mutating func end() {
        guard let name = open.popLast() else { return }
        append("</")
        append(name)
        append(">")
    }

    /// Writes an element with nothing inside.
    ///
    /// - Throws: as `start(_:_:)`.
    public mutating func empty(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]
    ) throws(DocumentProblem) {
        try tag(name, attributes)
        append("/>")
    }

    /// Writes text.
    ///
    /// - Throws: `DocumentProblem.characterNotAllowed` for a character that XML cannot carry.
    public mutating func text(_ text: String) throws(DocumentProblem) {
        try escape(text, isValue: false)
    }

    /// The finished document; elements still open are ended.
    public consuming func bytes() -> [UInt8] {
        while !open.isEmpty { end() }
        return output
    }

    private mutating func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
    ) throws(DocumentProblem) {
        append("<")
        append(name)
        for (key, value) in attributes {
            append(" ")
            append(key)
            append("=\"")
            try escape(value, isValue: true)
            append("\"")
        }
    }

    private mutating func append(_ text: StaticString) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func escape(_ text: String, isValue: Bool) throws(DocumentProblem) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: append("&amp;")
            case 0x3C: append("&lt;")
            case 0x3E: append("&gt;")
            case 0x22 where isValue: append("&quot;")
            case 0x09 where isValue: append("&#9;")
            case 0x0A where isValue: append("&#10;")
            case 0x0D: append("&#13;")
            case 0x09, 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            default: throw .characterNotAllowed(scalar: scalar.value)
            }
        }
    }
}

/// A JSON value with one way of being written: RFC 8785, the JSON Canonicalization Scheme.
public enum CanonicalJSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([CanonicalJSON])
    case object([String: CanonicalJSON])

    /// A whole number. JSON's numbers are IEEE doubles, so it must lie within ±(2^53 − 1) (RFC 8785, section 3.2.2.3).
    ///
    /// - Throws: `unwritable` beyond that; write such a number as a string.
    public static func integer(_ value: some BinaryInteger) throws(LedgerProblem) -> CanonicalJSON {
        guard value.magnitude <= 9_007_199_254_740_991 else { throw .unwritable }
        return .number(Double(value))
    }

    /// The canonical text.
    ///
    /// - Throws: `unwritable` where a number is not finite.
    public func text() throws(LedgerProblem) -> String {
        var bytes: [UInt8] = []
        try write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The SHA-256 of the canonical text.
    public func digest() throws(LedgerProblem) -> Digest {
        var bytes: [UInt8] = []
        try write(to: &bytes)
        return try Digest(of: bytes)
    }

    /// The value of an object's key; nil where this is no object or has no such key.
    public subscript(_ key: String) -> CanonicalJSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The text of a string; nil for other values.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    private func write(to bytes: inout [UInt8]) throws(LedgerProblem) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let value): bytes += try CanonicalNumber.text(value).utf8
        case .string(let text): Self.write(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                try member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// RFC 8785, section 3.2.2.2: only what must be escaped is, and in one way.
    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case 0x22: bytes += #"\""#.utf8
            case 0x5C: bytes += #"\\"#.utf8
            case 0x08: bytes += #"\b"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0C: bytes += #"\f"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            case 0..<0x20: bytes += ((byte < 16 ? #"\u000"# : #"\u00"#) + String(byte, radix: 16)).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension CanonicalJSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: CanonicalJSON...) { self = .array(elements) }
    /// A key written twice keeps its last value.
    public init(dictionaryLiteral elements: (String, CanonicalJSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

/// The identity of a record: a UUID of version 7 (RFC 9562, section 5.7), so that identities sort by the time they were made.
public struct Identifier: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Lower-case hexadecimal with hyphens, 36 characters.
    public let text: String

    /// Reads an identity that was written before; nil where the text is not a UUID in lower-case canonical form.
    public init?(_ text: String) {
        guard text.utf8.count == 36 else { return nil }
        for (index, byte) in text.utf8.enumerated() {
            let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
            let isHexadecimal = (48...57).contains(byte) || (97...102).contains(byte)
            guard isHyphen ? byte == 45 : isHexadecimal else { return nil }
        }
        self.text = text
    }

    init(high: UInt64, low: UInt64) {
        var digits: [UInt8] = []
        digits.reserveCapacity(36)
        for (word, hyphensBefore) in [(high, [8, 12]), (low, [0, 4])] {
            for nibble in 0..<16 {
                if hyphensBefore.contains(nibble) { digits.append(45) }
                let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * nibble)) & 0x0F
                digits.append(value < 10 ? 48 + value : 87 + value)
            }
        }
        text = String(decoding: digits, as: UTF8.self)
    }

    public var description: String { text }

    public static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let written = try container.decode(String.self)
        guard let identifier = Identifier(written) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID: \(written)")
        }
        self = identifier
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

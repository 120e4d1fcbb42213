/// Base 64 with the alphabet for addresses and without padding (RFC 4648, section 5).
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 4 / 3 + 3)
        var index = 0
        while index < bytes.count {
            let group = bytes[index..<min(index + 3, bytes.count)]
            var word = 0
            for offset in 0..<3 { word = word << 8 | (offset < group.count ? Int(group[index + offset]) : 0) }
            for digit in 0...group.count { result.append(alphabet[word >> (18 - 6 * digit) & 63]) }
            index += 3
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Decodes; nil where the text was not made by ``encode(_:)``.
    static func decode(_ text: String) -> [UInt8]? {
        var result: [UInt8] = []
        var word = 0
        var bits = 0
        for byte in text.utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            word = (word << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(word >> bits & 0xFF))
            }
        }
        guard bits < 6, word & ((1 << bits) - 1) == 0 else { return nil }
        return result
    }
}

/// Base 32 without padding (RFC 4648, section 6), as authenticator apps take secrets.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    static func encode(_ bytes: [UInt8]) -> String {
        var result = ""
        var word = 0
        var bits = 0
        for byte in bytes {
            word = (word << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(alphabet[word >> bits & 31])
            }
        }
        if bits > 0 { result.append(alphabet[word << (5 - bits) & 31]) }
        return result
    }
}

import CCrypto

/// One-time passwords by the clock (TOTP, RFC 6238) over HMAC-SHA-1, as every authenticator app makes them.
enum TimeCode {
    static let seconds: Int64 = 30
    static let digits = 6
    static let secretBytes = 20

    /// The time step of a moment in microseconds since 1970.
    static func step(atMicroseconds microseconds: Int64) -> Int64 { microseconds / (seconds * 1_000_000) }

    /// The code of a step (RFC 4226, section 5.3); nil where libcrypto refuses.
    static func code(_ secret: [UInt8], step: Int64, digits: Int = Self.digits) -> String? {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard HMAC(EVP_sha1(), secret, Int32(secret.count), message, message.count, &output, &length) != nil,
            length == 20
        else { return nil }
        let offset = Int(output[19] & 15)
        let number = (0..<4).reduce(0) { $0 << 8 | Int(output[offset + $1]) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step at which a code is right, one step of a slow or fast clock allowed; nil where it is none.
    static func step(of code: String, _ secret: [UInt8], atMicroseconds microseconds: Int64) -> Int64? {
        let now = step(atMicroseconds: microseconds)
        let given = Array(code.utf8)
        guard given.count == digits else { return nil }
        var found: Int64?
        for candidate in [now, now - 1, now + 1] {
            guard let wanted = Self.code(secret, step: candidate).map({ Array($0.utf8) }) else { return nil }
            if CRYPTO_memcmp(wanted, given, digits) == 0 { found = found ?? candidate }
        }
        return found
    }
}

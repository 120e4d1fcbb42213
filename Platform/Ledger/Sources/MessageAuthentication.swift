import CCrypto

/// Signs with a key that both sides know: HMAC-SHA-256 (RFC 2104, FIPS 198-1).
public struct MessageAuthentication: Sendable {
    private let key: [UInt8]

    public init(key: [UInt8]) {
        self.key = key
    }

    /// The 32 bytes of the code; empty where libcrypto refuses, which no comparison takes for a code.
    public func code(for message: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &output, &length) != nil else {
            return []
        }
        return Array(output.prefix(Int(length)))
    }
}

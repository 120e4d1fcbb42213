import CCrypto

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
    public static let byteCount = 32

    public let bytes: [UInt8]

    /// Takes over a digest that was kept; nil where it has not 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Computes the digest of bytes.
    ///
    /// - Throws: `LedgerProblem.noDigest` where libcrypto offers no SHA-256.
    public init(of content: some Collection<UInt8>) throws(LedgerProblem) {
        let content = Array(content)
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        var length = bytes.count
        let done = content.withUnsafeBytes { input in
            EVP_Q_digest(nil, "SHA256", nil, input.baseAddress, input.count, &bytes, &length)
        }
        guard done == 1, length == Self.byteCount else { throw .noDigest }
        self.bytes = bytes
    }

    /// Computes the digest of a text's UTF-8 bytes.
    public init(of text: String) throws(LedgerProblem) {
        try self.init(of: text.utf8)
    }

    /// 64 lower-case hexadecimal digits.
    public var hexadecimal: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    public var description: String { hexadecimal }
}

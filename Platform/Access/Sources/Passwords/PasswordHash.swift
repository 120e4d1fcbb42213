import CCrypto
import Kernel

/// A password as it is kept: scrypt (RFC 7914) with its salt and parameters beside it.
public struct PasswordHash: Sendable, Hashable {
    /// What scrypt costs: `128 · block · cost` bytes of memory, time in proportion to `cost · block · parallel`.
    public struct Parameters: Sendable, Hashable {
        /// A power of two above 1; `N` in RFC 7914.
        public let cost: Int
        /// `r`.
        public let block: Int
        /// `p`.
        public let parallel: Int

        public init(cost: Int, block: Int, parallel: Int) {
            self.cost = cost
            self.block = block
            self.parallel = parallel
        }

        /// N = 2^15, r = 8, p = 3: one of the settings of the OWASP cheat sheet on password storage; 32 MiB a hash.
        public static let standard = Parameters(cost: 1 << 15, block: 8, parallel: 3)

        /// Whether these cost less than others in any way.
        func isWeaker(than other: Parameters) -> Bool {
            cost < other.cost || block < other.block || parallel < other.parallel
        }
    }

    static let byteCount = 32
    static let saltCount = 16
    /// What a kept hash may ask for at most, so that a tampered row does not eat the machine's memory.
    private static let memoryLimit: UInt64 = 256 << 20

    let salt: [UInt8]
    let bytes: [UInt8]
    let parameters: Parameters

    init(salt: [UInt8], bytes: [UInt8], parameters: Parameters) {
        self.salt = salt
        self.bytes = bytes
        self.parameters = parameters
    }

    /// Computes the hash. The password is taken in Unicode's composed form, so that it is the same from every keyboard.
    ///
    /// - Throws: a failure where libcrypto refuses the parameters.
    init(of password: String, salt: [UInt8], parameters: Parameters, count: Int = Self.byteCount) throws(Problem) {
        let text = Array(PasswordPolicy.composed(password).utf8)
        var output = [UInt8](repeating: 0, count: count)
        // libcrypto takes no null pointer for an empty password.
        let input = text.isEmpty ? [0] : text
        let done = input.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                EVP_PBE_scrypt(
                    characters.baseAddress, text.count, salt, salt.count, UInt64(parameters.cost),
                    UInt64(parameters.block), UInt64(parameters.parallel), Self.memoryLimit, &output, count)
            }
        }
        guard done == 1 else { throw Problem(.failure, "access.problem.no-hash") }
        self.salt = salt
        self.bytes = output
        self.parameters = parameters
    }

    /// Whether two hashes are the same, in a time that does not depend on where they differ.
    func agrees(with other: PasswordHash) -> Bool {
        bytes.count == other.bytes.count && !bytes.isEmpty && CRYPTO_memcmp(bytes, other.bytes, bytes.count) == 0
    }
}

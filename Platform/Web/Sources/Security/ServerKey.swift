/// The server's key as a closure that signs: HMAC-SHA-256 in practice. The key itself never comes here.
public struct ServerKey: Sendable {
    private let sign: @Sendable ([UInt8]) -> [UInt8]

    public init(sign: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        self.sign = sign
    }

    /// A signature over a purpose and fields; the lengths are signed too, so that no two lists collide.
    func signature(_ purpose: String, _ fields: [String]) -> String {
        var message = Array(purpose.utf8) + [0]
        for field in fields { message += Array("\(field.utf8.count):".utf8) + Array(field.utf8) }
        return Base64URL.encode(sign(message))
    }

    /// Whether a signature fits, compared in a time that does not depend on where it differs.
    func accepts(_ given: String, _ purpose: String, _ fields: [String]) -> Bool {
        let wanted = Array(signature(purpose, fields).utf8)
        let given = Array(given.utf8)
        guard wanted.count == given.count, !wanted.isEmpty else { return false }
        return zip(wanted, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

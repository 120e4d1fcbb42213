import Kernel

/// Computes hashes one at a time, so that many sign-ins at once cost time and not memory.
actor PasswordHasher {
    let parameters: PasswordHash.Parameters
    private let randomBytes: @Sendable (Int) -> [UInt8]
    private let decoySalt: [UInt8]
    private let onWork: @Sendable (PasswordHash.Parameters) -> Void

    /// `onWork` is told what each computation costs, before it is done.
    init(
        parameters: PasswordHash.Parameters, randomBytes: @escaping @Sendable (Int) -> [UInt8],
        onWork: @escaping @Sendable (PasswordHash.Parameters) -> Void = { _ in }
    ) {
        self.parameters = parameters
        self.randomBytes = randomBytes
        self.onWork = onWork
        decoySalt = randomBytes(PasswordHash.saltCount)
    }

    func hash(_ password: String) throws -> PasswordHash {
        onWork(parameters)
        return try PasswordHash(of: password, salt: randomBytes(PasswordHash.saltCount), parameters: parameters)
    }

    /// Whether a password is the one that was kept. Without one to compare with, as much is computed and the answer is
    /// no: an unknown account takes as long as a known one.
    func isRight(_ password: String, _ kept: PasswordHash?) throws -> Bool {
        let cost = kept?.parameters ?? parameters
        onWork(cost)
        let computed = try PasswordHash(of: password, salt: kept?.salt ?? decoySalt, parameters: cost)
        return kept.map { $0.agrees(with: computed) } ?? false
    }

    /// Whether one of several kept hashes is of this password.
    func isAmong(_ password: String, _ kept: [PasswordHash]) throws -> Bool {
        for hash in kept where try isRight(password, hash) { return true }
        return false
    }
}

import Kernel
import Ledger
import Storage

/// A second factor: the secret that a person's device shares with Heng.
struct Factor: Sendable {
    let id: Identifier
    let secret: [UInt8]
    let isConfirmed: Bool
}

/// Reads and writes second factors, the steps that were used and the recovery codes.
struct FactorStore {
    static let codeCount = 10

    func factor(of person: Identifier, in session: any ReadSession) throws -> Factor? {
        try session.first(
            "SELECT id, secret, confirmed_at FROM factor_enrolments WHERE person_id = \(person)"
        ).map {
            Factor(
                id: try $0.identifier("id"), secret: try $0.bytes("secret"),
                isConfirmed: try $0.optionalTime("confirmed_at") != nil)
        }
    }

    func confirmed(of person: Identifier, in session: any ReadSession) throws -> Factor? {
        try factor(of: person, in: session).flatMap { $0.isConfirmed ? $0 : nil }
    }

    func recoveryCodes(of factor: Identifier, in session: any ReadSession) throws -> Int {
        try session.count("SELECT count(*) AS codes FROM recovery_codes WHERE enrolment_id = \(factor)")
    }

    /// Whether a code of the device or a recovery code is right for a confirmed factor; either counts once.
    func accepts(_ code: String, of person: Identifier, in session: ChangeSession) throws -> Bool {
        guard let factor = try confirmed(of: person, in: session) else { return false }
        let plain = code.filter { !$0.isWhitespace && $0 != "-" }.lowercased()
        if try takes(plain, factor, in: session) { return true }
        let digest = try Digest(of: plain).bytes
        return try session.withoutRecord(reason: "the sign-in that used the code has its entry") { session in
            try session.execute(
                "DELETE FROM recovery_codes WHERE enrolment_id = \(factor.id) AND digest = \(digest)") == 1
        }
    }

    /// Whether a code of the device is right and its step later than every one that was used.
    func takes(_ code: String, _ factor: Factor, in session: ChangeSession) throws -> Bool {
        guard
            let step = TimeCode.step(of: code, factor.secret, atMicroseconds: session.clock.now().microseconds)
        else { return false }
        let used = try session.count(
            "SELECT count(*) AS uses FROM factor_uses WHERE enrolment_id = \(factor.id) AND step >= \(step)")
        guard used == 0 else { return false }
        try session.withoutRecord(reason: "the sign-in that used the code has its entry") { session in
            try session.execute("DELETE FROM factor_uses WHERE enrolment_id = \(factor.id)")
            try session.execute("INSERT INTO factor_uses (enrolment_id, step) VALUES (\(factor.id), \(step))")
        }
        return true
    }
}

import Kernel
import Ledger
import Storage

/// Where people set up their second factor, and the security administrator removes one that was lost.
public struct FactorDesk: Sendable {
    static let confirm = Verb(name: "second-factor.confirm")
    static let remove = Verb(name: "second-factor.remove")

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// What somebody's device needs to know, shown until it is confirmed.
    public struct Enrolment: Sendable, Hashable {
        /// The secret in base 32.
        public let secret: String
        /// The secret as an address that authenticator apps take (the key URI format of Google Authenticator).
        public let address: String
    }

    public enum State: Sendable, Hashable {
        case none
        case waiting(Enrolment)
        /// So many recovery codes are left.
        case confirmed(codes: Int)
    }

    public func state(of person: Person) async throws -> State {
        try await parts.database.read { session in
            guard let factor = try FactorStore().factor(of: person.id, in: session) else { return .none }
            guard !factor.isConfirmed else {
                return .confirmed(codes: try FactorStore().recoveryCodes(of: factor.id, in: session))
            }
            return .waiting(Self.enrolment(factor.secret, person))
        }
    }

    /// Makes a secret, in place of one that was not confirmed.
    ///
    /// - Throws: a conflict where there is a confirmed factor: it is removed first.
    public func begin(for person: Person) async throws {
        let secret = parts.randomBytes(TimeCode.secretBytes)
        try await parts.database.change(by: person.actor) { session in
            let store = FactorStore()
            if let factor = try store.factor(of: person.id, in: session), factor.isConfirmed {
                throw Problem(.conflict, "access.problem.factor-there")
            }
            let id = session.identifiers.next()
            let now = session.clock.now()
            try session.withoutRecord(reason: "a factor counts once it is confirmed, which has its entry") { session in
                try session.execute("DELETE FROM factor_enrolments WHERE person_id = \(person.id)")
                try session.execute(
                    """
                    INSERT INTO factor_enrolments (id, person_id, secret, recorded_at, confirmed_at)
                    VALUES (\(id), \(person.id), \(secret), \(now), NULL)
                    """)
            }
        }
    }

    /// What confirming gives: a token for the session that goes on, and codes to write down.
    public struct Confirmed: Sendable {
        public let token: String
        public let recoveryCodes: [String]
    }

    /// Confirms the factor with a code of the device: the person's sessions end, one with a new token begins.
    ///
    /// - Throws: a problem at the field `code` where it is wrong; a conflict where nothing waits.
    public func confirm(_ code: String, in current: Session, from origin: Origin) async throws -> Confirmed {
        let person = current.person
        let token = SessionToken(parts)
        let codes = (0..<FactorStore.codeCount).map { _ in Self.recoveryCode(parts.randomBytes(10)) }
        let policy = parts.policy
        try await parts.database.change(by: person.actor) { session in
            let store = FactorStore()
            guard let factor = try store.factor(of: person.id, in: session), !factor.isConfirmed else {
                throw Problem(.conflict, "access.problem.factor-none")
            }
            guard try store.takes(code.filter { !$0.isWhitespace }, factor, in: session) else {
                throw Problem(.badInput, "access.problem.code", at: .field("code"))
            }
            try session.execute(
                "UPDATE factor_enrolments SET confirmed_at = \(session.clock.now()) WHERE id = \(factor.id)")
            for text in codes {
                let digest = try Digest(of: text.filter { $0 != "-" }).bytes
                try session.execute(
                    "INSERT INTO recovery_codes (enrolment_id, digest) VALUES (\(factor.id), \(digest))")
            }
            try SessionStore().endAll(of: person.id, in: session)
            try SessionStore().insert(
                token, for: person.id, hasPassedCode: true, origin: origin, policy: policy, in: session)
            try session.record(
                Self.confirm, on: .person(person.id), change: .object(["account": .string(person.account)]))
        }
        return Confirmed(token: token.text, recoveryCodes: codes)
    }

    /// Removes a factor. One's own is removed only where it is not required; another's sessions end.
    public func remove(from id: Identifier, reason: String, by actor: Actor) async throws {
        let reason = try Reason.checked(reason)
        try await parts.database.change(by: actor) { session in
            let person = try PeopleDesk.known(id, in: session)
            let isOwn = person.account == actor.name
            guard !isOwn || person.administration == nil || person.isDemonstration else {
                throw Problem(.forbidden, "access.problem.factor-required")
            }
            guard try session.execute("DELETE FROM factor_enrolments WHERE person_id = \(id)") == 1 else {
                throw Problem(.conflict, "access.problem.factor-none")
            }
            if !isOwn { try SessionStore().endAll(of: id, in: session) }
            try session.record(
                Self.remove, on: .person(id), change: .object(["account": .string(person.account)]), reason: reason)
        }
    }

    /// People with a confirmed factor.
    public func holders() async throws -> Set<Identifier> {
        try await parts.database.read { session in
            Set(
                try session.rows("SELECT person_id FROM factor_enrolments WHERE confirmed_at IS NOT NULL").map {
                    try $0.identifier("person_id")
                })
        }
    }

    static func enrolment(_ secret: [UInt8], _ person: Person) -> Enrolment {
        let text = Base32.encode(secret)
        return Enrolment(
            secret: text,
            address: "otpauth://totp/Heng:\(person.account)?secret=\(text)&issuer=Heng&algorithm=SHA1"
                + "&digits=\(TimeCode.digits)&period=\(TimeCode.seconds)")
    }

    /// 80 random bits as four groups of base 32 in lower case.
    private static func recoveryCode(_ bytes: [UInt8]) -> String {
        let text = Array(Base32.encode(bytes).lowercased())
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }
            .joined(separator: "-")
    }
}

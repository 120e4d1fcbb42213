import Kernel
import Ledger
import Storage

/// Where somebody who is nobody yet signs in.
///
/// Every refusal is the same to who asks: an unknown account, a wrong password, a locked or disabled account answer alike
/// and take as long. Only a locked address is told, since it says nothing about any account.
public struct SignInDesk: Sendable {
    static let lock = Verb(name: "sign-in.lock")

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    public enum Outcome: Sendable {
        /// The token of the new session, and the session, which may owe something first.
        case begun(token: String, Session)
        case refused
        /// So many seconds until the address may try again.
        case addressLocked(seconds: Int)
    }

    private struct Found: Sendable {
        let person: Person?
        let password: KeptPassword?
        let addressLock: LogTime?
    }

    /// Signs somebody in. The session begins with a token nobody has seen, whatever the request brought along;
    /// `replaced` is the session the same browser had.
    public func signIn(
        account: String, password: String, from origin: Origin, replacing replaced: Session? = nil
    ) async throws -> Outcome {
        let name = AccountName.folded(account)
        let now = parts.clock.now()
        let found = try await parts.database.read { session in
            let person = try PersonStore().person(account: name, in: session)
            return Found(
                person: person,
                password: try person.flatMap { try PasswordStore().current(of: $0.id, in: session) },
                addressLock: origin.address.isEmpty
                    ? nil : try SignInStore().lock(of: origin.address, at: now, in: session))
        }
        if let until = found.addressLock {
            return .addressLocked(seconds: max(1, Int((until.microseconds - now.microseconds) / 1_000_000)))
        }
        // A text longer than any password is none; hashing it would only cost time.
        let given = password.utf8.count <= 4 * parts.policy.longest ? password : ""
        let isRight = try await parts.hasher.isRight(given, found.password?.hash)
        guard let person = found.person, let kept = found.password,
            !person.isDemonstration || parts.admitsDemonstration
        else {
            try await fail(nil, .unknownAccount, from: origin)
            return .refused
        }
        let today = try await parts.hasher.rehashed(given, kept.hash, isRight: isRight)
        let parts = parts
        let token = SessionToken(parts)
        let outcome = try await parts.database.change(by: person.actor) { session -> SignInOutcome in
            try Self.begin(
                person.id, kept, rehashed: today, isRight: isRight, token: token, replaced: replaced, origin: origin,
                parts, in: session)
        }
        guard outcome == .signedIn else { return .refused }
        guard let begun = try await SessionDesk(parts).session(token: token.text) else { return .refused }
        return .begun(token: token.text, begun)
    }

    /// Judges an attempt inside the transaction: what was read before may have changed meanwhile.
    private static func begin(
        _ id: Identifier, _ kept: KeptPassword, rehashed: PasswordHash?, isRight: Bool, token: SessionToken,
        replaced: Session?, origin: Origin, _ parts: AccessParts, in session: ChangeSession
    ) throws -> SignInOutcome {
        let person = try PeopleDesk.known(id, in: session)
        let age = session.clock.now().microseconds - kept.setAt.microseconds
        let isStale = kept.isOneTime && age >= Int64(parts.policy.oneTimeDays) * 1_440 * SessionStore.minute
        let outcome: SignInOutcome =
            if try isLocked(id, in: session) {
                .locked
            } else if !isRight {
                .wrongPassword
            } else if !person.isActive {
                .disabled
            } else if isStale {
                .expired
            } else if try PasswordStore().current(of: id, in: session)?.id != kept.id {
                .wrongPassword
            } else {
                .signedIn
            }
        guard outcome == .signedIn else {
            try note(outcome, person, from: origin, parts.policy, in: session)
            return outcome
        }
        if let rehashed {
            try session.withoutRecord(reason: "the same password, hashed at today's cost") { session in
                try PasswordStore().replace(kept.id, by: rehashed, in: session)
            }
        }
        if let replaced { try SessionStore().end(replaced.id, in: session) }
        let owesCode = try FactorStore().confirmed(of: id, in: session) != nil
        try SessionStore().insert(
            token, for: id, hasPassedCode: false, owesCode: owesCode, origin: origin, policy: parts.policy, in: session)
        if !owesCode { try admit(person, from: origin, in: session) }
        return .signedIn
    }

    /// Lets a session that owes a code go on: it ends, and one with a new token begins.
    ///
    /// - Throws: a problem at the field `code` where it is wrong; the failure counts.
    public func pass(_ code: String, in current: Session, from origin: Origin) async throws -> String {
        let token = SessionToken(parts)
        let parts = parts
        let isRight = try await parts.database.change(by: current.person.actor) { session -> Bool in
            let id = current.person.id
            guard try SessionStore().kept(current.id, in: session) != nil else {
                throw Problem(.notFound, "access.problem.no-session")
            }
            let isLocked = try Self.isLocked(id, in: session)
            guard try !isLocked && FactorStore().accepts(code, of: id, in: session) else {
                try Self.note(isLocked ? .locked : .wrongCode, current.person, from: origin, parts.policy, in: session)
                // Who is locked out begins again with the password.
                if try isLocked || Self.isLocked(id, in: session) { try SessionStore().end(current.id, in: session) }
                return false
            }
            try SessionStore().end(current.id, in: session)
            try SessionStore().insert(
                token, for: id, hasPassedCode: true, origin: origin, policy: parts.policy, in: session)
            try Self.admit(current.person, from: origin, in: session)
            return true
        }
        guard isRight else { throw Problem(.badInput, "access.problem.code", at: .field("code")) }
        return token.text
    }

    private static func admit(_ person: Person, from origin: Origin, in session: ChangeSession) throws {
        try SignInStore().insert(.signedIn, person.id, from: origin, in: session)
        try session.record(
            SessionDesk.begin, on: .person(person.id),
            change: .object(["account": .string(person.account), "address": .string(origin.address)]))
    }

    /// Notes a failure outside of any other change.
    func fail(_ person: Person?, _ outcome: SignInOutcome, from origin: Origin) async throws {
        let policy = parts.policy
        try await parts.database.change(by: .system("sign-in")) { session in
            try Self.note(outcome, person, from: origin, policy, in: session)
        }
    }

    /// Writes the line of a failure, and the lock-outs that follow from it.
    private static func note(
        _ outcome: SignInOutcome, _ person: Person?, from origin: Origin, _ policy: PasswordPolicy,
        in session: ChangeSession
    ) throws {
        let store = SignInStore()
        try store.insert(outcome, person?.id, from: origin, in: session)
        let window = Int64(policy.lockMinutes) * SessionStore.minute
        let since = LogTime(microseconds: session.clock.now().microseconds - window)
        if let person, try !isLocked(person.id, in: session),
            try store.failures(of: person.id, since: since, in: session) >= policy.failures
        {
            try store.lockOut(person: person.id, address: nil, minutes: policy.lockMinutes, in: session)
            try session.record(
                Self.lock, on: .person(person.id),
                change: .object([
                    "account": .string(person.account), "minutes": try .integer(policy.lockMinutes),
                    "address": .string(origin.address),
                ]))
        }
        if !origin.address.isEmpty,
            try store.failures(from: origin.address, since: since, in: session) >= policy.addressFailures
        {
            try store.lockOut(person: nil, address: origin.address, minutes: policy.lockMinutes, in: session)
            try session.record(
                Self.lock, on: RecordReference(kind: "address", identity: origin.address),
                change: .object(["minutes": try .integer(policy.lockMinutes)]))
        }
    }

    static func isLocked(_ person: Identifier, in session: ChangeSession) throws -> Bool {
        try SignInStore().lock(of: person, at: session.clock.now(), in: session) != nil
    }

    /// When the lock of everybody who is locked ends.
    public func locks() async throws -> [Identifier: LogTime] {
        let now = parts.clock.now()
        return try await parts.database.read { try SignInStore().locks(at: now, in: $0) }
    }

    /// The newest lines of the log, of one person or of everybody; at most `limit`.
    public func log(of person: Identifier? = nil, limit: Int) async throws -> [SignInEntry] {
        try await parts.database.read { try SignInStore().list(of: person, limit: limit, in: $0) }
    }
}

extension PasswordHasher {
    /// The hash at today's cost where the kept one was made at a lower; nil where it is up to date or was not right.
    func rehashed(_ password: String, _ kept: PasswordHash, isRight: Bool) throws -> PasswordHash? {
        guard isRight, kept.parameters.isWeaker(than: parameters) else { return nil }
        return try hash(password)
    }
}

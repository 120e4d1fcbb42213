import Kernel
import Ledger
import Storage

/// Where people change their own password and the system administrator gives a new one.
public struct PasswordDesk: Sendable {
    static let change = Verb(name: "password.change")
    static let reset = Verb(name: "password.reset")

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// Changes one's own password: every session of the person ends, and a new one begins in place of this one.
    ///
    /// A wrong present password counts as a failed sign-in.
    ///
    /// - Returns: the new session's token.
    /// - Throws: a problem at the field that is wrong.
    public func change(
        from present: String, to new: String, in current: Session, from origin: Origin
    ) async throws -> String {
        let person = current.person
        let store = PasswordStore()
        let kept = try await parts.database.read { session in
            try store.recent(of: person.id, limit: 5, in: session)
        }
        guard let newest = kept.first, try await parts.hasher.isRight(present, newest.hash) else {
            try await SignInDesk(parts).fail(person, .wrongPassword, from: origin)
            throw Problem(.badInput, "access.problem.present-password", at: .field("password"))
        }
        try parts.policy.check(new, account: person.account, isDemonstration: person.isDemonstration)
        // A password that somebody else gave may be one of those that are not taken again, too.
        let refused = kept.prefix(max(1, parts.policy.remembered)).map(\.hash)
        guard try await !parts.hasher.isAmong(new, Array(refused)) else {
            throw Problem(
                .badInput, "access.problem.password-used", ["count": String(parts.policy.remembered)],
                at: .field("new-password"))
        }
        let hash = try await parts.hasher.hash(new)
        let token = SessionToken(parts)
        let policy = parts.policy
        try await parts.database.change(by: person.actor) { session in
            guard try store.current(of: person.id, in: session)?.id == newest.id,
                try !SignInDesk.isLocked(person.id, in: session)
            else { throw Problem(.conflict, "access.problem.edited") }
            try store.insert(hash, for: person.id, isOneTime: false, in: session)
            try SessionStore().endAll(of: person.id, in: session)
            try SessionStore().insert(
                token, for: person.id, hasPassedCode: current.hasPassedCode, origin: origin, policy: policy,
                in: session)
            try session.record(
                Self.change, on: .person(person.id), change: .object(["account": .string(person.account)]))
        }
        return token.text
    }

    /// Checks the present password again before something that matters; a wrong one counts as a failed sign-in.
    ///
    /// - Throws: a problem at the field `password`.
    public func confirm(_ password: String, in current: Session, from origin: Origin) async throws {
        let id = current.person.id
        let kept = try await parts.database.read { try PasswordStore().current(of: id, in: $0) }
        guard try await parts.hasher.isRight(password, kept?.hash) else {
            try await SignInDesk(parts).fail(current.person, .wrongPassword, from: origin)
            throw Problem(.badInput, "access.problem.present-password", at: .field("password"))
        }
    }

    /// When the present password was set; nil where there is none.
    public func setAt(of id: Identifier) async throws -> LogTime? {
        try await parts.database.read { try PasswordStore().current(of: id, in: $0)?.setAt }
    }

    /// Whether an actor may give a person another password, as far as the separation of the administrations goes.
    ///
    /// Who resets a password sees the new one. An administrator of another kind without a confirmed second factor would
    /// be impersonated with it, and one person would hold two administrations. A confirmed factor stands in the way:
    /// the system administrator cannot remove it. A part of Heng may always: whoever runs a command on the server holds
    /// the data folder anyway.
    public static func mayReset(_ person: Person, hasFactor: Bool, by actor: Actor) -> Bool {
        guard let administration = person.administration else { return true }
        return hasFactor || actor.roles.contains(administration) || actor.name.hasPrefix("system:")
    }

    /// Gives somebody else a password for one sign-in; their sessions end, and so does a lock of the account, so that
    /// the password works at once. Failures from before the lift count no more.
    ///
    /// - Throws: forbidden for oneself: one's own is changed with the present one; forbidden for an administrator of
    ///   another kind without a confirmed second factor, see ``mayReset(_:hasFactor:by:)``.
    public func reset(_ id: Identifier, by actor: Actor) async throws -> String {
        let password = parts.oneTimePassword()
        let hash = try await parts.hasher.hash(password)
        try await parts.database.change(by: actor) { session in
            let person = try PeopleDesk.known(id, in: session)
            guard person.account != actor.name else { throw Problem(.forbidden, "access.problem.self-reset") }
            let hasFactor = try FactorStore().confirmed(of: id, in: session) != nil
            guard Self.mayReset(person, hasFactor: hasFactor, by: actor) else {
                throw Problem(.forbidden, "access.problem.apart-reset", ["account": person.account])
            }
            try PasswordStore().insert(hash, for: id, isOneTime: true, in: session)
            try SessionStore().endAll(of: id, in: session)
            let isLifted = try SignInStore().lift(id, in: session)
            try session.record(
                Self.reset, on: .person(id),
                change: .object(["account": .string(person.account), "lock_lifted": .bool(isLifted)]))
        }
        return password
    }
}

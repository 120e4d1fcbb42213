import Kernel
import Ledger
import Storage

/// Where a token becomes a person, and sessions are seen and ended.
public struct SessionDesk: Sendable {
    static let begin = Verb(name: "session.begin")
    static let end = Verb(name: "session.end")

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// The session of a token with its person as they are now: rights that were taken away are gone here. Nil where
    /// the session is over or the person is shut out.
    ///
    /// One read of a few rows by key. At most once a minute it is followed by a write, see ``touch(_:)``.
    public func session(token: String) async throws -> Session? {
        guard token.utf8.count == 64 else { return nil }
        let parts = parts
        return try await parts.database.read { session in
            guard let kept = try SessionStore().kept(token: token, in: session) else { return nil }
            return try Self.judged(kept, parts, in: session)
        }
    }

    /// Notes that a session was used, where the last note is older than a minute.
    public func touch(_ session: Session) async throws {
        let age = parts.clock.now().microseconds - session.lastSeenAt.microseconds
        guard age >= SessionStore.minute else { return }
        try await parts.database.change(by: session.person.actor) { change in
            try SessionStore().touch(session.id, in: change)
        }
    }

    /// Ends the session of a token: signing out.
    public func end(_ current: Session) async throws {
        try await parts.database.change(by: current.person.actor) { session in
            try SessionStore().end(current.id, in: session)
            try SignInStore().insert(.signedOut, current.person.id, from: current.origin, in: session)
            try session.record(
                Self.end, on: RecordReference(kind: "session", identity: current.id.text),
                change: .object(["account": .string(current.person.account)]))
        }
    }

    /// Ends one session. `owner` keeps to one's own: another's answers as if it were not there.
    public func end(_ id: Identifier, owner: Identifier?, by actor: Actor) async throws {
        try await parts.database.change(by: actor) { session in
            guard let kept = try SessionStore().kept(id, in: session), owner == nil || owner == kept.person else {
                throw Problem(.notFound, "access.problem.no-session")
            }
            let person = try PeopleDesk.known(kept.person, in: session)
            try SessionStore().end(id, in: session)
            try session.record(
                Self.end, on: RecordReference(kind: "session", identity: id.text),
                change: .object(["account": .string(person.account)]))
        }
    }

    /// Sessions that are not over, of one person or of everybody, seen last first.
    public func list(of person: Identifier? = nil) async throws -> [Session] {
        let parts = parts
        return try await parts.database.read { session in
            try SessionStore().list(of: person, in: session).compactMap { try Self.judged($0, parts, in: session) }
        }
    }

    static func judged(_ kept: SessionStore.Kept, _ parts: AccessParts, in session: any ReadSession) throws -> Session?
    {
        let now = parts.clock.now()
        guard !kept.isOver(at: now, parts.policy),
            let person = try PersonStore().person(kept.person, in: session), person.isActive,
            !person.isDemonstration || parts.admitsDemonstration
        else { return nil }
        return Session(
            id: kept.id, person: person, hasPassedCode: kept.hasPassedCode, begunAt: kept.begunAt,
            lastSeenAt: kept.lastSeenAt, endsAt: kept.endsAt, origin: kept.origin,
            duty: try duty(of: person, hasPassedCode: kept.hasPassedCode, parts, in: session))
    }

    private static func duty(
        of person: Person, hasPassedCode: Bool, _ parts: AccessParts, in session: any ReadSession
    ) throws -> Session.Duty? {
        let hasFactor = try FactorStore().confirmed(of: person.id, in: session) != nil
        if hasFactor, !hasPassedCode { return .code }
        if let password = try PasswordStore().current(of: person.id, in: session) {
            let age = parts.clock.now().microseconds - password.setAt.microseconds
            let isOld = parts.policy.days.map { age >= Int64($0) * 1_440 * SessionStore.minute } ?? false
            // A demonstration shares one password that is printed: changing it would shut the others out.
            if password.isOneTime || (isOld && !person.isDemonstration) { return .password }
        }
        if person.administration != nil, !hasFactor, !person.isDemonstration { return .enrolment }
        return nil
    }
}

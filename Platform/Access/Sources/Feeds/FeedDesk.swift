import Kernel
import Ledger
import Storage

/// Where people open and withdraw the one address at which a program, such as a calendar, reads for them without
/// signing in.
///
/// The address holds a key of 256 random bits of which only the SHA-256 is kept; it is shown when it is made and never
/// again. What it gives is judged at every reading by the holder's roles at that moment. It ends with whatever ends all
/// of the holder's sessions: a new password, a change of roles, unit or district, a disablement.
public struct FeedDesk: Sendable {
    static let open = Verb(name: "feed.open")
    static let withdraw = Verb(name: "feed.withdraw")

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// Makes a key for somebody, in place of the one they had.
    ///
    /// - Throws: a problem where the actor is nobody who signs in.
    public func open(for actor: Actor) async throws -> String {
        let key = SessionToken(parts).text
        let digest = try Digest(of: key).bytes
        try await parts.database.change(by: actor) { session in
            let person = try Self.person(actor, in: session)
            let now = session.clock.now()
            try session.execute("DELETE FROM feed_keys WHERE person_id = \(person.id)")
            try session.execute(
                "INSERT INTO feed_keys (person_id, key_digest, recorded_at) VALUES (\(person.id), \(digest), \(now))")
            try session.record(
                Self.open, on: .person(person.id), change: .object(["account": .string(person.account)]))
        }
        return key
    }

    /// Ends somebody's key. Without one nothing changes: it may have been withdrawn in another window.
    public func withdraw(for actor: Actor) async throws {
        try await parts.database.change(by: actor) { session in
            let person = try Self.person(actor, in: session)
            guard try session.execute("DELETE FROM feed_keys WHERE person_id = \(person.id)") > 0 else { return }
            try session.record(
                Self.withdraw, on: .person(person.id), change: .object(["account": .string(person.account)]))
        }
    }

    /// When somebody's key was made; nil where they have none.
    public func openedAt(for actor: Actor) async throws -> LogTime? {
        try await parts.database.read { session in
            guard let person = try PersonStore().person(account: actor.name, in: session) else { return nil }
            return try session.first("SELECT recorded_at FROM feed_keys WHERE person_id = \(person.id)")?
                .time("recorded_at")
        }
    }

    /// Whoever a key was made for, with the roles they hold now; nil where it is none, was withdrawn, or its holder
    /// may not sign in.
    public func holder(of key: String) async throws -> Actor? {
        let digest = try Digest(of: key).bytes
        let parts = parts
        return try await parts.database.read { session in
            guard let row = try session.first("SELECT person_id FROM feed_keys WHERE key_digest = \(digest)"),
                let person = try PersonStore().person(try row.identifier("person_id"), in: session), person.isActive,
                !person.isDemonstration || parts.admitsDemonstration
            else { return nil }
            return person.actor
        }
    }

    private static func person(_ actor: Actor, in session: any ReadSession) throws -> Person {
        guard let person = try PersonStore().person(account: actor.name, in: session) else {
            throw Problem(.conflict, "access.problem.feed-nobody")
        }
        return person
    }
}

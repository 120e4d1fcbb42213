import Kernel
import Ledger
import Storage

/// Reads and writes sessions. Their rows come and go without entries; what they stand for is recorded by the verbs.
struct SessionStore {
    static let minute: Int64 = 60_000_000
    /// How long a session waits for the second factor's code.
    static let codeMinutes: Int64 = 5

    /// A row with what is needed to judge it.
    struct Kept {
        let id: Identifier
        let person: Identifier
        let hasPassedCode: Bool
        let begunAt: LogTime
        let lastSeenAt: LogTime
        let endsAt: LogTime
        let origin: Origin

        func isOver(at now: LogTime, _ policy: PasswordPolicy) -> Bool {
            now >= endsAt
                || now.microseconds - lastSeenAt.microseconds >= Int64(policy.idleMinutes) * SessionStore.minute
        }
    }

    private static let columns: SQL = """
        id, person_id, has_passed_code, begun_at, last_seen_at, ends_at, address, agent
        """

    func kept(token: String, in session: any ReadSession) throws -> Kept? {
        let digest = try Digest(of: token).bytes
        return try session.first("SELECT \(Self.columns) FROM sessions WHERE token_digest = \(digest)").map(Self.kept)
    }

    func kept(_ id: Identifier, in session: any ReadSession) throws -> Kept? {
        try session.first("SELECT \(Self.columns) FROM sessions WHERE id = \(id)").map(Self.kept)
    }

    /// Sessions, of one person or of everybody, seen last first.
    func list(of person: Identifier?, in session: any ReadSession) throws -> [Kept] {
        let condition: SQL = person.map { "person_id = \($0)" } ?? "1 = 1"
        return try session.rows(
            "SELECT \(Self.columns) FROM sessions WHERE \(condition) ORDER BY last_seen_at DESC, id DESC"
        ).map(Self.kept)
    }

    func insert(
        _ token: SessionToken, for person: Identifier, hasPassedCode: Bool, owesCode: Bool = false, origin: Origin,
        policy: PasswordPolicy, in session: ChangeSession
    ) throws {
        let now = session.clock.now()
        let length = owesCode ? Self.codeMinutes * Self.minute : Int64(policy.sessionHours) * 60 * Self.minute
        let digest = try Digest(of: token.text).bytes
        try session.withoutRecord(reason: "sessions come and go; signing in and out has its entries") { session in
            let idle = now.microseconds - Int64(policy.idleMinutes) * Self.minute
            try session.execute("DELETE FROM sessions WHERE ends_at <= \(now) OR last_seen_at <= \(idle)")
            // Who has the password and not the device pushes nobody out.
            let others = try list(of: person, in: session).filter { !owesCode || !$0.hasPassedCode }
            for old in others.dropFirst(max(0, policy.sessions - 1)) {
                try session.execute("DELETE FROM sessions WHERE id = \(old.id)")
            }
            try session.execute(
                """
                INSERT INTO sessions (id, token_digest, person_id, has_passed_code, begun_at, last_seen_at, ends_at,
                    address, agent)
                VALUES (\(identity(session)), \(digest), \(person), \(hasPassedCode), \(now), \(now),
                    \(now.microseconds + length), \(origin.address), \(origin.agent))
                """)
        }

        func identity(_ write: any WriteSession) -> Identifier { session.identifiers.next() }
    }

    /// Notes that a session was used.
    func touch(_ id: Identifier, in session: ChangeSession) throws {
        let now = session.clock.now()
        try session.withoutRecord(reason: "when a session was last used says nothing about the city") { session in
            _ = try session.execute("UPDATE sessions SET last_seen_at = \(now) WHERE id = \(id)")
        }
    }

    /// Ends every session, and the feed that is read without one.
    func endAll(of person: Identifier, in session: ChangeSession) throws {
        try session.withoutRecord(reason: "the entry of the change that ended them tells it") { session in
            try session.execute("DELETE FROM feed_keys WHERE person_id = \(person)")
            _ = try session.execute("DELETE FROM sessions WHERE person_id = \(person)")
        }
    }

    func end(_ id: Identifier, in session: ChangeSession) throws {
        try session.withoutRecord(reason: "the end of a session has its entry with the verb") { session in
            _ = try session.execute("DELETE FROM sessions WHERE id = \(id)")
        }
    }

    private static func kept(_ row: Row) throws -> Kept {
        Kept(
            id: try row.identifier("id"), person: try row.identifier("person_id"),
            hasPassedCode: try row.bool("has_passed_code"), begunAt: try row.time("begun_at"),
            lastSeenAt: try row.time("last_seen_at"), endsAt: try row.time("ends_at"),
            origin: Origin(address: try row.text("address"), agent: try row.text("agent")))
    }
}

import Kernel
import Storage

/// A kept password with what decides whether it still counts.
struct KeptPassword: Sendable {
    let id: Identifier
    let hash: PasswordHash
    let isOneTime: Bool
    let setAt: LogTime
}

/// Reads and writes passwords; the newest of a person counts.
struct PasswordStore {
    private static let columns: SQL = "id, salt, hash, cost, block, parallel, is_one_time, recorded_at"

    func current(of person: Identifier, in session: any ReadSession) throws -> KeptPassword? {
        try recent(of: person, limit: 1, in: session).first
    }

    /// The newest passwords, newest first.
    func recent(of person: Identifier, limit: Int, in session: any ReadSession) throws -> [KeptPassword] {
        try session.rows(
            """
            SELECT \(Self.columns) FROM passwords WHERE person_id = \(person)
            ORDER BY recorded_at DESC, id DESC LIMIT \(limit)
            """
        ).map { row in
            KeptPassword(
                id: try row.identifier("id"),
                hash: PasswordHash(
                    salt: try row.bytes("salt"), bytes: try row.bytes("hash"),
                    parameters: PasswordHash.Parameters(
                        cost: try row.integer("cost"), block: try row.integer("block"),
                        parallel: try row.integer("parallel"))),
                isOneTime: try row.bool("is_one_time"), setAt: try row.time("recorded_at"))
        }
    }

    /// Writes a password, and forgets those that no rule looks at any more.
    func insert(
        _ hash: PasswordHash, for person: Identifier, isOneTime: Bool, keeping: Int = 5, in session: any WriteSession,
        at time: LogTime, day: String, by name: String, id: Identifier
    ) throws {
        try session.execute(
            """
            INSERT INTO passwords (id, person_id, salt, hash, cost, block, parallel, is_one_time, day, recorded_at,
                recorded_by)
            VALUES (\(id), \(person), \(hash.salt), \(hash.bytes), \(hash.parameters.cost), \(hash.parameters.block),
                \(hash.parameters.parallel), \(isOneTime), \(day), \(time), \(name))
            """)
        let kept = try recent(of: person, limit: max(1, keeping), in: session).map(\.id)
        try session.execute("DELETE FROM passwords WHERE person_id = \(person) AND id NOT IN \(list: kept)")
    }

    /// The same password, hashed at today's cost.
    func replace(_ id: Identifier, by hash: PasswordHash, in session: any WriteSession) throws {
        try session.execute(
            """
            UPDATE passwords SET salt = \(hash.salt), hash = \(hash.bytes), cost = \(hash.parameters.cost),
                block = \(hash.parameters.block), parallel = \(hash.parameters.parallel)
            WHERE id = \(id)
            """)
    }
}

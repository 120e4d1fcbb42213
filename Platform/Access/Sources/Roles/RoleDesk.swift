import Kernel
import Ledger
import Storage

/// Where the security administrator grants and revokes roles.
public struct RoleDesk: Sendable {
    static let grant = Verb(name: "role.grant")
    static let revoke = Verb(name: "role.revoke")

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// Grants a role. The person's sessions end, so that the next one begins with the new rights and a new token.
    ///
    /// - Throws: forbidden where somebody grants to themselves, a conflict where the roles do not go together or the
    ///   role is held already, bad input where a liaison has no unit or a district's officer no district.
    public func grant(
        _ role: Role, to id: Identifier, reason: String, by actor: Actor, key: IdempotencyKey
    ) async throws {
        let reason = try Reason.checked(reason)
        guard RoleRules.grantable.contains(role) else {
            throw Problem(.badInput, "access.problem.role", at: .field("role"))
        }
        try await parts.database.change(by: actor) { session in
            _ = try session.once(key) {
                let person = try PeopleDesk.known(id, in: session)
                guard person.account != actor.name else { throw Problem(.forbidden, "access.problem.self-grant") }
                guard !person.roles.contains(role) else {
                    throw Problem(.conflict, "access.problem.held-already", at: .field("role"))
                }
                guard RoleRules.mayJoin(role, person.roles) else {
                    throw Problem(.conflict, "access.problem.apart", at: .field("role"))
                }
                try RoleRules.checkPlace([role], unit: person.unit, district: person.district)
                let granter = try PersonStore().person(account: actor.name, in: session)
                try Self.insert(role, to: id, by: granter?.id, reason: reason, in: session)
                try SessionStore().endAll(of: id, in: session)
                try session.record(
                    Self.grant, on: .person(id),
                    change: .object(["account": .string(person.account), "role": .string(role.rawValue)]),
                    reason: reason)
                return id.text
            }
        }
    }

    /// Takes a role back; the person's sessions end.
    ///
    /// - Throws: forbidden for one's own role, not found where it is not held, a conflict for the last administrator.
    public func revoke(
        _ role: Role, of id: Identifier, reason: String, by actor: Actor, key: IdempotencyKey
    ) async throws {
        let reason = try Reason.checked(reason)
        try await parts.database.change(by: actor) { session in
            _ = try session.once(key) {
                let person = try PeopleDesk.known(id, in: session)
                guard person.account != actor.name else { throw Problem(.forbidden, "access.problem.self-revoke") }
                guard
                    let held = try session.first(
                        "SELECT grant_id FROM held_roles WHERE person_id = \(id) AND role = \(role)")
                else { throw Problem(.notFound, "access.problem.not-held") }
                if RoleRules.isAdministration(role), person.isActive {
                    try RoleRules.checkStays(role, in: session)
                }
                try session.execute(
                    """
                    INSERT INTO role_revocations (grant_id, reason, day, recorded_at, recorded_by)
                    VALUES (\(try held.text("grant_id")), \(reason), \(session.clock.today()), \(session.clock.now()),
                            \(actor.name))
                    """)
                try session.execute("DELETE FROM held_roles WHERE person_id = \(id) AND role = \(role)")
                try SessionStore().endAll(of: id, in: session)
                try session.record(
                    Self.revoke, on: .person(id),
                    change: .object(["account": .string(person.account), "role": .string(role.rawValue)]),
                    reason: reason)
                return id.text
            }
        }
    }

    /// One grant with what became of it.
    public struct Grant: Sendable, Hashable {
        public struct Revocation: Sendable, Hashable {
            public let reason: String
            public let time: LogTime
            public let by: String
        }

        public let role: Role
        public let reason: String
        public let time: LogTime
        public let by: String
        public let revocation: Revocation?
    }

    /// Every grant to a person, newest first.
    public func grants(to id: Identifier) async throws -> [Grant] {
        try await parts.database.read { session in
            try session.rows(
                """
                SELECT g.role, g.reason, g.recorded_at, g.recorded_by, r.reason AS revoked_for,
                    r.recorded_at AS revoked_at, r.recorded_by AS revoked_by
                FROM role_grants g LEFT JOIN role_revocations r ON r.grant_id = g.id
                WHERE g.person_id = \(id) ORDER BY g.recorded_at DESC, g.id DESC
                """
            ).map { row in
                var revocation: Grant.Revocation?
                if let time = try row.optionalTime("revoked_at") {
                    revocation = Grant.Revocation(
                        reason: try row.text("revoked_for"), time: time, by: try row.text("revoked_by"))
                }
                return Grant(
                    role: try row.value("role", as: Role.self), reason: try row.text("reason"),
                    time: try row.time("recorded_at"), by: try row.text("recorded_by"), revocation: revocation)
            }
        }
    }

    /// Writes a grant and what follows from it: the person's kind, and the role as held.
    static func insert(
        _ role: Role, to id: Identifier, by granter: Identifier?, reason: String, in session: ChangeSession
    ) throws {
        let grant = session.identifiers.next()
        try session.execute(
            """
            INSERT INTO role_grants (id, person_id, role, granted_by, reason, day, recorded_at, recorded_by)
            VALUES (\(grant), \(id), \(role), \(granter), \(reason), \(session.clock.today()), \(session.clock.now()),
                    \(session.actor.name))
            """)
        // Where other roles are held, the kind cannot change: the schema refuses what would mix them.
        try session.execute(
            """
            UPDATE people SET kind = \(RoleRules.kind(role)) WHERE id = \(id) AND kind <> \(RoleRules.kind(role))
                AND NOT EXISTS (SELECT 1 FROM held_roles h WHERE h.person_id = people.id)
            """)
        try session.execute(
            """
            INSERT INTO held_roles (person_id, kind, role, grant_id)
            VALUES (\(id), \(RoleRules.kind(role)), \(role), \(grant))
            """)
    }
}

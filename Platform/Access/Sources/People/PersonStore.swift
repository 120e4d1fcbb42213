import Kernel
import Storage

/// Reads people with their state and roles.
struct PersonStore {
    private static let columns: SQL = """
        p.id, p.account, p.name_zh, p.name_en, p.unit_id, p.district_id, p.email, p.is_demonstration, p.version,
        p.recorded_at,
        (SELECT count(*) FROM person_disablements d WHERE d.person_id = p.id AND NOT EXISTS (
            SELECT 1 FROM person_enablements e WHERE e.disablement_id = d.id)) AS disablements
        """

    func person(_ id: Identifier, in session: any ReadSession) throws -> Person? {
        try one("p.id = \(id)", session)
    }

    func person(account: String, in session: any ReadSession) throws -> Person? {
        try one("p.account = \(account)", session)
    }

    /// Everybody by account name. Two queries, whatever the number of people.
    func list(in session: any ReadSession) throws -> [Person] {
        var roles: [String: Set<Role>] = [:]
        try session.forEach("SELECT person_id, role FROM held_roles") { row in
            roles[try row.text("person_id"), default: []].insert(try row.value("role", as: Role.self))
        }
        return try session.rows("SELECT \(Self.columns) FROM people p ORDER BY p.account").map { row in
            try Self.person(row, roles: roles[try row.text("id")] ?? [])
        }
    }

    /// How many active people hold a role.
    func activeHolders(of role: Role, in session: any ReadSession) throws -> Int {
        try session.count(
            """
            SELECT count(*) AS holders FROM held_roles h WHERE h.role = \(role) AND NOT EXISTS (
                SELECT 1 FROM person_disablements d WHERE d.person_id = h.person_id AND NOT EXISTS (
                    SELECT 1 FROM person_enablements e WHERE e.disablement_id = d.id))
            """)
    }

    func count(in session: any ReadSession) throws -> Int {
        try session.count("SELECT count(*) AS people FROM people")
    }

    private func one(_ condition: SQL, _ session: any ReadSession) throws -> Person? {
        guard let row = try session.first("SELECT \(Self.columns) FROM people p WHERE \(condition)") else { return nil }
        let id = try row.text("id")
        let roles = try session.rows("SELECT role FROM held_roles WHERE person_id = \(id)").map {
            try $0.value("role", as: Role.self)
        }
        return try Self.person(row, roles: Set(roles))
    }

    private static func person(_ row: Row, roles: Set<Role>) throws -> Person {
        Person(
            id: try row.identifier("id"), account: try row.text("account"),
            name: LocalizedText(zh: try row.text("name_zh"), en: try row.text("name_en")),
            unit: try row.optionalText("unit_id"), district: try row.optionalText("district_id"),
            email: try row.optionalText("email"), isDemonstration: try row.bool("is_demonstration"),
            isActive: try row.integer("disablements") == 0, roles: roles, version: try row.integer("version"),
            createdAt: try row.time("recorded_at"))
    }
}

/// Who does something: a person, or the system itself in a named part of it.
public struct Actor: Sendable, Hashable, Codable {
    /// A stable name, as the ledger keeps it: `office@local`, `system:demonstration`.
    public let name: String
    public let roles: Set<Role>

    public init(name: String, roles: Set<Role>) {
        self.name = name
        self.roles = roles
    }

    /// A part of Heng that acts by itself.
    public static func system(_ part: String) -> Actor {
        Actor(name: "system:\(part)", roles: [.office])
    }
}

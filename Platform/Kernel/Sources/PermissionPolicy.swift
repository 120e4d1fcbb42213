/// Which roles hold which permissions. What is not listed is denied.
public struct PermissionPolicy: Sendable {
    private var grants: [Permission: Set<Role>] = [:]

    public init() {}

    /// Grants a permission to roles, besides those that hold it already.
    public mutating func grant(_ permission: Permission, to roles: Role...) {
        grants[permission, default: []].formUnion(roles)
    }

    /// Whether one of the actor's roles holds the permission. A permission that nobody was granted is denied.
    public func allows(_ actor: Actor, _ permission: Permission) -> Bool {
        guard let holders = grants[permission] else { return false }
        return !holders.isDisjoint(with: actor.roles)
    }

    /// Throws a forbidden problem unless the actor holds the permission.
    public func require(_ permission: Permission, of actor: Actor) throws(Problem) {
        guard allows(actor, permission) else {
            throw Problem(.forbidden, "problem.forbidden", ["permission": permission.name])
        }
    }

    /// The permissions somebody holds and their holders, sorted by name: for the administrator's page and for tests.
    public var listing: [(permission: Permission, roles: [Role])] {
        grants.map { ($0.key, $0.value.sorted { $0.rawValue < $1.rawValue }) }.sorted { $0.0.name < $1.0.name }
    }
}

/// Which roles hold which permissions, and how far. What is not listed is denied.
public struct PermissionPolicy: Sendable {
    private var grants: [Permission: [Role: PermissionScope]] = [:]

    public init() {}

    /// Grants a permission over everybody's records to roles, besides those that hold it already.
    public mutating func grant(_ permission: Permission, to roles: Role...) {
        for role in roles { grants[permission, default: [:]][role] = .all }
    }

    /// Grants a permission over the holders' own records to roles; a wider grant stays.
    public mutating func grantOwn(_ permission: Permission, to roles: Role...) {
        for role in roles { grants[permission, default: [:]][role] = grants[permission]?[role] ?? .own }
    }

    /// How far the actor's roles together hold the permission; nil where it is denied.
    public func scope(of permission: Permission, for actor: Actor) -> PermissionScope? {
        guard let holders = grants[permission] else { return nil }
        return actor.roles.compactMap { holders[$0] }.max()
    }

    /// Whether one of the actor's roles holds the permission, at least over the actor's own records. A permission that
    /// nobody was granted is denied.
    public func allows(_ actor: Actor, _ permission: Permission) -> Bool { scope(of: permission, for: actor) != nil }

    /// Whether the actor holds the permission over a record of this unit and district.
    public func allows(_ actor: Actor, _ permission: Permission, unit: String, district: String?) -> Bool {
        switch scope(of: permission, for: actor) {
        case .all: true
        case .own: actor.owns(unit: unit, district: district)
        case nil: false
        }
    }

    /// Throws a forbidden problem unless the actor holds the permission.
    public func require(_ permission: Permission, of actor: Actor) throws(Problem) {
        guard allows(actor, permission) else {
            throw Problem(.forbidden, "problem.forbidden", ["permission": permission.name])
        }
    }

    /// The permissions somebody holds and their holders, sorted by name: for the administrator's page and for tests.
    public var listing: [(permission: Permission, roles: [Role])] {
        grants.map { ($0.key, $0.value.keys.sorted { $0.rawValue < $1.rawValue }) }.sorted { $0.0.name < $1.0.name }
    }

    /// How far one role holds a permission.
    public func scope(of permission: Permission, for role: Role) -> PermissionScope? { grants[permission]?[role] }
}

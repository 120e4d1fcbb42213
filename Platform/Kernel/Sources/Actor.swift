/// Who does something: a person, or the system itself in a named part of it.
public struct Actor: Sendable, Hashable, Codable {
    /// A stable name, as the ledger keeps it: `office@local`, `system:demonstration`.
    public let name: String
    public let roles: Set<Role>
    /// The unit that the actor acts for, by its id in the pack; nil for nobody's.
    public let unit: String?
    /// The district that the actor acts for, by its id in the pack; nil for none.
    public let district: String?
    /// How pages call the actor; the name where there is nothing better.
    public let title: String

    public init(
        name: String, roles: Set<Role>, unit: String? = nil, district: String? = nil, title: String? = nil
    ) {
        self.name = name
        self.roles = roles
        self.unit = unit
        self.district = district
        self.title = title ?? name
    }

    /// A part of Heng that acts by itself.
    public static func system(_ part: String) -> Actor {
        Actor(name: "system:\(part)", roles: [.office])
    }

    /// Somebody who has not signed in.
    public static let anonymous = Actor(name: "anonymous", roles: [.public])

    /// Whether a record of a unit and, where each district has its own, of a district is the actor's own.
    ///
    /// A record of a district belongs to that district's officers whatever the unit; one without belongs to its unit.
    public func owns(unit owner: String, district ofDistrict: String?) -> Bool {
        if let ofDistrict { return district == ofDistrict }
        return unit == owner
    }
}

import Kernel

/// Whom a message is for: a unit's people, a district's, everybody in a role, or one person.
///
/// Unit and district are ids of the pack; a person is an account's name. With a role a message to a unit or district
/// reaches only those of its people who hold it: `.unit("AMR_M", role: .unitLeader)` is the unit's leader.
public enum Recipient: Sendable, Hashable {
    case unit(String, role: Role? = nil)
    case district(String, role: Role? = nil)
    case role(Role)
    case person(String)

    /// Whether an actor is one of those meant.
    public func includes(_ actor: Actor) -> Bool {
        switch self {
        case .unit(let unit, let role): actor.unit == unit && (role.map(actor.roles.contains) ?? true)
        case .district(let district, let role): actor.district == district && (role.map(actor.roles.contains) ?? true)
        case .role(let role): actor.roles.contains(role)
        case .person(let name): actor.name == name
        }
    }

    /// As the table keeps it: kind, name, and the role that narrows a unit or district.
    var columns: (kind: String, name: String, role: String?) {
        switch self {
        case .unit(let unit, let role): ("unit", unit, role?.rawValue)
        case .district(let district, let role): ("district", district, role?.rawValue)
        case .role(let role): ("role", role.rawValue, nil)
        case .person(let name): ("person", name, nil)
        }
    }

    init?(kind: String, name: String, role: String?) {
        let narrowing = role.flatMap(Role.init(rawValue:))
        switch kind {
        case "unit": self = .unit(name, role: narrowing)
        case "district": self = .district(name, role: narrowing)
        case "role":
            guard let role = Role(rawValue: name) else { return nil }
            self = .role(role)
        case "person": self = .person(name)
        default: return nil
        }
    }
}

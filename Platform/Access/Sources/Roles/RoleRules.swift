import Kernel
import Storage

/// Which roles one person may hold together, and what a role needs.
///
/// Each of the three administrators is the only role of its holder (GB/T 22239-2019, 8.1.4: the three keep each other
/// in check). The schema says the same: see `held_roles`.
public enum RoleRules {
    /// Roles that can be granted: all but the public's.
    public static let grantable = Role.allCases.filter { $0 != .public }

    /// Whether a role may be held beside those that are held.
    public static func mayJoin(_ role: Role, _ held: Set<Role>) -> Bool {
        let others = held.subtracting([role])
        return others.isEmpty || (!isAdministration(role) && others.isDisjoint(with: Role.administrators))
    }

    static func isAdministration(_ role: Role) -> Bool { Role.administrators.contains(role) }

    /// The kind of person that a role makes, as the schema keeps it.
    static func kind(_ role: Role?) -> String {
        guard let role, isAdministration(role) else { return "ordinary" }
        return role.rawValue
    }

    /// Throws where a role is held that the place does not fit: a liaison acts for a unit, a district's officer for a
    /// district.
    static func checkPlace(_ roles: Set<Role>, unit: String?, district: String?) throws(Problem) {
        if roles.contains(.liaison), unit == nil {
            throw Problem(.badInput, "access.problem.needs-unit", at: .field("unit"))
        }
        if roles.contains(.districtOfficer), district == nil {
            throw Problem(.badInput, "access.problem.needs-district", at: .field("district"))
        }
    }

    /// Throws where nobody else would be left in an administration.
    static func checkStays(_ administration: Role?, in session: any ReadSession) throws {
        guard let administration else { return }
        guard try PersonStore().activeHolders(of: administration, in: session) > 1 else {
            throw Problem(.conflict, "access.problem.last-administrator")
        }
    }
}

/// What somebody is to the city's quality work; a role carries permissions, never a person.
public enum Role: String, Sendable, Codable, CaseIterable, Hashable {
    /// The office of the leading group: imports plans, agrees leads, assigns, urges, closes, issues bulletins.
    case office
    /// A leader of the leading group: reads everything, decides disputes.
    case leader
    /// The leader of a unit or a district, to whom what it owes is escalated: reads what is its own.
    case unitLeader = "unit-leader"
    /// The liaison of a member unit: signs, reports, asks for extensions for that unit.
    case liaison
    /// An officer of a district: the same for what the district owes.
    case districtOfficer = "district-officer"
    /// Reviews reports: accepts or returns them.
    case reviewer
    /// A statistician: reads plans and figures.
    case analyst
    /// An inspector of a law-enforcement body.
    case inspector
    /// Somebody of an enterprise.
    case enterprise
    /// Somebody of a laboratory.
    case laboratory
    /// An examiner of an award or an assessment.
    case examiner
    /// Keeps people and accounts; sees no business data. None of the three administrators holds another role.
    case systemAdministrator = "system-administrator"
    /// Grants roles, but none to themselves.
    case securityAdministrator = "security-administrator"
    /// Reads what the other two and everybody else did; can change and delete nothing.
    case auditAdministrator = "audit-administrator"
    /// Nobody in particular: the public, and who has not signed in.
    case `public`

    /// The three separate administrators (GB/T 22239-2019, 8.1.4: 系统管理, 审计管理, 安全管理).
    public static let administrators: Set<Role> = [.systemAdministrator, .securityAdministrator, .auditAdministrator]
}

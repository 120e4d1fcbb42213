/// What somebody is to the city's quality work; a role carries permissions, never a person.
public enum Role: String, Sendable, Codable, CaseIterable, Hashable {
    /// The office of the leading group: imports plans, agrees leads, reviews reports.
    case office
    /// A leader: reads everything, decides disputes.
    case leader
    /// The liaison of a member unit.
    case liaison
    /// An officer of a district.
    case districtOfficer = "district-officer"
    /// Nobody in particular: the public.
    case `public`
}

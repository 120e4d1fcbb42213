/// Where a unit stands: under the city, under the state beside the city, or under a district.
public enum UnitLevel: String, Sendable, Codable, CaseIterable {
    case municipal
    case vertical
    case district
}

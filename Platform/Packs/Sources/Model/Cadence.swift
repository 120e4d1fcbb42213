/// How often a deliverable is reported on.
public enum Cadence: String, Sendable, Codable, CaseIterable {
    case once
    case monthly
    case quarterly
    case halfYearly = "half-yearly"
    case annual
    case continuous
}

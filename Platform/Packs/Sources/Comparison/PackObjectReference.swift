/// An object of a pack, by its kind and its identity; an object within another is written `outer#inner`.
public struct PackObjectReference: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case pack, unit, group, district, calendar, holiday, item, deliverable, number, evidence
    }

    public var kind: Kind
    /// `AMR_M`, `food/safe-food-project#progress-summary`; for the pack itself always `pack`.
    public var id: String

    public init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}

import Kernel

/// A unit that answers for part of the plan.
public struct PackUnit: Sendable, Equatable {
    public var id: String
    public var title: LocalizedText
    /// As plans write it; in English a short label of at most 28 characters.
    public var short: LocalizedText
    /// Other names that plans use for it.
    public var aliases: [String]
    /// Unique among units, groups and districts.
    public var code: String
    public var level: UnitLevel
    public var direction: Direction
    public var validity: Validity
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, short: LocalizedText, aliases: [String] = [], code: String,
        level: UnitLevel, direction: Direction, validity: Validity, basis: Basis
    ) {
        self.id = id
        self.title = title
        self.short = short
        self.aliases = aliases
        self.code = code
        self.level = level
        self.direction = direction
        self.validity = validity
        self.basis = basis
    }
}

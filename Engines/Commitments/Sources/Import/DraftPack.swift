/// Which pack a plan on its way in is bound to.
public enum DraftPack: Sendable, Hashable {
    /// One that is loaded.
    case loaded(String)
    /// One that the plan itself makes, for a city or a year that has no pack yet; the year where the plan names none.
    case made(year: Int)

    var isMade: Bool { if case .made = self { true } else { false } }
}

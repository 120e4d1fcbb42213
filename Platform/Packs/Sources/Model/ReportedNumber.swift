import Kernel

/// A figure that each report on a deliverable is asked for.
///
/// The same identity in several deliverables is the same number: it is filled in once and has one title, one unit and
/// one number of decimals in the whole pack.
public struct ReportedNumber: Sendable, Equatable {
    /// Lower-case words joined by hyphens: `green-food-bases`.
    public var id: String
    public var title: LocalizedText
    /// What is counted or measured: `%`, `{zh: 家, en: enterprises}`.
    public var unit: LocalizedText
    /// How many digits may stand behind the point: 0 to 6.
    public var decimals: Int

    public init(id: String, title: LocalizedText, unit: LocalizedText, decimals: Int = 0) {
        self.id = id
        self.title = title
        self.unit = unit
        self.decimals = decimals
    }
}

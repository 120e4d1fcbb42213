import CivicCalendar

/// What a bulletin states in numbers and names, taken from the plan's state on a day and kept with the text.
///
/// It is a copy and not a reference: what was issued stays what was issued, whatever is reported later for the same day.
public struct BulletinFigures: Sendable, Hashable {
    /// An item of the plan.
    public struct Item: Sendable, Hashable {
        public let number: Int
        public let title: String
        public let lead: String
        /// nil where nothing could be derived.
        public let standing: Standing?
        public let finished: Int
        public let total: Int
        public let percent: Int
        public let expected: Int
    }

    /// A deliverable, or part of it, that is late or at risk.
    public struct Concern: Sendable, Hashable {
        public let item: Int?
        public let title: String
        /// Who owes it; of a deliverable owed by districts the districts.
        public let owner: String
        public let due: CivicDate
        public let reason: String
    }

    /// A deliverable whose standing became another one.
    public struct Move: Sendable, Hashable {
        public let title: String
        public let owner: String
        public let before: Standing
        public let after: Standing
    }

    /// The day they were taken for: the last of the month, or an earlier business date.
    public let day: CivicDate
    /// The day that movement is counted from: that of the bulletin before, else the last day of the month before.
    public let since: CivicDate
    /// How many deliverables stand how.
    public let counts: [Standing: Int]
    public let items: [Item]
    public let late: [Concern]
    public let atRisk: [Concern]
    /// What moved since and is not finished.
    public let moved: [Move]
    /// What was finished since.
    public let finished: [Move]
    /// Whether some of it is made up for a demonstration.
    public let hasDemonstrationData: Bool

    public var total: Int { counts.values.reduce(0, +) }
    public func count(_ standings: Standing...) -> Int { standings.reduce(0) { $0 + (counts[$1] ?? 0) } }
}

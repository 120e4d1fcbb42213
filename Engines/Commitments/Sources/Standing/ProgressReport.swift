import CivicCalendar

/// What was reported on a day: a percentage, and whether it was accepted.
public struct ProgressReport: Sendable, Hashable {
    /// The business date on which it was sent.
    public let day: CivicDate
    /// Decides between reports of one day: the later one holds.
    public let order: Int
    public let percent: Int
    public let note: String
    /// The period it speaks of, as ``ReportPeriod/name``.
    public let period: String
    /// Whether the review accepted it; a report that waits for its review counts, but finishes nothing.
    public let isAccepted: Bool
    public let source: Assignment.Source

    public init(
        day: CivicDate, order: Int, percent: Int, note: String, period: String = "", isAccepted: Bool = true,
        source: Assignment.Source
    ) {
        self.day = day
        self.order = order
        self.percent = percent
        self.note = note
        self.period = period
        self.isAccepted = isAccepted
        self.source = source
    }
}

import CivicCalendar

/// What was reported on a day: a percentage and a sentence.
public struct ProgressReport: Sendable, Hashable {
    /// Where a report came from; pages mark what is demonstration data.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        case demonstration
        case officer
    }

    /// The business date it speaks of.
    public let day: CivicDate
    /// Decides between reports of one day: the later one holds.
    public let order: Int
    public let percent: Int
    public let note: String
    public let source: Source

    public init(day: CivicDate, order: Int, percent: Int, note: String, source: Source) {
        self.day = day
        self.order = order
        self.percent = percent
        self.note = note
        self.source = source
    }
}

import CivicCalendar

/// What one unit, or one district, owes for one deliverable, with what was said of it so far.
public struct Commitment: Sendable, Hashable {
    public let deliverable: String
    /// The district's identity where the deliverable is owed by each district, else nil.
    public let district: String?
    public let starts: CivicDate
    public let due: CivicDate
    public let reports: [ProgressReport]
    public let suspensions: [Suspension]

    public init(
        deliverable: String, district: String? = nil, starts: CivicDate, due: CivicDate,
        reports: [ProgressReport] = [], suspensions: [Suspension] = []
    ) {
        self.deliverable = deliverable
        self.district = district
        self.starts = starts
        self.due = due
        self.reports = reports
        self.suspensions = suspensions
    }
}

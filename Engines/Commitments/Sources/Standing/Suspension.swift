import CivicCalendar

/// A time in which a commitment is suspended, with the reason.
public struct Suspension: Sendable, Hashable {
    public let from: CivicDate
    /// The first day on which the work goes on; nil while the suspension lasts.
    public let resumed: CivicDate?
    public let reason: String

    public init(from: CivicDate, resumed: CivicDate?, reason: String) {
        self.from = from
        self.resumed = resumed
        self.reason = reason
    }

    public func covers(_ day: CivicDate) -> Bool {
        day >= from && resumed.map { day < $0 } ?? true
    }
}

import CivicCalendar

/// A time in which a commitment is suspended, with the reason.
public struct Suspension: Sendable, Hashable {
    public let from: CivicDate
    /// The last day of it; nil while it lasts.
    public let through: CivicDate?
    public let reason: String

    public init(from: CivicDate, through: CivicDate?, reason: String) {
        self.from = from
        self.through = through
        self.reason = reason
    }

    public func covers(_ day: CivicDate) -> Bool {
        day >= from && through.map { day <= $0 } ?? true
    }
}

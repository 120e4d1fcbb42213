import CivicCalendar

/// The days on which something is in force, first and last included.
public struct Validity: Sendable, Hashable, CustomStringConvertible {
    public var from: CivicDate
    public var to: CivicDate

    public init(from: CivicDate, to: CivicDate) {
        self.from = from
        self.to = to
    }

    public func contains(_ date: CivicDate) -> Bool { from <= date && date <= to }

    /// Whether every day of the other is a day of this one.
    public func contains(_ other: Validity) -> Bool { from <= other.from && other.to <= to }

    /// `2021-01-01/2021-12-31` (ISO 8601-1, 5.5: an interval by its start and its end).
    public var description: String { "\(from)/\(to)" }
}

import CivicCalendar

/// The month that a bulletin speaks of, written `2021-08`.
public struct BulletinMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int

    /// The month that a day is in.
    public init(_ day: CivicDate) {
        year = day.year
        month = day.month
    }

    /// Reads `2021-08`; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 7 else { return nil }
        do { self.init(try CivicDate(text + "-01")) } catch { return nil }
    }

    public var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    public static func < (left: BulletinMonth, right: BulletinMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }

    /// The first day.
    public func first() throws -> CivicDate { try CivicDate(year: year, month: month, day: 1) }

    /// The last day.
    public func last() throws -> CivicDate {
        let next =
            try month == 12
            ? CivicDate(year: year + 1, month: 1, day: 1) : CivicDate(year: year, month: month + 1, day: 1)
        return try next.adding(days: -1)
    }

    /// The month before.
    public func previous() throws -> BulletinMonth { BulletinMonth(try first().adding(days: -1)) }
}

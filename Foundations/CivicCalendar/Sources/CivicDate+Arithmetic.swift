/// A day of the week, numbered as ISO 8601 does: Monday is 1 and Sunday is 7.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Whether the day is a Saturday or a Sunday.
    public var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension CivicDate {
    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = ((dayNumber + 3) % 7 + 7) % 7
        return Weekday.allCases[index]
    }

    /// The date a number of days later, or earlier when the number is negative.
    ///
    /// - Throws: `CivicDateProblem.outOfRange` outside the years 1 to 9999.
    public func adding(days: Int) throws(CivicDateProblem) -> CivicDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        guard !overflow else { throw .outOfRange }
        return try CivicDate(dayNumber: sum)
    }

    /// The same day a number of months later, or the last day of that month when it has no such day.
    ///
    /// This is the rule of article 202 of the Civil Code of China: a period of months ends on the corresponding day
    /// of the last month, and at the end of the month when there is none. 2021-01-31 plus one month is 2021-02-28.
    ///
    /// - Throws: `CivicDateProblem.outOfRange` outside the years 1 to 9999.
    public func adding(months: Int) throws(CivicDateProblem) -> CivicDate {
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, total >= 12, total < 120_000 else { throw .outOfRange }
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return CivicDate(
            uncheckedYear: newYear, month: newMonth, day: min(day, Self.dayCount(year: newYear, month: newMonth)))
    }

    /// Days from this date to another: positive when the other is later, 0 for the same day.
    public func days(until other: CivicDate) -> Int {
        other.dayNumber - dayNumber
    }

    /// The quarter of the year, 1 to 4.
    public var quarter: Int { (month - 1) / 3 + 1 }

    /// The first day of the month.
    public var monthStart: CivicDate { CivicDate(uncheckedYear: year, month: month, day: 1) }

    /// The last day of the month.
    public var monthEnd: CivicDate {
        CivicDate(uncheckedYear: year, month: month, day: Self.dayCount(year: year, month: month))
    }

    /// The first day of the quarter.
    public var quarterStart: CivicDate { CivicDate(uncheckedYear: year, month: quarter * 3 - 2, day: 1) }

    /// The last day of the quarter.
    public var quarterEnd: CivicDate {
        CivicDate(uncheckedYear: year, month: quarter * 3, day: 1).monthEnd
    }

    /// The first day of the year.
    public var yearStart: CivicDate { CivicDate(uncheckedYear: year, month: 1, day: 1) }

    /// The last day of the year.
    public var yearEnd: CivicDate { CivicDate(uncheckedYear: year, month: 12, day: 31) }

    /// The number of the day in its year, 1 to 366.
    public var dayOfYear: Int { dayNumber - yearStart.dayNumber + 1 }
}

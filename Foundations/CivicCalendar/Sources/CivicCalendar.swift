/// The calendars of several years: which days people work, and arithmetic over them.
///
/// The type answers only for the years it was given. A question that reaches another year gets `CalendarGap`, also
/// when only one step of a long count does; nothing is ever guessed from weekends alone.
///
/// ```swift
/// let due = try calendar.addingWorkdays(15, to: received)
/// ```
public struct CivicCalendar: Hashable, Sendable {
    private let calendars: [Int: YearCalendar]

    /// Makes a calendar from the calendars of single years, in any order and with any years missing.
    ///
    /// - Throws: `YearCalendarProblem.duplicateYear` when a year is given twice.
    public init(_ years: [YearCalendar]) throws(YearCalendarProblem) {
        var calendars: [Int: YearCalendar] = [:]
        for year in years {
            guard calendars.updateValue(year, forKey: year.year) == nil else { throw .duplicateYear(year.year) }
        }
        self.calendars = calendars
    }

    /// The loaded years in order.
    public var years: [Int] { calendars.keys.sorted() }

    /// The calendar of one year, with its holidays and its source.
    ///
    /// - Throws: `CalendarGap` when the year is not loaded.
    public func year(_ year: Int) throws(CalendarGap) -> YearCalendar {
        guard let calendar = calendars[year] else { throw CalendarGap(year: year) }
        return calendar
    }

    /// What a day is, and for a holiday which one.
    ///
    /// - Throws: `CalendarGap` when the year of the date is not loaded.
    public func kind(of date: CivicDate) throws(CalendarGap) -> DayKind {
        guard let kind = try year(date.year).kind(of: date) else { throw CalendarGap(year: date.year) }
        return kind
    }

    /// Whether people work on a day: Monday to Friday without holidays, and make-up Saturdays and Sundays.
    ///
    /// - Throws: `CalendarGap` when the year of the date is not loaded.
    public func isWorkday(_ date: CivicDate) throws(CalendarGap) -> Bool {
        try kind(of: date).isWorkday
    }

    /// The workdays of a closed range of dates, in order. Linear in the length of the range.
    ///
    /// - Throws: `CalendarGap` for the first day of the range whose year is not loaded.
    public func workdays(in range: ClosedRange<CivicDate>) throws(CalendarGap) -> [CivicDate] {
        var found: [CivicDate] = []
        for number in range.lowerBound.dayNumber...range.upperBound.dayNumber {
            let date = CivicDate(uncheckedDayNumber: number)
            if try isWorkday(date) { found.append(date) }
        }
        return found
    }

    /// The n-th workday after a date, or before it when n is negative; the date itself is not counted.
    ///
    /// With n = 0 the date comes back as it is, also when it is not a workday. For every n,
    /// `workdaysBetween(date, addingWorkdays(n, to: date)) == n`. Linear in the number of days passed over.
    ///
    /// - Throws: `CalendarGap` for the first year on the way that is not loaded.
    public func addingWorkdays(_ count: Int, to date: CivicDate) throws(CalendarGap) -> CivicDate {
        let step = count < 0 ? -1 : 1
        var remaining = count.magnitude
        var number = date.dayNumber
        while remaining > 0 {
            number += step
            if try isWorkday(CivicDate(uncheckedDayNumber: number)) { remaining -= 1 }
        }
        return CivicDate(uncheckedDayNumber: number)
    }

    /// Workdays after the first date up to and including the second.
    ///
    /// When the second date is earlier the answer is minus the workdays from it up to but not including the first.
    ///
    /// - Throws: `CalendarGap` for the first counted day whose year is not loaded.
    public func workdaysBetween(_ first: CivicDate, _ second: CivicDate) throws(CalendarGap) -> Int {
        var count = 0
        if first <= second {
            for number in (first.dayNumber + 1)..<(second.dayNumber + 1)
            where try isWorkday(CivicDate(uncheckedDayNumber: number)) {
                count += 1
            }
        } else {
            for number in second.dayNumber..<first.dayNumber
            where try isWorkday(CivicDate(uncheckedDayNumber: number)) {
                count -= 1
            }
        }
        return count
    }

    /// The date itself when it is a workday, else the next workday.
    ///
    /// - Throws: `CalendarGap` for the first year on the way that is not loaded.
    public func nextWorkday(onOrAfter date: CivicDate) throws(CalendarGap) -> CivicDate {
        var number = date.dayNumber
        while try !isWorkday(CivicDate(uncheckedDayNumber: number)) { number += 1 }
        return CivicDate(uncheckedDayNumber: number)
    }

    /// The date itself when it is a workday, else the workday before it.
    ///
    /// - Throws: `CalendarGap` for the first year on the way that is not loaded.
    public func previousWorkday(onOrBefore date: CivicDate) throws(CalendarGap) -> CivicDate {
        var number = date.dayNumber
        while try !isWorkday(CivicDate(uncheckedDayNumber: number)) { number -= 1 }
        return CivicDate(uncheckedDayNumber: number)
    }
}

import CivicCalendar
import Kernel

/// The holidays and make-up workdays of one year.
public struct PackCalendar: Sendable, Equatable {
    public var id: String
    /// Its file in the pack: `calendar/2021.yaml`.
    public var path: String
    public var title: LocalizedText
    public var year: Int
    public var validity: Validity
    public var basis: Basis
    public var holidays: [Holiday]
    /// Saturdays and Sundays that are worked to make up for a holiday.
    public var makeUpWorkdays: [CivicDate]
    /// The number of workdays in the year, as stated in the file and checked against the days.
    public var workdays: Int

    public init(
        id: String, path: String, title: LocalizedText, year: Int, validity: Validity, basis: Basis,
        holidays: [Holiday],
        makeUpWorkdays: [CivicDate], workdays: Int
    ) {
        self.id = id
        self.path = path
        self.title = title
        self.year = year
        self.validity = validity
        self.basis = basis
        self.holidays = holidays
        self.makeUpWorkdays = makeUpWorkdays
        self.workdays = workdays
    }

    /// Whether people work on a day of this year: Monday to Friday outside holidays, and the make-up days.
    public func isWorkday(_ date: CivicDate) -> Bool {
        if makeUpWorkdays.contains(date) { return true }
        return !date.weekday.isWeekend && !holidays.contains { $0.contains(date) }
    }

    /// The last workday of the year up to a day; nil where the year has none up to it.
    func lastWorkday(notAfter date: CivicDate) -> CivicDate? {
        for month in (1...date.month).reversed() {
            for day in (1...31).reversed() {
                if let candidate = CivicDate(existing: year, month: month, day: day), candidate <= date,
                    isWorkday(candidate)
                {
                    return candidate
                }
            }
        }
        return nil
    }

    /// The workdays of the year, counted from the days. Complexity: O(days of a year × holidays).
    public var countedWorkdays: Int {
        (1...12).reduce(0) { sum, month in
            sum
                + (1...CivicDate.dayCount(year: year, month: month)).count { day in
                    CivicDate(existing: year, month: month, day: day).map(isWorkday) ?? false
                }
        }
    }
}

/// A period that a law or a plan gives for doing something: so many days, workdays or hours from an event.
///
/// Counting follows the Civil Code of China, articles 200 to 204. The day of the event does not count (201), so one
/// day from Monday is Tuesday. The last day runs until hour 24 (203). When the last day of a count in days is a day
/// off, the period may move to the next workday (203); other rules keep it, so it is an option of each clock. A count
/// in hours starts at the instant of the event and passes through nights and holidays.
///
/// ```swift
/// let clock = try StatutoryClock(15, .workdays)
/// let due = try clock.dueDate(from: received, in: calendar)
/// ```
public struct StatutoryClock: Hashable, Sendable {
    /// What is counted.
    public enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
        /// Calendar days.
        case days
        /// Days on which people work.
        case workdays
        /// Hours of the clock, day and night.
        case hours
    }

    /// How many units, 0 or more; 0 days is the day of the event itself.
    public let amount: Int
    /// What is counted.
    public let unit: Unit
    /// Whether a last day that is a day off moves to the next workday; only for a count in days.
    public let movesToNextWorkday: Bool

    /// The longest period that is accepted, in units: a hundred years of hours.
    public static let longest = 100 * 366 * 24

    /// Makes a clock.
    ///
    /// - Throws: `ClockProblem.amountOutOfRange` for a negative or absurdly long period,
    ///   `.movesWithoutDays` when a count in workdays or hours asks to move its last day.
    public init(_ amount: Int, _ unit: Unit, movesToNextWorkday: Bool = false) throws(ClockProblem) {
        guard (0...Self.longest).contains(amount) else { throw .amountOutOfRange(amount) }
        guard unit == .days || !movesToNextWorkday else { throw .movesWithoutDays(unit) }
        self.amount = amount
        self.unit = unit
        self.movesToNextWorkday = movesToNextWorkday
    }

    /// The last day of a period in days or workdays that starts with an event on a date.
    ///
    /// - Throws: `ClockProblem.hoursNeedInstant` for a clock in hours, `.gap` when a needed year has no calendar,
    ///   `.date` beyond the year 9999. A count in days that does not move needs no calendar.
    public func dueDate(from event: CivicDate, in calendar: CivicCalendar) throws(ClockProblem) -> CivicDate {
        switch unit {
        case .hours:
            throw .hoursNeedInstant
        case .workdays:
            do { return try calendar.addingWorkdays(amount, to: event) } catch { throw .gap(error) }
        case .days:
            let last: CivicDate
            do { last = try event.adding(days: amount) } catch { throw .date(error) }
            guard movesToNextWorkday else { return last }
            do { return try calendar.nextWorkday(onOrAfter: last) } catch { throw .gap(error) }
        }
    }

    /// The instant at which the period ends, for an event at an instant.
    ///
    /// For days and workdays that is hour 24 of the last day in Shanghai; for hours it is the event plus the hours.
    /// The deadline itself is the first instant that is too late. Both instants are microseconds of UTC since 1970.
    ///
    /// - Throws: as `dueDate(from:in:)`, and `.instant` before 1992.
    public func deadline(fromMicroseconds event: Int64, in calendar: CivicCalendar) throws(ClockProblem) -> Int64 {
        let date: CivicDate
        do { date = try ChinaTime.date(atMicroseconds: event) } catch { throw .instant(error) }
        if unit == .hours {
            let (end, overflow) = event.addingReportingOverflow(Int64(amount) * ChinaTime.hour)
            guard !overflow else { throw .instant(.afterRange) }
            return end
        }
        let due = try dueDate(from: date, in: calendar)
        do { return try ChinaTime.endOfDay(due) } catch { throw .instant(error) }
    }
}

/// A clock that cannot be made or cannot answer.
public enum ClockProblem: Error, Hashable, Sendable {
    /// The amount is negative or longer than `StatutoryClock.longest`.
    case amountOutOfRange(Int)
    /// Only a count in days can move its last day to the next workday.
    case movesWithoutDays(StatutoryClock.Unit)
    /// A clock in hours has a deadline, not a due date.
    case hoursNeedInstant
    /// A needed year has no calendar.
    case gap(CalendarGap)
    /// The result lies outside the calendar.
    case date(CivicDateProblem)
    /// The instant cannot be turned into a date of Shanghai.
    case instant(ChinaTimeProblem)

    /// A stable name of the cause, in kebab case.
    public var code: String {
        switch self {
        case .amountOutOfRange: "clock-amount-out-of-range"
        case .movesWithoutDays: "clock-moves-without-days"
        case .hoursNeedInstant: "clock-hours-need-instant"
        case .gap(let gap): gap.code
        case .date(let problem): problem.code
        case .instant(let problem): problem.code
        }
    }

    /// One sentence that says what is wrong and how to mend it.
    public func message(_ language: CalendarLanguage) -> String {
        switch (self, language) {
        case (.amountOutOfRange(let amount), .zhHans):
            "期限 \(amount) 超出 0 至 \(StatutoryClock.longest)，请改正。"
        case (.amountOutOfRange(let amount), .en):
            "The period \(amount) is outside 0 to \(StatutoryClock.longest); correct it."
        case (.movesWithoutDays(let unit), .zhHans):
            "只有按日计算的期限才能顺延到下一工作日，而这里的单位是 \(unit.rawValue)，请取消顺延或改为 days。"
        case (.movesWithoutDays(let unit), .en):
            "Only a count in days can move to the next workday, not one in \(unit.rawValue); drop the option."
        case (.hoursNeedInstant, .zhHans): "按小时计算的期限需要具体时刻，请给出事件发生的时间。"
        case (.hoursNeedInstant, .en): "A period in hours starts at an instant; give the time of the event."
        case (.gap(let gap), _): gap.message(language)
        case (.date(let problem), _): problem.message(language)
        case (.instant(let problem), _): problem.message(language)
        }
    }
}

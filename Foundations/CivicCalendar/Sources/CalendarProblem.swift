/// The languages in which a problem of this module explains itself.
public enum CalendarLanguage: String, Hashable, Sendable, CaseIterable {
    case zhHans = "zh-Hans"
    case en
}

/// A date that cannot be made.
public enum CivicDateProblem: Error, Hashable, Sendable {
    /// The calendar has no such day, such as 2021-02-29.
    case noSuchDay(year: Int, month: Int, day: Int)
    /// The text is not of the form `YYYY-MM-DD`.
    case malformedText(String)
    /// The result lies outside the years 1 to 9999.
    case outOfRange

    /// A stable name of the cause, in kebab case.
    public var code: String {
        switch self {
        case .noSuchDay: "no-such-day"
        case .malformedText: "malformed-date"
        case .outOfRange: "date-out-of-range"
        }
    }

    /// One sentence that says what is wrong and how to mend it.
    public func message(_ language: CalendarLanguage) -> String {
        switch (self, language) {
        case (.noSuchDay(let year, let month, let day), .zhHans):
            "日历中没有\(year)年\(month)月\(day)日，请改为存在的日期。"
        case (.noSuchDay(let year, let month, let day), .en):
            "The calendar has no day \(year)-\(month)-\(day); write a day that exists."
        case (.malformedText(let text), .zhHans):
            "“\(text)”不是日期，请写成 2021-09-15 的形式。"
        case (.malformedText(let text), .en):
            "\"\(text)\" is not a date; write it as 2021-09-15."
        case (.outOfRange, .zhHans): "日期超出公元1年至9999年，请检查天数或年份。"
        case (.outOfRange, .en): "The date lies outside the years 1 to 9999; check the number of days or the year."
        }
    }
}

/// The answer when a question reaches a year whose holidays are not loaded.
///
/// The holidays of a year are fixed by a notice of the State Council in the autumn before, so they cannot be computed.
public struct CalendarGap: Error, Hashable, Sendable, CustomStringConvertible {
    /// The year without a calendar.
    public let year: Int

    /// Makes the gap of a year.
    public init(year: Int) {
        self.year = year
    }

    /// A stable name of the cause, in kebab case.
    public var code: String { "no-calendar" }

    /// The short English form: `no calendar for 2022`.
    public var description: String { "no calendar for \(year)" }

    /// One sentence that says what is missing and how to mend it.
    public func message(_ language: CalendarLanguage) -> String {
        switch language {
        case .zhHans: "没有\(year)年的工作日历，请按国务院办公厅的放假通知导入\(year)年日历。"
        case .en: "There is no calendar for \(year); load the year from the State Council's notice on holidays."
        }
    }
}

/// A year's calendar that contradicts itself.
public enum YearCalendarProblem: Error, Hashable, Sendable {
    /// The year is outside 1 to 9999.
    case yearOutOfRange(Int)
    /// A holiday ends before it starts.
    case reversedHoliday(name: String, from: CivicDate, through: CivicDate)
    /// A date belongs to another year and must be written in that year's calendar.
    case outsideYear(CivicDate, year: Int)
    /// A date is listed twice.
    case duplicate(CivicDate)
    /// A date is listed both as a holiday and as a make-up workday.
    case holidayAndWorkday(CivicDate)
    /// A make-up workday falls on Monday to Friday, which is a workday anyway.
    case makeUpOnWeekday(CivicDate)
    /// Two calendars are given for one year.
    case duplicateYear(Int)

    /// A stable name of the cause, in kebab case.
    public var code: String {
        switch self {
        case .yearOutOfRange: "calendar-year-out-of-range"
        case .reversedHoliday: "calendar-reversed-holiday"
        case .outsideYear: "calendar-date-outside-year"
        case .duplicate: "calendar-duplicate-date"
        case .holidayAndWorkday: "calendar-holiday-and-workday"
        case .makeUpOnWeekday: "calendar-make-up-on-weekday"
        case .duplicateYear: "calendar-duplicate-year"
        }
    }

    /// One sentence that says what is wrong, where, and how to mend it.
    public func message(_ language: CalendarLanguage) -> String {
        switch (self, language) {
        case (.yearOutOfRange(let year), .zhHans): "年份\(year)超出1至9999，请改正年份。"
        case (.yearOutOfRange(let year), .en): "The year \(year) is outside 1 to 9999; correct it."
        case (.reversedHoliday(let name, let from, let through), .zhHans):
            "假日“\(name)”的结束日期 \(through) 早于开始日期 \(from)，请对调。"
        case (.reversedHoliday(let name, let from, let through), .en):
            "The holiday \"\(name)\" ends on \(through), before it starts on \(from); swap the dates."
        case (.outsideYear(let date, let year), .zhHans):
            "\(date) 不在\(year)年内，请写入\(date.year)年的日历。"
        case (.outsideYear(let date, let year), .en):
            "\(date) is not in \(year); write it in the calendar of \(date.year)."
        case (.duplicate(let date), .zhHans): "\(date) 重复列出，请只保留一处。"
        case (.duplicate(let date), .en): "\(date) is listed twice; keep one."
        case (.holidayAndWorkday(let date), .zhHans): "\(date) 既是假日又是调休上班日，请只保留一种。"
        case (.holidayAndWorkday(let date), .en):
            "\(date) is both a holiday and a make-up workday; keep one of the two."
        case (.makeUpOnWeekday(let date), .zhHans): "调休上班日 \(date) 不是周六或周日，请核对通知。"
        case (.makeUpOnWeekday(let date), .en):
            "The make-up workday \(date) is not a Saturday or Sunday; check it against the notice."
        case (.duplicateYear(let year), .zhHans): "\(year)年的日历给了两份，请只保留一份。"
        case (.duplicateYear(let year), .en): "Two calendars are given for \(year); keep one."
        }
    }
}

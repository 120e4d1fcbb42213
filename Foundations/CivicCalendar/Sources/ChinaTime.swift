/// The business time zone, Asia/Shanghai, between instants (microseconds of UTC since 1970) and civil dates.
///
/// The offset is fixed at eight hours: China has kept UTC+8 without daylight saving since 15 September 1991 (IANA time
/// zone database, file `asia`, zone Asia/Shanghai). In the summers of 1986 to 1991 the clocks ran an hour ahead, and
/// before 1901 the city kept its own mean time, so anything before 1992 is refused instead of being an hour wrong.
public enum ChinaTime {
    /// The offset from UTC in microseconds.
    public static let offset: Int64 = 8 * hour

    /// One hour in microseconds.
    public static let hour: Int64 = 3_600_000_000

    /// One day in microseconds.
    public static let day: Int64 = 24 * hour

    /// The first date that is answered, 1992-01-01.
    public static let first = CivicDate(uncheckedYear: 1992, month: 1, day: 1)

    /// The date in Shanghai at an instant, given in microseconds of UTC since 1970-01-01T00:00:00Z.
    ///
    /// - Throws: `ChinaTimeProblem` before 1992-01-01 in Shanghai and after the year 9999.
    public static func date(atMicroseconds microseconds: Int64) throws(ChinaTimeProblem) -> CivicDate {
        let (local, overflow) = microseconds.addingReportingOverflow(offset)
        guard !overflow else { throw .afterRange }
        let days = Int(local / day) - (local % day < 0 ? 1 : 0)
        guard days >= first.dayNumber else { throw .beforeFixedOffset }
        guard days <= CivicDate.last.dayNumber else { throw .afterRange }
        return CivicDate(uncheckedDayNumber: days)
    }

    /// The instant at which a date starts in Shanghai, in microseconds of UTC since 1970.
    ///
    /// - Throws: `ChinaTimeProblem.beforeFixedOffset` before 1992-01-01.
    public static func startOfDay(_ date: CivicDate) throws(ChinaTimeProblem) -> Int64 {
        guard date >= first else { throw .beforeFixedOffset }
        return Int64(date.dayNumber) * day - offset
    }

    /// The instant at which a date ends in Shanghai (its hour 24, which is the start of the next day).
    ///
    /// - Throws: `ChinaTimeProblem.beforeFixedOffset` before 1992-01-01.
    public static func endOfDay(_ date: CivicDate) throws(ChinaTimeProblem) -> Int64 {
        try startOfDay(date) + day
    }
}

/// An instant or date for which Shanghai's clock is not a fixed eight hours ahead of UTC.
public enum ChinaTimeProblem: Error, Hashable, Sendable {
    /// Before 1992-01-01, where daylight saving and local mean time applied.
    case beforeFixedOffset
    /// After the year 9999.
    case afterRange

    /// A stable name of the cause, in kebab case.
    public var code: String {
        switch self {
        case .beforeFixedOffset: "instant-before-1992"
        case .afterRange: "instant-after-9999"
        }
    }

    /// One sentence that says what is wrong and how to mend it.
    public func message(_ language: CalendarLanguage) -> String {
        switch (self, language) {
        case (.beforeFixedOffset, .zhHans): "1992年以前曾实行夏令时，不能按固定的东八区换算，请直接填写日期。"
        case (.beforeFixedOffset, .en):
            "China kept daylight saving before 1992, so the instant has no fixed date; give the date itself."
        case (.afterRange, .zhHans): "时间超出公元9999年，请检查单位是否为微秒。"
        case (.afterRange, .en): "The instant lies after the year 9999; check that it is in microseconds."
        }
    }
}

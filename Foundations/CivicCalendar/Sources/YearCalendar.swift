/// The holidays and make-up workdays of one year, as the yearly notice of the State Council sets them.
///
/// A holiday period is written as in the notice, with the weekend days that it spans. A make-up workday is a Saturday
/// or Sunday on which everyone works. Every date belongs to the calendar of its own year: when a notice for next year
/// turns 31 December into a workday, that day is written in this year's calendar.
public struct YearCalendar: Hashable, Sendable {
    /// A holiday period with its name, first and last day included.
    public struct Holiday: Hashable, Sendable, Codable {
        /// The name, such as 春节.
        public let name: String
        /// The first day off.
        public let from: CivicDate
        /// The last day off.
        public let through: CivicDate

        /// Makes a holiday period; `YearCalendar` checks the order of its dates.
        public init(name: String, from: CivicDate, through: CivicDate) {
            self.name = name
            self.from = from
            self.through = through
        }
    }

    /// The year.
    public let year: Int
    /// The holiday periods in order of time.
    public let holidays: [Holiday]
    /// The Saturdays and Sundays that are workdays, in order of time.
    public let makeUpWorkdays: [CivicDate]
    /// Where the dates come from, such as the number of the notice.
    public let source: String

    private let holidayNames: [CivicDate: String]
    private let makeUpSet: Set<CivicDate>

    /// Makes the calendar of a year and checks it against itself.
    ///
    /// - Throws: `YearCalendarProblem` for a date of another year, a date listed twice, a holiday that is also a
    ///   make-up workday, a reversed period, or a make-up workday on Monday to Friday.
    public init(
        year: Int, holidays: [Holiday], makeUpWorkdays: [CivicDate], source: String
    ) throws(YearCalendarProblem) {
        guard (1...9999).contains(year) else { throw .yearOutOfRange(year) }
        var names: [CivicDate: String] = [:]
        for holiday in holidays {
            guard holiday.from <= holiday.through else {
                throw .reversedHoliday(name: holiday.name, from: holiday.from, through: holiday.through)
            }
            for bound in [holiday.from, holiday.through] where bound.year != year {
                throw .outsideYear(bound, year: year)
            }
            for number in holiday.from.dayNumber...holiday.through.dayNumber {
                let date = CivicDate(uncheckedDayNumber: number)
                guard names.updateValue(holiday.name, forKey: date) == nil else { throw .duplicate(date) }
            }
        }
        var workdays: Set<CivicDate> = []
        for date in makeUpWorkdays {
            guard date.year == year else { throw .outsideYear(date, year: year) }
            guard names[date] == nil else { throw .holidayAndWorkday(date) }
            guard date.weekday.isWeekend else { throw .makeUpOnWeekday(date) }
            guard workdays.insert(date).inserted else { throw .duplicate(date) }
        }
        self.year = year
        self.holidays = holidays.sorted { $0.from < $1.from }
        self.makeUpWorkdays = makeUpWorkdays.sorted()
        self.source = source
        self.holidayNames = names
        self.makeUpSet = workdays
    }

    /// What a day of this year is, and why; nil for a day of another year.
    public func kind(of date: CivicDate) -> DayKind? {
        guard date.year == year else { return nil }
        if let name = holidayNames[date] { return .holiday(name: name) }
        if makeUpSet.contains(date) { return .makeUpWorkday }
        return date.weekday.isWeekend ? .weekend : .workday
    }
}

/// What a day is in the calendar of work.
public enum DayKind: Hashable, Sendable {
    /// Monday to Friday without a holiday.
    case workday
    /// A Saturday or Sunday on which everyone works.
    case makeUpWorkday
    /// A free Saturday or Sunday outside a holiday period.
    case weekend
    /// A day of a holiday period, weekends inside it included.
    case holiday(name: String)

    /// Whether people work on such a day.
    public var isWorkday: Bool { self == .workday || self == .makeUpWorkday }
}

extension YearCalendar: Codable {
    private enum CodingKeys: String, CodingKey {
        case year, holidays, makeUpWorkdays, source
    }

    /// Reads the four fields and checks them as `init(year:holidays:makeUpWorkdays:source:)` does.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        do {
            try self.init(
                year: container.decode(Int.self, forKey: .year),
                holidays: container.decode([Holiday].self, forKey: .holidays),
                makeUpWorkdays: container.decode([CivicDate].self, forKey: .makeUpWorkdays),
                source: container.decode(String.self, forKey: .source))
        } catch let problem as YearCalendarProblem {
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: problem.message(.en)))
        }
    }

    /// Writes year, holidays, make-up workdays and source.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(year, forKey: .year)
        try container.encode(holidays, forKey: .holidays)
        try container.encode(makeUpWorkdays, forKey: .makeUpWorkdays)
        try container.encode(source, forKey: .source)
    }
}

/// A day of the civil calendar: year, month and day without a clock time or a time zone.
///
/// The calendar is the proleptic Gregorian one, years 1 to 9999, so that the text form is always the ten characters
/// of ISO 8601 `2021-09-15`. Arithmetic goes through a count of days (`dayNumber`), after the "days from civil"
/// algorithm of Howard Hinnant (*chrono-Compatible Low-Level Date Algorithms*), which is exact over the whole range.
///
/// ```swift
/// let due = try CivicDate(year: 2021, month: 12, day: 31)
/// due.weekday            // .friday
/// due.quarter            // 4
/// ```
public struct CivicDate: Hashable, Sendable {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// Makes a date from its parts.
    ///
    /// - Throws: `CivicDateProblem.noSuchDay` for a day that the calendar does not have, such as 2021-02-29.
    public init(year: Int, month: Int, day: Int) throws(CivicDateProblem) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.dayCount(year: year, month: month)
        else { throw .noSuchDay(year: year, month: month, day: day) }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// Makes a date from ISO 8601 text of exactly the form `YYYY-MM-DD`.
    ///
    /// - Throws: `CivicDateProblem.malformedText` for any other form, `.noSuchDay` for a day that does not exist.
    public init(_ text: String) throws(CivicDateProblem) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { throw .malformedText(text) }
        var parts = [0, 0, 0]
        for (part, range) in [0..<4, 5..<7, 8..<10].enumerated() {
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { throw .malformedText(text) }
                parts[part] = parts[part] * 10 + Int(byte - 0x30)
            }
        }
        try self.init(year: parts[0], month: parts[1], day: parts[2])
    }

    /// Makes a date from the count of days since 1970-01-01, which is day 0.
    ///
    /// - Throws: `CivicDateProblem.outOfRange` outside 0001-01-01 to 9999-12-31.
    public init(dayNumber: Int) throws(CivicDateProblem) {
        guard (Self.first.dayNumber...Self.last.dayNumber).contains(dayNumber) else { throw .outOfRange }
        self.init(uncheckedDayNumber: dayNumber)
    }

    /// The first day that can be named, 0001-01-01.
    public static let first = CivicDate(uncheckedYear: 1, month: 1, day: 1)

    /// The last day that can be named, 9999-12-31.
    public static let last = CivicDate(uncheckedYear: 9999, month: 12, day: 31)

    init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    // Months are counted from March so that the leap day is the last day of its year; an era is 400 years.
    init(uncheckedDayNumber dayNumber: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.init(
            uncheckedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Days since 1970-01-01, negative before it.
    public var dayNumber: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Whether a year of the Gregorian calendar has a 29 February.
    public static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// How many days a month has; 0 for a month that does not exist.
    public static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1, 3, 5, 7, 8, 10, 12: 31
        default: 0
        }
    }
}

extension CivicDate: Comparable {
    /// Whether one day lies before another.
    public static func < (left: CivicDate, right: CivicDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivicDate: CustomStringConvertible {
    /// The ISO 8601 text, always ten characters: `2021-09-15`.
    public var description: String {
        func padded(_ number: Int, to width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
}

extension CivicDate: Codable {
    /// Reads a date from a single ISO 8601 string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message(.en))
        }
    }

    /// Writes the date as a single ISO 8601 string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Plan {
    /// A day of the Gregorian calendar, written `yyyy-MM-dd` in JSON.
    public struct CalendarDay: Codable, Comparable, Hashable, Sendable, CustomStringConvertible {
        public let year: Int
        public let month: Int
        public let day: Int

        /// Makes a day, or nil when the calendar has no such day (years 1 to 9999).
        public init?(year: Int, month: Int, day: Int) {
            guard (1...9999).contains(year), (1...12).contains(month),
                day >= 1, day <= Self.lastDay(year: year, month: month)
            else { return nil }
            self.year = year
            self.month = month
            self.day = day
        }

        /// Reads `yyyy-MM-dd`.
        public init?(_ text: String) {
            let fields = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            guard fields.count == 3, fields[0].count == 4, fields[1].count == 2, fields[2].count == 2,
                let year = Int(Substring(fields[0])), let month = Int(Substring(fields[1])),
                let day = Int(Substring(fields[2]))
            else { return nil }
            self.init(year: year, month: month, day: day)
        }

        /// The last day of a month, or nil when there is no such month.
        public static func endOfMonth(year: Int, month: Int) -> CalendarDay? {
            guard (1...12).contains(month) else { return nil }
            return CalendarDay(year: year, month: month, day: lastDay(year: year, month: month))
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let day = CalendarDay(text) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "\(text) is no day; write it as yyyy-MM-dd")
            }
            self = day
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }

        public var description: String {
            func padded(_ number: Int, _ width: Int) -> String {
                let digits = String(number)
                return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
            }
            return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
        }

        public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
            (left.year, left.month, left.day) < (right.year, right.month, right.day)
        }

        private static func lastDay(year: Int, month: Int) -> Int {
            switch month {
            case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }
    }
}

import CivicCalendar

extension CivicDate {
    /// A day by its parts; nil where there is no such day, such as 30 February.
    init?(dayOf year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Days from civil, with March as the first month so that the leap day comes last.
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(dayNumber: era * 146_097 + dayOfEra - 719_468)
        guard self.year == year, self.month == month, self.day == day else { return nil }
    }

    /// Reads `YYYY-MM-DD` (ISO 8601-1, 5.2.2.1, extended format) and nothing else.
    init?(writtenInISO text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(dayOf: year, month: month, day: day)
    }

    /// Saturday or Sunday. 1970-01-01 was a Thursday.
    var fallsOnWeekend: Bool {
        let weekday = ((dayNumber + 3) % 7 + 7) % 7
        return weekday >= 5
    }
}

extension CivicDate {
    /// The day that was probably meant by another way of writing it: `2021/2/7`, `2021.02.07`, `2021年2月7日`.
    init?(guessedFrom text: String) {
        let parts = text.split { "-/.年月日 ".contains($0) }.map(String.init)
        guard parts.count == 3, text.count <= 16, parts[0].count == 4, let year = Int(parts[0]),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(dayOf: year, month: month, day: day)
    }
}

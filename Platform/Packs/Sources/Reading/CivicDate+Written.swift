import CivicCalendar

extension CivicDate {
    /// A day by its parts; nil where there is no such day, such as 30 February.
    init?(existing year: Int, month: Int, day: Int) {
        do {
            try self.init(year: year, month: month, day: day)
        } catch {
            return nil
        }
    }

    /// Reads `YYYY-MM-DD` (ISO 8601-1, 5.2.2.1, extended format) and nothing else.
    init?(writtenInISO text: String) {
        do {
            try self.init(text)
        } catch {
            return nil
        }
    }

    /// The day that was probably meant by another way of writing it: `2021/2/7`, `2021.02.07`, `2021年2月7日`.
    init?(guessedFrom text: String) {
        let parts = text.split { "-/.年月日 ".contains($0) }.map(String.init)
        guard parts.count == 3, text.count <= 16, parts[0].count == 4, let year = Int(parts[0]),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(existing: year, month: month, day: day)
    }
}

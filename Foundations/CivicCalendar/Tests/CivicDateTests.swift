import CivicCalendar
import Foundation
import Testing

@Suite struct CivicDateTests {
    @Test("years divisible by 4 are leap years, centuries only when divisible by 400")
    func leapDays() throws {
        #expect(try CivicDate("2020-02-29").adding(days: 1) == CivicDate("2020-03-01"))
        #expect(try CivicDate("2000-02-29").dayOfYear == 60)
        #expect(throws: CivicDateProblem.noSuchDay(year: 1900, month: 2, day: 29)) { try CivicDate("1900-02-29") }
        #expect(throws: CivicDateProblem.noSuchDay(year: 2021, month: 2, day: 29)) {
            try CivicDate(year: 2021, month: 2, day: 29)
        }
    }

    @Test("every day of four centuries goes to its number and back, in step with the calendar")
    func roundTrip() throws {
        var expected = try CivicDate(year: 1800, month: 1, day: 1)
        let start = expected.dayNumber
        for number in start..<(start + 146_097) {
            let date = try CivicDate(dayNumber: number)
            #expect(date == expected)
            #expect(date.dayNumber == number)
            let monthEnds = date.day == CivicDate.dayCount(year: date.year, month: date.month)
            let yearEnds = monthEnds && date.month == 12
            expected = try CivicDate(
                year: yearEnds ? date.year + 1 : date.year,
                month: yearEnds ? 1 : monthEnds ? date.month + 1 : date.month,
                day: monthEnds ? 1 : date.day + 1)
        }
        #expect(try expected == CivicDate(year: 2200, month: 1, day: 1))
    }

    @Test(
        "day numbers and weekdays agree with known days",
        arguments: [
            ("1970-01-01", 0, Weekday.thursday), ("2000-01-01", 10_957, .saturday), ("2021-09-15", 18_885, .wednesday),
            ("1969-12-31", -1, .wednesday), ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
        ])
    func knownDays(text: String, number: Int, weekday: Weekday) throws {
        let date = try CivicDate(text)
        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
    }

    @Test(
        "only ten characters of ISO text are a date",
        arguments: [
            "2021-9-15", "2021/09/15", "20210915", "2021-09-15T00:00", " 2021-09-15", "2021-09-1五", "", "-021-09-15",
            "+021-09-15",
        ])
    func malformedText(text: String) {
        #expect(throws: CivicDateProblem.malformedText(text)) { try CivicDate(text) }
    }

    @Test("a date is one ISO string in JSON, and a day that does not exist is refused")
    func coding() throws {
        let dates = try [CivicDate("2021-09-15"), CivicDate("0987-01-02")]
        let json = try JSONEncoder().encode(dates)
        #expect(String(decoding: json, as: UTF8.self) == #"["2021-09-15","0987-01-02"]"#)
        #expect(try JSONDecoder().decode([CivicDate].self, from: json) == dates)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CivicDate].self, from: Data(#"["2021-02-30"]"#.utf8))
        }
    }

    @Test("adding days and counting days undo each other, and the calendar has ends")
    func arithmetic() throws {
        let start = try CivicDate("2021-12-31")
        for days in [-100_000, -366, -1, 0, 1, 59, 365, 100_000] {
            let moved = try start.adding(days: days)
            #expect(start.days(until: moved) == days)
            #expect((start < moved) == (days > 0))
        }
        #expect(throws: CivicDateProblem.outOfRange) { try CivicDate.last.adding(days: 1) }
        #expect(throws: CivicDateProblem.outOfRange) { try CivicDate.first.adding(days: -1) }
        #expect(throws: CivicDateProblem.outOfRange) { try start.adding(days: .max) }
    }

    @Test("a month later is the same day or the end of a shorter month")
    func months() throws {
        #expect(try CivicDate("2021-01-31").adding(months: 1) == CivicDate("2021-02-28"))
        #expect(try CivicDate("2019-12-31").adding(months: 2) == CivicDate("2020-02-29"))
        #expect(try CivicDate("2021-03-15").adding(months: -3) == CivicDate("2020-12-15"))
        #expect(throws: CivicDateProblem.outOfRange) { try CivicDate.last.adding(months: 1) }
        #expect(throws: CivicDateProblem.outOfRange) { try CivicDate.first.adding(months: .min) }
    }

    @Test("months, quarters and years have their first and last days")
    func periods() throws {
        let date = try CivicDate("2021-11-05")
        #expect(date.quarter == 4)
        #expect([date.monthStart, date.monthEnd].map(\.description) == ["2021-11-01", "2021-11-30"])
        #expect([date.quarterStart, date.quarterEnd].map(\.description) == ["2021-10-01", "2021-12-31"])
        #expect([date.yearStart, date.yearEnd].map(\.description) == ["2021-01-01", "2021-12-31"])
        #expect(try CivicDate("2021-02-03").quarterEnd.description == "2021-03-31")
        #expect(try CivicDate("2020-12-31").dayOfYear == 366)
    }
}

import CivicCalendar
import Foundation
import Testing

@Suite struct CivicCalendarTests {
    let calendar: CivicCalendar

    init() throws {
        calendar = try China2021.calendar()
    }

    @Test("2021 has 250 workdays")
    func workdaysOfTheYear() throws {
        let days = try calendar.workdays(in: CivicDate("2021-01-01")...CivicDate("2021-12-31"))
        #expect(days.count == 250)
        #expect(days.first?.description == "2021-01-04")
        #expect(days.last?.description == "2021-12-31")
    }

    @Test(
        "a make-up Saturday or Sunday counts as a workday",
        arguments: [
            "2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09",
        ])
    func makeUpDays(text: String) throws {
        let date = try CivicDate(text)
        #expect(date.weekday.isWeekend)
        #expect(try calendar.isWorkday(date))
        #expect(try calendar.kind(of: date) == .makeUpWorkday)
    }

    @Test("a holiday on a weekday is free and carries its name")
    func holidays() throws {
        #expect(try calendar.kind(of: CivicDate("2021-02-11")) == .holiday(name: "春节"))
        #expect(try calendar.kind(of: CivicDate("2021-10-02")) == .holiday(name: "国庆节"))
        #expect(try calendar.kind(of: CivicDate("2021-10-10")) == .weekend)
        #expect(try calendar.kind(of: CivicDate("2021-10-08")) == .workday)
    }

    @Test("counting workdays passes over holidays and counts make-up days")
    func adding() throws {
        // Thursday 30 September, then the seven days of National Day, Friday 8 and the make-up Saturday 9 October.
        let eve = try CivicDate("2021-09-30")
        #expect(try calendar.addingWorkdays(1, to: eve).description == "2021-10-08")
        #expect(try calendar.addingWorkdays(2, to: eve).description == "2021-10-09")
        #expect(try calendar.addingWorkdays(3, to: eve).description == "2021-10-11")
        #expect(try calendar.addingWorkdays(-1, to: CivicDate("2021-10-08")) == eve)
        #expect(try calendar.addingWorkdays(0, to: CivicDate("2021-10-03")).description == "2021-10-03")
        #expect(try calendar.nextWorkday(onOrAfter: CivicDate("2021-10-01")).description == "2021-10-08")
        #expect(try calendar.nextWorkday(onOrAfter: eve) == eve)
        #expect(try calendar.previousWorkday(onOrBefore: CivicDate("2021-10-07")) == eve)
    }

    @Test("adding workdays and counting them undo each other from every day of the middle of the year")
    func inverse() throws {
        let first = try CivicDate("2021-04-01").dayNumber
        for number in first..<(first + 180) {
            let date = try CivicDate(dayNumber: number)
            for count in -40...40 {
                let moved = try calendar.addingWorkdays(count, to: date)
                #expect(try calendar.workdaysBetween(date, moved) == count)
                if try calendar.isWorkday(date) {
                    #expect(try calendar.addingWorkdays(-count, to: moved) == date)
                }
            }
        }
    }

    @Test("beyond the loaded years the answer is a gap and never a guess")
    func gaps() throws {
        let gap = CalendarGap(year: 2022)
        #expect(gap.description == "no calendar for 2022")
        let last = try CivicDate("2021-12-31")
        #expect(throws: gap) { try calendar.addingWorkdays(1, to: last) }
        #expect(throws: gap) { try calendar.isWorkday(CivicDate("2022-01-04")) }
        #expect(throws: gap) { try calendar.workdays(in: last...CivicDate("2022-01-01")) }
        #expect(throws: gap) { try calendar.workdaysBetween(last, CivicDate("2022-01-01")) }
        #expect(throws: gap) { try calendar.nextWorkday(onOrAfter: CivicDate("2022-01-01")) }
        #expect(throws: CalendarGap(year: 2020)) { try calendar.addingWorkdays(-1, to: CivicDate("2021-01-04")) }
        #expect(throws: CalendarGap(year: 2020)) {
            try calendar.previousWorkday(onOrBefore: CivicDate("2021-01-03"))
        }
        #expect(throws: CalendarGap(year: 10_000)) {
            try CivicCalendar([
                YearCalendar(year: 9999, holidays: [], makeUpWorkdays: [], source: "test")
            ]).addingWorkdays(1, to: .last)
        }
    }

    @Test("a calendar with a hole answers on both sides of it")
    func holes() throws {
        let other = try YearCalendar(year: 2023, holidays: [], makeUpWorkdays: [], source: "test")
        let both = try CivicCalendar([other, China2021.year()])
        #expect(both.years == [2021, 2023])
        #expect(try both.isWorkday(CivicDate("2023-05-05")))
        #expect(throws: CalendarGap(year: 2022)) { try both.isWorkday(CivicDate("2022-05-05")) }
        #expect(throws: YearCalendarProblem.duplicateYear(2023)) { try CivicCalendar([other, other]) }
    }

    @Test("a year's calendar that contradicts itself is refused with the day")
    func contradictions() throws {
        let day = try CivicDate("2021-10-09")
        let spring = try China2021.holiday("春节", "2021-02-11", "2021-02-17")
        func make(_ holidays: [YearCalendar.Holiday], _ workdays: [CivicDate]) throws -> YearCalendar {
            try YearCalendar(year: 2021, holidays: holidays, makeUpWorkdays: workdays, source: "test")
        }
        #expect(throws: YearCalendarProblem.duplicate(day)) { try make([], [day, day]) }
        #expect(throws: YearCalendarProblem.duplicate(spring.from)) { try make([spring, spring], []) }
        #expect(throws: try YearCalendarProblem.makeUpOnWeekday(CivicDate("2021-10-08"))) {
            try make([], [CivicDate("2021-10-08")])
        }
        #expect(throws: try YearCalendarProblem.holidayAndWorkday(CivicDate("2021-02-14"))) {
            try make([spring], [CivicDate("2021-02-14")])
        }
        #expect(throws: try YearCalendarProblem.outsideYear(CivicDate("2022-10-08"), year: 2021)) {
            try make([], [CivicDate("2022-10-08")])
        }
        let reversed = try China2021.holiday("春节", "2021-02-17", "2021-02-11")
        #expect(
            throws: YearCalendarProblem.reversedHoliday(name: "春节", from: reversed.from, through: reversed.through)
        ) { try make([reversed], []) }
        #expect(throws: YearCalendarProblem.yearOutOfRange(0)) {
            try YearCalendar(year: 0, holidays: [], makeUpWorkdays: [], source: "test")
        }
    }

    @Test("a year's calendar survives JSON, and JSON that contradicts itself is refused")
    func coding() throws {
        let year = try China2021.year()
        let json = try JSONEncoder().encode(year)
        #expect(try JSONDecoder().decode(YearCalendar.self, from: json) == year)
        let wrong = #"{"year":2021,"holidays":[],"makeUpWorkdays":["2021-10-08"],"source":""}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(YearCalendar.self, from: Data(wrong.utf8))
        }
    }

    @Test("every problem has a sentence in both languages")
    func sentences() throws {
        let day = try CivicDate("2021-10-09")
        for language in CalendarLanguage.allCases {
            for problem in [
                YearCalendarProblem.duplicate(day), .holidayAndWorkday(day), .makeUpOnWeekday(day),
                .outsideYear(day, year: 2020), .reversedHoliday(name: "x", from: day, through: day),
            ] {
                #expect(problem.message(language).contains("2021-10-09"))
            }
            #expect(CalendarGap(year: 2022).message(language).contains("2022"))
        }
        #expect(CalendarGap(year: 2022).message(.zhHans) != CalendarGap(year: 2022).message(.en))
    }
}

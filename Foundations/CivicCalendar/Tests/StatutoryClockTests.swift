import CivicCalendar
import Testing

@Suite struct StatutoryClockTests {
    let calendar: CivicCalendar

    init() throws {
        calendar = try China2021.calendar()
    }

    func due(_ clock: StatutoryClock, _ event: String) throws -> String {
        try clock.dueDate(from: CivicDate(event), in: calendar).description
    }

    @Test("the day of the event does not count")
    func eventDay() throws {
        #expect(try due(StatutoryClock(1, .days), "2021-09-13") == "2021-09-14")
        #expect(try due(StatutoryClock(1, .workdays), "2021-09-13") == "2021-09-14")
        #expect(try due(StatutoryClock(0, .days), "2021-09-13") == "2021-09-13")
    }

    @Test("a last day on a holiday moves only when the clock says so")
    func moving() throws {
        #expect(try due(StatutoryClock(10, .days), "2021-09-24") == "2021-10-04")
        #expect(try due(StatutoryClock(10, .days, movesToNextWorkday: true), "2021-09-24") == "2021-10-08")
        // A make-up Saturday is a workday, so nothing moves.
        #expect(try due(StatutoryClock(9, .days, movesToNextWorkday: true), "2021-09-30") == "2021-10-09")
    }

    @Test("workdays pass over the Spring Festival")
    func workdays() throws {
        #expect(try due(StatutoryClock(5, .workdays), "2021-02-08") == "2021-02-20")
    }

    @Test("a count in days needs no calendar unless it moves")
    func gaps() throws {
        #expect(try due(StatutoryClock(30, .days), "2021-12-31") == "2022-01-30")
        #expect(throws: ClockProblem.gap(CalendarGap(year: 2022))) {
            try due(StatutoryClock(30, .days, movesToNextWorkday: true), "2021-12-31")
        }
        #expect(throws: ClockProblem.gap(CalendarGap(year: 2022))) {
            try due(StatutoryClock(1, .workdays), "2021-12-31")
        }
    }

    @Test("hours run through the night from the instant of the event, days until hour 24")
    func deadlines() throws {
        // 23:59:59 on 2021-09-15 in Shanghai.
        let event: Int64 = 1_631_721_599_000_000
        #expect(try StatutoryClock(24, .hours).deadline(fromMicroseconds: event, in: calendar) == event + ChinaTime.day)
        #expect(
            try StatutoryClock(1, .days).deadline(fromMicroseconds: event, in: calendar)
                == ChinaTime.startOfDay(CivicDate("2021-09-17")))
        // One second later is the next day, and so is the deadline.
        #expect(
            try StatutoryClock(1, .days).deadline(fromMicroseconds: event + 1_000_000, in: calendar)
                == ChinaTime.startOfDay(CivicDate("2021-09-18")))
    }

    @Test("clocks that mean nothing are refused")
    func refused() throws {
        #expect(throws: ClockProblem.amountOutOfRange(-1)) { try StatutoryClock(-1, .days) }
        #expect(throws: ClockProblem.amountOutOfRange(.max)) { try StatutoryClock(.max, .hours) }
        #expect(throws: ClockProblem.movesWithoutDays(.workdays)) {
            try StatutoryClock(3, .workdays, movesToNextWorkday: true)
        }
        #expect(throws: ClockProblem.hoursNeedInstant) { try due(StatutoryClock(3, .hours), "2021-09-13") }
        #expect(throws: ClockProblem.instant(.beforeFixedOffset)) {
            try StatutoryClock(3, .hours).deadline(fromMicroseconds: 0, in: calendar)
        }
    }
}

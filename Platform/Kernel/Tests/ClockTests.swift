import CivicCalendar
import Kernel
import Testing

struct ClockTests {
    private static let day: Int64 = 86_400_000_000
    private static let offset: Int64 = 8 * 3_600_000_000

    /// Midnight in China as a moment.
    private func midnight(_ year: Int, _ month: Int, _ day: Int) throws -> Int64 {
        Int64(try CivicDate(year: year, month: month, day: day).dayNumber) * Self.day - Self.offset
    }

    @Test("the day changes at midnight in China, not at midnight in Greenwich")
    func midnightEdges() throws {
        let midnight = try midnight(2021, 9, 15)
        let clock = { (time: Int64) in Clock { LogTime(microseconds: time) } }
        #expect(clock(midnight - 1).today().description == "2021-09-14")
        #expect(clock(midnight).today().description == "2021-09-15")
        #expect(clock(midnight + Self.day - 1).today().description == "2021-09-15")
        #expect(clock(midnight + Self.day).today().description == "2021-09-16")
    }

    @Test("the year changes in China while it is still 16:00 in Greenwich")
    func newYear() throws {
        let midnight = try midnight(2022, 1, 1)
        #expect(midnight % Self.day == 16 * 3_600_000_000)
        #expect(Clock { LogTime(microseconds: midnight - 1) }.today().description == "2021-12-31")
        #expect(Clock { LogTime(microseconds: midnight) }.today().description == "2022-01-01")
    }

    @Test("a business date that was asked for stays while the real clock runs on")
    func asOf() throws {
        let date = try CivicDate(year: 2021, month: 9, day: 15)
        let clock = Clock(asOf: date) { LogTime(microseconds: 1_900_000_000_000_000) }
        #expect(clock.today() == date)
        #expect(clock.asOf == date)
        #expect(clock.now().microseconds == 1_900_000_000_000_000)
    }

    @Test("the machine's clock stands after this was written and moves forward")
    func system() {
        let clock = Clock.system()
        let first = clock.now()
        #expect(first.microseconds > 1_700_000_000_000_000)
        #expect(clock.now() >= first)
        #expect(clock.asOf == nil)
    }

    @Test("a clock that stands at 1970 is told as the first day that can be told, without a crash")
    func tooEarly() {
        #expect(Clock { LogTime(microseconds: 0) }.today() == ChinaTime.first)
        #expect(Clock { LogTime(microseconds: .min / 4) }.today() == ChinaTime.first)
    }

    @Test("a log time reads as clocks in China showed it")
    func logTimeText() throws {
        let midnight = try midnight(2021, 1, 26)
        func text(_ seconds: Int64) -> String { LogTime(microseconds: midnight + seconds * 1_000_000).textInChina }
        #expect(text(0) == "2021-01-26 00:00:00")
        #expect(text(9 * 3600 + 30 * 60 + 5) == "2021-01-26 09:30:05")
        #expect(text(86_399) == "2021-01-26 23:59:59")
        #expect(text(86_400) == "2021-01-27 00:00:00")
        #expect(LogTime(microseconds: midnight + 999_999).textInChina == "2021-01-26 00:00:00")
    }

    @Test("log times sort by the moment")
    func order() {
        #expect(LogTime(microseconds: 1) < LogTime(microseconds: 2))
        #expect(LogTime(microseconds: -1) < LogTime(microseconds: 0))
    }
}

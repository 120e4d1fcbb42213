import CivicCalendar
import Testing

@Suite struct ChinaTimeTests {
    @Test("the day changes at 16:00 UTC")
    func midnight() throws {
        // 2021-09-15T16:00:00Z is 2021-09-16T00:00 in Shanghai.
        let midnight: Int64 = 1_631_721_600_000_000
        #expect(try ChinaTime.date(atMicroseconds: midnight).description == "2021-09-16")
        #expect(try ChinaTime.date(atMicroseconds: midnight - 1).description == "2021-09-15")
        #expect(try ChinaTime.startOfDay(CivicDate("2021-09-16")) == midnight)
        #expect(try ChinaTime.endOfDay(CivicDate("2021-09-15")) == midnight)
    }

    @Test("instants before 1992 and after the calendar are refused")
    func refused() throws {
        let first = try ChinaTime.startOfDay(ChinaTime.first)
        #expect(try ChinaTime.date(atMicroseconds: first) == ChinaTime.first)
        #expect(throws: ChinaTimeProblem.beforeFixedOffset) { try ChinaTime.date(atMicroseconds: first - 1) }
        #expect(throws: ChinaTimeProblem.beforeFixedOffset) { try ChinaTime.date(atMicroseconds: .min) }
        #expect(throws: ChinaTimeProblem.afterRange) { try ChinaTime.date(atMicroseconds: .max) }
        #expect(throws: ChinaTimeProblem.beforeFixedOffset) { try ChinaTime.startOfDay(CivicDate("1988-07-01")) }
    }
}

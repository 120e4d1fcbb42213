import CivicCalendar
import Packs
import Testing

@testable import Commitments

struct ReportPeriodTests {
    private let calendar: CivicCalendar

    init() throws { calendar = try China2021.calendar() }

    private func periods(_ cadence: Cadence, _ starts: String, _ due: String) throws -> [String] {
        try ReportPeriod.all(
            cadence: cadence, starts: CivicDate(starts), due: CivicDate(due), graceWorkdays: 5, calendar: calendar
        ).map { "\($0.name) \($0.from)/\($0.through) \($0.reportDue)" }
    }

    @Test("each cadence cuts the year into its periods; the last ends, and is due, on the due day")
    func cadences() throws {
        #expect(try periods(.once, "2021-01-01", "2021-06-30") == ["final 2021-01-01/2021-06-30 2021-06-30"])
        #expect(
            try periods(.quarterly, "2021-01-01", "2021-12-20") == [
                // The Qingming holiday, 3 to 5 April, is none of the five workdays.
                "2021-Q1 2021-01-01/2021-03-31 2021-04-08", "2021-Q2 2021-04-01/2021-06-30 2021-07-07",
                // Five workdays after 30 September: 8, 9 (a make-up Saturday), 11, 12, 13 October.
                "2021-Q3 2021-07-01/2021-09-30 2021-10-13", "2021-Q4 2021-10-01/2021-12-20 2021-12-20",
            ])
        #expect(try periods(.continuous, "2021-01-01", "2021-12-20") == periods(.quarterly, "2021-01-01", "2021-12-20"))
        #expect(
            try periods(.halfYearly, "2021-02-10", "2021-12-31") == [
                "2021-H1 2021-02-10/2021-06-30 2021-07-07", "2021-H2 2021-07-01/2021-12-31 2021-12-31",
            ])
        #expect(try periods(.annual, "2021-01-01", "2021-12-31") == ["2021 2021-01-01/2021-12-31 2021-12-31"])
        #expect(try periods(.monthly, "2021-01-01", "2021-12-31").count == 12)
    }

    @Test("a report is never due after the due day, and no period is empty")
    func edges() throws {
        let short = try periods(.monthly, "2021-03-31", "2021-04-02")
        #expect(short == ["2021-03 2021-03-31/2021-03-31 2021-04-02", "2021-04 2021-04-01/2021-04-02 2021-04-02"])
        #expect(try periods(.monthly, "2021-03-31", "2021-03-31") == ["2021-03 2021-03-31/2021-03-31 2021-03-31"])
    }

    @Test("periods join without a gap from the first day to the due day", arguments: Cadence.allCases)
    func joined(cadence: Cadence) throws {
        let all = try ReportPeriod.all(
            cadence: cadence, starts: CivicDate("2021-01-15"), due: CivicDate("2021-11-30"), graceWorkdays: 5,
            calendar: calendar)
        #expect(all.first.map { "\($0.from)" } == "2021-01-15" && all.last.map { "\($0.through)" } == "2021-11-30")
        for (before, after) in zip(all, all.dropFirst()) {
            #expect(try before.through.adding(days: 1) == after.from)
            #expect(before.name < after.name && before.reportDue <= after.reportDue)
        }
    }
}

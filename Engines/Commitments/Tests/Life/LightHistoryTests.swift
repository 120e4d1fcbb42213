import CivicCalendar
import Packs
import Testing

@testable import Commitments

struct LightHistoryTests {
    private let rule = StandingRule(nearDueWorkdays: 10, toleratedPointsBehind: 15)
    private let calendar: CivicCalendar

    init() throws { calendar = try China2021.calendar() }

    private func lights(_ life: SampleLife, through day: String) throws -> [String] {
        try LightHistory.changes(of: life.life, through: CivicDate(day), rule: rule, calendar: calendar)
            .map { "\($0.day) \($0.judgement.standing.rawValue)" }
    }

    private func judge(_ life: SampleLife, _ day: String) throws -> Judgement {
        try rule.judge(life.life.commitment(on: CivicDate(day)), on: CivicDate(day), calendar: calendar)
    }

    @Test("a life from not started over suspension and lateness to finished late shows every change of its light")
    func history() throws {
        var life = try SampleLife(starts: "2021-03-01", due: "2021-06-30", established: "2021-02-01")
        try life.hand(over: "2021-02-02")
        try life.accepted(30, "2021-03-31")
        try life.add(.suspension, "2021-04-15")
        try life.add(.resumption, "2021-04-26")
        try life.accepted(100, "2021-07-09")
        // 85 workdays from 1 March to 30 June. 30 % is behind by more than 15 points from the 39th on (45.9 %),
        // which is 25 April, a make-up Sunday within the suspension.
        #expect(
            try lights(life, through: "2021-08-01") == [
                "2021-02-01 not-started", "2021-03-19 at-risk", "2021-03-31 on-path", "2021-04-15 suspended",
                "2021-04-26 at-risk", "2021-07-01 late", "2021-07-09 finished-late",
            ])
    }

    @Test("the due day is not red, and an extension that is granted after it takes the red away from that day on")
    func extended() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        try life.accepted(90, "2021-06-01")
        try life.add(.extensionRequest(due: try CivicDate("2021-09-30")), "2021-07-02")
        try life.add(.extensionGrant(request: 5, due: try CivicDate("2021-09-30")), "2021-07-05")
        #expect(try judge(life, "2021-06-30").standing == .atRisk)
        #expect(try judge(life, "2021-07-01").standing == .late)
        #expect(try judge(life, "2021-07-04").standing == .late)
        #expect(try judge(life, "2021-07-05").standing == .onPath)
        #expect(try judge(life, "2021-10-01").standing == .late)
    }

    @Test("a finish is measured against the due day of that day, not against one that was moved later")
    func finishedBeforeExtension() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        try life.add(.extensionRequest(due: try CivicDate("2021-09-30")), "2021-06-29")
        try life.report(100, "2021-07-02")
        try life.add(.extensionGrant(request: 3, due: try CivicDate("2021-09-30")), "2021-07-05")
        try life.add(.acceptance(report: 4), "2021-07-06")
        #expect(try judge(life, "2021-07-06").standing == .finishedLate)
    }

    @Test("a report of 100 % that waits for its review is not late where it came in time, and finishes nothing")
    func awaiting() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        try life.report(100, "2021-06-30")
        #expect(try judge(life, "2021-07-15").reason == "standing.reason.awaiting")
        #expect(try judge(life, "2021-07-15").standing == .onPath)
        var returned = life
        try returned.add(.rejection(report: 3), "2021-07-16")
        #expect(try judge(returned, "2021-07-16").standing == .late)
        try life.add(.acceptance(report: 3), "2021-07-16")
        #expect(try judge(life, "2021-07-16").standing == .finished, "by the day of the report, not of the review")
        #expect(try judge(life, "2021-12-31").standing == .finished)
        var tardy = try SampleLife()
        try tardy.hand(over: "2021-02-02")
        try tardy.report(100, "2021-07-01")
        #expect(try judge(tardy, "2021-07-01").reason == "standing.reason.late-awaiting")
    }

    @Test("suspended over the due day is suspended, and late on the day the work goes on")
    func suspendedOverDue() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        try life.add(.suspension, "2021-06-30")
        try life.add(.resumption, "2021-07-20")
        #expect(try judge(life, "2021-07-19").standing == .suspended)
        #expect(try judge(life, "2021-07-20").standing == .late)
    }

    @Test("a period's report that fell due and did not come is a risk until it comes")
    func missing() throws {
        var life = try SampleLife(
            starts: "2021-01-01", due: "2021-12-20", established: "2021-01-04", cadence: .quarterly)
        try life.hand(over: "2021-01-04")
        try life.accepted(35, "2021-03-20", period: "2021-Q1")
        // The second quarter's report is due on 7 July; 8 July is the first day on which it is missing.
        try life.accepted(60, "2021-06-20", period: "2021-Q1")
        #expect(try judge(life, "2021-07-07").standing == .onPath)
        let missing = try judge(life, "2021-07-08")
        #expect(missing.standing == .atRisk && missing.reason == "standing.reason.report-missing")
        #expect(missing.arguments["period"] == "2021-Q2")
        try life.accepted(60, "2021-07-09", period: "2021-Q2")
        #expect(try judge(life, "2021-07-09").standing == .onPath)
    }

    @Test(
        "before it was established it is as nobody had it; after a year end without a calendar it is late all the same")
    func edges() throws {
        let life = try SampleLife(starts: "2021-01-01", established: "2021-02-01")
        #expect(life.life.commitment(on: try CivicDate("2021-01-31")).handover == .unassigned)
        var yearEnd = try SampleLife(due: "2021-12-31")
        try yearEnd.hand(over: "2021-02-02")
        try yearEnd.accepted(99, "2021-12-30")
        #expect(try judge(yearEnd, "2021-12-31").standing == .atRisk)
        let after = try judge(yearEnd, "2022-01-01")
        #expect(after.standing == .late && after.reason == "standing.reason.late-uncounted")
    }
}

import CivicCalendar
import Kernel
import Packs
import Testing

@testable import Commitments

/// What an assignment waits for, at the edges of 2021: 24 September is a Friday, Sunday the 26th is worked on, 1 to 7
/// October are holidays, Saturday 9 October is worked on.
struct NeedRuleTests {
    private func needs(_ life: SampleLife, _ day: String, _ standing: Standing) throws -> [Need] {
        let day = try CivicDate(day)
        let state = try #require(life.life.state(on: day))
        return try NeedRule(manifest: try SmallCity.pack().manifest, calendar: try China2021.calendar(), day: day)
            .needs(of: state, standing: standing)
    }

    private func late() throws -> SampleLife {
        var life = try SampleLife(due: "2021-09-24")
        try life.hand(over: "2021-02-02")
        try life.accepted(40, "2021-08-31")
        return life
    }

    @Test(
        "urging begins one workday after the due day, escalation five and an urging, urging again five after the last",
        arguments: [
            ("2021-09-24", Standing.atRisk, nil, [Need.dueSoon]),
            ("2021-09-25", .late, nil, [.overdue]), ("2021-09-26", .late, nil, [.urge, .overdue]),
            ("2021-09-30", .late, nil, [.urge, .overdue]),
            ("2021-09-26", .late, "2021-09-26", [.overdue]), ("2021-09-29", .late, "2021-09-26", [.overdue]),
            ("2021-09-30", .late, "2021-09-26", [.escalation, .overdue]),
            ("2021-10-07", .late, "2021-09-26", [.escalation, .overdue]),
            ("2021-10-08", .late, "2021-09-26", [.escalation, .urge, .overdue]),
            ("2021-10-09", .late, "2021-10-08", [.escalation, .overdue]),
        ] as [(String, Standing, String?, [Need])])
    func overdue(day: String, standing: Standing, urged: String?, expected: [Need]) throws {
        var life = try late()
        if let urged { try life.add(.urge, urged) }
        #expect(try needs(life, day, standing) == expected)
    }

    @Test("escalated once it is not escalated again; what waits for its review is nobody's to urge")
    func once() throws {
        var life = try late()
        try life.add(.urge, "2021-09-26")
        try life.add(.escalation, "2021-09-30")
        #expect(try needs(life, "2021-10-08", .late) == [.urge, .overdue])
        try life.report(100, "2021-10-08")
        #expect(try needs(life, "2021-10-08", .late) == [.review])
        try life.add(.acceptance(report: life.life.version), "2021-10-09")
        #expect(try needs(life, "2021-10-09", .finishedLate) == [.closure])
    }

    @Test("suspended work waits for nothing; an urging before the due day does not count for it")
    func others() throws {
        var life = try late()
        try life.add(.suspension, "2021-09-01")
        #expect(try needs(life, "2021-10-08", .suspended) == [])
        var early = try late()
        try early.add(.urge, "2021-09-10")
        #expect(try needs(early, "2021-09-30", .late) == [.urge, .overdue])
    }

    @Test("in a year without a calendar what is late is still urged, and then escalated")
    func uncounted() throws {
        var life = try late()
        #expect(try needs(life, "2022-01-10", .late) == [.urge, .overdue])
        try life.add(.urge, "2022-01-10")
        #expect(try needs(life, "2022-01-11", .late) == [.escalation, .overdue])
    }
}

import CivicCalendar
import Testing

@testable import Commitments

/// The rule at the edges of each of its six branches.
@Suite struct StandingRuleTests {
    private let rule = StandingRule(nearDueWorkdays: 10, toleratedPointsBehind: 15)
    private let calendar: CivicCalendar
    private let start: CivicDate

    init() throws {
        calendar = try China2021.calendar()
        start = try CivicDate("2021-03-01")
    }

    /// So many workdays after the start; the due day is the hundredth, so that a workday is a percentage point.
    private func day(_ workdays: Int) throws -> CivicDate { try calendar.addingWorkdays(workdays, to: start) }

    private func report(_ percent: Int, _ workday: Int, order: Int = 0) throws -> ProgressReport {
        ProgressReport(day: try day(workday), order: order, percent: percent, note: "", source: .officer)
    }

    private func commitment(
        _ reports: [ProgressReport] = [], _ suspensions: [Suspension] = []
    ) throws -> Commitment {
        Commitment(
            deliverable: "a/b", starts: start, due: try day(100), reports: reports, suspensions: suspensions)
    }

    private func judge(_ commitment: Commitment, _ day: CivicDate) throws -> Judgement {
        try rule.judge(commitment, on: day, calendar: calendar)
    }

    @Test("the straight path is a point a workday, 0 up to the start and 100 from the due day on")
    func expected() throws {
        for (workday, points) in [(-1, 0), (0, 0), (1, 1), (15, 15), (50, 50), (99, 99), (100, 100), (101, 100)] {
            let expected = try rule.expectedPercent(of: commitment(), on: day(workday), calendar: calendar)
            #expect(expected == points, "workday \(workday)")
        }
    }

    @Test("a holiday adds nothing to the path, a make-up Saturday adds a day")
    func pathOverHolidays() throws {
        let commitment = Commitment(
            deliverable: "a/b", starts: try CivicDate("2021-09-17"), due: try CivicDate("2021-10-11"))
        // Workdays after 17 September: 18, 22, 23, 24, 26, 27, 28, 29, 30 September; 8, 9, 11 October.
        for (day, points) in [
            ("2021-09-18", 8), ("2021-09-21", 8), ("2021-09-22", 16), ("2021-09-25", 33), ("2021-09-26", 41),
            ("2021-09-30", 75), ("2021-10-07", 75), ("2021-10-08", 83), ("2021-10-09", 91), ("2021-10-10", 91),
        ] {
            let expected = try rule.expectedPercent(of: commitment, on: CivicDate(day), calendar: calendar)
            #expect(expected == points, "\(day)")
        }
    }

    @Test("nothing reported: not started before the start and up to the tolerated share, at risk one point later")
    func notStarted() throws {
        for (workday, standing, reason) in [
            (-1, Standing.notStarted, "not-started"), (0, .notStarted, "not-started"), (1, .notStarted, "not-started"),
            (15, .notStarted, "not-started"), (16, .atRisk, "behind"), (89, .atRisk, "behind"),
            (90, .atRisk, "near-due"), (100, .atRisk, "near-due"),
        ] {
            let judgement = try judge(commitment(), day(workday))
            #expect(judgement.standing == standing, "workday \(workday)")
            #expect(judgement.reason == "standing.reason.\(reason)", "workday \(workday)")
            #expect(judgement.percent == 0)
        }
    }

    @Test("behind by exactly the tolerated share is on path, by one point more at risk")
    func tolerated() throws {
        let commitment = try commitment([report(25, 10)])
        #expect(try judge(commitment, day(40)).standing == .onPath)
        let behind = try judge(commitment, day(41))
        #expect(behind.standing == .atRisk)
        #expect(behind.arguments == ["percent": "25", "expected": "41", "tolerated": "15"])
    }

    @Test("a report of 0 % counts as a start, and falls behind as any other")
    func reportOfNothing() throws {
        let commitment = try commitment([report(0, 1)])
        #expect(try judge(commitment, day(15)).standing == .onPath)
        #expect(try judge(commitment, day(16)).standing == .atRisk)
    }

    @Test("exactly the threshold of workdays before the due day is at risk, one workday earlier is not")
    func nearDue() throws {
        let commitment = try commitment([report(99, 50)])
        #expect(try judge(commitment, day(89)).standing == .onPath)
        let near = try judge(commitment, day(90))
        #expect(near.standing == .atRisk)
        #expect(near.arguments["workdays"] == "10" && near.arguments["threshold"] == "10")
    }

    @Test("the days left are workdays: a make-up Saturday counts, the National Day week does not")
    func nearDueOverHolidays() throws {
        let done = ProgressReport(
            day: try CivicDate("2021-06-01"), order: 0, percent: 99, note: "", source: .officer)
        let commitment = Commitment(
            deliverable: "a/b", starts: try CivicDate("2021-01-04"), due: try CivicDate("2021-10-11"), reports: [done])
        // After 22 September: 23, 24, 26, 27, 28, 29, 30 September and 8, 9, 11 October are ten.
        for (day, standing) in [
            ("2021-09-17", Standing.onPath), ("2021-09-18", .onPath), ("2021-09-21", .onPath), ("2021-09-22", .atRisk),
            ("2021-10-07", .atRisk), ("2021-10-11", .atRisk), ("2021-10-12", .late),
        ] {
            #expect(try judge(commitment, CivicDate(day)).standing == standing, "\(day)")
        }
        let holiday = try judge(commitment, CivicDate("2021-10-03"))
        #expect(holiday.arguments["workdays"] == "3")
    }

    @Test("the due day itself is not late, the day after is, also where it is no workday")
    func late() throws {
        let commitment = Commitment(
            deliverable: "a/b", starts: start, due: try CivicDate("2021-09-30"), reports: [try report(99, 10)])
        #expect(try judge(commitment, CivicDate("2021-09-30")).standing == .atRisk)
        let holiday = try judge(commitment, CivicDate("2021-10-01"))
        #expect(holiday.standing == .late && holiday.arguments["workdays"] == "0")
        let workday = try judge(commitment, CivicDate("2021-10-09"))
        #expect(workday.standing == .late && workday.arguments["workdays"] == "2")
    }

    @Test("finished on the due day is finished, one day later finished late")
    func finished() throws {
        let due = try day(100)
        for (report, standing, reason) in [
            (due, Standing.finished, "finished"), (try due.adding(days: 1), .finishedLate, "finished-late"),
        ] {
            let done = ProgressReport(day: report, order: 0, percent: 100, note: "", source: .officer)
            let judgement = try judge(commitment([done]), day(120))
            #expect(judgement.standing == standing && judgement.percent == 100)
            #expect(judgement.reason == "standing.reason.\(reason)")
            #expect(judgement.arguments["day"] == report.description)
        }
    }

    @Test("what was finished, taken back and finished again is finished since the last time")
    func finishedAgain() throws {
        let reports = [try report(100, 90), try report(80, 95), try report(100, 105)]
        #expect(try judge(commitment(reports), day(92)).standing == .finished)
        let lowered = try judge(commitment(reports), day(96))
        #expect(lowered.standing == .atRisk && lowered.percent == 80)
        #expect(try judge(commitment(reports), day(101)).standing == .late)
        let again = try judge(commitment(reports), day(110))
        #expect(again.standing == .finishedLate)
        #expect(try again.arguments["day"] == day(105).description)
        let repeated = try commitment([report(100, 90), report(100, 105)])
        #expect(try judge(repeated, day(110)).standing == .finished)
    }

    @Test("a suspension outranks everything, from its first to its last day; then the dates count again")
    func suspension() throws {
        let pause = Suspension(from: try day(95), resumed: try day(106), reason: "停工")
        for reports in [[], [try report(50, 10)], [try report(100, 10)]] {
            let commitment = try commitment(reports, [pause])
            #expect(try judge(commitment, day(94)).standing != .suspended)
            for workday in [95, 101, 105] {
                let judgement = try judge(commitment, day(workday))
                #expect(judgement.standing == .suspended, "workday \(workday)")
                #expect(judgement.arguments["why"] == "停工")
            }
            let after: Standing = reports.first?.percent == 100 ? .finished : .late
            #expect(try judge(commitment, day(106)).standing == after)
        }
        let open = try commitment([], [Suspension(from: day(95), resumed: nil, reason: "停工")])
        #expect(try judge(open, CivicDate("2021-12-31")).standing == .suspended)
    }

    @Test("what is reported later is not known yet")
    func asOf() throws {
        let commitment = try commitment([report(60, 20), report(100, 80)])
        #expect(try judge(commitment, day(10)).standing == .notStarted)
        let unknown = try judge(commitment, day(19))
        #expect(unknown.standing == .atRisk && unknown.percent == 0)
        #expect(try judge(commitment, day(20)).percent == 60)
        #expect(try judge(commitment, day(79)).standing == .atRisk)
        #expect(try judge(commitment, day(80)).standing == .finished)
    }

    @Test("of several reports on one day the later one holds, whatever the order they come in")
    func oneDay() throws {
        let first = try report(100, 30, order: 1)
        let second = try report(40, 30, order: 2)
        for reports in [[first, second], [second, first]] {
            let judgement = try judge(commitment(reports), day(40))
            #expect(judgement.standing == .onPath && judgement.percent == 40)
        }
        let turned = try [report(40, 30, order: 1), report(100, 30, order: 2)]
        #expect(try judge(commitment(turned), day(40)).standing == .finished)
    }

    @Test("work due on the day it starts has its whole path on that day")
    func oneDayWork() throws {
        func work(_ reports: [ProgressReport] = []) -> Commitment {
            Commitment(deliverable: "a/b", starts: start, due: start, reports: reports)
        }
        #expect(try judge(work(), start.adding(days: -1)).standing == .notStarted)
        let onTheDay = try judge(work(), start)
        #expect(onTheDay.standing == .atRisk && onTheDay.expectedPercent == 100)
        #expect(try judge(work(), start.adding(days: 1)).standing == .late)
        #expect(try judge(work([report(100, 0)]), start).standing == .finished)
    }

    @Test("work that begins and ends within a holiday has no workday to measure by, and is due all the same")
    func holidayWork() throws {
        let work = Commitment(
            deliverable: "a/b", starts: try CivicDate("2021-10-02"), due: try CivicDate("2021-10-05"))
        let judgement = try judge(work, CivicDate("2021-10-03"))
        #expect(judgement.standing == .atRisk && judgement.expectedPercent == 100)
    }

    @Test("a year without a calendar is named, never guessed")
    func calendarGap() throws {
        func gap(_ commitment: Commitment, _ day: String) throws -> Int? {
            let day = try CivicDate(day)
            return (failure { try rule.judge(commitment, on: day, calendar: calendar) } as? CalendarGap)?.year
        }
        let over = Commitment(deliverable: "a/b", starts: start, due: try CivicDate("2022-03-31"))
        #expect(try gap(over, "2021-09-15") == 2022)
        #expect(try gap(over, "2022-01-10") == 2022)
        // What is past its due day is late, whether or not the workdays since can be counted.
        let late = try rule.judge(commitment(), on: CivicDate("2022-01-04"), calendar: calendar)
        #expect(late.standing == .late && late.arguments["year"] == "2022")
        let before = Commitment(deliverable: "a/b", starts: try CivicDate("2020-12-01"), due: try day(100))
        #expect(try gap(before, "2021-03-01") == 2020)
        // What needs no workdays is known without a calendar.
        #expect(try gap(commitment([report(100, 50)]), "2022-01-04") == nil)
        #expect(try gap(over, "2021-01-10") == nil)
    }

    @Test("every standing of every day has a reason in both languages' files and a percentage in range")
    func everyDay() throws {
        let commitment = try commitment(
            [report(20, 20), report(70, 60), report(100, 110)],
            [Suspension(from: day(30), resumed: day(41), reason: "x")])
        var seen: Set<Standing> = []
        var date = try CivicDate("2021-01-01")
        let end = try CivicDate("2021-12-31")
        while date <= end {
            let judgement = try judge(commitment, date)
            seen.insert(judgement.standing)
            #expect((0...100).contains(judgement.percent) && (0...100).contains(judgement.expectedPercent))
            date = try date.adding(days: 1)
        }
        #expect(seen == [.notStarted, .onPath, .suspended, .atRisk, .late, .finishedLate])
    }
}

import CivicCalendar

/// The last part of a ``LightHistory``: the changes of an assignment's light from a day on, without deriving every day.
///
/// Between two days on which something was added or a period's report fell due, the rule only ever goes on: not started,
/// on path, at risk, late; and suspended or finished stays. So where the light is the same at both ends of such a stretch
/// it did not change within, and where it is not, halving the stretch finds the day. The whole history of every
/// assignment of the demonstration is compared with it in the tests.
///
/// Complexity: stretches x log(days) judgements, where ``LightHistory`` takes one a day.
struct RecentLights {
    let rule: StandingRule
    let calendar: CivicCalendar

    /// The changes on the days from the first to the last, as ``LightHistory`` lists them. The judgement of the last day
    /// is handed in where it is known.
    ///
    /// - Throws: ``CalendarGap`` where a year is not among the loaded calendars.
    func changes(
        of life: AssignmentLife, from first: CivicDate, through last: CivicDate, knowing latest: Judgement? = nil
    ) throws -> [LightHistory.Change] {
        var day = max(
            min(life.assignment.starts, life.assignment.establishedOn), try first.adding(days: -1))
        var before: Standing?
        var changes: [LightHistory.Change] = []
        let turns = Set(life.steps.map(\.day) + [life.assignment.establishedOn])
        while day <= last {
            let commitment = life.commitment(on: day)
            let end = try turns.filter { $0 > day && $0 <= last }.min()?.adding(days: -1) ?? last
            for stretch in try stretches(of: commitment, from: day, through: end) {
                let judgement = try rule.judge(commitment, on: stretch.lowerBound, calendar: calendar)
                if judgement.standing != before {
                    changes.append(.init(day: stretch.lowerBound, before: before, judgement: judgement))
                    before = judgement.standing
                }
                if Self.stays(judgement.standing) { break }
                guard stretch.lowerBound < stretch.upperBound else { continue }
                let known = stretch.upperBound == last ? latest : nil
                let final = try known ?? rule.judge(commitment, on: stretch.upperBound, calendar: calendar)
                try search(commitment, stretch, judgement.standing, final, into: &changes)
                before = final.standing
            }
            day = try end.adding(days: 1)
        }
        // The eve of the first day only says what was before.
        return changes.filter { $0.day >= first }
    }

    /// Whether only a further step gives another light.
    private static func stays(_ standing: Standing) -> Bool {
        standing.isFinished || standing == .suspended || standing == .late
    }

    /// The days cut where a period's report begins to be missing, for there the light may go back too.
    private func stretches(
        of commitment: Commitment, from first: CivicDate, through last: CivicDate
    ) throws -> [ClosedRange<CivicDate>] {
        var starts = [first]
        if let cadence = commitment.cadence {
            let periods = try ReportPeriod.all(
                cadence: cadence, starts: commitment.starts, due: commitment.due(on: first),
                graceWorkdays: rule.reportGraceWorkdays, calendar: calendar)
            starts += Set(try periods.map { try $0.reportDue.adding(days: 1) }).filter { $0 > first && $0 <= last }
                .sorted()
        }
        return try starts.enumerated().map { index, start in
            let next = index + 1 < starts.count ? try starts[index + 1].adding(days: -1) : last
            return start...next
        }
    }

    /// Adds the changes within a stretch whose ends are judged.
    private func search(
        _ commitment: Commitment, _ stretch: ClosedRange<CivicDate>, _ before: Standing, _ after: Judgement,
        into changes: inout [LightHistory.Change]
    ) throws {
        guard before != after.standing else { return }
        let days = stretch.lowerBound.days(until: stretch.upperBound)
        guard days > 1 else {
            changes.append(.init(day: stretch.upperBound, before: before, judgement: after))
            return
        }
        let middle = try stretch.lowerBound.adding(days: days / 2)
        let judgement = try rule.judge(commitment, on: middle, calendar: calendar)
        try search(commitment, stretch.lowerBound...middle, before, judgement, into: &changes)
        try search(commitment, middle...stretch.upperBound, judgement.standing, after, into: &changes)
    }
}

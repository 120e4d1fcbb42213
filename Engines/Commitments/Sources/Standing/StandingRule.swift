import CivicCalendar

/// Derives a standing from dates, reports and the city's workdays. Nobody types a standing in.
///
/// With d the day asked for, s the start, t the due day, w(a, b) the workdays after a up to and including b
/// (make-up Saturdays count, holidays do not):
///
///     expected = w(s, d) / w(s, t), 0 before s and 1 from t on
///
/// 1. suspended: a suspension covers d;
/// 2. finished or finished late: a report of 100 % lies on or before d, by its own day against t;
/// 3. late: d is after t (the due day itself is not late);
/// 4. not started: nothing was reported and d is before s, or expected is no more than the tolerated share behind;
/// 5. at risk: no more than the threshold of workdays are left, or done is behind expected by more than the
///    tolerated share;
/// 6. on path: otherwise.
///
/// Limits: the straight path is a convention, not a forecast; work that comes in bursts is at risk before it bursts.
public struct StandingRule: Sendable, Hashable {
    /// So many workdays before the due day, unfinished work is at risk.
    public let nearDueWorkdays: Int

    /// How far behind the straight path work may be, in percentage points.
    public let toleratedPointsBehind: Int

    public init(nearDueWorkdays: Int, toleratedPointsBehind: Int) {
        self.nearDueWorkdays = nearDueWorkdays
        self.toleratedPointsBehind = toleratedPointsBehind
    }

    /// The standing of one commitment on a day.
    ///
    /// - Throws: ``CalendarGap`` where a year between start and the day is not among the loaded calendars.
    public func judge(_ commitment: Commitment, on day: CivicDate, calendar: CivicCalendar) throws -> Judgement {
        let reports = commitment.reports.filter { $0.day <= day }
        let percent = reports.max { ($0.day, $0.order) < ($1.day, $1.order) }?.percent ?? 0
        let expected = try expectedPercent(of: commitment, on: day, calendar: calendar)

        if let suspension = commitment.suspensions.first(where: { $0.covers(day) }) {
            return Judgement(
                .suspended, percent: percent, expectedPercent: expected, reason: "standing.reason.suspended",
                ["since": suspension.from.description, "why": suspension.reason])
        }
        if percent == 100, let finish = finishDay(of: reports) {
            let late = finish > commitment.due
            return Judgement(
                late ? .finishedLate : .finished, percent: 100, expectedPercent: expected,
                reason: late ? "standing.reason.finished-late" : "standing.reason.finished",
                ["day": finish.description, "due": commitment.due.description])
        }
        if day > commitment.due {
            let days = try calendar.workdaysBetween(commitment.due, day)
            return Judgement(
                .late, percent: percent, expectedPercent: expected, reason: "standing.reason.late",
                ["due": commitment.due.description, "workdays": String(days), "percent": String(percent)])
        }
        if reports.isEmpty, day < commitment.starts || expected <= toleratedPointsBehind {
            return Judgement(
                .notStarted, percent: 0, expectedPercent: expected, reason: "standing.reason.not-started",
                ["starts": commitment.starts.description, "due": commitment.due.description])
        }
        let left = try calendar.workdaysBetween(day, commitment.due)
        if left <= nearDueWorkdays {
            return Judgement(
                .atRisk, percent: percent, expectedPercent: expected, reason: "standing.reason.near-due",
                [
                    "due": commitment.due.description, "workdays": String(left), "percent": String(percent),
                    "threshold": String(nearDueWorkdays),
                ])
        }
        if expected - percent > toleratedPointsBehind {
            return Judgement(
                .atRisk, percent: percent, expectedPercent: expected, reason: "standing.reason.behind",
                [
                    "percent": String(percent), "expected": String(expected),
                    "tolerated": String(toleratedPointsBehind),
                ])
        }
        return Judgement(
            .onPath, percent: percent, expectedPercent: expected, reason: "standing.reason.on-path",
            ["percent": String(percent), "expected": String(expected), "due": commitment.due.description])
    }

    /// What the straight path asks for on a day, rounded down to a whole percent.
    func expectedPercent(of commitment: Commitment, on day: CivicDate, calendar: CivicCalendar) throws -> Int {
        if day >= commitment.due { return 100 }
        if day <= commitment.starts { return 0 }
        let all = try calendar.workdaysBetween(commitment.starts, commitment.due)
        guard all > 0 else { return 100 }
        return try calendar.workdaysBetween(commitment.starts, day) * 100 / all
    }

    /// The day since which the work has been reported finished without a break.
    private func finishDay(of reports: [ProgressReport]) -> CivicDate? {
        var finish: CivicDate?
        for report in reports.sorted(by: { ($0.day, $0.order) < ($1.day, $1.order) }) {
            if report.percent == 100 { finish = finish ?? report.day } else { finish = nil }
        }
        return finish
    }
}

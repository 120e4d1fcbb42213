import CivicCalendar

/// Derives a standing from dates, reports and the city's workdays. Nobody types a standing in.
///
/// With d the day asked for, s the start, t the due day in force on d, w(a, b) the workdays after a up to and including
/// b (make-up Saturdays count, holidays do not):
///
///     expected = w(s, d) / w(s, t), 0 before s and 1 from t on
///
/// The first that holds:
/// 1. suspended: a suspension covers d;
/// 2. finished or finished late: a report of 100 % was accepted; late by the day of that report against the due day
///    that was in force on that day;
/// 3. a report of 100 % waits for its review: on path where it came by t, else late;
/// 4. late: d is after t (the due day itself is not late);
/// 5. at risk: it was sent to the unit more than the threshold of workdays ago, and nobody signed for it;
/// 6. not started: nothing was reported and d is before s, or expected is no more than the tolerated share;
/// 7. at risk: nobody was given it yet;
/// 8. at risk: no more than the threshold of workdays are left;
/// 9. at risk: done is behind expected by more than the tolerated share;
/// 10. at risk: the report of the last period that fell due is missing;
/// 11. on path: otherwise.
///
/// Limits: the straight path is a convention, not a forecast; work that comes in bursts is at risk before it bursts.
/// A suspension does not move the due day: that takes an extension.
public struct StandingRule: Sendable, Hashable {
    /// So many workdays before the due day, unfinished work is at risk.
    public let nearDueWorkdays: Int

    /// How far behind the straight path work may be, in percentage points.
    public let toleratedPointsBehind: Int

    /// Within so many workdays a unit signs for what was sent to it.
    public let receiptWorkdays: Int

    /// So many workdays after a period its report falls due.
    public let reportGraceWorkdays: Int

    public init(
        nearDueWorkdays: Int, toleratedPointsBehind: Int, receiptWorkdays: Int = 3, reportGraceWorkdays: Int = 5
    ) {
        self.nearDueWorkdays = nearDueWorkdays
        self.toleratedPointsBehind = toleratedPointsBehind
        self.receiptWorkdays = receiptWorkdays
        self.reportGraceWorkdays = reportGraceWorkdays
    }

    /// The standing of one commitment on a day.
    ///
    /// - Throws: ``CalendarGap`` where a year between start and due day is not among the loaded calendars and has to be
    ///   counted in. A year after the due day need not be loaded.
    public func judge(_ commitment: Commitment, on day: CivicDate, calendar: CivicCalendar) throws -> Judgement {
        let reports = commitment.reports.filter { $0.day <= day }
        let last = reports.max { ($0.day, $0.order) < ($1.day, $1.order) }
        let due = commitment.due(on: day)
        let view = View(
            commitment: commitment, day: day, due: due, reports: reports, percent: last?.percent ?? 0,
            expected: try expectedPercent(of: commitment, on: day, calendar: calendar), calendar: calendar)

        if let suspension = commitment.suspensions.first(where: { $0.covers(day) }) {
            return view.judgement(.suspended, "suspended", ["since": "\(suspension.from)", "why": suspension.reason])
        }
        if let finish = Self.finishDay(of: reports) {
            let dueThen = commitment.due(on: finish)
            return view.judgement(
                finish > dueThen ? .finishedLate : .finished, finish > dueThen ? "finished-late" : "finished",
                ["day": "\(finish)", "due": "\(dueThen)"])
        }
        if let last, last.percent == 100, !last.isAccepted {
            return view.judgement(
                last.day > due ? .late : .onPath, last.day > due ? "late-awaiting" : "awaiting",
                ["day": "\(last.day)", "due": "\(due)"])
        }
        if day > due {
            // What is past its due day is late whether or not the workdays since then can be counted.
            do {
                let days = try calendar.workdaysBetween(due, day)
                return view.judgement(
                    .late, "late", ["due": "\(due)", "workdays": "\(days)", "percent": "\(view.percent)"])
            } catch let gap as CalendarGap {
                return view.judgement(
                    .late, "late-uncounted", ["due": "\(due)", "year": "\(gap.year)", "percent": "\(view.percent)"])
            }
        }
        return try beforeDue(view)
    }

    /// A commitment that is neither suspended, nor finished, nor overdue.
    private func beforeDue(_ view: View) throws -> Judgement {
        let (commitment, day, due) = (view.commitment, view.day, view.due)
        if case .issued(let issued) = commitment.handover {
            let waiting = try view.calendar.workdaysBetween(issued, day)
            if waiting > receiptWorkdays {
                return view.judgement(
                    .atRisk, "unsigned",
                    ["issued": "\(issued)", "workdays": "\(waiting)", "threshold": "\(receiptWorkdays)"])
            }
        }
        if view.reports.isEmpty, day < commitment.starts || view.expected <= toleratedPointsBehind {
            return view.judgement(.notStarted, "not-started", ["starts": "\(commitment.starts)", "due": "\(due)"])
        }
        if commitment.handover == .unassigned {
            return view.judgement(
                .atRisk, "unassigned", ["starts": "\(commitment.starts)", "expected": "\(view.expected)"])
        }
        let left = try view.calendar.workdaysBetween(day, due)
        if left <= nearDueWorkdays {
            return view.judgement(
                .atRisk, "near-due",
                [
                    "due": "\(due)", "workdays": "\(left)", "percent": "\(view.percent)",
                    "threshold": "\(nearDueWorkdays)",
                ])
        }
        if view.expected - view.percent > toleratedPointsBehind {
            return view.judgement(
                .atRisk, "behind",
                [
                    "percent": "\(view.percent)", "expected": "\(view.expected)",
                    "tolerated": "\(toleratedPointsBehind)",
                ])
        }
        if let missing = try missingReport(view) {
            return view.judgement(
                .atRisk, "report-missing", ["period": missing.name, "reportDue": "\(missing.reportDue)"])
        }
        return view.judgement(
            .onPath, "on-path",
            ["percent": "\(view.percent)", "expected": "\(view.expected)", "due": "\(due)"])
    }

    /// The last period whose report fell due before the day, where it has none and none came after it ended.
    private func missingReport(_ view: View) throws -> ReportPeriod? {
        guard let cadence = view.commitment.cadence else { return nil }
        let periods = try ReportPeriod.all(
            cadence: cadence, starts: view.commitment.starts, due: view.due, graceWorkdays: reportGraceWorkdays,
            calendar: view.calendar)
        guard let period = periods.last(where: { $0.reportDue < view.day }) else { return nil }
        let isAnswered = view.reports.contains { $0.period == period.name || $0.day > period.through }
        return isAnswered ? nil : period
    }

    /// What the straight path asks for on a day, rounded down to a whole percent.
    func expectedPercent(of commitment: Commitment, on day: CivicDate, calendar: CivicCalendar) throws -> Int {
        let due = commitment.due(on: day)
        if day >= due { return 100 }
        if day <= commitment.starts { return 0 }
        let all = try calendar.workdaysBetween(commitment.starts, due)
        guard all > 0 else { return 100 }
        return try calendar.workdaysBetween(commitment.starts, day) * 100 / all
    }

    /// The day since which the work has been reported finished without a break, where the last such report is accepted.
    private static func finishDay(of reports: [ProgressReport]) -> CivicDate? {
        var finish: CivicDate?
        for report in reports.sorted(by: { ($0.day, $0.order) < ($1.day, $1.order) }) {
            if report.percent == 100, report.isAccepted { finish = finish ?? report.day } else { finish = nil }
        }
        return finish
    }

    /// What a judgement looks at.
    private struct View {
        let commitment: Commitment
        let day: CivicDate
        let due: CivicDate
        let reports: [ProgressReport]
        let percent: Int
        let expected: Int
        let calendar: CivicCalendar

        func judgement(_ standing: Standing, _ reason: String, _ arguments: [String: String]) -> Judgement {
            Judgement(
                standing, percent: percent, expectedPercent: expected, reason: "standing.reason.\(reason)", arguments)
        }
    }
}

import CivicCalendar
import Packs

/// What an assignment waits for. The order of the cases is from most to least urgent.
public enum Need: String, Sendable, Hashable, CaseIterable {
    /// The leader decides an objection.
    case ruling
    /// The office decides on an extension.
    case extensionDecision = "extension-decision"
    /// The unit's leader is told: urged, overdue and still nothing.
    case escalation
    /// The office urges: overdue.
    case urge
    /// The unit finishes what is overdue.
    case overdue
    /// The unit mends a report that was returned.
    case mending
    /// The unit signs.
    case receipt
    /// A reviewer accepts or returns.
    case review
    /// The office closes.
    case closure
    /// The unit reports on the period that is open.
    case report
    /// The unit finishes: due soon.
    case dueSoon = "due-soon"

    /// Whether the unit or the district has to act.
    public var isOwners: Bool {
        switch self {
        case .overdue, .mending, .receipt, .report, .dueSoon: true
        case .ruling, .extensionDecision, .escalation, .urge, .review, .closure: false
        }
    }
}

/// Derives what an assignment waits for, from its state, its standing and the pack's thresholds.
///
/// - overdue: late, and the unit has reported nothing that waits for its review;
/// - due soon: open, not overdue, and no more than `notice_workdays` are left;
/// - report: in progress, and a period ends within `report_grace_workdays` or has ended, unanswered;
/// - urge: late for at least `urge_after_workdays`, and not urged since the due day or within the last five workdays;
/// - escalation: urged, late for at least `escalate_after_workdays`, and not escalated since the due day.
///
/// What is late is never lost for want of a calendar: where the workdays since the due day cannot be counted, it may be
/// urged, and once it was urged escalated.
public struct NeedRule: Sendable {
    public let manifest: PackManifest
    public let calendar: CivicCalendar
    public let day: CivicDate

    /// So many workdays after urging it may be urged again.
    static let urgeAgainWorkdays = 5

    public init(manifest: PackManifest, calendar: CivicCalendar, day: CivicDate) {
        self.manifest = manifest
        self.calendar = calendar
        self.day = day
    }

    /// What it waits for, most urgent first.
    public func needs(of state: AssignmentState, standing: Standing) throws -> [Need] {
        var needs: Set<Need> = []
        if state.pendingObjection != nil { needs.insert(.ruling) }
        if state.pendingExtension != nil { needs.insert(.extensionDecision) }
        switch state.phase {
        case .established, .closed: break
        case .assigned: if state.pendingObjection == nil { needs.insert(.receipt) }
        case .inProgress: if try whereCounted({ try isReportOpen(state) }) { needs.insert(.report) }
        case .reported: needs.insert(.review)
        case .returned: needs.insert(.mending)
        case .accepted: needs.insert(.closure)
        }
        if state.isSuspended { needs.subtract([.report, .mending]) }
        if standing == .late, state.refusal(of: .urge) == nil {
            needs.insert(.overdue)
            needs.formUnion(supervised(state))
        }
        if try whereCounted({ try isDueSoon(state, standing) }) { needs.insert(.dueSoon) }
        return Need.allCases.filter(needs.contains)
    }

    /// Workdays up to the day; nil where the calendar of one of its years is not loaded.
    private func workdays(since first: CivicDate) -> Int? {
        do { return try calendar.workdaysBetween(first, day) } catch { return nil }
    }

    /// Without a calendar nothing is soon: what can be counted is told, the rest is not guessed.
    private func whereCounted(_ body: () throws -> Bool) throws -> Bool {
        do { return try body() } catch is CalendarGap { return false }
    }

    private func supervised(_ state: AssignmentState) -> [Need] {
        let late = workdays(since: state.due) ?? .max
        let lastUrge = state.urges.last { $0.day > state.due }
        var needs: [Need] = []
        if late >= manifest.supervision.urgeAfterWorkdays {
            if let lastUrge {
                if let since = workdays(since: lastUrge.day), since >= Self.urgeAgainWorkdays { needs.append(.urge) }
            } else {
                needs.append(.urge)
            }
        }
        let isEscalated = state.escalations.contains { $0.day > state.due }
        if late >= manifest.supervision.escalateAfterWorkdays, lastUrge != nil, !isEscalated {
            needs.append(.escalation)
        }
        return needs
    }

    private func isDueSoon(_ state: AssignmentState, _ standing: Standing) throws -> Bool {
        guard !standing.isFinished, standing != .late, !state.isSuspended, state.issue != nil, state.phase != .accepted,
            state.pendingReport == nil, day <= state.due
        else { return false }
        return try calendar.workdaysBetween(day, state.due) <= manifest.lights.noticeWorkdays
    }

    private func isReportOpen(_ state: AssignmentState) throws -> Bool {
        let periods = try ReportPeriod.all(
            cadence: state.assignment.cadence, starts: state.assignment.starts, due: state.due,
            graceWorkdays: manifest.lights.reportGraceWorkdays, calendar: calendar)
        guard let begun = periods.last(where: { $0.from <= day }) else { return false }
        let answered = state.standingReports.map { ($0.content.period, $0.step.day) }
        func isAnswered(_ period: ReportPeriod) -> Bool {
            answered.contains { $0.0 == period.name || $0.1 > period.through }
        }
        // The period before the running one is asked for as long as nothing came after it ended.
        if let before = periods.last(where: { $0.through < begun.from }), !isAnswered(before),
            let issued = state.issue?.day, issued <= before.through
        {
            return true
        }
        let left = begun.through < day ? 0 : try calendar.workdaysBetween(day, begun.through)
        return left <= manifest.lights.reportGraceWorkdays && !isAnswered(begun)
    }
}

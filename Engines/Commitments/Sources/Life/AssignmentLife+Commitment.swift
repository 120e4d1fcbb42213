import CivicCalendar
import Packs

extension AssignmentLife {
    /// What the standing rule needs to know of it, as it was on a day.
    public func commitment(on day: CivicDate) -> Commitment {
        guard let state = state(on: day) else {
            return Commitment(
                deliverable: assignment.deliverable ?? "", district: assignment.district, starts: assignment.starts,
                due: assignment.due, handover: .unassigned)
        }
        return state.commitment
    }
}

extension AssignmentState {
    /// What the standing rule needs to know of it.
    public var commitment: Commitment {
        let handover: Commitment.Handover =
            if let issue { receipt == nil && phase == .assigned ? .issued(on: issue.day) : .signed } else {
                .unassigned
            }
        return Commitment(
            deliverable: assignment.deliverable ?? "", district: assignment.district, starts: assignment.starts,
            due: assignment.due, dueMoves: extensions.map { .init(decided: $0.decision.day, due: $0.after) },
            handover: handover, cadence: assignment.cadence,
            reports: standingReports.map { report in
                ProgressReport(
                    day: report.step.day, order: report.step.sequence, percent: report.content.percent,
                    note: report.content.text, period: report.content.period,
                    isAccepted: report.outcome == .accepted, source: report.step.source)
            }, suspensions: suspensions)
    }
}

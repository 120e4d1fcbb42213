import CivicCalendar
import Kernel
import Ledger
import Storage

/// Who leads a deliverable, as agreed for a plan: the last agreement on or before a day holds.
struct LeadStore: Sendable {
    /// All agreements of a plan, oldest first.
    func agreements(of plan: String, in session: any ReadSession) throws -> [LeadAgreement] {
        try session.rows(
            """
            SELECT id, plan_id, deliverable_id, unit_id, reason, day, recorded_at, recorded_by FROM lead_agreements
            WHERE plan_id = \(plan) ORDER BY day, recorded_at, id
            """
        ).map { row in
            LeadAgreement(
                id: try row.identifier("id"), plan: try row.text("plan_id"),
                deliverable: try row.text("deliverable_id"), unit: try row.text("unit_id"),
                reason: try row.text("reason"), day: try row.date("day"), at: try row.time("recorded_at"),
                by: try row.text("recorded_by"))
        }
    }

    func insert(_ agreements: [LeadAgreement], source: Assignment.Source, in session: ChangeSession) throws {
        try session.insert(
            into: "lead_agreements",
            columns: [
                "id", "plan_id", "deliverable_id", "unit_id", "reason", "day", "source", "recorded_at", "recorded_by",
            ],
            rows: agreements.map { agreement in
                [
                    agreement.id.sqlValue, agreement.plan.sqlValue, agreement.deliverable.sqlValue,
                    agreement.unit.sqlValue, agreement.reason.sqlValue, agreement.day.sqlValue,
                    source.rawValue.sqlValue, agreement.at.sqlValue, agreement.by.sqlValue,
                ]
            })
    }
}

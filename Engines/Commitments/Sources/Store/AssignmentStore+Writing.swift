import CivicCalendar
import Kernel
import Ledger
import Storage

extension AssignmentStore {
    func insert(_ assignments: [Assignment], in session: ChangeSession) throws {
        try session.insert(
            into: "assignments",
            columns: [
                "id", "plan_id", "deliverable_id", "resolution_id", "title_zh", "title_en", "unit_id", "district_id",
                "direction", "cadence", "starts", "due", "day", "source", "recorded_at", "recorded_by",
            ],
            rows: assignments.map { assignment in
                var resolution: Identifier?
                if case .resolution(let id) = assignment.origin { resolution = id }
                return [
                    assignment.id.sqlValue, assignment.plan.sqlValue, assignment.deliverable.sqlValue,
                    resolution.sqlValue, assignment.title.zh.sqlValue, assignment.title.en.sqlValue,
                    assignment.unit.sqlValue, assignment.district.sqlValue, assignment.direction.rawValue.sqlValue,
                    assignment.cadence.rawValue.sqlValue, assignment.starts.sqlValue, assignment.due.sqlValue,
                    assignment.establishedOn.sqlValue, assignment.source.rawValue.sqlValue,
                    session.clock.now().sqlValue, session.actor.name.sqlValue,
                ]
            })
    }

    /// Adds steps, each with the rows of its kind.
    func insert(_ steps: [(assignment: Identifier, step: AssignmentStep)], in session: ChangeSession) throws {
        var rows = StepRows()
        for (assignment, step) in steps { rows.add(step, to: assignment) }
        try rows.insert(in: session)
    }
}

/// The rows of many steps, table by table in the order in which they lean on each other.
private struct StepRows {
    private var steps: [[SQLValue]] = []
    private var units: [[SQLValue]] = []
    private var reports: [[SQLValue]] = []
    private var numbers: [[SQLValue]] = []
    private var files: [[SQLValue]] = []
    private var reviews: [[SQLValue]] = []
    private var requests: [[SQLValue]] = []
    private var decisions: [[SQLValue]] = []
    private var targets: [[SQLValue]] = []

    mutating func add(_ step: AssignmentStep, to assignment: Identifier) {
        let key = [assignment.sqlValue, step.sequence.sqlValue]
        steps.append(
            key + [
                step.kind.rawValue.sqlValue, step.day.sqlValue, step.reason.sqlValue, step.source.rawValue.sqlValue,
                step.at.sqlValue, step.by.sqlValue,
            ])
        switch step.content {
        case .issue, .receipt, .objection, .closure, .suspension, .resumption, .urge, .escalation: break
        case .ruling(let objection, let unit): units.append(key + [objection.sqlValue, unit.sqlValue])
        case .reassignment(let unit): units.append(key + [.null, unit.sqlValue])
        case .report(let report): add(report, key)
        case .acceptance(let report), .rejection(let report): reviews.append(key + [report.sqlValue])
        case .extensionRequest(let due): requests.append(key + [due.sqlValue])
        case .extensionGrant(let request, let due): decisions.append(key + [request.sqlValue, due.sqlValue])
        case .extensionRefusal(let request): decisions.append(key + [request.sqlValue, .null])
        case .targetAgreement(let quantity, let unit):
            targets.append(
                key + [
                    quantity.scaled.sqlValue, quantity.decimals.sqlValue, unit.zh.sqlValue, unit.en.sqlValue,
                ])
        }
    }

    private mutating func add(_ report: AssignmentReport, _ key: [SQLValue]) {
        reports.append(key + [report.period.sqlValue, report.percent.sqlValue, report.text.sqlValue])
        for number in report.numbers {
            numbers.append(
                key + [
                    number.id.sqlValue, number.value.scaled.sqlValue, number.value.decimals.sqlValue,
                    (number.reusedFrom?.assignment).sqlValue, (number.reusedFrom?.sequence).sqlValue,
                ])
        }
        for (position, file) in report.files.enumerated() {
            files.append(
                key + [
                    position.sqlValue, file.digest.hexadecimal.sqlValue, file.name.sqlValue, file.evidence.sqlValue,
                ])
        }
    }

    func insert(in session: ChangeSession) throws {
        let key: [ColumnName] = ["assignment_id", "sequence"]
        let tables: [(TableName, [ColumnName], [[SQLValue]])] = [
            ("assignment_steps", ["kind", "day", "reason", "source", "recorded_at", "recorded_by"], steps),
            ("assignment_units", ["objection_sequence", "unit_id"], units),
            ("assignment_reports", ["period", "percent", "text"], reports),
            (
                "report_numbers", ["number_id", "scaled", "decimals", "from_assignment", "from_sequence"], numbers
            ),
            ("report_files", ["position", "digest", "name", "evidence_id"], files),
            ("report_reviews", ["report_sequence"], reviews),
            ("extension_requests", ["due"], requests),
            ("extension_decisions", ["request_sequence", "due"], decisions),
            ("target_agreements", ["scaled", "decimals", "unit_zh", "unit_en"], targets),
        ]
        for (table, columns, rows) in tables where !rows.isEmpty {
            try session.insert(into: table, columns: key + columns, rows: rows)
        }
    }
}

import CivicCalendar
import Kernel
import Ledger
import Storage

/// What the kinds of steps say besides who, when and why; read once for many assignments.
struct StepDetails {
    private struct Key: Hashable {
        let assignment: String
        let sequence: Int

        init(_ assignment: String, _ sequence: Int) {
            self.assignment = assignment
            self.sequence = sequence
        }

        init(_ row: Row) throws {
            self.init(try row.text("assignment_id"), try row.integer("sequence"))
        }
    }

    private var units: [Key: (objection: Int?, unit: String?)] = [:]
    private var reports: [Key: AssignmentReport] = [:]
    private var reviews: [Key: Int] = [:]
    private var requests: [Key: CivicDate] = [:]
    private var decisions: [Key: (request: Int, due: CivicDate?)] = [:]
    private var targets: [Key: (quantity: Quantity, unit: LocalizedText)] = [:]

    /// Reads the details of the assignments `a` that a condition names.
    init(_ condition: SQL, in session: any ReadSession) throws {
        func rows(_ columns: SQL, _ table: TableName, order: SQL = "d.sequence") throws -> [Row] {
            try session.rows(
                """
                SELECT d.assignment_id, d.sequence, \(columns) FROM \(table) d
                JOIN assignments a ON a.id = d.assignment_id WHERE \(condition) ORDER BY d.assignment_id, \(order)
                """)
        }
        for row in try rows("d.objection_sequence, d.unit_id", "assignment_units") {
            units[try Key(row)] = (try row.optionalInteger("objection_sequence"), try row.optionalText("unit_id"))
        }
        var numbers: [Key: [AssignmentReport.Number]] = [:]
        for row in try rows(
            "d.number_id, d.scaled, d.decimals, d.from_assignment, d.from_sequence", "report_numbers",
            order: "d.sequence, d.number_id")
        {
            var from: AssignmentReport.Place?
            if let assignment = try row.optionalIdentifier("from_assignment") {
                from = AssignmentReport.Place(assignment: assignment, sequence: try row.integer("from_sequence"))
            }
            numbers[try Key(row), default: []].append(
                AssignmentReport.Number(
                    id: try row.text("number_id"),
                    value: Quantity(scaled: Int64(try row.integer("scaled")), decimals: try row.integer("decimals")),
                    reusedFrom: from))
        }
        var files: [Key: [AssignmentReport.File]] = [:]
        for row in try rows(
            "d.position, d.digest, d.name, d.evidence_id", "report_files", order: "d.sequence, d.position")
        {
            let written = try row.text("digest")
            guard let digest = Digest(hexadecimal: written) else {
                throw Problem(.failure, "problem.storage.vocabulary", ["column": "digest", "value": written])
            }
            files[try Key(row), default: []].append(
                AssignmentReport.File(
                    digest: digest, name: try row.text("name"), evidence: try row.optionalText("evidence_id")))
        }
        for row in try rows("d.period, d.percent, d.text", "assignment_reports") {
            let key = try Key(row)
            reports[key] = AssignmentReport(
                period: try row.text("period"), percent: try row.integer("percent"), text: try row.text("text"),
                numbers: numbers[key] ?? [], files: files[key] ?? [])
        }
        for row in try rows("d.report_sequence", "report_reviews") {
            reviews[try Key(row)] = try row.integer("report_sequence")
        }
        for row in try rows("d.due", "extension_requests") { requests[try Key(row)] = try row.date("due") }
        for row in try rows("d.request_sequence, d.due", "extension_decisions") {
            decisions[try Key(row)] = (try row.integer("request_sequence"), try row.optionalDate("due"))
        }
        for row in try rows("d.scaled, d.decimals, d.unit_zh, d.unit_en", "target_agreements") {
            targets[try Key(row)] = (
                Quantity(scaled: Int64(try row.integer("scaled")), decimals: try row.integer("decimals")),
                try row.localizedText("unit")
            )
        }
    }

    /// What a step says, from its kind and the rows of it. A step whose rows are missing is a damaged store.
    func content(_ kind: AssignmentStep.Kind, of assignment: String, _ sequence: Int) throws -> AssignmentStep.Content {
        let key = Key(assignment, sequence)
        func detail<Value>(_ value: Value?) throws -> Value {
            guard let value else {
                throw Problem(
                    .failure, "commitments.problem.step-damaged",
                    ["assignment": assignment, "sequence": String(sequence)])
            }
            return value
        }
        switch kind {
        case .issue: return .issue
        case .receipt: return .receipt
        case .objection: return .objection
        case .ruling:
            let ruling = try detail(units[key])
            return .ruling(objection: try detail(ruling.objection), unit: ruling.unit)
        case .reassignment: return .reassignment(unit: try detail(try detail(units[key]).unit))
        case .report: return .report(try detail(reports[key]))
        case .acceptance: return .acceptance(report: try detail(reviews[key]))
        case .rejection: return .rejection(report: try detail(reviews[key]))
        case .closure: return .closure
        case .extensionRequest: return .extensionRequest(due: try detail(requests[key]))
        case .extensionGrant:
            let decision = try detail(decisions[key])
            return .extensionGrant(request: decision.request, due: try detail(decision.due))
        case .extensionRefusal: return .extensionRefusal(request: try detail(decisions[key]).request)
        case .suspension: return .suspension
        case .resumption: return .resumption
        case .urge: return .urge
        case .escalation: return .escalation
        case .targetAgreement:
            let target = try detail(targets[key])
            return .targetAgreement(target.quantity, unit: target.unit)
        }
    }
}

import CivicCalendar
import Kernel
import Ledger
import Packs
import Storage

/// Assignments and their steps, read whole: a city has some hundreds of them.
struct AssignmentStore: Sendable {
    /// Every life of a plan, by establishment; with their steps, oldest first.
    func lives(of plan: String, in session: any ReadSession) throws -> [AssignmentLife] {
        try lives("a.plan_id = \(plan)", in: session)
    }

    /// One life, nil where there is none.
    func life(_ id: Identifier, in session: any ReadSession) throws -> AssignmentLife? {
        try lives("a.id = \(id)", in: session).first
    }

    /// Who established an assignment, and when that was written.
    func establishment(of id: Identifier, in session: any ReadSession) throws -> AssignmentHistory.Establishment? {
        try session.first("SELECT recorded_by, recorded_at FROM assignments WHERE id = \(id)").map { row in
            AssignmentHistory.Establishment(by: try row.text("recorded_by"), at: try row.time("recorded_at"))
        }
    }

    /// The assignments that were made from a meeting's resolution.
    func lives(ofResolution id: Identifier, in session: any ReadSession) throws -> [AssignmentLife] {
        try lives("a.resolution_id = \(id)", in: session)
    }

    private func lives(_ condition: SQL, in session: any ReadSession) throws -> [AssignmentLife] {
        let details = try StepDetails(condition, in: session)
        var steps: [String: [AssignmentStep]] = [:]
        for row in try session.rows(
            """
            SELECT s.assignment_id, s.sequence, s.kind, s.day, s.reason, s.source, s.recorded_at, s.recorded_by
            FROM assignment_steps s JOIN assignments a ON a.id = s.assignment_id WHERE \(condition)
            ORDER BY s.assignment_id, s.sequence
            """)
        {
            let id = try row.text("assignment_id")
            let sequence = try row.integer("sequence")
            steps[id, default: []].append(
                AssignmentStep(
                    sequence: sequence, content: try details.content(try row.word("kind"), of: id, sequence),
                    day: try row.date("day"), reason: try row.text("reason"), by: try row.text("recorded_by"),
                    at: try row.time("recorded_at"), source: try row.word("source")))
        }
        return try session.rows(
            """
            SELECT a.id, a.plan_id, a.deliverable_id, a.resolution_id, a.title_zh, a.title_en, a.unit_id,
                a.district_id, a.direction, a.cadence, a.starts, a.due, a.day, a.source
            FROM assignments a WHERE \(condition) ORDER BY a.recorded_at, a.id
            """
        ).map { row in
            AssignmentLife(assignment: try Self.assignment(row), steps: steps[try row.text("id")] ?? [])
        }
    }

    private static func assignment(_ row: Row) throws -> Assignment {
        let origin: Assignment.Origin
        if let deliverable = try row.optionalText("deliverable_id") {
            origin = .deliverable(deliverable)
        } else {
            origin = .resolution(try row.identifier("resolution_id"))
        }
        return Assignment(
            id: try row.identifier("id"), plan: try row.text("plan_id"), origin: origin,
            title: try row.localizedText("title"), unit: try row.text("unit_id"),
            district: try row.optionalText("district_id"), direction: try row.word("direction"),
            cadence: try row.word("cadence"), starts: try row.date("starts"), due: try row.date("due"),
            establishedOn: try row.date("day"), source: try row.word("source"))
    }

    /// Whether a pack's deliverables have been assigned at all.
    func isEmpty(pack: String, in session: any ReadSession) throws -> Bool {
        try session.count(
            """
            SELECT count(*) AS total FROM assignments a JOIN plans p ON p.id = a.plan_id WHERE p.pack_id = \(pack)
            """) == 0
    }
}

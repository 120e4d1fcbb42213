import CivicCalendar
import Kernel
import Ledger
import Storage

/// What was reported and suspended, by commitment.
struct ProgressStore: Sendable {
    /// Names a commitment: a deliverable, and the district where each district owes it.
    struct Key: Hashable, Sendable {
        let deliverable: String
        let district: String?
    }

    func reports(of pack: String, in session: any ReadSession) throws -> [Key: [ProgressReport]] {
        var result: [Key: [ProgressReport]] = [:]
        for row in try session.rows(
            """
            SELECT r.deliverable_id, r.district_id, r.day, r.percent, r.note, r.source FROM progress_reports r
            JOIN deliverables d ON d.id = r.deliverable_id WHERE d.pack_id = \(pack)
            ORDER BY r.deliverable_id, r.day, r.recorded_at, r.id
            """)
        {
            let key = Key(
                deliverable: try row.text("deliverable_id"), district: try row.optionalText("district_id"))
            let order = result[key]?.count ?? 0
            result[key, default: []].append(
                ProgressReport(
                    day: try row.date("day"), order: order, percent: try row.integer("percent"),
                    note: try row.text("note"), source: try row.word("source")))
        }
        return result
    }

    func suspensions(of pack: String, in session: any ReadSession) throws -> [Key: [Suspension]] {
        var result: [Key: [Suspension]] = [:]
        for row in try session.rows(
            """
            SELECT s.deliverable_id, s.district_id, s.day_from, s.day_through, s.reason FROM suspensions s
            JOIN deliverables d ON d.id = s.deliverable_id WHERE d.pack_id = \(pack)
            ORDER BY s.deliverable_id, s.day_from, s.id
            """)
        {
            let key = Key(
                deliverable: try row.text("deliverable_id"), district: try row.optionalText("district_id"))
            result[key, default: []].append(
                Suspension(
                    from: try row.date("day_from"), through: try row.optionalDate("day_through"),
                    reason: try row.text("reason")))
        }
        return result
    }

    func insert(_ reports: [(key: Key, report: ProgressReport)], in session: ChangeSession) throws {
        try session.insert(
            into: "progress_reports",
            columns: [
                "id", "deliverable_id", "district_id", "day", "percent", "note", "source", "recorded_at", "recorded_by",
            ],
            rows: reports.map { key, report in
                [
                    session.identifiers.next().sqlValue, key.deliverable.sqlValue, key.district.sqlValue,
                    report.day.sqlValue, report.percent.sqlValue, report.note.sqlValue,
                    report.source.rawValue.sqlValue, session.clock.now().sqlValue, session.actor.name.sqlValue,
                ]
            })
    }

    func insert(
        _ suspensions: [(key: Key, suspension: Suspension)], source: ProgressReport.Source, in session: ChangeSession
    ) throws {
        try session.insert(
            into: "suspensions",
            columns: [
                "id", "deliverable_id", "district_id", "day_from", "day_through", "reason", "source", "recorded_at",
                "recorded_by",
            ],
            rows: suspensions.map { key, suspension in
                [
                    session.identifiers.next().sqlValue, key.deliverable.sqlValue, key.district.sqlValue,
                    suspension.from.sqlValue, suspension.through.sqlValue, suspension.reason.sqlValue,
                    source.rawValue.sqlValue, session.clock.now().sqlValue, session.actor.name.sqlValue,
                ]
            })
    }

    func isEmpty(pack: String, in session: any ReadSession) throws -> Bool {
        try session.count(
            """
            SELECT count(*) FROM progress_reports r JOIN deliverables d ON d.id = r.deliverable_id
            WHERE d.pack_id = \(pack)
            """) == 0
    }
}

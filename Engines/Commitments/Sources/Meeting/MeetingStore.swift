import CivicCalendar
import Kernel
import Ledger
import Storage

/// Meetings, read whole: a city has some dozens of them a year.
struct MeetingStore: Sendable {
    /// Every meeting as it stood on a day, the latest held first; without a day as it stands now.
    func all(asOf day: CivicDate? = nil, in session: any ReadSession) throws -> [Meeting] {
        try meetings("1 = 1", asOf: day, in: session)
    }

    /// One meeting; nil where there is none, or none had been called yet on the day.
    func meeting(_ id: Identifier, asOf day: CivicDate? = nil, in session: any ReadSession) throws -> Meeting? {
        try meetings("m.id = \(id)", asOf: day, in: session).first
    }

    /// The meeting of each resolution of a plan.
    func names(of plan: String, in session: any ReadSession) throws -> [Identifier: MeetingName] {
        let rows = try session.rows(
            """
            SELECT r.id AS resolution_id, m.id, m.title FROM meeting_resolutions r
            JOIN meetings m ON m.id = r.meeting_id WHERE m.plan_id = \(plan)
            """)
        return Dictionary(
            try rows.map { row in
                (
                    try row.identifier("resolution_id"),
                    MeetingName(id: try row.identifier("id"), title: try row.text("title"))
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    private func meetings(_ condition: SQL, asOf day: CivicDate?, in session: any ReadSession) throws -> [Meeting] {
        let last = day ?? CivicDate.last
        let agenda = try grouped(
            """
            SELECT a.* FROM meeting_agenda a JOIN meetings m ON m.id = a.meeting_id
            WHERE \(condition) AND m.day <= \(last) ORDER BY a.meeting_id, a.position
            """, in: session, Self.entry)
        let minutes = try grouped(
            """
            SELECT t.* FROM meeting_minutes t JOIN meetings m ON m.id = t.meeting_id
            WHERE \(condition) AND t.day <= \(last) ORDER BY t.meeting_id, t.version
            """, in: session, Self.minutes)
        let resolutions = try grouped(
            """
            SELECT r.* FROM meeting_resolutions r JOIN meetings m ON m.id = r.meeting_id
            WHERE \(condition) AND r.day <= \(last) ORDER BY r.meeting_id, r.position
            """, in: session, Self.resolution)
        return try session.rows(
            """
            SELECT m.* FROM meetings m WHERE \(condition) AND m.day <= \(last)
            ORDER BY m.held_on DESC, m.recorded_at DESC, m.id DESC
            """
        ).map { row in
            let id = try row.identifier("id")
            return Meeting(
                id: id, plan: try row.text("plan_id"), kind: try row.word("kind"), title: try row.text("title"),
                place: try row.text("place"), heldOn: try row.date("held_on"), calledOn: try row.date("day"),
                calledBy: try row.text("recorded_by"), agenda: agenda[id.text] ?? [], minutes: minutes[id.text] ?? [],
                resolutions: resolutions[id.text] ?? [])
        }
    }

    private func grouped<Value>(
        _ query: SQL, in session: any ReadSession, _ read: (Row) throws -> Value
    ) throws -> [String: [Value]] {
        var values: [String: [Value]] = [:]
        for row in try session.rows(query) { values[try row.text("meeting_id"), default: []].append(try read(row)) }
        return values
    }

    private static func entry(_ row: Row) throws -> Meeting.AgendaEntry {
        Meeting.AgendaEntry(
            position: try row.integer("position"), item: try row.optionalInteger("item_number"),
            deliverable: try row.optionalText("deliverable_id"),
            assignment: try row.optionalIdentifier("assignment_id"), text: try row.text("text"))
    }

    private static func minutes(_ row: Row) throws -> Meeting.Minutes {
        Meeting.Minutes(
            version: try row.integer("version"), text: try row.text("text"), day: try row.date("day"),
            by: try row.text("recorded_by"), at: try row.time("recorded_at"))
    }

    private static func resolution(_ row: Row) throws -> Meeting.Resolution {
        Meeting.Resolution(
            id: try row.identifier("id"), position: try row.integer("position"), text: try row.text("text"),
            day: try row.date("day"), by: try row.text("recorded_by"), at: try row.time("recorded_at"))
    }
}

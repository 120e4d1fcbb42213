import CivicCalendar
import Documents
import Kernel
import Storage

/// What happened to a plan besides the steps of its assignments: bulletins issued, meetings called, resolutions made.
struct PlanEvent: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case bulletin
        case meeting
        case resolution
    }

    let kind: Kind
    /// The bulletin, the meeting or the resolution.
    let id: Identifier
    /// What is shown: the bulletin or the meeting.
    let record: Identifier
    /// Its title.
    let title: String
    /// The bulletin's number, the day the meeting is held, or the words of the resolution.
    let detail: String
    let day: CivicDate
    let at: LogTime
    let by: String
}

/// Reads the events of a plan without reading bulletins and meetings whole.
struct ChangeStore: Sendable {
    /// The events up to a day.
    func events(_ plan: String, through day: CivicDate, in session: any ReadSession) throws -> [PlanEvent] {
        let bulletins = try session.rows(
            """
            SELECT i.bulletin_id, t.title, i.word, i.year, i.sequence, i.day, i.recorded_at, i.recorded_by
            FROM bulletin_issues i JOIN bulletins b ON b.id = i.bulletin_id
            JOIN bulletin_texts t ON t.bulletin_id = i.bulletin_id AND t.version = i.version
            WHERE b.plan_id = \(plan) AND i.day <= \(day) ORDER BY i.recorded_at, i.bulletin_id
            """
        ).map { row in
            let number = DocumentNumber(
                word: try row.text("word"), year: try row.integer("year"), sequence: try row.integer("sequence"))
            return try Self.event(.bulletin, row, id: "bulletin_id", record: "bulletin_id", detail: number.text)
        }
        let meetings = try session.rows(
            """
            SELECT id, title, held_on, day, recorded_at, recorded_by FROM meetings
            WHERE plan_id = \(plan) AND day <= \(day) ORDER BY recorded_at, id
            """
        ).map { try Self.event(.meeting, $0, id: "id", record: "id", detail: try $0.date("held_on").description) }
        let resolutions = try session.rows(
            """
            SELECT r.id, r.meeting_id, m.title, r.text, r.day, r.recorded_at, r.recorded_by
            FROM meeting_resolutions r JOIN meetings m ON m.id = r.meeting_id
            WHERE m.plan_id = \(plan) AND r.day <= \(day) ORDER BY r.recorded_at, r.position, r.id
            """
        ).map { try Self.event(.resolution, $0, id: "id", record: "meeting_id", detail: try $0.text("text")) }
        return bulletins + meetings + resolutions
    }

    private static func event(
        _ kind: PlanEvent.Kind, _ row: Row, id: String, record: String, detail: String
    ) throws -> PlanEvent {
        PlanEvent(
            kind: kind, id: try row.identifier(id), record: try row.identifier(record), title: try row.text("title"),
            detail: detail,
            day: try row.date("day"), at: try row.time("recorded_at"), by: try row.text("recorded_by"))
    }
}

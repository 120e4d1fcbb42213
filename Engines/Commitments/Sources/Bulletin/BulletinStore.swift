import CivicCalendar
import Documents
import Kernel
import Ledger
import Storage

/// Bulletins, read whole: a city has some dozens of them.
struct BulletinStore: Sendable {
    /// Every bulletin as it stood on a day, the newest first; without a day as it stands now.
    func all(asOf day: CivicDate? = nil, in session: any ReadSession) throws -> [Bulletin] {
        try bulletins("1 = 1", asOf: day, in: session)
    }

    /// One bulletin; nil where there is none, or was none yet on the day.
    func bulletin(_ id: Identifier, asOf day: CivicDate? = nil, in session: any ReadSession) throws -> Bulletin? {
        try bulletins("b.id = \(id)", asOf: day, in: session).first
    }

    /// The bulletins of a plan for a month, as they stand now.
    func bulletins(of plan: String, _ month: BulletinMonth, in session: any ReadSession) throws -> [Bulletin] {
        try bulletins("b.plan_id = \(plan) AND b.month = \("\(month)")", asOf: nil, in: session)
    }

    private func bulletins(_ condition: SQL, asOf day: CivicDate?, in session: any ReadSession) throws -> [Bulletin] {
        let last = day ?? CivicDate.last
        let texts = try grouped(
            """
            SELECT t.* FROM bulletin_texts t JOIN bulletins b ON b.id = t.bulletin_id
            WHERE \(condition) AND t.day <= \(last) ORDER BY t.bulletin_id, t.version
            """, in: session, Self.text)
        let decisions = try grouped(
            """
            SELECT a.* FROM bulletin_approvals a JOIN bulletins b ON b.id = a.bulletin_id
            WHERE \(condition) AND a.day <= \(last) ORDER BY a.bulletin_id, a.recorded_at, a.id
            """, in: session, Self.decision)
        let issues = try grouped(
            """
            SELECT i.* FROM bulletin_issues i JOIN bulletins b ON b.id = i.bulletin_id
            WHERE \(condition) AND i.day <= \(last)
            """, in: session, Self.issue)
        let withdrawals = try grouped(
            """
            SELECT w.* FROM bulletin_withdrawals w JOIN bulletins b ON b.id = w.bulletin_id
            WHERE \(condition) AND w.day <= \(last)
            """, in: session, Self.withdrawal)
        return try session.rows(
            """
            SELECT b.id, b.plan_id, b.month FROM bulletins b WHERE \(condition) AND b.day <= \(last)
            ORDER BY b.month DESC, b.recorded_at DESC, b.id DESC
            """
        ).compactMap { row in
            let id = try row.identifier("id")
            guard let month = BulletinMonth(try row.text("month")) else {
                throw StorageProblem(.badColumn, "no such month", columns: ["month"])
            }
            guard let versions = texts[id.text], !versions.isEmpty else { return nil }
            return Bulletin(
                id: id, plan: try row.text("plan_id"), month: month, texts: versions,
                decisions: decisions[id.text] ?? [], issue: issues[id.text]?.first,
                withdrawal: withdrawals[id.text]?.first)
        }
    }

    private func grouped<Value>(
        _ query: SQL, in session: any ReadSession, _ read: (Row) throws -> Value
    ) throws -> [String: [Value]] {
        var values: [String: [Value]] = [:]
        for row in try session.rows(query) { values[try row.text("bulletin_id"), default: []].append(try read(row)) }
        return values
    }

    private static func text(_ row: Row) throws -> BulletinText {
        BulletinText(
            version: try row.integer("version"),
            words: BulletinText.Words(
                title: try row.text("title"), overview: try row.text("overview"), progress: try row.text("progress"),
                concerns: try row.text("concerns"), demands: try row.text("demands")),
            figures: try BulletinFigures(CanonicalJSON(parsing: try row.text("figures"))), day: try row.date("day"),
            by: try row.text("recorded_by"), at: try row.time("recorded_at"))
    }

    private static func decision(_ row: Row) throws -> Bulletin.Decision {
        Bulletin.Decision(
            version: try row.integer("version"), isApproval: try row.text("decision") == "approved",
            reason: try row.text("reason"), day: try row.date("day"), by: try row.text("recorded_by"),
            at: try row.time("recorded_at"))
    }

    private static func issue(_ row: Row) throws -> Bulletin.Issue {
        Bulletin.Issue(
            number: DocumentNumber(
                word: try row.text("word"), year: try row.integer("year"), sequence: try row.integer("sequence")),
            version: try row.integer("version"),
            letterhead: try Letterhead(CanonicalJSON(parsing: try row.text("letterhead"))),
            digest: try row.text("digest"), day: try row.date("day"), by: try row.text("recorded_by"),
            at: try row.time("recorded_at"))
    }

    private static func withdrawal(_ row: Row) throws -> Bulletin.Withdrawal {
        Bulletin.Withdrawal(
            reason: try row.text("reason"), day: try row.date("day"), by: try row.text("recorded_by"),
            at: try row.time("recorded_at"))
    }
}

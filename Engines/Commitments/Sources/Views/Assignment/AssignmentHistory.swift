import CivicCalendar
import Exchange
import Kernel
import Web

/// The whole history of an assignment up to the business date as a table: every step, and every change of its light,
/// which is derived and marked so.
struct AssignmentHistory {
    /// Who established an assignment, and when that was written.
    struct Establishment: Sendable {
        let by: String
        let at: LogTime
    }

    let presenter: AssignmentPresenter
    let establishment: Establishment

    private var words: StepWords { StepWords(presenter: presenter) }
    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String { presenter.text(key, arguments) }

    var table: Table {
        get throws {
            let rows = try rows
            return Table(
                definition, rows: .all(rows), caption: text("assignment.history"), link: presenter.link,
                empty: .init(text("assignment.history.none")),
                exports: ExportFormat.allCases.map { format in
                    Table.Export(
                        text("commitments.export.\(format.rawValue)"),
                        AssignmentRoutes.historyFile.link(presenter.life.id, format))
                }, request: presenter.request)
        }
    }

    private var definition: TableDefinition {
        TableDefinition(
            columns: [
                TableColumn("day", text("commitments.column.day"), kind: .date, isSortable: false),
                TableColumn("what", text("assignment.column.what"), isSortable: false),
                TableColumn("detail", text("assignment.column.detail"), isSortable: false),
                TableColumn("reason", text("assignment.column.reason"), isSortable: false),
                TableColumn("by", text("assignment.column.by"), isSortable: false),
                TableColumn("recorded", text("assignment.column.recorded"), kind: .date, isSortable: false),
                TableColumn("origin", text("commitments.column.origin"), isSortable: false),
            ],
            filters: [
                TableFilter(
                    "of", text("assignment.history.of"),
                    options: ["step", "light"].map { TableFilter.Option($0, text("assignment.history.of-\($0)")) })
            ], pageSizes: [50, 100, 200], isSearchable: false)
    }

    /// Newest first. The light of a day is that of its end, and so stands above what happened on it.
    var rows: [TableRow] {
        get throws {
            var dated: [(day: CivicDate, rank: Int, row: TableRow)] = [(presenter.assignment.establishedOn, 0, first)]
            for step in presenter.state.steps { dated.append((step.day, step.sequence, row(step))) }
            for change in try lights() { dated.append((change.day, Int.max, row(change))) }
            return dated.sorted { ($0.day, $0.rank) > ($1.day, $1.rank) }.map(\.row)
        }
    }

    /// The changes of the light; none where a calendar is missing.
    private func lights() throws -> [LightHistory.Change] {
        do {
            return try LightHistory.changes(
                of: presenter.life, through: presenter.day,
                rule: StandingRule(presenter.city.state.pack.manifest.lights), calendar: presenter.city.state.calendar)
        } catch is CalendarGap {
            return []
        }
    }

    private var first: TableRow {
        let assignment = presenter.assignment
        return row(
            "step-0", day: assignment.establishedOn, what: text("assignment.step.establishment"),
            detail: text(
                "assignment.detail.established",
                ["unit": presenter.city.unitName(assignment.unit), "due": "\(assignment.due)"]),
            reason: "", by: presenter.city.person(establishment.by), recorded: establishment.at.textInChina,
            origin: text("assignment.source.\(assignment.source.rawValue)"), of: "step")
    }

    private func row(_ step: AssignmentStep) -> TableRow {
        row(
            "step-\(step.sequence)", day: step.day, what: words.what(step), detail: words.detail(step),
            reason: words.reason(step), by: presenter.city.person(step.by), recorded: step.at.textInChina,
            origin: text("assignment.source.\(step.source.rawValue)"), of: "step")
    }

    private func row(_ change: LightHistory.Change) -> TableRow {
        let tag = presenter.city.tag(change.judgement)
        var row = row(
            "light-\(change.day)", day: change.day, what: text("assignment.light", ["word": tag.word]),
            detail: change.before.map { before in
                text("assignment.light.before", ["word": presenter.city.tag(before).word])
            } ?? "", reason: tag.reason, by: "", recorded: "", origin: text("assignment.source.derived"), of: "light")
        row.cells["what"] = .status(StatusTag(tag.tone, word: tag.word))
        row.cells["what"]?.text = text("assignment.light", ["word": tag.word])
        return row
    }

    private func row(
        _ identity: String, day: CivicDate, what: String, detail: String, reason: String, by: String,
        recorded: String, origin: String, of kind: String
    ) -> TableRow {
        TableRow(
            identity,
            cells: [
                "day": .text("\(day)"), "what": .text(what), "detail": .text(detail), "reason": .text(reason),
                "by": .text(by), "recorded": .text(recorded), "origin": .text(origin),
            ], facets: ["of": [kind]])
    }
}

import CivicCalendar
import Exchange
import Kernel
import Web

/// The steps since a moment, the newest first.
struct ChangeTable {
    let presenter: CityPresenter
    let duties: [Duty]
    /// nil for somebody who never looked: then everything of the last 30 days counts.
    let since: LogTime?

    private struct Change {
        let duty: Duty
        let step: AssignmentStep
    }

    /// At most so many, so that a first visit is not a year long.
    static let limit = 1_000

    func table() throws -> Table {
        let text = { (key: String) in presenter.text(key) }
        let earliest = try presenter.state.day.adding(days: -30)
        var changes: [Change] = []
        for duty in duties {
            for step in duty.state.steps {
                let counts = since.map { step.at > $0 } ?? (step.day >= earliest)
                if counts { changes.append(Change(duty: duty, step: step)) }
            }
        }
        changes.sort { ($0.step.at, $0.step.day, $0.step.sequence) > ($1.step.at, $1.step.day, $1.step.sequence) }
        let definition = TableDefinition(
            columns: [
                TableColumn("day", text("commitments.column.day"), kind: .date),
                TableColumn("what", text("work.column.what")),
                TableColumn("title", text("work.column.task")),
                TableColumn("owner", text("work.column.owner")),
                TableColumn("detail", text("work.column.detail")),
                TableColumn("by", text("work.column.by")),
                TableColumn("time", text("work.column.recorded"), kind: .date, isShownByDefault: false),
            ],
            filters: [
                TableFilter(
                    "what", text("work.column.what"),
                    options: AssignmentStep.Kind.allCases.filter { kind in changes.contains { $0.step.kind == kind } }
                        .map { TableFilter.Option($0.rawValue, text("assignment.step.\($0.rawValue)")) })
            ])
        let lines = DutyTable(presenter: presenter, duties: duties)
        let rows = try changes.prefix(Self.limit).compactMap { try row($0, lines) }
        return Table(
            definition, rows: .all(rows), caption: text("work.changes"), link: WorkRoutes.changes.link(),
            empty: .init(text("work.changes.none")),
            exports: ExportFormat.allCases.map {
                Table.Export(text("commitments.export.\($0.rawValue)"), WorkRoutes.changesFile.link($0))
            }, request: presenter.request)
    }

    private func row(_ change: Change, _ lines: DutyTable) throws -> TableRow? {
        guard let assignment = try AssignmentPresenter(presenter, change.duty.life) else { return nil }
        let words = StepWords(presenter: assignment)
        let link = AssignmentRoutes.assignment.link(change.duty.life.id)
        let detail = [words.detail(change.step), words.reason(change.step)].filter { !$0.isEmpty }
        return TableRow(
            "change-\(change.duty.life.id)-\(change.step.sequence)", link: link,
            cells: [
                "day": .text("\(change.step.day)"),
                "what": .text(words.what(change.step)),
                "title": .text(assignment.title, link: link),
                "owner": .text(lines.owner(change.duty)),
                "detail": .text(detail.joined(separator: presenter.text("commitments.list.separator"))),
                "by": .text(presenter.person(change.step.by)),
                "time": .text(change.step.at.textInChina),
            ], facets: ["what": [change.step.kind.rawValue]])
    }
}

struct ChangesView: Sendable {
    let title: String
    let intro: String
    let table: Table.View
    let action: String
    let csrfToken: String
    let idempotencyKey: String

    init(_ presenter: CityPresenter, _ table: Table, since: LogTime?) {
        let request = presenter.request
        title = request.text("work.changes")
        intro =
            since.map { request.text("work.changes.since", ["time": $0.textInChina]) }
            ?? request.text("work.changes.first")
        self.table = table.view
        action = WorkRoutes.seen.link().href
        csrfToken = request.csrfToken
        idempotencyKey = request.freshIdempotencyKey
    }
}

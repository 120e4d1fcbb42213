import CivicCalendar
import Exchange
import Kernel
import Web

/// The board: how many items stand how, who must act next, and every item under its section.
struct BoardView: Sendable {
    struct Count: Sendable {
        let number: Int
        let href: String
        let isChosen: Bool
        let status: StatusTag.View
    }

    struct Action: Sendable {
        let title: String
        let href: String
        let status: StatusTag.View
        let unit: NamedLink
        let due: String
        let item: NamedLink
    }

    struct Section: Sendable {
        let numeral: String
        let title: String
        let rows: [Row]
        let counts: String
    }

    struct Row: Sendable {
        let number: String
        let title: String
        let href: String
        let status: [StatusTag.View]
        let hasNoDeliverables: Bool
        let beam: [Beam.View]
        let finished: String
        let toAct: Int
        let hasToAct: Bool
        let lead: NamedLink
        let leadTitle: String
        let units: String
        let allUnits: String
        let due: String
    }

    let title: String
    let tabs: PlanTabs
    let summary: String
    let beam: Beam.View
    let counts: [Count]
    let gap: String
    let hasGap: Bool
    let actions: [Action]
    let hasActions: Bool
    let tools: Table.View
    let sections: [Section]
    let tables: [TaskTable]
    let isEmpty: Bool
    let clearHref: String

    /// A task table of the plan, as it is written.
    struct TaskTable: Sendable {
        let title: String
        let rows: [TaskRow]
    }

    struct TaskRow: Sendable {
        let number: String
        let task: String
        let lead: NamedLink
        let support: String
        let due: String
    }

    init(_ presenter: CityPresenter) {
        let state = presenter.state
        let request = presenter.request
        let boardLink = CommitmentsRoutes.board.link(presenter.plan)
        let board = BoardTable(presenter: presenter)
        let table = Table(
            board.definition, rows: .all(board.rows), caption: presenter.text("commitments.board.items"),
            link: boardLink, empty: .init(presenter.text("commitments.board.none")),
            exports: ExportFormat.allCases.map { format in
                Table.Export(
                    presenter.text("commitments.export.\(format.rawValue)"),
                    CommitmentsRoutes.boardFile.link(presenter.plan, format))
            }, request: request)
        title = state.plan.plan.document.title ?? presenter.plan
        tabs = PlanTabs(.board, presenter)
        gap = presenter.gapNotice
        hasGap = !gap.isEmpty

        let standings = state.items.compactMap(\.standing)
        counts = Standing.allCases.reversed().map { standing in
            let chosen = table.state.chosen["standing"] == [standing.rawValue]
            var view = TableState()
            if !chosen { view.chosen = ["standing": [standing.rawValue]] }
            return Count(
                number: standings.count { $0 == standing }, href: boardLink.with(view.query(board.definition)).href,
                isChosen: chosen, status: presenter.tag(standing).view)
        }
        beam = presenter.beam(percent: state.percent, expected: state.expectedPercent).view
        let onPath = standings.count { $0 == .onPath || $0.isFinished }
        summary = presenter.text(
            "commitments.board.summary",
            [
                "items": String(state.items.count), "on": String(onPath), "date": state.day.description,
                "deliverables": String(state.deliverables.count),
            ])
        let next = BoardActions(state: state).next(6)
        actions = next.map { deliverable in
            Action(
                title: presenter.text(deliverable.deliverable.title),
                href: CommitmentsRoutes.deliverable.link(presenter.plan, DeliverableKey(deliverable.id)).href,
                status: presenter.tag(deliverable).view,
                unit: presenter.unit(deliverable.deliverable.lead), due: deliverable.deliverable.due.description,
                item: presenter.item(deliverable.item))
        }
        hasActions = !actions.isEmpty
        tools = table.view
        let shown = table.matchingRows.compactMap { Int($0.identity.dropFirst(5)) }
        let numbers = Set(shown)
        var sections: [Section] = []
        var titles = state.plan.plan.sections.map { ($0.number, $0.title) }
        if state.items.contains(where: { $0.item.section == 0 }) { titles.insert((0, ""), at: 0) }
        for (number, title) in titles {
            let items = shown.compactMap { state.item($0) }.filter { $0.item.section == number }
            let all = state.items.filter { $0.item.section == number }
            guard !items.isEmpty else { continue }
            sections.append(
                Section(
                    numeral: number > 0 ? presenter.sectionNumeral(number) : "",
                    title: title.isEmpty ? presenter.text("commitments.board.no-section") : title,
                    rows: items.map { Self.row($0, presenter) },
                    counts: presenter.text(
                        "commitments.board.section-count",
                        ["shown": String(items.count), "all": String(all.count)])))
        }
        self.sections = sections
        isEmpty = numbers.isEmpty && !state.items.isEmpty
        tables = state.plan.plan.tables.map { table in
            TaskTable(
                title: table.title ?? presenter.text("commitments.board.tables"),
                rows: table.rows.map { row in
                    TaskRow(
                        number: row.number.map(String.init) ?? "", task: row.task,
                        lead: row.lead.map(presenter.written) ?? NamedLink(text: "", link: nil),
                        support: row.support.joined(separator: "、"), due: row.due?.description ?? "")
                })
        }
        clearHref = boardLink.href
    }

    private static func row(_ item: ItemState, _ presenter: CityPresenter) -> Row {
        let finished = item.deliverables.count { $0.isFinished }
        let toAct = item.count(.late) + item.count(.atRisk)
        let lead = item.lead(presenter.state.plan)
        let names = item.item.responsible.units
        return Row(
            number: presenter.numeral(item.number), title: item.item.title,
            href: CommitmentsRoutes.item.link(presenter.plan, item.number).href,
            status: item.deliverables.isEmpty ? [] : [presenter.tag(item.standing, of: item.tally).view],
            hasNoDeliverables: item.deliverables.isEmpty,
            beam: item.deliverables.isEmpty
                ? [] : [presenter.beam(percent: item.percent, expected: item.expectedPercent).view],
            finished: "\(finished)/\(item.deliverables.count)", toAct: toAct, hasToAct: toAct > 0,
            lead: lead.map(presenter.unit) ?? NamedLink(text: presenter.text("commitments.none"), link: nil),
            leadTitle: lead.flatMap { presenter.state.unit($0) }.map { presenter.text($0.title) } ?? "",
            units: item.item.responsible.open ? "\(names.count)+" : String(names.count),
            allUnits: names.joined(separator: "、")
                + (item.item.responsible.open ? presenter.text("commitments.open-list") : ""),
            due: presenter.date(item.nextDue))
    }
}

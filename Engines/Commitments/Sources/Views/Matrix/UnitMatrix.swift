import CivicCalendar
import Kernel
import Web

/// Items against units: which unit answers in which item, and how its deliverables there stand.
struct UnitMatrix {
    let presenter: CityPresenter
    /// Made once: every cell's link is written in its terms.
    private let definition: TableDefinition

    init(presenter: CityPresenter) {
        self.presenter = presenter
        definition = DeliverableTable(presenter: presenter).definition
    }

    private var state: CityState { presenter.state }

    var table: HeatTable {
        let units = state.units.filter { unit in
            state.items.contains { involved(unit, $0) }
        }
        let rows = state.items.map { item in
            HeatTable.Row(
                HeatTable.Head(
                    "\(presenter.numeral(item.number))\(item.item.title)",
                    link: CommitmentsRoutes.item.link(presenter.plan, item.number)),
                cells: units.map { cell(item, $0) }, total: String(item.deliverables.count))
        }
        return HeatTable(
            "unit-matrix", caption: presenter.text("commitments.matrix.units"),
            corner: presenter.text("commitments.matrix.corner-units"),
            columns: units.map { unit in
                HeatTable.Head(
                    presenter.text(unit.short), label: presenter.text(unit.title),
                    link: CommitmentsRoutes.unit.link(presenter.plan, unit.id))
            }, rows: rows,
            totals: units.map { unit in String(state.deliverables.count { $0.units.contains(unit.id) }) }
                + [String(state.deliverables.count)],
            totalLabel: presenter.text("commitments.matrix.total"))
    }

    private func involved(_ unit: ResponsibleUnit, _ item: ItemState) -> Bool {
        item.item.responsible.units.contains { state.plan.unitIDs[$0] == unit.id }
            || item.deliverables.contains { $0.units.contains(unit.id) }
    }

    private func cell(_ item: ItemState, _ unit: ResponsibleUnit) -> HeatTable.Cell {
        let deliverables = item.deliverables.filter { $0.units.contains(unit.id) }
        let names = ["item": presenter.numeral(item.number), "unit": presenter.text(unit.short)]
        guard !deliverables.isEmpty else {
            guard involved(unit, item) else { return .blank }
            return HeatTable.Cell(
                .notStarted, number: "0",
                label: presenter.text("commitments.matrix.named-only", names),
                link: CommitmentsRoutes.item.link(presenter.plan, item.number))
        }
        let standings = deliverables.compactMap(\.standing)
        guard let standing = Standing.whole(of: standings), standings.count == deliverables.count else { return .blank }
        let count = deliverables.count { $0.standing == standing }
        var facts = names
        facts["word"] = presenter.text("web.status.\(standing.tone.rawValue)")
        facts["count"] = String(deliverables.count)
        facts["lead"] = String(deliverables.count { $0.deliverable.lead == unit.id })
        return HeatTable.Cell(
            standing.tone,
            number: standing.isFinished || standing == .onPath
                ? "\(deliverables.count)" : "\(count)/\(deliverables.count)",
            label: presenter.text("commitments.matrix.unit-cell", facts),
            link: filtered(["item": [String(item.number)], "unit": [unit.id]]))
    }

    private func filtered(_ chosen: [String: [String]]) -> Link {
        CommitmentsRoutes.deliverables.link(presenter.plan).with(
            TableState(chosen: chosen).query(definition))
    }
}

import CivicCalendar
import Kernel
import Packs
import Web

/// Deliverables as a table: the drill-down of board and matrices, and what is exported.
struct DeliverableTable {
    let presenter: CityPresenter
    private var state: CityState { presenter.state }
    private func text(_ key: String) -> String { presenter.text(key) }

    var definition: TableDefinition {
        TableDefinition(
            columns: [
                TableColumn("item", text("commitments.column.item-number"), kind: .number),
                TableColumn("title", text("commitments.column.deliverable")),
                TableColumn("standing", text("commitments.column.standing"), kind: .status),
                TableColumn("progress", text("commitments.column.progress"), kind: .beam),
                TableColumn("lead", text("commitments.column.lead")),
                TableColumn("supports", text("commitments.column.supports"), isShownByDefault: false),
                TableColumn("cadence", text("commitments.column.cadence")),
                TableColumn("due", text("commitments.column.due"), kind: .date),
                TableColumn("districts", text("commitments.column.per-district")),
                TableColumn("clause", text("commitments.column.clause")),
                TableColumn("basis", text("commitments.column.basis"), isShownByDefault: false),
                TableColumn("key", text("commitments.column.key"), isShownByDefault: false),
            ],
            filters: [
                TableFilter(
                    "standing", text("commitments.filter.standing"),
                    options: Standing.allCases.reversed().map {
                        TableFilter.Option($0.rawValue, text("web.status.\($0.tone.rawValue)"))
                    }),
                TableFilter(
                    "item", text("commitments.filter.item"),
                    options: state.items.map { TableFilter.Option(String($0.number), presenter.numeral($0.number)) }),
                TableFilter(
                    "unit", text("commitments.filter.unit"),
                    options: state.units.filter { unit in state.deliverables.contains { $0.units.contains(unit.id) } }
                        .map { TableFilter.Option($0.id, presenter.text($0.short)) }),
                TableFilter(
                    "district", text("commitments.filter.district"),
                    options: state.pack.districts.map { TableFilter.Option($0.id, presenter.text($0.short)) }),
                TableFilter(
                    "binding", text("commitments.filter.binding"),
                    options: Binding.State.allCases.map {
                        TableFilter.Option($0.rawValue, text("commitments.binding.\($0.rawValue)"))
                    }),
            ],
            defaultSort: TableSort("item"))
    }

    var rows: [TableRow] { state.deliverables.map(row) }

    private func row(_ deliverable: DeliverableState) -> TableRow {
        let entry = deliverable.deliverable
        let link = CommitmentsRoutes.deliverable.link(presenter.plan, DeliverableKey(deliverable.id))
        let hasParts = !deliverable.parts.isEmpty
        var facets: [String: [String]] = [:]
        facets["standing"] = deliverable.standing.map { [$0.rawValue] } ?? []
        facets["item"] = deliverable.item.map { [String($0)] } ?? []
        facets["unit"] = deliverable.units
        facets["district"] = deliverable.parts.compactMap { $0.district?.id }
        facets["binding"] = deliverable.binding.map { [$0.state.rawValue] } ?? []
        let tally = deliverable.tally
        return TableRow(
            "deliverable-" + deliverable.id.replacing("/", with: "-"), link: link,
            cells: [
                "item": deliverable.item.map {
                    .number(
                        Double($0), presenter.numeral($0), link: CommitmentsRoutes.item.link(presenter.plan, $0))
                } ?? .empty,
                "title": .text(presenter.text(entry.title), link: link),
                "standing": .status(presenter.tag(deliverable)),
                "progress": hasParts
                    ? .beam(presenter.beam(percent: tally.percent, expected: tally.expectedPercent)) : .empty,
                "lead": .text(presenter.unitName(entry.lead), link: presenter.unitLink(entry.lead)),
                "supports": .text(
                    entry.supports.map(presenter.unitName).joined(separator: text("commitments.list.separator"))),
                "cadence": .text(text("commitments.cadence.\(entry.cadence.rawValue)")),
                "due": .text(entry.due.description),
                "districts": entry.perDistrict
                    ? .text(
                        presenter.text(
                            "commitments.districts.finished",
                            [
                                "finished": String(tally.count(.finished) + tally.count(.finishedLate)),
                                "all": String(tally.total),
                            ])) : .empty,
                "clause": deliverable.binding?.clause.map { .text($0, link: clauseLink($0, deliverable)) } ?? .empty,
                "basis": .text(text("commitments.basis.\(entry.basis.status.rawValue)")),
                "key": .text(deliverable.id),
            ], facets: facets)
    }

    private func clauseLink(_ clause: String, _ deliverable: DeliverableState) -> Link? {
        deliverable.item.map { CommitmentsRoutes.item.link(presenter.plan, $0).anchored("clause-\(clause)") }
    }
}

import CivicCalendar
import Kernel
import Packs
import Web

/// The items of a plan as a table: what the board shows by section and exports as a whole.
struct BoardTable {
    let presenter: CityPresenter
    private var state: CityState { presenter.state }
    private func text(_ key: String) -> String { presenter.text(key) }

    var definition: TableDefinition {
        TableDefinition(
            columns: [
                TableColumn("number", text("commitments.column.number"), kind: .number),
                TableColumn("section", text("commitments.column.section"), isShownByDefault: false, isOfficial: true),
                TableColumn("title", text("commitments.column.item"), isOfficial: true),
                TableColumn("standing", text("commitments.column.standing"), kind: .status),
                TableColumn("progress", text("commitments.column.progress"), kind: .beam),
                TableColumn("deliverables", text("commitments.column.deliverables"), kind: .number),
                TableColumn("open", text("commitments.column.to-act"), kind: .number),
                TableColumn("lead", text("commitments.column.lead")),
                TableColumn("units", text("commitments.column.units")),
                TableColumn("due", text("commitments.column.next-due"), kind: .date),
            ],
            filters: [
                TableFilter("section", text("commitments.filter.section"), options: sectionOptions),
                TableFilter("standing", text("commitments.filter.standing"), options: standingOptions),
                TableFilter("lead", text("commitments.filter.lead"), options: leadOptions),
            ],
            defaultSort: TableSort("number"), pageSizes: [100])
    }

    var rows: [TableRow] { state.items.map(row) }

    private var sectionOptions: [TableFilter.Option] {
        state.plan.plan.sections.map { TableFilter.Option(String($0.number), presenter.sectionNumeral($0.number)) }
    }

    private var standingOptions: [TableFilter.Option] {
        Standing.allCases.reversed().map {
            TableFilter.Option($0.rawValue, text("web.status.\($0.tone.rawValue)"))
        }
    }

    private var leadOptions: [TableFilter.Option] {
        let leads = Set(state.items.compactMap { $0.lead(state.plan) })
        return state.units.filter { leads.contains($0.id) }.map {
            TableFilter.Option($0.id, presenter.text($0.short))
        }
    }

    private func row(_ item: ItemState) -> TableRow {
        let section = state.plan.plan.sections.first { $0.number == item.item.section }
        let lead = item.lead(state.plan)
        let toAct = item.count(.late) + item.count(.atRisk)
        var facets = ["section": [String(item.item.section)]]
        facets["standing"] = item.standing.map { [$0.rawValue] } ?? []
        facets["lead"] = lead.map { [$0] } ?? []
        return TableRow(
            "item-\(item.number)", link: CommitmentsRoutes.item.link(presenter.plan, item.number),
            cells: [
                "number": .number(Double(item.number), presenter.numeral(item.number)),
                "section": .text(section?.title ?? "", sortKey: .number(Double(item.item.section))),
                "title": .text(
                    item.item.title, link: CommitmentsRoutes.item.link(presenter.plan, item.number)),
                "standing": item.deliverables.isEmpty
                    ? .empty : .status(presenter.tag(item.standing, of: item.tally)),
                "progress": item.deliverables.isEmpty
                    ? .empty : .beam(presenter.beam(percent: item.percent, expected: item.expectedPercent)),
                "deliverables": .count(item.deliverables.count),
                "open": .count(toAct),
                "lead": lead.map { .text(presenter.unitName($0), link: presenter.unitLink($0)) } ?? .empty,
                "units": .text(units(of: item)),
                "due": .text(presenter.date(item.nextDue)),
            ], facets: facets)
    }

    private func units(of item: ItemState) -> String {
        let names = item.item.responsible.units.joined(separator: "、")
        return item.item.responsible.open ? names + presenter.text("commitments.open-list") : names
    }
}

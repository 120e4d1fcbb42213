import Kernel
import Packs
import Web

/// The units of a plan with their load.
struct UnitTable {
    let presenter: CityPresenter
    private var state: CityState { presenter.state }
    private func text(_ key: String) -> String { presenter.text(key) }

    var definition: TableDefinition {
        TableDefinition(
            columns: [
                TableColumn("name", text("commitments.column.unit")),
                TableColumn("title", text("commitments.column.full-name"), isShownByDefault: false),
                TableColumn("level", text("commitments.column.level")),
                TableColumn("direction", text("commitments.column.direction")),
                TableColumn("items", text("commitments.column.items"), kind: .number),
                TableColumn("led", text("commitments.column.led"), kind: .number),
                TableColumn("supported", text("commitments.column.supported"), kind: .number),
                TableColumn("standing", text("commitments.column.standing"), kind: .status),
                TableColumn("progress", text("commitments.column.progress"), kind: .beam),
                TableColumn("to-act", text("commitments.column.to-act"), kind: .number),
                TableColumn("code", text("commitments.column.code"), isShownByDefault: false),
            ],
            filters: [
                TableFilter(
                    "level", text("commitments.filter.level"),
                    options: UnitLevel.allCases.map {
                        TableFilter.Option($0.rawValue, text("commitments.level.\($0.rawValue)"))
                    }),
                TableFilter(
                    "direction", text("commitments.filter.direction"),
                    options: Direction.allCases.map {
                        TableFilter.Option($0.rawValue, text("commitments.direction.\($0.rawValue)"))
                    }),
            ], defaultSort: TableSort("items", isDescending: true), pageSizes: [100, 200])
    }

    var rows: [TableRow] {
        state.units.map { unit in
            let load = UnitLoad(unit: unit.id, state: state)
            let link = CommitmentsRoutes.unit.link(presenter.plan, unit.id)
            return TableRow(
                "unit-" + unit.id.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined().lowercased(),
                link: link,
                cells: [
                    "name": .text(presenter.text(unit.short), link: link),
                    "title": .text(presenter.text(unit.title)),
                    "level": .text(text("commitments.level.\(unit.level.rawValue)")),
                    "direction": .text(text("commitments.direction.\(unit.direction.rawValue)")),
                    "items": .count(load.items.count), "led": .count(load.led.count),
                    "supported": .count(load.supported.count),
                    "standing": load.led.isEmpty ? .empty : .status(presenter.tag(load.standing, of: load.tally)),
                    "progress": load.led.isEmpty
                        ? .empty
                        : .beam(presenter.beam(percent: load.tally.percent, expected: load.tally.expectedPercent)),
                    "to-act": .count(load.led.count { $0.standing == .late || $0.standing == .atRisk }),
                    "code": .text(unit.code),
                ], facets: ["level": [unit.level.rawValue], "direction": [unit.direction.rawValue]])
        }
    }
}

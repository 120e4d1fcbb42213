import CivicCalendar
import Exchange
import Kernel
import Packs
import Web

/// Duties as a table: of my work, of reviews, of supervision, of a unit, of a district.
struct DutyTable {
    let presenter: CityPresenter
    let duties: [Duty]
    /// Names the table's parameters where it stands beside another one.
    var prefix = ""

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String { presenter.text(key, arguments) }

    var definition: TableDefinition {
        TableDefinition(
            prefix: prefix,
            columns: [
                TableColumn("title", text("work.column.task")),
                TableColumn("need", text("work.column.need")),
                TableColumn("standing", text("commitments.column.standing"), kind: .status),
                TableColumn("progress", text("commitments.column.progress"), kind: .beam),
                TableColumn("owner", text("work.column.owner")),
                TableColumn("due", text("commitments.column.due"), kind: .date),
                TableColumn("phase", text("work.column.phase")),
                TableColumn("last", text("work.column.last-report"), kind: .date),
                TableColumn("item", text("commitments.column.item-number"), kind: .number),
                TableColumn("reason", text("work.column.reason"), isShownByDefault: false),
                TableColumn("weight", text("work.column.weight"), kind: .number, isShownByDefault: false),
            ],
            filters: [
                TableFilter(
                    "need", text("work.column.need"),
                    options: Need.allCases.filter { need in
                        duties.contains { presenter.mayRead($0) && presenter.needs(of: $0).contains(need) }
                    }
                    .map { TableFilter.Option($0.rawValue, text("work.need.\($0.rawValue)")) }),
                TableFilter(
                    "standing", text("commitments.filter.standing"),
                    options: Standing.allCases.reversed().filter { standing in
                        duties.contains { $0.judgement.standing == standing }
                    }.map { TableFilter.Option($0.rawValue, text("web.status.\($0.tone.rawValue)")) }),
                TableFilter(
                    "unit", text("commitments.filter.unit"),
                    options: presenter.state.units.filter { unit in
                        duties.contains { $0.unit == unit.id && $0.district == nil }
                    }.map { TableFilter.Option($0.id, presenter.text($0.short)) }),
                TableFilter(
                    "district", text("commitments.filter.district"),
                    options: presenter.state.pack.districts.filter { district in
                        duties.contains { $0.district?.id == district.id }
                    }.map { TableFilter.Option($0.id, presenter.text($0.short)) }),
            ],
            defaultSort: TableSort("due"))
    }

    var rows: [TableRow] { duties.map(row) }

    func table(_ caption: String, link: Link, empty: String, exports: (ExportFormat) -> Link?) -> Table {
        Table(
            definition, rows: .all(rows), caption: caption, link: link, empty: .init(empty),
            exports: ExportFormat.allCases.compactMap { format in
                exports(format).map { Table.Export(text("commitments.export.\(format.rawValue)"), $0) }
            }, request: presenter.request)
    }

    func owner(_ duty: Duty) -> String {
        duty.district.map { presenter.text($0.short) } ?? presenter.unitName(duty.unit)
    }

    /// What it waits for in words, the open period named.
    func need(_ duty: Duty) -> String {
        presenter.needs(of: duty).map { text("work.need.\($0.rawValue)") }.joined(
            separator: text("commitments.list.separator"))
    }

    /// How a duty stands is common to all who read the plan; what it waits for, when it was reported on and its page
    /// are for those who may read it.
    private func row(_ duty: Duty) -> TableRow {
        let isOpen = presenter.mayRead(duty)
        let link = isOpen ? AssignmentRoutes.assignment.link(duty.life.id) : nil
        let last = isOpen ? duty.state.standingReports.last?.step.day : nil
        var facets: [String: [String]] = [:]
        facets["need"] = isOpen ? presenter.needs(of: duty).map(\.rawValue) : []
        facets["standing"] = [duty.judgement.standing.rawValue]
        if let district = duty.district { facets["district"] = [district.id] } else { facets["unit"] = [duty.unit] }
        let need = presenter.needs(of: duty).first.flatMap { Need.allCases.firstIndex(of: $0) }
        return TableRow(
            "duty-" + duty.life.id.text, link: link,
            cells: [
                "title": .text(presenter.text(duty.life.assignment.title), link: link),
                "need": isOpen
                    ? .text(self.need(duty), sortKey: need.map { .number(Double($0)) } ?? .missing) : .empty,
                "standing": .status(presenter.tag(duty.judgement)),
                "progress": .beam(
                    presenter.beam(percent: duty.judgement.percent, expected: duty.judgement.expectedPercent)),
                "owner": .text(owner(duty)),
                "due": .text("\(duty.state.due)"),
                "phase": isOpen ? .text(text("assignment.phase.\(duty.state.phase.rawValue)")) : .empty,
                "last": last.map { .text("\($0)") } ?? .empty,
                "item": duty.item.map { .number(Double($0), presenter.numeral($0)) } ?? .empty,
                "reason": .text(text(duty.judgement.reason, duty.judgement.arguments)),
                "weight": .count(duty.weight),
            ], facets: facets)
    }
}

/// How many duties wait for what, each a link that narrows the table.
struct NeedChips: Sendable {
    struct Chip: Sendable {
        let count: Int
        let text: String
        let href: String
        let isChosen: Bool
    }

    let chips: [Chip]
    let hasChips: Bool

    init(_ duties: [Duty], _ presenter: CityPresenter, link: Link) {
        let chosen = presenter.request.query.all("need")
        chips = Need.allCases.compactMap { need in
            let count = duties.count { presenter.needs(of: $0).contains(need) }
            guard count > 0 else { return nil }
            return Chip(
                count: count, text: presenter.text("work.need.\(need.rawValue)"),
                href: link.with(NeedChoice(need: need, isChosen: chosen == [need.rawValue])).href,
                isChosen: chosen == [need.rawValue])
        }
        hasChips = !chips.isEmpty
    }

    private struct NeedChoice: QueryState {
        let need: Need
        let isChosen: Bool

        var queryItems: [QueryItem] { isChosen ? [] : [QueryItem("need", need.rawValue)] }
    }
}

/// A list of work: chips by need, and the table.
struct DutyListView: Sendable {
    let title: String
    let intro: String
    let gap: String
    let hasGap: Bool
    let chips: NeedChips
    let table: Table.View
    let others: [NamedLink]
    let hasOthers: Bool

    init(
        title: String, intro: String, gap: String = "", chips: NeedChips, table: Table, others: [NamedLink] = []
    ) {
        self.gap = gap
        hasGap = !gap.isEmpty
        self.title = title
        self.intro = intro
        self.chips = chips
        self.table = table.view
        self.others = others
        hasOthers = !others.isEmpty
    }
}

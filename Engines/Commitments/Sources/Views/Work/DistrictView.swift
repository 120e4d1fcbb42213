import Exchange
import Packs
import Web

/// The districts of a city, each with its tally and score; one of them with what it owes.
struct DistrictListView: Sendable {
    let title: String
    let tabs: PlanTabs
    let table: Table.View

    init(_ presenter: CityPresenter, _ table: Table) {
        title = presenter.state.plan.plan.document.title ?? presenter.plan
        tabs = PlanTabs(.districts, presenter)
        self.table = table.view
    }
}

struct DistrictTable {
    let presenter: CityPresenter
    let duties: [Duty]

    var definition: TableDefinition {
        let text = { (key: String) in presenter.text(key) }
        return TableDefinition(
            columns: [
                TableColumn("code", text("commitments.column.code")),
                TableColumn("district", text("commitments.column.district")),
                TableColumn("standing", text("commitments.column.standing"), kind: .status),
                TableColumn("progress", text("commitments.column.progress"), kind: .beam),
                TableColumn("tasks", text("work.column.tasks"), kind: .number),
                TableColumn("finished", text("commitments.column.finished"), kind: .number),
                TableColumn("to-act", text("commitments.column.to-act"), kind: .number),
                TableColumn("score", text("work.column.score"), kind: .number),
            ], defaultSort: TableSort("code"))
    }

    var table: Table {
        Table(
            definition, rows: .all(rows), caption: presenter.text("commitments.tab.districts"),
            link: WorkRoutes.districts.link(presenter.plan), empty: .init(presenter.text("work.districts.none")),
            exports: ExportFormat.allCases.map { format in
                Table.Export(
                    presenter.text("commitments.export.\(format.rawValue)"),
                    WorkRoutes.districtsFile.link(presenter.plan, format))
            }, request: presenter.request)
    }

    var rows: [TableRow] {
        presenter.state.pack.districts.map { district in
            let own = duties.filter { $0.district?.id == district.id }
            let tally = Tally(own.map(\.judgement))
            let score = UnitScore(
                own.map { ($0.judgement.standing, $0.weight) }, points: presenter.state.pack.manifest.score)
            let link = WorkRoutes.district.link(presenter.plan, district.id)
            return TableRow(
                "district-" + district.id, link: link,
                cells: [
                    "code": .text(district.code),
                    "district": .text(presenter.text(district.title), link: link),
                    "standing": own.isEmpty ? .empty : .status(presenter.tag(tally.standing, of: tally)),
                    "progress": own.isEmpty
                        ? .empty : .beam(presenter.beam(percent: tally.percent, expected: tally.expectedPercent)),
                    "tasks": .count(own.count),
                    "finished": .count(tally.count(.finished) + tally.count(.finishedLate)),
                    "to-act": .count(tally.count(.late) + tally.count(.atRisk)),
                    "score": score.tenths.map { .number(Double($0) / 10, score.text ?? "") } ?? .empty,
                ])
        }
    }
}

/// A district: what it owes, how it stands, its score.
struct DistrictView: Sendable {
    let title: String
    let gap: String
    let hasGap: Bool
    let code: String
    let status: [StatusTag.View]
    let beam: [Beam.View]
    let score: ScoreView
    let table: Table.View

    init(_ presenter: CityPresenter, _ district: District, _ duties: [Duty], _ table: Table) {
        let tally = Tally(duties.map(\.judgement))
        title = presenter.text(district.title)
        gap = presenter.gapNotice
        hasGap = !gap.isEmpty
        code = district.code
        status = duties.isEmpty ? [] : [presenter.tag(tally.standing, of: tally).view]
        beam =
            duties.isEmpty
            ? [] : [presenter.beam(percent: tally.percent, expected: tally.expectedPercent).view]
        score = ScoreView(duties, presenter)
        self.table = table.view
    }
}

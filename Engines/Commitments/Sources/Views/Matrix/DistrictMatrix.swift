import CivicCalendar
import Kernel
import Web

/// Items against districts: how the work that each district owes by itself stands there.
struct DistrictMatrix {
    let presenter: CityPresenter
    private var state: CityState { presenter.state }

    /// Only items with work that is owed per district have a row.
    var table: HeatTable {
        let items = state.items.filter { $0.deliverables.contains { $0.deliverable.perDistrict } }
        let definition = DeliverableTable(presenter: presenter).definition
        let rows = items.map { item in
            HeatTable.Row(
                HeatTable.Head(
                    "\(presenter.numeral(item.number))\(item.item.title)",
                    link: CommitmentsRoutes.item.link(presenter.plan, item.number)),
                cells: state.pack.districts.map { district in
                    let parts = item.deliverables.flatMap(\.parts).filter { $0.district?.id == district.id }
                    let tally = Tally(parts.map(\.judgement))
                    guard let standing = tally.standing else { return .blank }
                    let finished = tally.count(.finished) + tally.count(.finishedLate)
                    return HeatTable.Cell(
                        standing.tone, number: "\(finished)/\(tally.total)",
                        label: presenter.text(
                            "commitments.matrix.district-cell",
                            [
                                "item": presenter.numeral(item.number), "district": presenter.text(district.title),
                                "word": presenter.text("web.status.\(standing.tone.rawValue)"),
                                "finished": String(finished), "count": String(tally.total),
                                "percent": String(tally.percent),
                            ]),
                        link: CommitmentsRoutes.deliverables.link(presenter.plan).with(
                            TableState(chosen: ["item": [String(item.number)], "district": [district.id]])
                                .query(definition)))
                },
                total: String(item.deliverables.filter { $0.deliverable.perDistrict }.reduce(0) { $0 + $1.parts.count })
            )
        }
        return HeatTable(
            "district-matrix", caption: presenter.text("commitments.matrix.districts"),
            corner: presenter.text("commitments.matrix.corner-districts"),
            columns: state.pack.districts.map { district in
                HeatTable.Head(presenter.text(district.short), label: presenter.text(district.title))
            }, rows: rows, totalLabel: presenter.text("commitments.matrix.total"))
    }
}

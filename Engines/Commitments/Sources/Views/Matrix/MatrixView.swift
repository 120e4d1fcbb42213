import Web

/// A matrix under the plan's tabs, or the words for why there is none.
struct MatrixView: Sendable {
    let title: String
    let tabs: PlanTabs
    let help: String
    let matrix: HeatTable.View
    let isEmpty: Bool
    let hasRows: Bool
    let empty: String
    let gap: String
    let hasGap: Bool

    init(_ tab: PlanTabs.Tab, _ presenter: CityPresenter, _ table: HeatTable) {
        title = presenter.state.plan.plan.document.title ?? presenter.plan
        tabs = PlanTabs(tab, presenter)
        help = presenter.text("commitments.matrix.help.\(tab.rawValue)")
        matrix = table.view
        isEmpty = table.rows.isEmpty || table.columns.isEmpty
        hasRows = !isEmpty
        empty = presenter.text("commitments.matrix.none.\(tab.rawValue)")
        gap = presenter.gapNotice
        hasGap = !gap.isEmpty
    }
}

import Web

/// Every unit of a plan.
struct UnitListView: Sendable {
    let title: String
    let tabs: PlanTabs
    let table: Table.View

    init(_ presenter: CityPresenter, _ table: Table) {
        title = presenter.state.plan.plan.document.title ?? presenter.plan
        tabs = PlanTabs(.units, presenter)
        self.table = table.view
    }
}

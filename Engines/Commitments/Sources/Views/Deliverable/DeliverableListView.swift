import Web

/// Every deliverable of a plan.
struct DeliverableListView: Sendable {
    let title: String
    let tabs: PlanTabs
    let table: Table.View

    init(_ presenter: CityPresenter, _ table: Table) {
        title = presenter.state.plan.plan.document.title ?? presenter.plan
        tabs = PlanTabs(.deliverables, presenter)
        self.table = table.view
    }
}

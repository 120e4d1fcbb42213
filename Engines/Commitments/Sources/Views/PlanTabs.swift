import Web

/// The pages of one plan, as tabs under its name.
struct PlanTabs: Sendable {
    enum Tab: String, CaseIterable {
        case board, unitMatrix = "unit-matrix", districtMatrix = "district-matrix", deliverables, units, districts,
            brief,
            source
    }

    struct Entry: Sendable {
        let text: String
        let href: String
        let isActive: Bool
    }

    let entries: [Entry]
    /// What the plan's words are where they are not the official ones.
    let label: String
    let hasLabel: Bool

    init(_ active: Tab, _ presenter: CityPresenter) {
        let plan = presenter.plan
        let request = presenter.request
        hasLabel = presenter.state.plan.isParaphrase
        label = hasLabel ? presenter.text(presenter.state.pack.manifest.label) : ""
        entries = Tab.allCases.map { tab in
            let link =
                switch tab {
                case .board: CommitmentsRoutes.board.link(plan)
                case .unitMatrix: CommitmentsRoutes.unitMatrix.link(plan)
                case .districtMatrix: CommitmentsRoutes.districtMatrix.link(plan)
                case .deliverables: CommitmentsRoutes.deliverables.link(plan)
                case .units: CommitmentsRoutes.units.link(plan)
                case .districts: WorkRoutes.districts.link(plan)
                case .brief: WorkRoutes.brief.link(plan)
                case .source: CommitmentsRoutes.source.link(plan)
                }
            return Entry(
                text: request.text("commitments.tab.\(tab.rawValue)"), href: link.href, isActive: tab == active)
        }
    }
}

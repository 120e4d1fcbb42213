import Web

/// The text a plan was read from, line by line, with where it came from.
struct SourceView: Sendable {
    struct Line: Sendable {
        let number: Int
        let text: String
    }

    let title: String
    let tabs: PlanTabs
    let name: String
    let kind: String
    let digest: String
    let committed: String
    let by: String
    let fileHref: String
    let lines: [Line]

    init(_ presenter: CityPresenter) {
        let plan = presenter.state.plan
        title = plan.plan.document.title ?? plan.id
        tabs = PlanTabs(.source, presenter)
        name = plan.source.name
        kind = presenter.text("commitments.kind-of-source.\(plan.source.kind.rawValue)")
        digest = plan.source.digest
        committed = plan.committedAt.textInChina
        by = plan.committedBy
        fileHref = CommitmentsRoutes.sourceFile.link(plan.id).href
        lines = SourceLines.split(plan.source.text).map { Line(number: $0, text: $1) }
    }
}

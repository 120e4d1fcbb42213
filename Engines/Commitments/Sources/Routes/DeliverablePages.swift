import Exchange
import Kernel
import Web

/// The list of deliverables and each of them.
struct DeliverablePages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] {
        [
            CommitmentsRoutes.deliverables.handle(list),
            CommitmentsRoutes.deliverablesFile.handle(file),
            CommitmentsRoutes.deliverable.handle(deliverable),
        ]
    }

    private func table(_ presenter: CityPresenter) -> Table {
        let deliverables = DeliverableTable(presenter: presenter)
        return Table(
            deliverables.definition, rows: .all(deliverables.rows),
            caption: presenter.text("commitments.deliverables"),
            link: CommitmentsRoutes.deliverables.link(presenter.plan),
            empty: .init(presenter.text("commitments.deliverables.none")),
            exports: ExportFormat.allCases.map { format in
                Table.Export(
                    presenter.text("commitments.export.\(format.rawValue)"),
                    CommitmentsRoutes.deliverablesFile.link(presenter.plan, format))
            }, request: presenter.request)
    }

    private func list(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let title = presenter.text("commitments.tab.deliverables")
        return .page(
            Page(
                "commitments/deliverables", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "board", isWide: true, model: DeliverableListView(presenter, table(presenter))))
    }

    private func file(_ request: PageRequest, _ plan: String, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        return try PlanFile(presenter: presenter, table: table(presenter))
            .answer(format, title: "commitments.tab.deliverables")
    }

    private func deliverable(_ request: PageRequest, _ plan: String, _ key: DeliverableKey) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        guard let deliverable = presenter.state.deliverable(key.key) else {
            throw Problem(.notFound, "commitments.problem.no-deliverable", ["key": String(key.key.prefix(80))])
        }
        var crumbs: [Breadcrumb] = []
        if let item = deliverable.item.flatMap({ presenter.state.item($0) }) {
            crumbs.append(presenter.itemBreadcrumb(item, linked: true))
        }
        crumbs.append(
            Breadcrumb(deliverable.binding?.clause ?? presenter.text(deliverable.deliverable.title)))
        return .page(
            Page(
                "commitments/deliverable", title: presenter.text(deliverable.deliverable.title),
                breadcrumbs: presenter.breadcrumbs(crumbs), navigation: "board", isWide: true,
                model: DeliverableView(presenter, deliverable)))
    }
}

import Exchange
import Kernel
import Web

/// The units of a plan and each of them.
struct UnitPages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] {
        [
            CommitmentsRoutes.units.handle(list),
            CommitmentsRoutes.unitsFile.handle(file),
            CommitmentsRoutes.unit.handle(unit),
        ]
    }

    private func table(_ presenter: CityPresenter) -> Table {
        let units = UnitTable(presenter: presenter)
        return Table(
            units.definition, rows: .all(units.rows), caption: presenter.text("commitments.tab.units"),
            link: CommitmentsRoutes.units.link(presenter.plan),
            empty: .init(presenter.text("commitments.units.none")),
            exports: ExportFormat.allCases.map { format in
                Table.Export(
                    presenter.text("commitments.export.\(format.rawValue)"),
                    CommitmentsRoutes.unitsFile.link(presenter.plan, format))
            }, request: presenter.request)
    }

    private func list(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let title = presenter.text("commitments.tab.units")
        return .page(
            Page(
                "commitments/units", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "board", isWide: true, model: UnitListView(presenter, table(presenter))))
    }

    private func file(_ request: PageRequest, _ plan: String, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        return try PlanFile(presenter: presenter, table: table(presenter))
            .answer(format, title: "commitments.tab.units")
    }

    private func unit(_ request: PageRequest, _ plan: String, _ id: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        guard let unit = presenter.state.unit(id) else {
            throw Problem(.notFound, "commitments.problem.no-unit", ["unit": String(id.prefix(40))])
        }
        let crumbs = [
            Breadcrumb(presenter.text("commitments.tab.units"), CommitmentsRoutes.units.link(plan)),
            Breadcrumb(presenter.text(unit.short)),
        ]
        return .page(
            Page(
                "commitments/unit", title: presenter.text(unit.title), breadcrumbs: presenter.breadcrumbs(crumbs),
                navigation: "board", isWide: true,
                model: UnitView(
                    presenter, unit,
                    try presenter.allDuties().filter { $0.unit == id && ($0.district == nil || unit.isGroup) })))
    }
}

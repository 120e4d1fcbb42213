import Exchange
import Kernel
import Web

/// The one-page brief, and its lines as a file.
struct BriefPages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] { [WorkRoutes.brief.handle(page), WorkRoutes.briefFile.handle(file)] }

    private func page(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let title = request.text("work.brief")
        return .page(
            Page(
                "commitments/brief", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "board", model: BriefView(try brief(presenter))))
    }

    private func file(_ request: PageRequest, _ plan: String, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let brief = try brief(presenter)
        return try PlanFile(
            presenter: presenter, table: brief.table, subject: [(request.text("work.brief.scope.name"), brief.scope)]
        ).answer(format, title: "work.brief")
    }

    private func brief(_ presenter: CityPresenter) throws -> Brief {
        Brief(presenter: presenter, duties: try presenter.duties())
    }
}

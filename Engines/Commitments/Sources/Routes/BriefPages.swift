import Kernel
import Web

/// The one-page brief.
struct BriefPages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] { [WorkRoutes.brief.handle(brief)] }

    private func brief(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let title = request.text("work.brief")
        return .page(
            Page(
                "commitments/brief", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "board", model: BriefView(presenter, try presenter.duties())))
    }
}

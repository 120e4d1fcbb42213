import CivicCalendar
import Exchange
import Kernel
import Ledger
import Web

/// What changed since somebody's last visit: the steps of the assignments that the reader may see.
struct ChangePages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    var registrations: [RouteRegistration] {
        [WorkRoutes.changes.handle(page), WorkRoutes.changesFile.handle(file), WorkRoutes.seen.handle(seen)]
    }

    private func page(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let (table, last) = try await table(presenter)
        let title = request.text("work.changes")
        return .page(
            Page(
                "commitments/changes", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "changes", isWide: true, model: ChangesView(presenter, table, since: last)))
    }

    private func file(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        return try PlanFile(presenter: presenter, table: try await table(presenter).0)
            .answer(format, title: "work.changes")
    }

    private func table(_ presenter: CityPresenter) async throws -> (Table, LogTime?) {
        let account = presenter.request.actor.name
        let last = try await database.read { try VisitStore().last(account, in: $0) }
        let changes = ChangeTable(presenter: presenter, duties: try presenter.duties(), since: last)
        return (try changes.table(), last)
    }

    private func seen(_ request: PageRequest) async throws -> Answer {
        let account = request.actor.name
        try await database.change(by: request.actor) { session in
            try VisitStore().mark(account, at: session.clock.now(), in: session)
        }
        return .redirect(WorkRoutes.changes.link(), flash: Flash("work.changes.seen"))
    }
}

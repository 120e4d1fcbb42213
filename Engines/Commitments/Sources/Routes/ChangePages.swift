import CivicCalendar
import Exchange
import Kernel
import Ledger
import Web

/// What changed since somebody's last visit: steps and lights of the assignments that the reader may see, bulletins and
/// meetings.
struct ChangePages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    var registrations: [RouteRegistration] {
        [WorkRoutes.changes.handle(page), WorkRoutes.changesFile.handle(file), WorkRoutes.seen.handle(seen)]
    }

    private func page(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let title = request.text("work.changes")
        return .page(
            Page(
                "commitments/changes", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "changes", isWide: true, model: try ChangesView(try await changes(presenter))))
    }

    private func file(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let changes = try await changes(presenter)
        let from = [changes.intro, changes.limit].filter { !$0.isEmpty }.joined(separator: " ")
        return try PlanFile(
            presenter: presenter, table: try changes.table(), subject: [(request.text("work.changes.from"), from)]
        ).answer(format, title: "work.changes")
    }

    private func changes(_ presenter: CityPresenter) async throws -> ChangeTable {
        let (account, plan, today) = (presenter.request.actor.name, presenter.plan, presenter.state.day)
        let (seen, events) = try await database.read { session in
            (
                try VisitStore().last(account, in: session),
                try ChangeStore().events(plan, through: today, in: session)
            )
        }
        return ChangeTable(
            presenter: presenter, duties: try presenter.duties(), events: events,
            period: try ChangePeriod(seen: seen, today: today))
    }

    private func seen(_ request: PageRequest) async throws -> Answer {
        let account = request.actor.name
        try await database.change(by: request.actor) { session in
            try VisitStore().mark(account, at: session.clock.now(), in: session)
        }
        return .redirect(WorkRoutes.changes.link(), flash: Flash("work.changes.seen"))
    }
}

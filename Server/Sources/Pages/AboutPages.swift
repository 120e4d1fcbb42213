import CivicCalendar
import Commitments
import Kernel
import Ledger
import Packs
import Storage
import Web

/// What is running here: versions, calendars loaded, where the data lies.
struct AboutPages: Sendable {
    let database: LedgeredDatabase
    let version: HengVersion
    let dataFolder: String

    var registrations: [RouteRegistration] { [ServerRoutes.about.handle(about)] }

    private func about(_ request: PageRequest) async throws -> Answer {
        let schema = try await database.schema()
        let packs = try await PackLoading(database: database).list()
        let calendars = try await PackLoading(database: database).calendars()
        let size = try await database.read { try LedgerReader($0).size() }
        let view = AboutView(
            version: version, dataFolder: dataFolder, schema: schema, packs: packs, calendars: calendars,
            ledgerSize: size, request: request)
        let title = request.text("server.about")
        return .page(
            Page(
                "server/about", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "about", model: view))
    }
}

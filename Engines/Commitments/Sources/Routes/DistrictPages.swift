import Exchange
import Kernel
import Web

/// The districts of a plan and each of them.
struct DistrictPages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] {
        [
            WorkRoutes.districts.handle(list), WorkRoutes.districtsFile.handle(listFile),
            WorkRoutes.district.handle(district), WorkRoutes.dutiesFile.handle(file),
        ]
    }

    private func list(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let title = request.text("commitments.tab.districts")
        let table = DistrictTable(presenter: presenter, duties: try presenter.allDuties()).table
        return .page(
            Page(
                "commitments/districts", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "board", isWide: true, model: DistrictListView(presenter, table)))
    }

    private func listFile(_ request: PageRequest, _ plan: String, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let table = DistrictTable(presenter: presenter, duties: try presenter.allDuties()).table
        return try PlanFile(presenter: presenter, table: table).answer(format, title: "commitments.tab.districts")
    }

    private func file(_ request: PageRequest, _ plan: String, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let duties = DutyTable(presenter: presenter, duties: try presenter.allDuties())
        let table = duties.table(
            request.text("work.duties"), link: WorkRoutes.districts.link(plan), empty: "", exports: { _ in nil })
        return try PlanFile(presenter: presenter, table: table).answer(format, title: "work.duties")
    }

    private func district(_ request: PageRequest, _ plan: String, _ id: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        guard let district = presenter.state.pack.districts.first(where: { $0.id == id }) else {
            throw Problem(.notFound, "work.problem.no-district", ["district": String(id.prefix(40))])
        }
        let duties = try presenter.allDuties().filter { $0.district?.id == id }
        let table = DutyTable(presenter: presenter, duties: duties).table(
            request.text("work.district.tasks"), link: WorkRoutes.district.link(plan, id),
            empty: request.text("work.district.none"),
            exports: { WorkRoutes.dutiesFile.link(plan, $0).with(DutyChoice(filter: "district", value: id)) })
        return .page(
            Page(
                "commitments/district", title: presenter.text(district.title),
                breadcrumbs: presenter.breadcrumbs([
                    Breadcrumb(request.text("commitments.tab.districts"), WorkRoutes.districts.link(plan)),
                    Breadcrumb(presenter.text(district.short)),
                ]), navigation: "board", isWide: true, model: DistrictView(presenter, district, duties, table)))
    }
}

extension CityPresenter {
    /// Every duty, for standings and counts, which all who read the plan may see; what was reported is elsewhere.
    func allDuties() throws -> [Duty] { try state.duties() }
}

/// Narrows a file of duties to one unit's or one district's.
struct DutyChoice: QueryState {
    let filter: String
    let value: String

    var queryItems: [QueryItem] { [QueryItem(filter, value)] }
}

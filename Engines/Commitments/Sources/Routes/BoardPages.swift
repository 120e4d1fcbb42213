import Exchange
import Kernel
import Ledger
import Web

/// The board, the two matrices and the item.
struct BoardPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    var registrations: [RouteRegistration] {
        [
            CommitmentsRoutes.home.handle(home),
            CommitmentsRoutes.board.handle(board),
            CommitmentsRoutes.boardFile.handle(boardFile),
            CommitmentsRoutes.unitMatrix.handle(unitMatrix),
            CommitmentsRoutes.districtMatrix.handle(districtMatrix),
            CommitmentsRoutes.item.handle(item),
        ]
    }

    /// The board of the plan in force, or where one begins.
    private func home(_ request: PageRequest) async throws -> Answer {
        guard let plan = try await reader.currentPlan() else { return .redirect(CommitmentsRoutes.plans.link()) }
        return .redirect(CommitmentsRoutes.board.link(plan))
    }

    private func board(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let view = BoardView(presenter)
        return .page(
            Page(
                "commitments/board", title: view.title, breadcrumbs: [Breadcrumb(view.title)], navigation: "board",
                isWide: true, model: view))
    }

    private func boardFile(_ request: PageRequest, _ plan: String, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let board = BoardTable(presenter: presenter)
        let table = Table(
            board.definition, rows: .all(board.rows), caption: presenter.text("commitments.board.items"),
            link: CommitmentsRoutes.board.link(plan), empty: .init(""), request: request)
        return try PlanFile(presenter: presenter, table: table).answer(format, title: "commitments.tab.board")
    }

    private func unitMatrix(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        return matrix(presenter, .unitMatrix, UnitMatrix(presenter: presenter).table)
    }

    private func districtMatrix(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        return matrix(presenter, .districtMatrix, DistrictMatrix(presenter: presenter).table)
    }

    private func matrix(_ presenter: CityPresenter, _ tab: PlanTabs.Tab, _ table: HeatTable) -> Answer {
        let title = presenter.text("commitments.tab.\(tab.rawValue)")
        return .page(
            Page(
                "commitments/matrix", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "board", isWide: true, model: MatrixView(tab, presenter, table)))
    }

    private func item(_ request: PageRequest, _ plan: String, _ number: Int) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        guard let item = presenter.state.item(number) else {
            throw Problem(.notFound, "commitments.problem.no-item", ["item": String(number)])
        }
        return .page(
            Page(
                "commitments/item", title: item.item.title,
                breadcrumbs: presenter.breadcrumbs([presenter.itemBreadcrumb(item, linked: false)]),
                navigation: "board", isWide: true, model: ItemView(presenter, item)))
    }
}

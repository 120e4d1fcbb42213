import CivicCalendar
import Exchange
import Kernel
import Web

/// The calendar of due days, as a page and as a file for calendars.
struct DuesPages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] {
        [
            WorkRoutes.dues.handle(page), WorkRoutes.duesFile.handle(file), WorkRoutes.duesTable.handle(tableFile),
        ]
    }

    /// The readers' own duties, or everybody's for those who see all; what is closed stays in the calendar.
    private func page(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let duties = try presenter.duties()
        let month = month(presenter)
        let title = request.text("work.dues")
        return .page(
            Page(
                "commitments/dues", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "dues", isWide: true,
                model: try DuesView(presenter, duties, month: month, table(presenter, duties, month))))
    }

    /// The month's table as a file.
    private func tableFile(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let month = month(presenter)
        return try PlanFile(
            presenter: presenter, table: table(presenter, try presenter.duties(), month),
            subject: [(request.text("commitments.column.due"), DuesView.Month(first: month).text)]
        ).answer(format, title: "work.dues")
    }

    private func table(_ presenter: CityPresenter, _ duties: [Duty], _ month: CivicDate) -> Table {
        let address = DuesView.Month(first: month)
        return DutyTable(presenter: presenter, duties: duties.filter { $0.state.due.monthStart == month }).table(
            presenter.text("work.dues"), link: WorkRoutes.dues.link().with(address),
            empty: presenter.text("work.dues.none"), exports: { WorkRoutes.duesTable.link($0).with(address) })
    }

    private func month(_ presenter: CityPresenter) -> CivicDate {
        Self.month(presenter.request.query["month"]) ?? presenter.state.day.monthStart
    }

    /// The first day of a month written as `2021-09`; nil for anything else.
    static func month(_ text: String?) -> CivicDate? {
        guard let text, text.utf8.count == 7 else { return nil }
        do { return try CivicDate(text + "-01") } catch {
            // An address that somebody typed: the page shows the current month.
            return nil
        }
    }

    private func file(_ request: PageRequest) async throws -> Answer {
        try DuesFile(presenter: try await reader.currentPresenter(request)).answer()
    }
}

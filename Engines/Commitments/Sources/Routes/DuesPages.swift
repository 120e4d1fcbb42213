import CivicCalendar
import Kernel
import Web

/// The calendar of due days, as a page and as a file for calendars.
struct DuesPages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] {
        [WorkRoutes.dues.handle(page), WorkRoutes.duesFile.handle(file)]
    }

    /// The readers' own duties, or everybody's for those who see all; what is closed stays in the calendar.
    private func page(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let duties = try presenter.duties()
        let month = Self.month(request.query["month"]) ?? presenter.state.day.monthStart
        let title = request.text("work.dues")
        let ofMonth = duties.filter { $0.state.due.monthStart == month }
        let table = DutyTable(presenter: presenter, duties: ofMonth).table(
            title, link: WorkRoutes.dues.link(), empty: request.text("work.dues.none"), exports: { _ in nil })
        return .page(
            Page(
                "commitments/dues", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "dues", isWide: true,
                model: try DuesView(presenter, duties, month: month, table)))
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

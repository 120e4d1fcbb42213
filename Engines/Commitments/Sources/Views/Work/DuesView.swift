import CivicCalendar
import Kernel
import Web

/// A month of due days: a grid of its days with what falls due on each, workdays and holidays told apart.
struct DuesView: Sendable {
    struct Due: Sendable {
        let title: String
        let href: String
        let owner: String
        let status: StatusTag.View
    }

    struct Day: Sendable {
        let number: String
        let date: String
        let isInMonth: Bool
        let isToday: Bool
        let isFree: Bool
        let isMakeUp: Bool
        let dues: [Due]
        let more: String
        let moreHref: String
        let hasMore: Bool
    }

    struct Week: Sendable {
        let days: [Day]
    }

    let title: String
    let month: String
    let weekdays: [String]
    let weeks: [Week]
    let previousHref: String
    let nextHref: String
    let thisHref: String
    let fileHref: String
    let feedHref: String
    let list: Table.View
    let gap: String
    let hasGap: Bool

    static let shownADay = 4

    init(_ presenter: CityPresenter, _ duties: [Duty], month first: CivicDate, _ table: Table) throws {
        let request = presenter.request
        let lines = DutyTable(presenter: presenter, duties: [])
        list = table.view
        title = request.text("work.dues")
        month = request.text(
            "work.dues.month",
            ["year": String(first.year), "month": request.text("web.month.\(first.month)")])
        weekdays = (1...7).map { request.text("work.weekday.\($0)") }
        let byDay = Dictionary(grouping: duties) { $0.state.due }
        var day = try first.adding(days: 1 - first.weekday.rawValue)
        var weeks: [Week] = []
        while day <= first.monthEnd {
            var days: [Day] = []
            for _ in 0..<7 {
                let due = byDay[day] ?? []
                let isWorkday = Self.isWorkday(day, presenter.state.calendar)
                days.append(
                    Day(
                        number: String(day.day), date: "\(day)", isInMonth: day.month == first.month,
                        isToday: day == presenter.state.day, isFree: isWorkday == false,
                        isMakeUp: isWorkday == true && day.weekday.isWeekend,
                        dues: due.prefix(Self.shownADay).map { duty in
                            Due(
                                title: presenter.text(duty.life.assignment.title),
                                href: AssignmentRoutes.assignment.link(duty.life.id).href, owner: lines.owner(duty),
                                status: presenter.tag(duty.judgement).view)
                        },
                        more: request.text("work.dues.more", ["count": String(due.count - Self.shownADay)]),
                        moreHref: "#\(list.identity)", hasMore: due.count > Self.shownADay))
                day = try day.adding(days: 1)
            }
            weeks.append(Week(days: days))
        }
        self.weeks = weeks
        previousHref = Self.href(try first.adding(months: -1))
        nextHref = Self.href(try first.adding(months: 1))
        thisHref = WorkRoutes.dues.link().href
        fileHref = WorkRoutes.duesFile.link().href
        feedHref = WorkRoutes.feed.link().href
        gap = presenter.gapNotice
        hasGap = !gap.isEmpty
    }

    /// nil where the year's calendar is not loaded.
    private static func isWorkday(_ day: CivicDate, _ calendar: CivicCalendar) -> Bool? {
        do { return try calendar.isWorkday(day) } catch { return nil }
    }

    /// Names the month in an address.
    struct Month: QueryState {
        let first: CivicDate
        var text: String { String("\(first)".prefix(7)) }
        var queryItems: [QueryItem] { [QueryItem("month", text)] }
    }

    static func href(_ month: CivicDate) -> String {
        WorkRoutes.dues.link().with(Month(first: month)).href
    }
}

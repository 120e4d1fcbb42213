import CivicCalendar
import Exchange
import Kernel
import Web

/// From when on a reader is told what changed.
struct ChangePeriod: Sendable, Hashable {
    /// When the reader marked everything as seen; nil for somebody who never did.
    let seen: LogTime?
    /// The first day whose changes may count.
    let from: CivicDate
    /// The first day of changes of light: not before ``lightDays`` days ago, however long ago the reader looked.
    let lightsFrom: CivicDate

    /// What counts for somebody who never marked anything.
    static let days = 30
    /// So far back lights are derived.
    static let lightDays = 92

    /// On a business date that runs behind the clock, as in the demonstration, a visit counts for that date.
    init(seen: LogTime?, today: CivicDate) throws {
        self.seen = seen
        if let seen {
            from = min(CivicDate(inChinaAtMicroseconds: seen.microseconds), today)
        } else {
            from = try today.adding(days: -Self.days)
        }
        lightsFrom = max(from, try today.adding(days: -Self.lightDays))
    }

    var leavesLightsOut: Bool { lightsFrom > from }

    func includes(_ step: AssignmentStep) -> Bool { includes(step.day, step.at) }
    func includes(_ event: PlanEvent) -> Bool { includes(event.day, event.at) }

    private func includes(_ day: CivicDate, _ at: LogTime) -> Bool { seen.map { at > $0 } ?? (day >= from) }
}

/// What changed in a period as a table, the newest first: steps, lights, bulletins, meetings.
///
/// The order is that of the business date and within a day that of the record, which is the order of the record alone
/// wherever the business date is the date. A change of light has no record: it stands above the step that made it, and
/// where a new day alone made it, before everything of that day.
struct ChangeTable {
    let presenter: CityPresenter
    let duties: [Duty]
    let events: [PlanEvent]
    let period: ChangePeriod

    private struct Change {
        let place: Place
        let row: TableRow
    }

    /// Where a change stands among the others.
    private struct Place: Comparable {
        let day: CivicDate
        let at: Int64
        let sequence: Int
        let identity: String

        static func < (left: Place, right: Place) -> Bool {
            (left.day, left.at, left.sequence, left.identity) < (right.day, right.at, right.sequence, right.identity)
        }
    }

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String { presenter.text(key, arguments) }

    func table() throws -> Table {
        var changes = events.filter { period.includes($0) && mayRead($0) }.map(change)
        let lines = DutyTable(presenter: presenter, duties: duties)
        for duty in duties { changes += try self.changes(of: duty, owner: lines.owner(duty)) }
        let rows = changes.sorted { $0.place > $1.place }.map(\.row)
        return Table(
            definition(rows), rows: .all(rows), caption: text("work.changes"), link: WorkRoutes.changes.link(),
            empty: .init(text("work.changes.none")),
            exports: ExportFormat.allCases.map {
                Table.Export(text("commitments.export.\($0.rawValue)"), WorkRoutes.changesFile.link($0))
            }, request: presenter.request)
    }

    /// From when on, in one sentence.
    var intro: String {
        period.seen.map { text("work.changes.since", ["time": $0.textInChina]) }
            ?? text("work.changes.first", ["days": String(ChangePeriod.days), "day": "\(period.from)"])
    }

    /// What is left out; empty where nothing is.
    var limit: String {
        period.leavesLightsOut ? text("work.changes.lights-from", ["day": "\(period.lightsFrom)"]) : ""
    }

    private func definition(_ rows: [TableRow]) -> TableDefinition {
        let present = Set(rows.flatMap { $0.facets["what"] ?? [] })
        let kinds =
            [("light", text("work.changes.light"))]
            + PlanEvent.Kind.allCases.map { ($0.rawValue, text("work.changes.\($0.rawValue)")) }
            + AssignmentStep.Kind.allCases.map { ($0.rawValue, text("assignment.step.\($0.rawValue)")) }
        return TableDefinition(
            columns: [
                TableColumn("day", text("commitments.column.day"), kind: .date),
                TableColumn("what", text("work.column.what")),
                TableColumn("title", text("work.column.subject")),
                TableColumn("owner", text("work.column.owner")),
                TableColumn("detail", text("work.column.detail")),
                TableColumn("by", text("work.column.by")),
                TableColumn("time", text("work.column.recorded"), kind: .date, isShownByDefault: false),
            ],
            filters: [
                TableFilter(
                    "what", text("work.column.what"),
                    options: kinds.filter { present.contains($0.0) }.map { TableFilter.Option($0.0, $0.1) })
            ])
    }

    // MARK: - Assignments

    private func changes(of duty: Duty, owner: String) throws -> [Change] {
        let steps = duty.state.steps.filter(period.includes)
        let lights = try lights(of: duty)
        let link = AssignmentRoutes.assignment.link(duty.life.id)
        let title = presenter.text(duty.life.assignment.title)
        func row(
            _ identity: String, _ day: CivicDate, what: TableCell, detail: [String], by: String, time: String,
            kind: String
        ) -> TableRow {
            TableRow(
                identity, link: link,
                cells: [
                    "day": .text("\(day)"), "what": what, "title": .text(title, link: link),
                    "owner": .text(owner), "detail": .text(joined(detail)), "by": .text(by), "time": .text(time),
                ], facets: ["what": [kind]])
        }
        let id = duty.life.id.text
        // Words of steps are asked for only where there are steps: the presenter judges the assignment once more.
        let words = try steps.isEmpty ? nil : AssignmentPresenter(presenter, duty.life).map(StepWords.init)
        return steps.compactMap { step in
            guard let words else { return nil }
            return Change(
                place: Place(day: step.day, at: step.at.microseconds, sequence: step.sequence, identity: id),
                row: row(
                    "change-\(id)-\(step.sequence)", step.day, what: .text(words.what(step)),
                    detail: [words.detail(step), words.reason(step)], by: presenter.person(step.by),
                    time: step.at.textInChina, kind: step.kind.rawValue))
        }
            + lights.map { light in
                let cause = duty.state.steps.last { $0.day == light.day }
                let tag = presenter.tag(light.judgement)
                var what = TableCell.status(StatusTag(tag.tone, word: tag.word))
                what.text = text("assignment.light", ["word": tag.word])
                let before = light.before.map { presenter.tag($0).word }
                return Change(
                    place: Place(
                        day: light.day, at: cause?.at.microseconds ?? .min, sequence: .max, identity: id),
                    row: row(
                        "light-\(id)-\(light.day)", light.day, what: what,
                        detail: [before.map { text("assignment.light.before", ["word": $0]) } ?? "", tag.reason],
                        by: text("assignment.source.derived"), time: "", kind: "light"))
            }
    }

    private func lights(of duty: Duty) throws -> [LightHistory.Change] {
        let lights = RecentLights(
            rule: StandingRule(presenter.state.pack.manifest.lights), calendar: presenter.state.calendar)
        do {
            return try lights.changes(
                of: duty.life, from: period.lightsFrom, through: presenter.state.day, knowing: duty.judgement
            ).filter { light in
                // On the day of the visit only what a later step made.
                guard let seen = period.seen, light.day == period.from else { return true }
                return duty.state.steps.contains { $0.day == light.day && $0.at > seen }
            }
        } catch is CalendarGap {
            return []
        }
    }

    // MARK: - Bulletins and meetings

    private func mayRead(_ event: PlanEvent) -> Bool {
        presenter.request.allows(event.kind == .bulletin ? BulletinRoutes.read : LifePermissions.readMeetings)
    }

    private func change(_ event: PlanEvent) -> Change {
        let link =
            event.kind == .bulletin
            ? BulletinRoutes.bulletin.link(event.record) : MeetingRoutes.meeting.link(event.record)
        let detail =
            event.kind == .meeting ? text("work.changes.held", ["day": event.detail]) : event.detail
        return Change(
            place: Place(
                day: event.day, at: event.at.microseconds, sequence: 0, identity: event.id.text),
            row: TableRow(
                "\(event.kind.rawValue)-\(event.id)", link: link,
                cells: [
                    "day": .text("\(event.day)"), "what": .text(text("work.changes.\(event.kind.rawValue)")),
                    "title": .text(event.title.singleLine, link: link), "detail": .text(detail.singleLine),
                    "by": .text(presenter.person(event.by)), "time": .text(event.at.textInChina),
                ], facets: ["what": [event.kind.rawValue]]))
    }

    private func joined(_ pieces: [String]) -> String {
        pieces.filter { !$0.isEmpty }.joined(separator: text("work.changes.separator"))
    }
}

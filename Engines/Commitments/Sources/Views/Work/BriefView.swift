import CivicCalendar
import Exchange
import Kernel
import Web

/// The office's page for a leader who has one minute: how it stands, what is red and why, what has to be decided.
struct BriefView: Sendable {
    struct Count: Sendable {
        let number: Int
        let status: StatusTag.View
    }

    struct Line: Sendable {
        /// What has to be decided; empty for a line with a light.
        let need: String
        let hasNeed: Bool
        let title: String
        let href: String
        let owner: String
        let due: String
        let status: StatusTag.View
        let reason: String
        let hasReason: Bool
    }

    struct Part: Sendable {
        let heading: String
        /// Paper shows no reasons of what is due soon or finished.
        let isBrief: Bool
        let lines: [Line]
        let hasLines: Bool
        let none: String
        let more: String
        let hasMore: Bool
    }

    let title: String
    let tabs: PlanTabs
    let plan: String
    let date: String
    let scope: String
    let summary: String
    let beam: Beam.View
    let items: [Count]
    /// Items are the city's: they stand in its brief only.
    let hasItems: Bool
    let tasks: [Count]
    let parts: [Part]
    let files: [NamedLink]
    let note: String
    let hasNote: Bool

    init(_ brief: Brief) {
        let (presenter, duties) = (brief.presenter, brief.duties)
        let state = presenter.state
        func counts(_ standings: [Standing]) -> [Count] {
            Standing.allCases.reversed().compactMap { standing in
                let number = standings.count { $0 == standing }
                return number == 0 ? nil : Count(number: number, status: presenter.tag(standing).view)
            }
        }
        title = presenter.text("work.brief")
        tabs = PlanTabs(.brief, presenter)
        plan = state.plan.plan.document.title ?? presenter.plan
        date = "\(state.day)"
        scope = presenter.text("work.brief.scope", ["scope": brief.scope])
        let standings = duties.map(\.judgement.standing)
        let itemStandings = state.items.compactMap(\.standing)
        summary = presenter.text(
            brief.isOwn ? "work.brief.summary.own" : "work.brief.summary.city",
            [
                "date": "\(state.day)", "items": String(state.items.count),
                "on-items": String(itemStandings.count { $0 == .onPath || $0.isFinished }),
                "tasks": String(duties.count),
                "on": String(standings.count { $0 == .onPath || $0.isFinished }),
                "red": String(standings.count { $0 == .late || $0 == .atRisk }),
            ])
        // The city's share is the board's; a unit's or district's is the mean of its own assignments.
        let tally = Tally(duties.map(\.judgement))
        beam =
            presenter.beam(
                percent: brief.isOwn ? tally.percent : state.percent,
                expected: brief.isOwn ? tally.expectedPercent : state.expectedPercent
            ).view
        items = brief.isOwn ? [] : counts(itemStandings)
        hasItems = !items.isEmpty
        tasks = counts(standings)
        parts = Brief.Part.allCases.map { Self.part($0, brief) }
        files = ExportFormat.allCases.map { format in
            NamedLink(
                text: presenter.text("commitments.export.\(format.rawValue)"),
                link: WorkRoutes.briefFile.link(presenter.plan, format))
        }
        note = state.hasDemonstrationData ? presenter.text("commitments.source.demonstration") : ""
        hasNote = state.hasDemonstrationData
    }

    private static func part(_ part: Brief.Part, _ brief: Brief) -> Part {
        let presenter = brief.presenter
        let table = DutyTable(presenter: presenter, duties: brief.duties)
        let entries = brief.entries(part)
        return Part(
            heading: presenter.text("work.brief.\(part.rawValue)"), isBrief: part == .coming || part == .finished,
            lines: entries.prefix(part.shown).map { entry in
                Line(
                    need: entry.need.map { presenter.text("work.need.\($0.rawValue)") } ?? "",
                    hasNeed: entry.need != nil, title: presenter.text(entry.duty.life.assignment.title),
                    href: AssignmentRoutes.assignment.link(entry.duty.life.id).href, owner: table.owner(entry.duty),
                    due: "\(entry.duty.state.due)", status: presenter.tag(entry.duty.judgement).view,
                    reason: entry.reason, hasReason: !entry.reason.isEmpty)
            },
            hasLines: !entries.isEmpty, none: presenter.text("work.brief.\(part.rawValue).none"),
            more: presenter.text("work.brief.more", ["count": String(entries.count - part.shown)]),
            hasMore: entries.count > part.shown)
    }
}

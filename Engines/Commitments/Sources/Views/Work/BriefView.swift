import CivicCalendar
import Kernel
import Packs
import Web

/// The office's page for a leader who has one minute: how it stands, what is red and why, what has to be decided.
struct BriefView: Sendable {
    struct Count: Sendable {
        let number: Int
        let status: StatusTag.View
    }

    struct Line: Sendable {
        let title: String
        let href: String
        let owner: String
        let due: String
        let status: StatusTag.View
        let reason: String
    }

    struct Decision: Sendable {
        let what: String
        let title: String
        let href: String
        let owner: String
        let reason: String
    }

    let title: String
    let tabs: PlanTabs
    let plan: String
    let date: String
    let summary: String
    let beam: Beam.View
    let items: [Count]
    let tasks: [Count]
    let red: [Line]
    let hasRed: Bool
    let moreRed: String
    let hasMoreRed: Bool
    let decisions: [Decision]
    let hasDecisions: Bool
    let coming: [Line]
    let hasComing: Bool
    let finished: [Line]
    let hasFinished: Bool
    let note: String
    let hasNote: Bool

    /// So many lines of each kind, so that it stays one page.
    static let lines = 8

    init(_ presenter: CityPresenter, _ duties: [Duty]) {
        let state = presenter.state
        let table = DutyTable(presenter: presenter, duties: duties)
        func line(_ duty: Duty) -> Line {
            let tag = presenter.tag(duty.judgement)
            return Line(
                title: presenter.text(duty.life.assignment.title),
                href: AssignmentRoutes.assignment.link(duty.life.id).href, owner: table.owner(duty),
                due: "\(duty.state.due)", status: tag.view, reason: tag.reason)
        }
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
        let itemStandings = state.items.compactMap(\.standing)
        let onPath = itemStandings.count { $0 == .onPath || $0.isFinished }
        summary = presenter.text(
            "commitments.board.summary",
            [
                "items": String(state.items.count), "on": String(onPath), "date": "\(state.day)",
                "deliverables": String(state.deliverables.count),
            ])
        let tally = Tally(duties.map(\.judgement))
        beam = presenter.beam(percent: tally.percent, expected: tally.expectedPercent).view
        items = counts(itemStandings)
        tasks = counts(duties.map(\.judgement.standing))
        let late = duties.filter { $0.judgement.standing == .late }.sorted { $0.state.due < $1.state.due }
        let risky = duties.filter { $0.judgement.standing == .atRisk }.sorted { $0.state.due < $1.state.due }
        let urgent = late + risky
        red = urgent.prefix(Self.lines).map(line)
        hasRed = !red.isEmpty
        hasMoreRed = urgent.count > Self.lines
        moreRed = presenter.text(
            "work.brief.more", ["shown": String(Self.lines), "all": String(urgent.count)])
        decisions = duties.flatMap { duty in
            duty.needs.filter { $0 == .ruling || $0 == .extensionDecision || $0 == .escalation }.map { need in
                Decision(
                    what: presenter.text("work.need.\(need.rawValue)"),
                    title: presenter.text(duty.life.assignment.title),
                    href: AssignmentRoutes.assignment.link(duty.life.id).href, owner: table.owner(duty),
                    reason: need == .ruling
                        ? duty.state.pendingObjection?.reason ?? "" : duty.state.pendingExtension?.reason ?? "")
            }
        }
        hasDecisions = !decisions.isEmpty
        coming = duties.filter { $0.needs.contains(.dueSoon) && $0.judgement.standing != .atRisk }
            .sorted { $0.state.due < $1.state.due }.prefix(Self.lines).map(line)
        hasComing = !coming.isEmpty
        finished = duties.filter { duty in
            duty.judgement.standing.isFinished
                && duty.state.standingReports.last.map { $0.step.day >= state.day.monthStart } ?? false
        }.prefix(Self.lines).map(line)
        hasFinished = !finished.isEmpty
        note = state.hasDemonstrationData ? presenter.text("commitments.source.demonstration") : ""
        hasNote = state.hasDemonstrationData
    }
}

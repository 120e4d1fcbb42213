import Kernel
import Web

/// The supervision list: what is late, at risk or waits for the office, and what may be done to many at once.
struct SupervisionView: Sendable {
    struct Row: Sendable {
        /// `identity:version`, so that an editor who was overtaken is told.
        let choice: String
        let label: String
        let isChosen: Bool
        let title: String
        let href: String
        let need: String
        let status: StatusTag.View
        let beam: Beam.View
        let owner: String
        let due: String
        let last: String
        let urged: String
    }

    let title: String
    let gap: String
    let hasGap: Bool
    let chips: NeedChips
    let tools: Table.View
    let rows: [Row]
    let isEmpty: Bool
    let empty: String
    let action: String
    let csrfToken: String
    let idempotencyKey: String
    let reason: String
    let errors: [String]
    let hasErrors: Bool

    init(_ presenter: CityPresenter, _ duties: [Duty], _ table: Table, sent: FormValues, errors: [String]) {
        let request = presenter.request
        let lines = DutyTable(presenter: presenter, duties: duties)
        let byIdentity = Dictionary(
            duties.map { ("duty-" + $0.life.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen = Set(sent.all("chosen").map { String($0.prefix { $0 != ":" }) })
        title = request.text("work.supervision")
        gap = presenter.gapNotice
        hasGap = !gap.isEmpty
        chips = NeedChips(duties, presenter, link: WorkRoutes.supervision.link())
        tools = table.view
        rows = table.matchingRows.compactMap { byIdentity[$0.identity] }.map { duty in
            let name = presenter.text(duty.life.assignment.title)
            let urge = duty.state.urges.last?.day
            return Row(
                choice: "\(duty.life.id.text):\(duty.life.version)",
                label: request.text("work.choose", ["title": name, "owner": lines.owner(duty)]),
                isChosen: chosen.contains(duty.life.id.text), title: name,
                href: AssignmentRoutes.assignment.link(duty.life.id).href,
                need: duty.needs.isEmpty ? "—" : lines.need(duty),
                status: presenter.tag(duty.judgement).view,
                beam: presenter.beam(
                    percent: duty.judgement.percent, expected: duty.judgement.expectedPercent
                ).view,
                owner: lines.owner(duty), due: "\(duty.state.due)",
                last: duty.state.standingReports.last.map { "\($0.step.day)" } ?? "—",
                urged: urge.map { "\($0)" } ?? "—")
        }
        isEmpty = rows.isEmpty
        empty = request.text("work.supervision.none")
        action = WorkRoutes.supervise.link().href
        csrfToken = request.csrfToken
        idempotencyKey = request.freshIdempotencyKey
        reason = sent["reason"] ?? ""
        self.errors = errors
        hasErrors = !errors.isEmpty
    }
}

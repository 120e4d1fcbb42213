import CivicCalendar
import Kernel
import Packs
import PlanText
import Web

/// A deliverable: what is owed, by whom and when, on which clause it rests, what was reported, what evidence is expected.
struct DeliverableView: Sendable {
    struct Part: Sendable {
        let district: NamedLink
        let status: StatusTag.View
        let beam: Beam.View
        let lastReport: String
    }

    struct Report: Sendable {
        let day: String
        let district: String
        let percent: String
        let note: String
        let source: String
        let isDemonstration: Bool
    }

    struct Evidence: Sendable {
        let title: String
        let kind: String
    }

    let title: String
    let key: String
    let status: StatusTag.View
    let reason: String
    let hasReason: Bool
    let beam: [Beam.View]
    let clauseID: String
    let clause: String
    let clauseHref: String
    let hasClause: Bool
    let clauseLabel: String
    let hasLabel: Bool
    let packClause: String
    let packClauseDiffers: Bool
    let binding: String
    let bindingHelp: String
    let item: NamedLink
    let lead: NamedLink
    let direction: String
    let supports: [NamedLink]
    let hasSupports: Bool
    let cadence: String
    let starts: String
    let due: String
    let target: String
    let hasTarget: Bool
    let basis: String
    let basisStatus: String
    let evidence: [Evidence]
    let parts: [Part]
    let isPerDistrict: Bool
    let reports: [Report]
    let hasReports: Bool
    let moreReports: String
    let hasMoreReports: Bool
    let rule: String
    /// The one assignment of a deliverable that is owed once, to those who may see it.
    let assignment: [NamedLink]
    let hasAssignment: Bool

    init(_ presenter: CityPresenter, _ deliverable: DeliverableState) {
        let state = presenter.state
        let entry = deliverable.deliverable
        title = presenter.text(entry.title)
        key = entry.id
        status = presenter.tag(deliverable).view
        reason = presenter.tag(deliverable).reason
        hasReason = !reason.isEmpty
        beam =
            deliverable.parts.isEmpty
            ? []
            : [
                presenter.beam(percent: deliverable.tally.percent, expected: deliverable.tally.expectedPercent).view
            ]
        item = presenter.item(deliverable.item)
        let clause = deliverable.binding?.clause.flatMap { id in
            deliverable.item.flatMap { state.item($0) }?.item.clauses.first { $0.id == id }
        }
        clauseID = clause?.id ?? ""
        self.clause = clause?.text ?? ""
        hasClause = clause != nil
        clauseHref =
            deliverable.item.map {
                CommitmentsRoutes.item.link(presenter.plan, $0).anchored("clause-\(clause?.id ?? "")").href
            } ?? ""
        clauseLabel = state.plan.isParaphrase ? presenter.text(state.pack.manifest.label) : ""
        hasLabel = state.plan.isParaphrase
        packClause = entry.clause
        packClauseDiffers = clause.map { $0.text != entry.clause } ?? true
        let bindingState = deliverable.binding?.state ?? .unmatched
        binding = presenter.text("commitments.binding.\(bindingState.rawValue)")
        bindingHelp = presenter.text(
            "commitments.binding.likeness",
            ["percent": String(Int(((deliverable.binding?.similarity ?? 0) * 100).rounded()))])
        lead = presenter.unit(entry.lead)
        direction =
            state.unit(entry.lead).map { presenter.text("commitments.direction.\($0.direction.rawValue)") } ?? ""
        supports = entry.supports.map(presenter.unit)
        hasSupports = !supports.isEmpty
        cadence = presenter.text("commitments.cadence.\(entry.cadence.rawValue)")
        starts = entry.firstDay(in: state.pack.manifest.validity).description
        due = entry.due.description
        target = entry.target.map { presenter.text($0.text) } ?? ""
        hasTarget = entry.target != nil
        basis = entry.basis.text
        basisStatus = presenter.text("commitments.basis.\(entry.basis.status.rawValue)")
        evidence = entry.evidence.map {
            Evidence(title: presenter.text($0.title), kind: presenter.text("commitments.evidence.\($0.kind.rawValue)"))
        }
        isPerDistrict = entry.perDistrict
        parts = deliverable.parts.map { Self.part($0, state.day, presenter) }
        assignment =
            entry.perDistrict
            ? []
            : deliverable.parts.compactMap { part in
                presenter.assignment(part).map {
                    NamedLink(text: presenter.text("assignment.link"), link: $0)
                }
            }
        hasAssignment = !assignment.isEmpty
        // What a unit reported is read by those who may see its assignment; the board tells everybody else how it is.
        let readable = deliverable.parts.filter { presenter.mayRead($0) }
        let all = readable.flatMap { part in
            part.commitment.reports.filter { $0.day <= state.day }.map { (part.district, $0) }
        }.sorted { ($0.1.day, $0.1.order) > ($1.1.day, $1.1.order) }
        let limit = 60
        reports = all.prefix(limit).map { district, report in
            Report(
                day: report.day.description, district: district.map { presenter.text($0.short) } ?? "",
                percent: "\(report.percent)%", note: report.note,
                source: presenter.text("commitments.source.\(report.source.rawValue)"),
                isDemonstration: report.source == .demonstration)
        }
        hasReports = !reports.isEmpty
        hasMoreReports = all.count > limit
        moreReports = presenter.text(
            "commitments.reports.more", ["shown": String(min(limit, all.count)), "all": String(all.count)])
        let lights = state.pack.manifest.lights
        rule = presenter.text(
            "commitments.rule",
            [
                "workdays": String(lights.nearDueWorkdays),
                "points": String(StandingRule(lights).toleratedPointsBehind),
            ])
    }

    private static func part(
        _ part: DeliverableState.Part, _ day: CivicDate, _ presenter: CityPresenter
    ) -> Part {
        let last = part.commitment.reports.filter { $0.day <= day }.max { ($0.day, $0.order) < ($1.day, $1.order) }
        return Part(
            district: NamedLink(
                text: part.district.map { presenter.text($0.short) } ?? "", link: presenter.assignment(part)),
            status: presenter.tag(part.judgement).view,
            beam: presenter.beam(percent: part.judgement.percent, expected: part.judgement.expectedPercent).view,
            lastReport: last?.day.description ?? "—")
    }
}

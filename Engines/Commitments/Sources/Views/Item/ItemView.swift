import CivicCalendar
import Kernel
import Packs
import PlanText
import Web

/// An item as an annotated document: its words with every clause on the left, what stands behind each on the right.
struct ItemView: Sendable {
    /// A stretch of the body: a clause, or the words between two.
    struct Stretch: Sendable {
        let text: String
        let isClause: Bool
        let isPlain: Bool
        let isBreak: Bool
        let id: String
        let tone: String
        let label: String
        let hasStanding: Bool
    }

    struct ClauseNote: Sendable {
        let id: String
        let text: String
        let kind: String
        let isGoal: Bool
        let perDistrict: Bool
        let facts: [String]
        let hasFacts: Bool
        let deliverables: [DeliverableNote]
        let hasDeliverables: Bool
        let isUnanswered: Bool
    }

    struct DeliverableNote: Sendable {
        let title: String
        let href: String
        let status: StatusTag.View
        let beam: [Beam.View]
        let lead: NamedLink
        let due: String
        let cadence: String
        let isReportOnly: Bool
        let binding: String
        let isDoubtful: Bool
    }

    let numeral: String
    let title: String
    let label: String
    let hasLabel: Bool
    let status: [StatusTag.View]
    let beam: [Beam.View]
    let section: String
    let stretches: [Stretch]
    let asWritten: String
    let hasAsWritten: Bool
    let notes: [ClauseNote]
    let unbound: [DeliverableNote]
    let hasUnbound: Bool
    let leadAsWritten: NamedLink
    /// Whether the lead was agreed or is what the pack proposes.
    let leadLabel: String
    let leadAsAgreed: NamedLink
    let leadDiffers: Bool
    let leadReason: String
    let hasLeadReason: Bool
    let units: [NamedLink]
    let isOpen: Bool
    let basis: String
    let basisStatus: String
    let hasBasis: Bool
    let isReportOnly: Bool
    let previous: [NamedLink]
    let next: [NamedLink]
    let leadsHref: String
    let mayAgree: Bool

    init(_ presenter: CityPresenter, _ item: ItemState) {
        let state = presenter.state
        numeral = presenter.numeral(item.number)
        title = item.item.title
        label = state.plan.isParaphrase ? presenter.text(state.pack.manifest.label) : ""
        hasLabel = state.plan.isParaphrase
        let hasDeliverables = !item.deliverables.isEmpty
        status = hasDeliverables ? [presenter.tag(item.standing, of: item.tally).view] : []
        beam = hasDeliverables ? [presenter.beam(percent: item.percent, expected: item.expectedPercent).view] : []
        section = state.plan.plan.sections.first { $0.number == item.item.section }?.title ?? ""
        stretches = ItemStretches(presenter: presenter, item: item).all
        asWritten = item.item.responsible.asWritten ?? ""
        hasAsWritten = item.item.responsible.asWritten != nil
        notes = item.item.clauses.map { Self.note($0, item, presenter) }
        unbound = item.unbound.map { Self.note($0, presenter) }
        hasUnbound = !unbound.isEmpty

        let written = item.item.responsible.lead
        leadAsWritten =
            written.map(presenter.written) ?? NamedLink(text: presenter.text("commitments.lead.not-named"), link: nil)
        let agreed = item.known?.lead.asAgreed
        let isAgreed = !item.deliverables.isEmpty && item.deliverables.allSatisfy(\.isLeadAgreed)
        leadLabel = presenter.text(isAgreed ? "commitments.lead.agreed" : "commitments.lead.proposed")
        leadAsAgreed =
            agreed.map(presenter.unit) ?? NamedLink(text: presenter.text("commitments.lead.not-agreed"), link: nil)
        let first = item.item.responsible.units.first.flatMap { state.plan.unitIDs[$0] }
        leadDiffers = agreed != nil && (written.flatMap { state.plan.unitIDs[$0] } ?? first) != agreed
        leadReason = item.known?.lead.reason.map(presenter.text) ?? ""
        hasLeadReason = item.known?.lead.reason != nil
        units = item.item.responsible.units.map(presenter.written)
        isOpen = item.item.responsible.open
        basis = item.known?.basis.text ?? ""
        basisStatus = item.known.map { presenter.text("commitments.basis.\($0.basis.status.rawValue)") } ?? ""
        hasBasis = item.known != nil && state.plan.isParaphrase
        isReportOnly = hasDeliverables
        leadsHref = AssignmentRoutes.leads.link(presenter.plan, item.number).href
        mayAgree = hasDeliverables && presenter.request.allows(LifePermissions.agreeLeads)
        let index = state.items.firstIndex { $0.number == item.number }
        previous = index.flatMap { $0 > 0 ? [presenter.item(state.items[$0 - 1].number)] : nil } ?? []
        next = index.flatMap { $0 + 1 < state.items.count ? [presenter.item(state.items[$0 + 1].number)] : nil } ?? []
    }

    private static func note(
        _ clause: Plan.Clause, _ item: ItemState, _ presenter: CityPresenter
    ) -> ClauseNote {
        let deliverables = item.deliverables(of: clause.id)
        let isGoal = clause.kind == .goal
        var facts: [String] = []
        for number in clause.numbers { facts.append(presenter.text("commitments.fact.number", ["text": number.text])) }
        for date in clause.dates { facts.append(presenter.text("commitments.fact.date", ["text": date.text])) }
        if let due = clause.due { facts.append(presenter.text("commitments.fact.due", ["date": due.description])) }
        return ClauseNote(
            id: clause.id, text: clause.text, kind: presenter.text("commitments.kind.\(clause.kind.rawValue)"),
            isGoal: isGoal, perDistrict: clause.perDistrict, facts: facts, hasFacts: !facts.isEmpty,
            deliverables: deliverables.map { note($0, presenter) }, hasDeliverables: !deliverables.isEmpty,
            isUnanswered: deliverables.isEmpty && !isGoal)
    }

    private static func note(_ deliverable: DeliverableState, _ presenter: CityPresenter) -> DeliverableNote {
        let entry = deliverable.deliverable
        let tally = deliverable.tally
        return DeliverableNote(
            title: presenter.text(entry.title),
            href: CommitmentsRoutes.deliverable.link(presenter.plan, DeliverableKey(entry.id)).href,
            status: presenter.tag(deliverable).view,
            beam: deliverable.parts.isEmpty
                ? [] : [presenter.beam(percent: tally.percent, expected: tally.expectedPercent).view],
            lead: presenter.unit(entry.lead), due: entry.due.description,
            cadence: presenter.text("commitments.cadence.\(entry.cadence.rawValue)"), isReportOnly: true,
            binding: presenter.text("commitments.binding.\((deliverable.binding?.state ?? .unmatched).rawValue)"),
            isDoubtful: deliverable.binding?.state == .doubtful)
    }
}

import Kernel
import Packs
import Web

/// Who leads each deliverable of an item: as the plan says, as the pack proposes, as agreed; and what was assigned.
struct LeadsView: Sendable {
    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    struct Assigned: Sendable {
        let name: String
        let href: String
        let phase: String
        let status: StatusTag.View
    }

    struct Row: Sendable {
        let id: String
        let key: String
        let title: String
        let href: String
        let clause: String
        let hasClause: Bool
        let facts: String
        let written: NamedLink
        let proposed: NamedLink
        let agreed: NamedLink
        let agreement: String
        let hasAgreement: Bool
        let isRequest: Bool
        let mayChoose: Bool
        let field: String
        let options: [Option]
        let assigned: [Assigned]
        let hasAssigned: Bool
        let state: String
        let maySend: Bool
        let isTicked: Bool
        let count: String
        let isPerDistrict: Bool
    }

    let title: String
    let asWritten: String
    let hasAsWritten: Bool
    let units: [NamedLink]
    let label: String
    let hasLabel: Bool
    let rows: [Row]
    let hasRows: Bool
    let errors: [Form.ErrorView]
    let hasErrors: Bool
    let conflict: [String]
    let hasConflict: Bool
    let agreeAction: String
    let sendAction: String
    let csrfToken: String
    let agreeKey: String
    let sendKey: String
    let version: Int
    let mayAgree: Bool
    let maySend: Bool
    /// Whether nothing is left to agree or to send.
    let isDone: Bool
    let reason: [Form.FieldView]
    let backHref: String

    static let leadPrefix = "lead:"
    static let agreeForm = "agree"
    static let sendForm = "send"

    /// The page as it is, or with what was chosen and typed, and why it was refused.
    init(
        _ presenter: CityPresenter, _ item: ItemState, sent: FormValues? = nil, problem: Problem? = nil,
        seen: Int? = nil
    ) {
        let state = presenter.state
        let request = presenter.request
        title = item.item.title
        asWritten = item.item.responsible.asWritten ?? ""
        hasAsWritten = item.item.responsible.asWritten != nil
        units = item.item.responsible.units.map(presenter.written)
        label = state.plan.isParaphrase ? presenter.text(state.pack.manifest.label) : ""
        hasLabel = state.plan.isParaphrase
        let written =
            (item.item.responsible.lead ?? item.item.responsible.units.first).map(presenter.written)
            ?? NamedLink(text: presenter.text("commitments.lead.not-named"), link: nil)
        rows = item.deliverables.map { Self.row($0, item, written, presenter, sent) }
        hasRows = !rows.isEmpty
        mayAgree = rows.contains(where: \.mayChoose)
        maySend = rows.contains(where: \.maySend) && request.allows(LifePermissions.assign)
        isDone = hasRows && !mayAgree && !rows.contains(where: \.maySend)
        agreeAction = AssignmentRoutes.agreement.link(presenter.plan, item.number).href
        sendAction = AssignmentRoutes.establishment.link(presenter.plan, item.number).href
        csrfToken = request.csrfToken
        agreeKey = request.freshIdempotencyKey
        sendKey = request.freshIdempotencyKey
        let agreements = Self.agreements(presenter, item)
        version = agreements.count
        var form = Form(
            Self.agreeForm, action: AssignmentRoutes.agreement.link(presenter.plan, item.number), submit: "",
            fields: [
                FormField(
                    "reason", presenter.text("assignment.leads.reason"), kind: .textarea(rows: 2),
                    help: presenter.text("assignment.leads.reason-help"), value: sent?["reason"] ?? "",
                    isRequired: true, longest: AssignmentDesk.longestText)
            ])
        if let problem { form.fail(problem, for: request) }
        let view = form.view(request)
        reason = view.fields
        errors = view.errors
        hasErrors = view.hasErrors
        conflict =
            seen.map { seen in
                agreements.dropFirst(seen).map { agreement in
                    presenter.text(
                        "assignment.leads.agreed-meanwhile",
                        [
                            "day": "\(agreement.day)", "by": presenter.person(agreement.by),
                            "unit": presenter.unitName(agreement.unit), "reason": agreement.reason,
                            "title": state.deliverable(agreement.deliverable).map {
                                presenter.text($0.deliverable.title)
                            } ?? agreement.deliverable,
                        ])
                }
            } ?? []
        hasConflict = !conflict.isEmpty
        backHref = CommitmentsRoutes.item.link(presenter.plan, item.number).href
    }

    /// The agreements on an item's deliverables, oldest first.
    static func agreements(_ presenter: CityPresenter, _ item: ItemState) -> [LeadAgreement] {
        let ids = Set(item.deliverables.map(\.id))
        return presenter.state.agreements.filter { ids.contains($0.deliverable) }
    }

    /// The unit that leads now, as agreed or, where nothing is agreed, as the pack proposes.
    static func lead(_ deliverable: DeliverableState, _ state: CityState) -> String {
        state.agreements.last { $0.deliverable == deliverable.id }?.unit ?? deliverable.packLead
    }

    private static func row(
        _ deliverable: DeliverableState, _ item: ItemState, _ written: NamedLink, _ presenter: CityPresenter,
        _ sent: FormValues?
    ) -> Row {
        let state = presenter.state
        let entry = deliverable.deliverable
        let clause = deliverable.binding?.clause.flatMap { id in item.item.clauses.first { $0.id == id } }
        let agreement = state.agreements.last { $0.deliverable == entry.id }
        let lives = deliverable.parts.compactMap(\.life)
        let sentCount = lives.count { $0.latest.issue != nil }
        let total = entry.perDistrict && !state.pack.districts.isEmpty ? state.pack.districts.count : 1
        let field = leadPrefix + entry.id
        let lead = lead(deliverable, state)
        let chosen = sent?[field] ?? lead
        let isPerDistrict = total > 1
        return Row(
            id: DeliverableKey(entry.id).pathSegment.replacing(":", with: "-"), key: entry.id,
            title: presenter.text(entry.title),
            href: CommitmentsRoutes.deliverable.link(presenter.plan, DeliverableKey(entry.id)).href,
            clause: clause.map { "\($0.id)　\($0.text)" } ?? "", hasClause: clause != nil,
            facts: presenter.text(
                "assignment.leads.facts",
                [
                    "cadence": presenter.text("commitments.cadence.\(entry.cadence.rawValue)"), "due": "\(entry.due)",
                ]), written: written, proposed: presenter.unit(deliverable.packLead),
            agreed: agreement.map { presenter.unit($0.unit) }
                ?? NamedLink(text: presenter.text("commitments.lead.not-agreed"), link: nil),
            agreement: agreement.map {
                presenter.text(
                    "assignment.leads.agreement",
                    ["day": "\($0.day)", "by": presenter.person($0.by), "reason": $0.reason])
            } ?? "", hasAgreement: agreement != nil, isRequest: state.unit(lead)?.direction == .request,
            mayChoose: lives.isEmpty, field: field,
            options: state.units.map { unit in
                let name = presenter.text(unit.short)
                return Option(
                    value: unit.id,
                    label: unit.direction == .request
                        ? presenter.text("assignment.form.asked-unit", ["unit": name]) : name,
                    isChosen: unit.id == chosen)
            },
            assigned: deliverable.parts.compactMap { part in
                part.life.map { life in
                    Assigned(
                        name: part.district.map { presenter.text($0.short) }
                            ?? presenter.unitName(life.latest.unit),
                        href: AssignmentRoutes.assignment.link(life.id).href,
                        phase: presenter.text("assignment.phase.\(life.latest.phase.rawValue)"),
                        status: presenter.tag(part.judgement).view)
                }
            }, hasAssigned: !lives.isEmpty,
            state: presenter.text(
                "assignment.leads.state",
                ["established": String(lives.count), "sent": String(sentCount), "all": String(total)]),
            maySend: sentCount < total, isTicked: sent?.all("deliverable").contains(entry.id) ?? false,
            count: presenter.text("assignment.leads.per-district", ["count": String(total)]),
            isPerDistrict: isPerDistrict)
    }
}

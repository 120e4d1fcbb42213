import Kernel
import Packs
import PlanText
import Web

/// The wizard's third step: which clause each deliverable answers to, what is doubtful and what has no clause.
struct BindingsView: Sendable {
    struct Group: Sendable {
        let title: String
        let rows: [Row]
    }

    struct Row: Sendable {
        let field: String
        let title: String
        let packClause: String
        let state: String
        let isDoubtful: Bool
        let likeness: String
        let options: [Option]
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    struct Count: Sendable {
        let word: String
        let number: Int
        let href: String
        let isChosen: Bool
    }

    struct Unanswered: Sendable {
        let id: String
        let text: String
    }

    let steps: WizardSteps
    let counts: [Count]
    let groups: [Group]
    let hasGroups: Bool
    let action: String
    let csrfToken: String
    let idempotencyKey: String
    let version: Int
    let shown: String
    let unanswered: [Unanswered]
    let hasUnanswered: Bool
    let nextHref: String
    let backHref: String

    /// The names under which a row's choice is sent.
    static let fieldPrefix = "clause:"

    init(_ draft: PlanDraft, pack: Pack, bindings: [Binding], request: PageRequest) {
        steps = WizardSteps(.bind, draft: draft.id, request: request)
        let show = BindingFilter(request.query)
        let link = CommitmentsRoutes.bindings.link(draft.id)
        counts = BindingFilter.all.map { filter in
            Count(
                word: request.text("commitments.binding.show.\(filter.name)"),
                number: bindings.count { filter.shows($0.state) }, href: link.with(filter).href,
                isChosen: filter.name == show.name)
        }
        let byKey = Dictionary(bindings.map { ($0.deliverable, $0) }, uniquingKeysWith: { first, _ in first })
        let itemOfKnown = Dictionary(
            DraftBinding(pack: pack, plan: draft.plan).knownItems.map { ($0.value, $0.key) },
            uniquingKeysWith: { first, _ in first })
        groups = pack.items.compactMap { item in
            let planItem = itemOfKnown[item.number].flatMap { number in
                draft.plan.items.first { $0.number == number }
            }
            let rows = item.deliverables.compactMap { deliverable -> Row? in
                guard let binding = byKey[deliverable.id], show.shows(binding.state) else { return nil }
                return Self.row(deliverable, binding, planItem, draft, request)
            }
            guard !rows.isEmpty else { return nil }
            let name = planItem.map { "（\(ChineseNumber.text($0.number))）\($0.title)" }
            return Group(
                title: name ?? request.text("commitments.binding.no-item", ["item": item.title(request.language)]),
                rows: rows)
        }
        hasGroups = !groups.isEmpty
        action = CommitmentsRoutes.bind.link(draft.id).href
        csrfToken = request.csrfToken
        idempotencyKey = request.freshIdempotencyKey
        version = draft.version
        shown = show.name
        let bound = Set(bindings.compactMap(\.clause))
        unanswered = draft.plan.items.flatMap(\.clauses).filter { $0.kind == .task && !bound.contains($0.id) }
            .map { Unanswered(id: $0.id, text: $0.text) }
        hasUnanswered = !unanswered.isEmpty
        nextHref = CommitmentsRoutes.confirm.link(draft.id).href
        backHref = CommitmentsRoutes.preview.link(draft.id).href
    }

    private static func row(
        _ deliverable: PackDeliverable, _ binding: Binding, _ item: Plan.Item?, _ draft: PlanDraft,
        _ request: PageRequest
    ) -> Row {
        var clauses = item?.clauses ?? []
        if let bound = binding.clause, !clauses.contains(where: { $0.id == bound }) {
            clauses += draft.plan.items.flatMap(\.clauses).filter { $0.id == bound }
        }
        let options =
            [Option(value: "", label: request.text("commitments.binding.none"), isChosen: binding.clause == nil)]
            + clauses.map {
                Option(value: $0.id, label: "\($0.id)　\($0.text)", isChosen: $0.id == binding.clause)
            }
        return Row(
            field: fieldPrefix + deliverable.id, title: deliverable.title(request.language),
            packClause: deliverable.clause, state: request.text("commitments.binding.\(binding.state.rawValue)"),
            isDoubtful: binding.state == .doubtful || binding.state == .unmatched,
            likeness: binding.clause == nil ? "" : "\(Int((binding.similarity * 100).rounded()))%", options: options)
    }
}

/// Which bindings the rebind step shows.
struct BindingFilter: QueryState {
    let name: String
    private let states: Set<Binding.State>

    static let all = [
        BindingFilter(name: "open", states: [.doubtful, .unmatched]),
        BindingFilter(name: "matched", states: [.matched]),
        BindingFilter(name: "confirmed", states: [.confirmed]),
        BindingFilter(name: "all", states: Set(Binding.State.allCases)),
    ]

    private init(name: String, states: Set<Binding.State>) {
        self.name = name
        self.states = states
    }

    /// What the address asks for; what is open where it asks for nothing.
    init(_ query: Values) { self = Self.named(query["show"]) }

    init(_ form: FormValues) { self = Self.named(form["show"]) }

    private static func named(_ name: String?) -> BindingFilter { all.first { $0.name == name } ?? all[0] }

    func shows(_ state: Binding.State) -> Bool { states.contains(state) }

    var queryItems: [QueryItem] { [QueryItem("show", name)] }
}

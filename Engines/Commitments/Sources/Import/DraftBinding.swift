import Packs
import PlanText

/// How a pack's deliverables answer to the clauses of a plan that is on its way in.
struct DraftBinding {
    /// Which item of the pack each item of the plan is.
    let knownItems: [Int: Int]
    private let proposed: [Binding]
    private let clauses: Set<String>

    init(pack: Pack, plan: Plan) {
        let matcher = ClauseMatcher()
        let known = pack.items.map { item in
            ClauseMatcher.Item(
                number: item.number, text: item.title.zh + item.deliverables.map(\.clause).joined(separator: "，"))
        }
        let items = plan.items.map { ClauseMatcher.Item(number: $0.number, text: $0.title + $0.body) }
        let deliverables = pack.items.flatMap { item in
            item.deliverables.map {
                ClauseMatcher.Deliverable(key: $0.id, item: item.number, text: $0.clause, anchors: $0.anchors)
            }
        }
        let written = plan.items.flatMap { item in
            item.clauses.map {
                ClauseMatcher.Clause(id: $0.id, item: item.number, text: $0.text, isGoal: $0.kind == .goal)
            }
        }
        proposed = matcher.bind(deliverables, of: known, to: written, of: items)
        clauses = Set(written.map(\.id))
        knownItems = Dictionary(
            matcher.pairItems(known, items).map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    }

    /// The proposed bindings, with what officers decided in place of what was proposed.
    ///
    /// A decision for a clause that a later correction took away does not count.
    func bindings(with decisions: [String: String?]) -> [Binding] {
        proposed.map { binding in
            guard let decision = decisions[binding.deliverable] else { return binding }
            if let clause = decision, !clauses.contains(clause) { return binding }
            return Binding(
                deliverable: binding.deliverable, clause: decision,
                similarity: decision == binding.clause ? binding.similarity : 0, state: .confirmed)
        }
    }
}

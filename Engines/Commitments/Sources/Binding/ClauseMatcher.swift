/// Binds deliverables to the clauses of a plan that says the same in other words.
///
/// First items are paired by the likeness of title and body, the number only breaking ties, so that a plan whose items
/// were renumbered still binds. Within a pair of items every deliverable is scored against every clause:
///
///     score = 0.70 · likeness + 0.15 · anchors + 0.15 · order
///
/// likeness is the mean of Dice's coefficient and of the overlap of character pairs; anchors is the share of the
/// deliverable's terms of art that the clause holds; order is 1 less the distance of both positions within their
/// items. The assignment with the greatest sum is taken, each clause at most once. Order alone never binds: a pair
/// whose likeness and anchors say nothing is unmatched. What is left over and stands word for word within a longer
/// clause, which another deliverable has, shares that clause.
///
/// Limits: likeness sees characters, not meaning; a clause rewritten without a common word is unmatched, which the
/// rebind step shows and an officer mends.
public struct ClauseMatcher: Sendable {
    /// What is to be bound, as a pack or an earlier plan has it.
    public struct Deliverable: Sendable {
        public let key: String
        public let item: Int
        public let text: String
        public let anchors: [String]

        public init(key: String, item: Int, text: String, anchors: [String]) {
            self.key = key
            self.item = item
            self.text = text
            self.anchors = anchors
        }
    }

    /// An item of either side.
    public struct Item: Sendable {
        public let number: Int
        public let text: String

        public init(number: Int, text: String) {
            self.number = number
            self.text = text
        }
    }

    /// A clause of the plan.
    public struct Clause: Sendable {
        public let id: String
        public let item: Int
        public let text: String
        public let isGoal: Bool

        public init(id: String, item: Int, text: String, isGoal: Bool) {
            self.id = id
            self.item = item
            self.text = text
            self.isGoal = isGoal
        }
    }

    /// From this likeness on a pair is matched without asking.
    static let matchedFrom = 0.42
    /// Below this likeness a pair is no pair.
    static let doubtfulFrom = 0.12
    /// From this overlap on, what is left over shares a clause that holds its words.
    static let containedFrom = 0.9
    /// A match must be this much better than the next clause.
    static let clearMargin = 0.08

    public init() {}

    /// Binds every deliverable; the result has one binding for each, in their order.
    ///
    /// - Complexity: O(d · c) text comparisons within paired items and O(n³) for the assignment, n an item's clauses.
    public func bind(
        _ deliverables: [Deliverable], of known: [Item], to clauses: [Clause], of plan: [Item]
    ) -> [Binding] {
        let partner = pairItems(known, plan)
        var result: [String: Binding] = [:]
        for (item, group) in Dictionary(grouping: deliverables, by: \.item) {
            let candidates = partner[item].map { number in clauses.filter { $0.item == number } } ?? []
            for binding in bindItem(group, to: candidates) { result[binding.deliverable] = binding }
        }
        return deliverables.compactMap { result[$0.key] }
    }

    /// Which item of the plan each known item is.
    func pairItems(_ known: [Item], _ plan: [Item]) -> [Int: Int] {
        guard !plan.isEmpty else { return [:] }
        let profiles = plan.map { BigramProfile($0.text) }
        let scores = known.map { item in
            let profile = BigramProfile(item.text)
            return zip(plan, profiles).map { other, otherProfile in
                profile.similarity(to: otherProfile) + (item.number == other.number ? 0.1 : 0)
            }
        }
        var pairs: [Int: Int] = [:]
        for (index, column) in LinearAssignment.best(scores).enumerated() {
            if let column, scores[index][column] > 0.1 { pairs[known[index].number] = plan[column].number }
        }
        return pairs
    }

    private func bindItem(_ deliverables: [Deliverable], to clauses: [Clause]) -> [Binding] {
        guard !clauses.isEmpty else {
            return deliverables.map { Binding(deliverable: $0.key, clause: nil, similarity: 0, state: .unmatched) }
        }
        let clauseProfiles = clauses.map { BigramProfile($0.text) }
        var likeness: [[Double]] = []
        var scores: [[Double]] = []
        for (row, deliverable) in deliverables.enumerated() {
            let profile = BigramProfile(deliverable.text)
            let rowPlace = place(row, of: deliverables.count)
            var likenessRow: [Double] = []
            var scoreRow: [Double] = []
            for (column, clause) in clauses.enumerated() {
                let other = clauseProfiles[column]
                let alike = (profile.similarity(to: other) + profile.overlap(with: other)) / 2
                let anchored = share(of: deliverable.anchors, in: clause.text)
                let order = 1 - abs(rowPlace - place(column, of: clauses.count))
                likenessRow.append(max(alike, anchored * 0.6))
                let penalty = clause.isGoal ? 0.05 : 0
                scoreRow.append(max(0, 0.70 * alike + 0.15 * anchored + 0.15 * order - penalty))
            }
            likeness.append(likenessRow)
            scores.append(scoreRow)
        }
        return zip(deliverables.indices, LinearAssignment.best(scores)).map { row, column in
            guard let column, likeness[row][column] >= Self.matchedFrom else {
                return leftOver(
                    deliverables[row], column == nil ? [] : likeness[row], clauses, clauseProfiles)
            }
            let alike = likeness[row][column]
            let runnerUp = likeness[row].indices.filter { $0 != column }.map { likeness[row][$0] }.max() ?? 0
            let clear = alike >= Self.matchedFrom && alike - runnerUp >= Self.clearMargin
            return Binding(
                deliverable: deliverables[row].key, clause: clauses[column].id, similarity: alike,
                state: clear ? .matched : .doubtful)
        }
    }

    /// A deliverable whose assigned clause is not alike enough: the likest clause, also one that another has, is proposed.
    private func leftOver(
        _ deliverable: Deliverable, _ likeness: [Double], _ clauses: [Clause], _ profiles: [BigramProfile]
    ) -> Binding {
        let profile = BigramProfile(deliverable.text)
        let held = clauses.indices.map { profile.overlap(with: profiles[$0]) }
        if let best = held.indices.max(by: { held[$0] < held[$1] }), held[best] >= Self.containedFrom,
            deliverable.text.count <= clauses[best].text.count
        {
            return Binding(
                deliverable: deliverable.key, clause: clauses[best].id, similarity: held[best], state: .matched)
        }
        guard let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }), likeness[best] >= Self.doubtfulFrom
        else {
            return Binding(deliverable: deliverable.key, clause: nil, similarity: 0, state: .unmatched)
        }
        return Binding(
            deliverable: deliverable.key, clause: clauses[best].id, similarity: likeness[best], state: .doubtful)
    }

    private func place(_ index: Int, of count: Int) -> Double {
        count <= 1 ? 0 : Double(index) / Double(count - 1)
    }

    private func share(of anchors: [String], in text: String) -> Double {
        guard !anchors.isEmpty else { return 0 }
        return Double(anchors.count { text.contains($0) }) / Double(anchors.count)
    }
}

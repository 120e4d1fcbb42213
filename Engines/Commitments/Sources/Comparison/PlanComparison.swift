import PlanText

/// What changed from one plan to another, item by item and clause by clause.
///
/// Items and clauses are paired by likeness and not by number, so that a plan whose items were renumbered, split or
/// merged reads as what it is.
public struct PlanComparison: Sendable, Hashable {
    public enum Change: String, Sendable, Hashable, Codable, CaseIterable {
        case unchanged
        case changed
        case added
        case removed
    }

    public struct ItemChange: Sendable, Hashable {
        public let change: Change
        public let oldNumber: Int?
        public let newNumber: Int?
        public let title: TextDifference
        public let unitsAdded: [String]
        public let unitsRemoved: [String]
        public let clauses: [ClauseChange]
    }

    public struct ClauseChange: Sendable, Hashable {
        public let change: Change
        public let oldID: String?
        public let newID: String?
        public let text: TextDifference
    }

    public let items: [ItemChange]

    /// Two clauses less alike than this are a removal and an addition.
    static let pairFrom = 0.35

    public init(from old: Plan, to new: Plan) {
        let matcher = ClauseMatcher()
        let pairs = matcher.pairItems(Self.items(old), Self.items(new))
        let oldByNumber = Dictionary(old.items.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let partner = Dictionary(pairs.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })

        var changes = new.items.map { item in
            if let number = partner[item.number], let before = oldByNumber[number] {
                Self.compare(before, item)
            } else {
                Self.whole(item, .added)
            }
        }
        for (index, item) in old.items.enumerated() where pairs[item.number] == nil {
            changes.insert(Self.whole(item, .removed), at: min(index, changes.count))
        }
        items = changes
    }

    public func count(_ change: Change) -> Int { items.count { $0.change == change } }

    private static func items(_ plan: Plan) -> [ClauseMatcher.Item] {
        plan.items.map { ClauseMatcher.Item(number: $0.number, text: $0.title + $0.body) }
    }

    private static func compare(_ old: Plan.Item, _ new: Plan.Item) -> ItemChange {
        let title = TextDifference(from: old.title, to: new.title)
        let clauses = compareClauses(old.clauses, new.clauses)
        let before = Set(old.responsible.units)
        let after = Set(new.responsible.units)
        let same =
            title.isUnchanged && before == after && clauses.allSatisfy { $0.change == .unchanged }
            && old.body == new.body
        return ItemChange(
            change: same ? .unchanged : .changed, oldNumber: old.number, newNumber: new.number, title: title,
            unitsAdded: new.responsible.units.filter { !before.contains($0) },
            unitsRemoved: old.responsible.units.filter { !after.contains($0) }, clauses: clauses)
    }

    private static func compareClauses(_ old: [Plan.Clause], _ new: [Plan.Clause]) -> [ClauseChange] {
        let profiles = new.map { BigramProfile($0.text) }
        let scores = old.map { clause in
            let profile = BigramProfile(clause.text)
            return zip(new, profiles).map { other, otherProfile in
                other.text == clause.text ? 1 : profile.similarity(to: otherProfile)
            }
        }
        var partner: [Int: Int] = [:]
        for (row, column) in LinearAssignment.best(scores).enumerated() {
            if let column, scores[row][column] >= pairFrom { partner[column] = row }
        }
        var changes: [ClauseChange] = new.enumerated().map { column, clause in
            guard let row = partner[column] else {
                return ClauseChange(
                    change: .added, oldID: nil, newID: clause.id, text: TextDifference(from: "", to: clause.text))
            }
            let text = TextDifference(from: old[row].text, to: clause.text)
            return ClauseChange(
                change: text.isUnchanged ? .unchanged : .changed, oldID: old[row].id, newID: clause.id, text: text)
        }
        let paired = Set(partner.values)
        for (row, clause) in old.enumerated() where !paired.contains(row) {
            changes.insert(
                ClauseChange(
                    change: .removed, oldID: clause.id, newID: nil, text: TextDifference(from: clause.text, to: "")),
                at: min(row, changes.count))
        }
        return changes
    }

    private static func whole(_ item: Plan.Item, _ change: Change) -> ItemChange {
        let isAdded = change == .added
        func difference(_ text: String) -> TextDifference {
            isAdded ? TextDifference(from: "", to: text) : TextDifference(from: text, to: "")
        }
        return ItemChange(
            change: change, oldNumber: isAdded ? nil : item.number, newNumber: isAdded ? item.number : nil,
            title: difference(item.title), unitsAdded: isAdded ? item.responsible.units : [],
            unitsRemoved: isAdded ? [] : item.responsible.units,
            clauses: item.clauses.map {
                ClauseChange(
                    change: change, oldID: isAdded ? nil : $0.id, newID: isAdded ? $0.id : nil,
                    text: difference($0.text))
            })
    }
}

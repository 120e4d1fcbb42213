import Kernel
import Web

/// Two plans side by side: what was added, taken out and reworded, item by item.
struct ComparisonView: Sendable {
    struct Choice: Sendable {
        let value: String
        let label: String
        let isOld: Bool
        let isNew: Bool
    }

    struct Count: Sendable {
        let word: String
        let number: Int
        let change: String
    }

    struct Item: Sendable {
        let change: String
        let word: String
        let place: String
        let title: [Run]
        let unitsAdded: String
        let hasUnitsAdded: Bool
        let unitsRemoved: String
        let hasUnitsRemoved: Bool
        let clauses: [Clause]
        let isOpen: Bool
    }

    struct Clause: Sendable {
        let change: String
        let word: String
        let place: String
        let text: [Run]
    }

    struct Run: Sendable {
        let text: String
        let isSame: Bool
        let isAdded: Bool
        let isRemoved: Bool
    }

    let choices: [Choice]
    let action: String
    let hasResult: Bool
    let isTooFew: Bool
    let counts: [Count]
    let items: [Item]

    init(
        plans: [CommittedPlanSummary], old: String?, new: String?, comparison: PlanComparison?, request: PageRequest
    ) {
        choices = plans.map {
            Choice(
                value: $0.id,
                label: $0.isParaphrase
                    ? request.text("commitments.comparison.paraphrase", ["id": $0.id, "title": $0.title])
                    : "\($0.id)　\($0.title)", isOld: $0.id == old, isNew: $0.id == new)
        }
        action = CommitmentsRoutes.comparison.link().href
        isTooFew = plans.count < 2
        hasResult = comparison != nil
        func word(_ change: PlanComparison.Change) -> String { request.text("commitments.change.\(change.rawValue)") }
        counts = PlanComparison.Change.allCases.map {
            Count(word: word($0), number: comparison?.count($0) ?? 0, change: $0.rawValue)
        }
        items = (comparison?.items ?? []).map { item in
            Item(
                change: item.change.rawValue, word: word(item.change),
                place: Self.place(
                    item.oldNumber.map { "（\(ChineseNumber.text($0))）" },
                    item.newNumber.map { "（\(ChineseNumber.text($0))）" }),
                title: Self.runs(item.title), unitsAdded: item.unitsAdded.joined(separator: "、"),
                hasUnitsAdded: !item.unitsAdded.isEmpty, unitsRemoved: item.unitsRemoved.joined(separator: "、"),
                hasUnitsRemoved: !item.unitsRemoved.isEmpty,
                clauses: item.clauses.map { clause in
                    Clause(
                        change: clause.change.rawValue, word: word(clause.change),
                        place: Self.place(clause.oldID, clause.newID), text: Self.runs(clause.text))
                }, isOpen: item.change != .unchanged)
        }
    }

    private static func place(_ old: String?, _ new: String?) -> String {
        switch (old, new) {
        case (let old?, let new?): old == new ? new : "\(old) → \(new)"
        case (let old?, nil): old
        case (nil, let new?): new
        case (nil, nil): ""
        }
    }

    private static func runs(_ difference: TextDifference) -> [Run] {
        difference.runs.map {
            Run(
                text: $0.text, isSame: $0.change == .same, isAdded: $0.change == .added,
                isRemoved: $0.change == .removed)
        }
    }
}

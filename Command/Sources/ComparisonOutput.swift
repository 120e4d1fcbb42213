import Commitments

/// A comparison of two plans as JSON and as lines.
struct ComparisonOutput: Encodable {
    struct Item: Encodable {
        let change: String
        let old: Int?
        let new: Int?
        let title: String
        let unitsAdded: [String]
        let unitsRemoved: [String]
        let clauses: [Clause]
    }

    struct Clause: Encodable {
        let change: String
        let old: String?
        let new: String?
        let runs: [Run]
    }

    struct Run: Encodable {
        let change: String
        let text: String
    }

    let items: [Item]

    init(_ comparison: PlanComparison) {
        items = comparison.items.map { item in
            Item(
                change: item.change.rawValue, old: item.oldNumber, new: item.newNumber,
                title: Self.marked(item.title), unitsAdded: item.unitsAdded, unitsRemoved: item.unitsRemoved,
                clauses: item.clauses.map { clause in
                    Clause(
                        change: clause.change.rawValue, old: clause.oldID, new: clause.newID,
                        runs: clause.text.runs.map { Run(change: $0.change.rawValue, text: $0.text) })
                })
        }
    }

    func text(_ output: CommandOutput) -> String {
        var lines: [String] = []
        for item in items where item.change != PlanComparison.Change.unchanged.rawValue {
            let place = [item.old, item.new].compactMap { $0.map(String.init) }.joined(separator: "→")
            lines.append("\(output.text("commitments.change.\(item.change)"))  \(place)  \(item.title)")
            for unit in item.unitsAdded { lines.append("    + \(unit)") }
            for unit in item.unitsRemoved { lines.append("    - \(unit)") }
            for clause in item.clauses where clause.change != PlanComparison.Change.unchanged.rawValue {
                let place = [clause.old, clause.new].compactMap(\.self).joined(separator: "→")
                lines.append(
                    "    \(output.text("commitments.change.\(clause.change)"))  \(place)  "
                        + clause.runs.map(Self.marked).joined())
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func marked(_ difference: TextDifference) -> String {
        difference.runs.map { marked(Run(change: $0.change.rawValue, text: $0.text)) }.joined()
    }

    private static func marked(_ run: Run) -> String {
        switch run.change {
        case TextDifference.Change.added.rawValue: "{+\(run.text)+}"
        case TextDifference.Change.removed.rawValue: "[-\(run.text)-]"
        default: run.text
        }
    }
}

import Foundation
import PlanText
import Testing

@testable import Commitments

/// The repository's pack, whose words are our own, bound to the official text it paraphrases.
@Suite struct OfficialPlanTests {
    private struct Gold: Decodable {
        struct Item: Decodable {
            let no: Int
            let deliverables: [Clause]
        }
        struct Clause: Decodable {
            let id: String
            let start: Int
            let end: Int
            let isGoal: Bool

            enum CodingKeys: String, CodingKey {
                case id
                case start = "body_start"
                case end = "body_end"
                case isGoal = "is_goal"
            }
        }
        let items: [Item]
    }

    @Test(
        "the pack binds to the official text as the gold standard has it",
        .enabled(if: SharedTruth.hasPlan, "skipped: ../shared (or HENG_SHARED) with the official plan is not there"))
    func officialPlan() throws {
        let goldFile = try #require(SharedTruth.file("domain/plan-gold.json"))
        let textFile = try #require(SharedTruth.file("plans/shanghai-2021.txt"))
        let gold = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: goldFile))
        let plan = try PlanReader.read(try String(contentsOf: textFile, encoding: .utf8)).plan
        let pack = try Repository.shanghai()
        let draft = DraftBinding(pack: pack, plan: plan)
        for item in pack.items { #expect(draft.knownItems[item.number] == item.number, "item \(item.number)") }
        let bindings = Dictionary(
            draft.bindings(with: [:]).map { ($0.deliverable, $0) }, uniquingKeysWith: { first, _ in first })

        var score = Score()
        for item in pack.items {
            let expected = try #require(gold.items.first { $0.no == item.number }).deliverables.filter { !$0.isGoal }
            let clauses = try #require(plan.items.first { $0.number == item.number }).clauses
            #expect(expected.count == item.deliverables.count, "item \(item.number)")
            for (deliverable, clause) in zip(item.deliverables, expected) {
                let wanted = clauses.map { (id: $0.id, shared: Self.shared($0, clause)) }.max { $0.shared < $1.shared }
                let binding = try #require(bindings[deliverable.id])
                score.add(binding, wanted: wanted.flatMap { $0.shared > 0 ? $0.id : nil }, gold: clause.id)
            }
        }
        print("pack to official plan: \(score)")
        for line in score.wrong { print("  \(line)") }
        #expect(score.total == 150)
        // Measured: 150 bound, 147 of them matched, 148 right.
        #expect(score.accuracy >= 0.97, "\(score.wrong)")
        #expect(score.matchedAccuracy >= 0.98)
        #expect(score.right >= 145)
    }

    private static func shared(_ clause: Plan.Clause, _ gold: Gold.Clause) -> Int {
        max(0, min(clause.end, gold.end) - max(clause.start, gold.start))
    }

    private struct Score: CustomStringConvertible {
        var total = 0
        var states: [Binding.State: Int] = [:]
        var right = 0
        var bound = 0
        var matchedRight = 0
        var wrong: [String] = []

        var accuracy: Double { bound == 0 ? 0 : Double(right) / Double(bound) }
        var matchedAccuracy: Double {
            let matched = states[.matched] ?? 0
            return matched == 0 ? 0 : Double(matchedRight) / Double(matched)
        }

        mutating func add(_ binding: Binding, wanted: String?, gold: String) {
            total += 1
            states[binding.state, default: 0] += 1
            guard let clause = binding.clause else {
                wrong.append("\(binding.deliverable): nothing for \(wanted ?? "none") (gold \(gold))")
                return
            }
            bound += 1
            if clause == wanted {
                right += 1
                if binding.state == .matched { matchedRight += 1 }
            } else {
                let likeness = Int(binding.similarity * 100)
                wrong.append(
                    "\(binding.deliverable): \(clause), not \(wanted ?? "none") (gold \(gold)); \(binding.state), \(likeness) %"
                )
            }
        }

        var description: String {
            let counts = Binding.State.allCases.map { "\($0) \(states[$0] ?? 0)" }.joined(separator: ", ")
            return "\(total) deliverables: \(counts); of \(bound) bound \(right) right ("
                + "\(Int((accuracy * 1000).rounded()) / 10) %), of the matched \(matchedRight)"
        }
    }
}

import Kernel
import Ledger
import Storage

/// Which clause of a plan each deliverable answers to.
struct BindingStore: Sendable {
    func read(plan: String, in session: any ReadSession) throws -> [String: Binding] {
        let rows = try session.rows(
            """
            SELECT deliverable_id, clause_id, similarity_millionths, state FROM bindings
            WHERE plan_id = \(plan) ORDER BY deliverable_id
            """)
        var result: [String: Binding] = [:]
        for row in rows {
            let deliverable = try row.text("deliverable_id")
            result[deliverable] = Binding(
                deliverable: deliverable, clause: try row.optionalText("clause_id"),
                similarity: Double(try row.integer("similarity_millionths")) / 1_000_000, state: try row.word("state"))
        }
        return result
    }

    func insert(_ bindings: [Binding], plan: String, in session: ChangeSession) throws {
        try session.insert(
            into: "bindings",
            columns: [
                "plan_id", "deliverable_id", "clause_id", "similarity_millionths", "state", "decided_by", "decided_at",
            ],
            rows: bindings.map { binding in
                [
                    plan.sqlValue, binding.deliverable.sqlValue, binding.clause.sqlValue,
                    Int((binding.similarity * 1_000_000).rounded()).sqlValue, binding.state.rawValue.sqlValue,
                    session.actor.name.sqlValue, session.clock.now().sqlValue,
                ]
            })
    }
}

import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct BindingStoreTests {
    @Test("bindings of every state come back with the plan they are of", arguments: DatabaseEngine.allCases)
    func roundTrip(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let clause = try #require(try SmallCity.plan().items.first?.clauses.first?.id)
            let bindings = [
                Binding(deliverable: "mechanism/list", clause: clause, similarity: 0.333_333, state: .doubtful),
                Binding(deliverable: "mechanism/month", clause: nil, similarity: 0, state: .unmatched),
                Binding(deliverable: "mechanism/teams", clause: nil, similarity: 0, state: .confirmed),
                Binding(deliverable: "products/checks", clause: clause, similarity: 1, state: .matched),
            ]
            try await city.database.change(by: city.office) { session in
                try session.execute("DELETE FROM bindings WHERE plan_id = \(plan)")
                try BindingStore().insert(bindings, plan: plan, in: session)
                try session.record(
                    PlanImport.bind, on: RecordReference(kind: "plan", identity: plan), change: ["n": .number(4)])
            }
            let kept = try await city.database.read { try BindingStore().read(plan: plan, in: $0) }
            #expect(kept.values.sorted { $0.deliverable < $1.deliverable } == bindings)
            #expect(try await city.database.read { try BindingStore().read(plan: "2021-9", in: $0).isEmpty })
        }
    }

    @Test("a binding to a clause that the plan does not have is refused", arguments: DatabaseEngine.allCases)
    func dangling(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let before = try await city.database.read { try BindingStore().read(plan: plan, in: $0) }
            let refused = await failure {
                try await city.database.change(by: city.office) { session in
                    try session.execute("DELETE FROM bindings WHERE plan_id = \(plan)")
                    try BindingStore().insert(
                        [Binding(deliverable: "mechanism/list", clause: "99-99", similarity: 1, state: .matched)],
                        plan: plan, in: session)
                    try session.record(
                        PlanImport.bind, on: RecordReference(kind: "plan", identity: plan), change: ["n": .number(1)])
                }
            }
            #expect(refused != nil)
            #expect(try await city.database.read { try BindingStore().read(plan: plan, in: $0) } == before)
        }
    }
}

import Kernel
import Ledger
import PlanText
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct PlanStoreTests {
    private func commit(_ plan: Plan, _ source: PlanSource, pack: String, in city: CityFixture) async throws -> String {
        let id = try await city.desk.start(plan, from: source, pack: .loaded(pack), by: city.office)
        let draft = try await city.desk.draft(id)
        #expect(draft.plan == plan, "the draft keeps the plan as it was read")
        return try await city.desk.commit(draft, isParaphrase: true, year: 2021, by: city.office)
    }

    @Test("the repository's plans come back as they were committed", arguments: DatabaseEngine.allCases)
    func roundTrip(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            for (index, name) in Repository.planNames.enumerated() {
                let text = try Repository.planText(name)
                let plan = try PlanReader.read(text).plan
                let source = PlanSource(name: name, kind: .markdown, digest: "\(index)", text: text)
                let id = try await commit(plan, source, pack: "small-2021", in: city)
                #expect(id == "2021-\(index + 1)")
                let kept = try #require(try await city.database.read { try PlanStore().read(id, in: $0) })
                #expect(kept.plan.document == plan.document, "\(name)")
                #expect(kept.plan.sections == plan.sections, "\(name)")
                #expect(kept.plan.items == plan.items, "\(name)")
                #expect(kept.plan.tables == plan.tables, "\(name)")
                #expect(kept.plan.units == plan.units, "\(name)")
                #expect(kept.source == source && kept.isParaphrase && kept.year == "2021")
                #expect(kept.committedBy == "office@local")
            }
            let listed = try await city.database.read { try PlanStore().list(in: $0) }
            #expect(listed.map(\.id) == ["2021-4", "2021-3", "2021-2", "2021-1"], "the last committed first")
            for (summary, name) in zip(listed.reversed(), Repository.planNames) {
                let plan = try Repository.plan(name)
                #expect(summary.title == plan.document.title && summary.itemCount == plan.items.count)
                #expect(summary.issuer == plan.document.issuer)
                #expect(summary.issued?.description == plan.document.date?.description)
            }
        }
    }

    @Test("the pack's own plan comes back with what the pack knows of it", arguments: DatabaseEngine.allCases)
    func shanghai(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let pack = try Repository.shanghai()
            try await city.loading.load(pack, by: city.office)
            let plan = try PlanReader.read(pack.planText).plan
            let source = PlanSource(name: "plan.md", kind: .markdown, digest: "00", text: pack.planText)
            let id = try await commit(plan, source, pack: pack.manifest.id, in: city)
            let kept = try #require(try await city.database.read { try PlanStore().read(id, in: $0) })
            #expect(kept.plan == plan && kept.source == source)
            #expect(kept.knownItems == Dictionary(uniqueKeysWithValues: (1...22).map { ($0, $0) }))
            #expect(Set(kept.unitIDs.keys) == Set(plan.units.map(\.name)))
        }
    }

    @Test("ids count on within a year and never meet those of another", arguments: DatabaseEngine.allCases)
    func nextID(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            func next(_ year: Int) async throws -> String {
                try await city.database.read { try PlanStore().nextID(year: year, in: $0) }
            }
            #expect(try await next(2021) == "2021-1")
            let plan = try SmallCity.plan()
            for (year, id) in [(2021, "2021-1"), (2021, "2021-2"), (2022, "2022-1"), (2021, "2021-3")] {
                let draft = try await city.desk.start(
                    plan, from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
                let made = try await city.desk.commit(
                    try await city.desk.draft(draft), isParaphrase: false, year: year, by: city.office)
                #expect(made == id)
            }
            // Past the ninth the next is the tenth, though "2021-9" sorts behind "2021-10".
            for _ in 4...10 {
                let draft = try await city.desk.start(
                    plan, from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
                _ = try await city.desk.commit(
                    try await city.desk.draft(draft), isParaphrase: false, year: 2021, by: city.office)
            }
            #expect(try await next(2021) == "2021-11")
            #expect(try await next(2022) == "2022-2")
            #expect(try await city.database.read { try PlanStore().read("2021-99", in: $0) == nil })
        }
    }
}

import Kernel
import Ledger
import Packs
import PlanText
import Search
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct PlanImportTests {
    private func draft(_ city: CityFixture) async throws -> PlanDraft {
        try await city.loading.load(try SmallCity.pack(), by: city.office)
        let id = try await city.desk.start(
            try SmallCity.plan(), from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
        return try await city.desk.draft(id)
    }

    private func key(_ text: String, _ content: String = "") throws -> IdempotencyKey {
        try IdempotencyKey("key-\(text)", route: "POST /\(text)", content: Digest(of: content))
    }

    @Test("a start keeps the plan as version 1 of a draft, with its entry", arguments: DatabaseEngine.allCases)
    func start(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let draft = try await draft(city)
            #expect(draft.version == 1 && draft.state == .draft && draft.committedAs == nil)
            #expect(try draft.plan == SmallCity.plan())
            #expect(draft.source == SmallCity.source())
            #expect(draft.createdBy == "office@local")
            #expect(
                try await city.entries() == ["pack.load pack/small-2021", "plan-import.start plan-import/\(draft.id)"])
            let open = try await city.database.read { try ImportStore().open(in: $0).map(\.id) }
            #expect(open == [draft.id])
            let nowhere = try #require(Identifier("01888888-0000-7000-8000-000000000000"))
            let missing = await failure { try await city.desk.draft(nowhere) } as? Problem
            #expect(missing?.kind == .notFound)
        }
    }

    @Test(
        "a correction is the next version; one made on an older version is a conflict",
        arguments: DatabaseEngine.allCases)
    func correct(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let first = try await draft(city)
            var plan = first.plan
            plan.document.title = "更正后的标题"
            try await city.desk.correct(first, to: plan, place: "document", by: city.office)
            let second = try await city.desk.draft(first.id)
            #expect(second.version == 2 && second.plan == plan && second.source == first.source)
            let conflict =
                await failure {
                    try await city.desk.correct(first, to: first.plan, place: "document", by: city.office)
                } as? Problem
            #expect(conflict?.kind == .conflict && conflict?.kind.httpStatus == 409)
            #expect(conflict?.key == "commitments.problem.import-changed")
            #expect(try await city.desk.draft(first.id).plan == plan)
            #expect(try await city.entries().count { $0.hasPrefix("plan-import.correct") } == 1)
        }
    }

    @Test(
        "a decision, a commit and a withdrawal made on an older version are conflicts too",
        arguments: DatabaseEngine.allCases)
    func stale(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let first = try await draft(city)
            try await city.desk.correct(first, to: first.plan, place: "document", by: city.office)
            let before = try await city.snapshot()
            let conflicts = [
                await failure { try await city.desk.decide(["mechanism/list": nil], of: first, by: city.office) },
                await failure {
                    try await city.desk.commit(first, isParaphrase: false, year: 2021, by: city.office)
                },
                await failure { try await city.desk.discard(first, by: city.office) },
            ]
            for conflict in conflicts { #expect((conflict as? Problem)?.kind == .conflict) }
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("decisions take the place of proposals, and are kept as a whole", arguments: DatabaseEngine.allCases)
    func decide(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let first = try await draft(city)
            let clauses = first.plan.items.flatMap(\.clauses).map(\.id)
            let proposed = try await city.desk.bindings(of: first).bindings
            #expect(proposed.allSatisfy { $0.clause != nil }, "the small city's clauses are alike: \(proposed)")
            let chosen = try #require(clauses.last)
            try await city.desk.decide(
                ["mechanism/list": chosen, "mechanism/month": nil], of: first, by: city.office)
            let second = try await city.desk.draft(first.id)
            #expect(second.version == 2 && second.plan == first.plan)
            #expect(try await city.desk.decisions(of: second) == ["mechanism/list": chosen, "mechanism/month": nil])
            let bindings = try await city.desk.bindings(of: second).bindings
            #expect(
                bindings[0] == Binding(deliverable: "mechanism/list", clause: chosen, similarity: 0, state: .confirmed))
            #expect(
                bindings[1] == Binding(deliverable: "mechanism/month", clause: nil, similarity: 0, state: .confirmed))
            #expect(Array(bindings[2...]) == Array(proposed[2...]))
            try await city.desk.decide(["mechanism/list": proposed[0].clause], of: second, by: city.office)
            let third = try await city.desk.draft(first.id)
            let confirmed = try await city.desk.bindings(of: third).bindings
            #expect(confirmed[0].state == .confirmed && confirmed[0].similarity == proposed[0].similarity)
            #expect(confirmed[1] == proposed[1], "what is not decided any more is proposed again")
            #expect(try await city.entries().filter { $0.hasPrefix("plan-import.bind") }.count == 2)
        }
    }

    @Test("a decision for a clause that a correction took away does not count", arguments: DatabaseEngine.allCases)
    func vanished(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let first = try await draft(city)
            let last = try #require(first.plan.items.first?.clauses.last)
            try await city.desk.decide(["mechanism/list": last.id], of: first, by: city.office)
            let second = try await city.desk.draft(first.id)
            var plan = second.plan
            plan.items[0].clauses.removeLast()
            try await city.desk.correct(second, to: plan, place: "item 1", by: city.office)
            let third = try await city.desk.draft(first.id)
            let binding = try #require(try await city.desk.bindings(of: third).bindings.first)
            #expect(binding.deliverable == "mechanism/list" && binding.state != .confirmed)
            #expect(binding.clause == third.plan.items.first?.clauses.first?.id)
            let id = try await city.desk.commit(third, isParaphrase: false, year: 2021, by: city.office)
            let kept = try await city.database.read { try BindingStore().read(plan: id, in: $0) }
            #expect(kept["mechanism/list"]?.clause == binding.clause)
        }
    }

    @Test(
        "a commit puts the corrected plan in force with bindings, search and one entry",
        arguments: DatabaseEngine.allCases)
    func commit(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let first = try await draft(city)
            var plan = first.plan
            var item = plan.items[0]
            item.title = "健全大机制"
            item.responsible.units = ["市市场监管局", "市水务局"]
            item.responsible.lead = "市水务局"
            plan = plan.replacing(item)
            try await city.desk.correct(first, to: plan, place: "item 1", by: city.office)
            let second = try await city.desk.draft(first.id)
            let id = try await city.desk.commit(second, isParaphrase: false, year: 2021, by: city.office)
            #expect(id == "2021-1")
            let kept = try #require(try await city.database.read { try PlanStore().read(id, in: $0) })
            #expect(kept.plan == plan && kept.plan.items[0].title == "健全大机制" && !kept.isParaphrase)
            #expect(kept.plan.units.contains { $0.name == "市水务局" && $0.items == [1] })
            #expect(kept.unitIDs["市市场监管局"] == "A" && kept.unitIDs["市水务局"] == nil)
            #expect(kept.knownItems == [1: 1, 2: 2])
            let bindings = try await city.database.read { try BindingStore().read(plan: id, in: $0) }
            #expect(bindings.count == 4 && bindings.values.allSatisfy { $0.clause != nil })
            let finished = try await city.desk.draft(first.id)
            #expect(finished.state == .committed && finished.committedAs == id)
            #expect(try await city.database.read { try ImportStore().open(in: $0).isEmpty })
            #expect(
                try await city.entries().suffix(2) == [
                    "plan-import.correct plan-import/\(first.id)", "plan.commit plan/\(id)",
                ])
            let hits = try await city.database.read { session in
                try session.count("SELECT count(*) AS total FROM search_documents")
            }
            #expect(hits > 0)
            let again =
                await failure {
                    try await city.desk.commit(finished, isParaphrase: false, year: 2021, by: city.office)
                } as? Problem
            #expect(again?.kind == .conflict)
        }
    }

    @Test("a commit that is refused at its end leaves nothing", arguments: DatabaseEngine.allCases)
    func failingCommit(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let draft = try await draft(city)
            let before = try await city.snapshot()
            let refused = await failure {
                try await city.refusing(PlanImport.commit)
                    .commit(draft, isParaphrase: false, year: 2021, by: city.office, key: try key("refused"))
            }
            #expect(refused as? LedgerProblem == .undeclaredVerb("plan.commit"))
            #expect(try await city.snapshot() == before)
            #expect(try await city.desk.draft(draft.id).state == .draft)
        }
    }

    @Test("a commit for a pack that is not loaded is told, and leaves nothing", arguments: DatabaseEngine.allCases)
    func commitWithoutPack(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let id = try await city.desk.start(
                try SmallCity.plan(), from: SmallCity.source(), pack: .loaded("nowhere"), by: city.office)
            let draft = try await city.desk.draft(id)
            let before = try await city.snapshot()
            let problem =
                await failure {
                    try await city.desk.commit(draft, isParaphrase: false, year: 2021, by: city.office)
                } as? Problem
            #expect(problem?.kind == .notFound && problem?.arguments == ["pack": "nowhere"])
            #expect(try await city.snapshot() == before)
        }
    }

    @Test(
        "a plan for which there is no pack makes its own when it is committed, and not before",
        arguments: DatabaseEngine.allCases)
    func madePack(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            for number in 1...2 {
                let id = try await city.desk.start(
                    try SmallCity.plan(), from: SmallCity.source(), pack: .made(year: 2030), by: city.office)
                let draft = try await city.desk.draft(id)
                #expect(draft.makesPack && draft.pack == "plan-2021-\(number)")
                #expect(try await city.loading.loaded(draft.pack) == nil)
                let (proposed, bindings) = try await city.desk.bindings(of: draft)
                #expect(bindings.allSatisfy { $0.state == .matched })
                let plan = try await city.desk.commit(draft, isParaphrase: false, year: 2021, by: city.office)
                #expect(try await city.loading.loaded(draft.pack) == proposed)
                let state = try #require(try await city.state(of: plan, on: "2021-06-15"))
                #expect(state.items.count == 2 && state.homeless.isEmpty)
                #expect(state.deliverables.count == proposed.deliverables.count)
                #expect(try await city.loading.base(draft.pack) == PackWriter().files(of: proposed).texts)
            }
            let before = try await city.snapshot()
            let id = try await city.desk.start(
                try SmallCity.plan(), from: SmallCity.source(), pack: .made(year: 2030), by: city.office)
            let draft = try await city.desk.draft(id)
            let refused = await failure {
                try await city.refusing(PlanImport.commit)
                    .commit(draft, isParaphrase: false, year: 2021, by: city.office)
            }
            #expect(refused != nil)
            #expect(try await city.snapshot()["packs"] == before["packs"])
            #expect(try await city.snapshot()["units"] == before["units"])
        }
    }

    @Test("a plan without a title is told so, and leaves nothing", arguments: DatabaseEngine.allCases)
    func withoutTitle(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let first = try await draft(city)
            var plan = first.plan
            plan.document.title = nil
            try await city.desk.correct(first, to: plan, place: "document", by: city.office)
            let before = try await city.snapshot()
            let draft = try await city.desk.draft(first.id)
            let problem =
                await failure {
                    try await city.desk.commit(draft, isParaphrase: false, year: 2021, by: city.office)
                } as? Problem
            #expect(problem?.kind == .badInput)
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("a draft that was given up stays, and takes nothing any more", arguments: DatabaseEngine.allCases)
    func discard(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let draft = try await draft(city)
            try await city.desk.discard(draft, by: city.office)
            let gone = try await city.desk.draft(draft.id)
            #expect(gone.state == .discarded && gone.plan == draft.plan)
            #expect(try await city.entries().last == "plan-import.discard plan-import/\(draft.id)")
            let before = try await city.snapshot()
            let refusals = [
                await failure { try await city.desk.correct(gone, to: gone.plan, place: "x", by: city.office) },
                await failure { try await city.desk.decide([:], of: gone, by: city.office) },
                await failure { try await city.desk.commit(gone, isParaphrase: false, year: 2021, by: city.office) },
                await failure { try await city.desk.discard(gone, by: city.office) },
            ]
            for refusal in refusals { #expect((refusal as? Problem)?.kind == .conflict) }
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("each verb sent five times with one key has one effect and one answer", arguments: DatabaseEngine.allCases)
    func once(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            func five(_ body: () async throws -> String) async throws -> Set<String> {
                var answers: Set<String> = []
                for _ in 0..<5 { answers.insert(try await body()) }
                return answers
            }
            let plan = try SmallCity.plan()
            let ids = try await five {
                try await city.desk.start(
                    plan, from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office, key: key("start")
                ).text
            }
            #expect(ids.count == 1)
            let id = try #require(ids.first.flatMap { Identifier($0) })
            let first = try await city.desk.draft(id)
            _ = try await five {
                try await city.desk.correct(first, to: plan, place: "x", by: city.office, key: key("correct"))
                return ""
            }
            let second = try await city.desk.draft(id)
            #expect(second.version == 2)
            _ = try await five {
                try await city.desk.decide(["mechanism/list": nil], of: second, by: city.office, key: key("bind"))
                return ""
            }
            let third = try await city.desk.draft(id)
            #expect(third.version == 3)
            let plans = try await five {
                try await city.desk.commit(
                    third, isParaphrase: false, year: 2021, by: city.office, key: key("commit"))
            }
            #expect(plans == ["2021-1"])
            #expect(try await city.database.read { try PlanStore().list(in: $0).count } == 1)
            let other = try await city.desk.start(
                plan, from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
            let draft = try await city.desk.draft(other)
            _ = try await five {
                try await city.desk.discard(draft, by: city.office, key: key("discard"))
                return ""
            }
            let verbs = try await city.entries().map { String($0.prefix { $0 != " " }) }
            #expect(
                verbs == [
                    "pack.load", "plan-import.start", "plan-import.correct", "plan-import.bind", "plan.commit",
                    "plan-import.start", "plan-import.discard",
                ])
            let reused = await failure {
                try await city.desk.start(
                    plan, from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office,
                    key: key("start", "other"))
            }
            #expect((reused as? Problem)?.key == "ledger.key-reused" && (reused as? Problem)?.kind == .conflict)
        }
    }

    @Test(
        "the verbs of the engine are declared, each once, and the ledger's digests hold",
        arguments: DatabaseEngine.allCases)
    func verbs(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.smallCity()
            try await city.database.read { session in
                for entry in try LedgerReader(session).page(limit: 500).entries {
                    #expect(CommitmentsEngine.verbs.contains(entry.verb))
                    let change = try #require(try LedgerReader(session).change(at: entry.position))
                    #expect(try entry.change == Digest(of: change))
                }
                let change = try #require(try LedgerReader(session).change(at: 2))
                let json = try CanonicalJSON(parsing: change)
                #expect(json["items"] == .number(2) && json["bound"] == .number(4))
                #expect(json["title"]?.string == "小河市2021年质量工作要点")
            }
        }
    }
}

import CivicCalendar
import Kernel
import Ledger
import Packs
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct DemonstrationTests {
    @Test(
        "it is prepared once: pack, plan, a year of reports; a second time changes nothing",
        arguments: DatabaseEngine.allCases)
    func once(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine, asOf: "2021-12-31") { city in
            let pack = try Repository.shanghai()
            let demonstration = Demonstration(database: city.database)
            #expect(try await demonstration.isThere(pack.manifest.id) == false)
            try await demonstration.prepare(pack)
            #expect(try await demonstration.isThere(pack.manifest.id))
            let before = try await city.snapshot()
            try await demonstration.prepare(pack)
            #expect(try await city.snapshot() == before)
            let verbs = try await city.entries().map { String($0.prefix { $0 != " " }) }
            #expect(verbs == ["pack.load", "plan-import.start", "plan.commit", "demonstration.record"])
            #expect(try await city.loading.loaded(pack.manifest.id) == pack)
            let actors = try await city.database.read { session in
                try Set(LedgerReader(session).page(limit: 500).entries.map(\.actor.name))
            }
            #expect(actors == ["system:demonstration"])
            let plan = try #require(try await city.database.read { try PlanStore().read("2021-1", in: $0) })
            #expect(plan.isParaphrase && plan.plan.items.count == 22)
            let sources = try await city.database.read { session in
                try session.rows("SELECT DISTINCT source FROM assignment_steps").map { try $0.text("source") }
            }
            #expect(sources == ["demonstration"], "every step is marked")
        }
    }

    @Test("both engines, and two runs, give the same year")
    func deterministic() async throws {
        var years: [[String: [AssignmentStep.Content]]] = []
        for engine in [DatabaseEngine.sqlite, .sqlite, .postgres] {
            try await CityFixture.with(engine, asOf: "2021-12-31") { city in
                try await Demonstration(database: city.database).prepare(try Repository.shanghai())
                years.append(try await Self.steps(of: city).mapValues { $0.map(\.content) })
            }
        }
        for year in years.dropFirst() { #expect(year == years[0]) }
        let kinds = Set(years[0].values.joined().map(\.kind))
        #expect(years[0].count > 150)
        #expect(
            kinds.isSuperset(of: [
                .issue, .receipt, .report, .acceptance, .rejection, .closure, .suspension, .resumption, .urge,
                .escalation, .extensionRequest, .extensionGrant,
            ]), "the year shows what an office sees in a year")
    }

    /// The steps of every assignment, by deliverable and district.
    private static func steps(of city: CityFixture) async throws -> [String: [AssignmentStep]] {
        try await city.database.read { session in
            let lives = try AssignmentStore().lives(of: "2021-1", in: session)
            return Dictionary(
                uniqueKeysWithValues: lives.map { life in
                    ("\(life.assignment.deliverable ?? "")@\(life.assignment.district ?? "")", life.steps)
                })
        }
    }

    @Test("a year that goes on month by month is the year that is written at once")
    func monthByMonth() async throws {
        let pack = try Repository.shanghai()
        try await CityFixture.with(.sqlite, asOf: "2021-01-04") { city in
            for month in 1...12 {
                let day = "2021-\(month < 10 ? "0" : "")\(month)-28"
                try await Demonstration(database: city.on(day).database).prepare(pack)
            }
            let last = try city.on("2021-12-31")
            try await Demonstration(database: last.database).prepare(pack)
            let slowly = try await Self.steps(of: last).mapValues { $0.map(\.content) }
            try await CityFixture.with(.sqlite, asOf: "2021-12-31") { other in
                try await Demonstration(database: other.database).prepare(pack)
                #expect(try await Self.steps(of: other).mapValues { $0.map(\.content) } == slowly)
            }
        }
    }

    @Test("what starts in the autumn is left to the office until then; if it does nothing the year goes on")
    func later() async throws {
        let pack = try Repository.shanghai()
        try await CityFixture.with(.sqlite, asOf: "2021-09-15") { city in
            try await Demonstration(database: city.database).prepare(pack)
            func left(_ day: String) async throws -> [String] {
                let state = try #require(try await city.state(of: "2021-1", on: day))
                #expect(
                    state.deliverables.allSatisfy { $0.isLeadAgreed == $0.parts.contains { $0.life != nil } }, "\(day)")
                return state.deliverables.filter { $0.parts.contains { $0.life == nil } }.map(\.id)
            }
            let autumn = ["assessment/district-agenda", "assessment/responsibility-system"]
            #expect(try await left("2021-09-15") == autumn)
            // The office assigns one of them; the demonstration leaves it alone and goes on with the other.
            try await AssignmentDesk(database: city.database).establish(
                [autumn[0]], of: "2021-1", issuing: true, by: city.office)
            let later = try city.on("2021-10-20")
            try await Demonstration(database: later.database).prepare(pack)
            let lives = try await later.database.read { try AssignmentStore().lives(of: "2021-1", in: $0) }
            for (deliverable, source) in zip(autumn, [Assignment.Source.officer, .demonstration]) {
                let own = lives.filter { $0.assignment.deliverable == deliverable }
                #expect(own.count == pack.districts.count && own.allSatisfy { $0.assignment.source == source })
            }
        }
    }

    @Test("what an officer touched is left to the officers when the year goes on")
    func touched() async throws {
        let pack = try Repository.shanghai()
        try await CityFixture.with(.sqlite, asOf: "2021-06-15") { city in
            try await Demonstration(database: city.database).prepare(pack)
            let lives = try await city.database.read { try AssignmentStore().lives(of: "2021-1", in: $0) }
            let life = try #require(lives.first { $0.latest.refusal(of: .suspension) == nil })
            try await AssignmentDesk(database: city.database).perform(
                .init(.suspension, on: life.id, version: life.version, reason: "停工"), by: city.office)
            try await Demonstration(database: city.on("2021-12-31").database).prepare(pack)
            let after = try await AssignmentDesk(database: city.database).life(life.id)
            #expect(after.version == life.version + 1)
            #expect(after.latest.isSuspended)
        }
    }

    @Test("every step of the year may follow the one before it")
    func lawful() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-12-31") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            for life in try await city.database.read({ try AssignmentStore().lives(of: "2021-1", in: $0) }) {
                for (index, step) in life.steps.enumerated() {
                    let before = AssignmentState(life.assignment, Array(life.steps.prefix(index)))
                    #expect(before.refusal(of: step.content) == nil, "\(life.assignment.title.zh) \(step)")
                    #expect(step.sequence == index + 1)
                    #expect(step.day >= life.steps.prefix(index).last?.day ?? life.assignment.establishedOn)
                }
            }
        }
    }

    @Test("every deliverable of the pack answers to its own clause of the pack's own plan")
    func bound() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-12-31") { city in
            let pack = try Repository.shanghai()
            try await Demonstration(database: city.database).prepare(pack)
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            #expect(state.homeless.isEmpty && state.deliverables.count == 150 && state.items.count == 22)
            let counts = Dictionary(grouping: state.deliverables) { $0.binding?.state }.mapValues(\.count)
            print("demonstration bindings: \(Binding.State.allCases.map { "\($0) \(counts[$0] ?? 0)" })")
            for deliverable in state.deliverables {
                #expect(deliverable.item == deliverable.knownItem, "\(deliverable.id)")
                let clause = try #require(
                    state.item(deliverable.knownItem)?.item.clauses.first { $0.id == deliverable.binding?.clause },
                    "\(deliverable.id)")
                #expect(
                    clause.text.contains(deliverable.deliverable.clause)
                        || deliverable.deliverable.clause.contains(clause.text),
                    "\(deliverable.id): \(clause.text)")
            }
        }
    }

    @Test("the year goes through its months as a year does")
    func months() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-12-31") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            var finishedBefore = 0
            for month in 1...12 {
                let day = "2021-\(month < 10 ? "0" : "")\(month)-15"
                let state = try #require(try await city.state(of: "2021-1", on: day))
                let date = try CivicDate(day)
                let counts = Self.counts(state.deliverables.map(\.standing))
                print(
                    "\(day) items \(Self.text(Self.counts(state.items.map(\.standing)))); "
                        + "deliverables \(Self.text(counts))")
                #expect(state.calendarGap == nil && state.hasDemonstrationData)
                #expect(state.items.allSatisfy { $0.standing != nil })
                #expect(state.deliverables.allSatisfy { $0.standing != nil })
                if month == 1 {
                    #expect((counts[.notStarted] ?? 0) * 10 >= state.deliverables.count * 9, "almost all not started")
                }
                for deliverable in state.deliverables {
                    for part in deliverable.parts where part.judgement.standing == .late {
                        #expect(part.commitment.latestDue < date, "\(deliverable.id) is late before its due day")
                    }
                    for part in deliverable.parts where part.commitment.latestDue < date {
                        let standing = part.judgement.standing
                        let awaits = part.judgement.reason == "standing.reason.awaiting"
                        #expect(standing.isFinished || standing == .late || standing == .suspended || awaits)
                    }
                }
                let finished = (counts[.finished] ?? 0) + (counts[.finishedLate] ?? 0)
                #expect(finished >= finishedBefore, "\(day): what is finished stays finished")
                finishedBefore = finished
            }
            let end = try #require(try await city.state(of: "2021-1", on: "2021-12-31"))
            let finished = end.deliverables.count { $0.isFinished }
            print("2021-12-31 deliverables \(Self.text(Self.counts(end.deliverables.map(\.standing))))")
            #expect(finished > finishedBefore && finished * 2 > end.deliverables.count)
        }
    }

    @Test("the demonstration opens on a plausible mix of states")
    func opening() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-12-31") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            let items = Self.counts(state.items.map(\.standing))
            let deliverables = Self.counts(state.deliverables.map(\.standing))
            print("opening mix: 22 items \(Self.text(items)); 150 deliverables \(Self.text(deliverables))")
            #expect(items.values.reduce(0, +) == 22 && deliverables.values.reduce(0, +) == 150)
            #expect((1...8).contains(items[.late] ?? 0) && (1...10).contains(items[.atRisk] ?? 0))
            #expect((items[.onPath] ?? 0) >= 5)
            #expect((deliverables[.finished] ?? 0) > 0 && (deliverables[.onPath] ?? 0) > 50)
            #expect((deliverables[.late] ?? 0) < 15)
        }
    }

    @Test(
        "beyond the loaded calendar what is not finished stays late, with its reason naming the year that is missing",
        arguments: ["2022-01-04", "2023-06-15"])
    func beyond(day: String) async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-12-31") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let state = try #require(try await city.state(of: "2021-1", on: day))
            #expect(state.calendarGap == nil, "every due day lies within the year that is loaded")
            for deliverable in state.deliverables {
                let expected = deliverable.deliverable.perDistrict ? state.pack.districts.count : 1
                #expect(deliverable.parts.count == expected, "\(deliverable.id)")
                for part in deliverable.parts {
                    let standing = part.judgement.standing
                    let awaits = part.judgement.reason.hasSuffix("awaiting")
                    let isLate =
                        standing == .late && part.judgement.reason == "standing.reason.late-uncounted"
                        && part.judgement.arguments["year"] == "2022"
                    #expect(standing.isFinished || standing == .suspended || awaits || isLate, "\(deliverable.id)")
                }
            }
            let eve = try #require(try await city.state(of: "2021-1", on: "2021-12-31"))
            let late = try state.duties().count { $0.judgement.standing == .late }
            #expect(try late >= eve.duties().count { $0.judgement.standing == .late } && late > 0)
        }
    }

    private static func counts(_ standings: [Standing?]) -> [Standing: Int] {
        Dictionary(grouping: standings.compactMap(\.self)) { $0 }.mapValues(\.count)
    }

    private static func text(_ counts: [Standing: Int]) -> String {
        Standing.allCases.filter { counts[$0] != nil }.map { "\($0.rawValue) \(counts[$0] ?? 0)" }
            .joined(separator: ", ")
    }
}

import CivicCalendar
import Kernel
import Packs
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct CityReaderTests {
    @Test("a state that was read is never older than the last change", arguments: DatabaseEngine.allCases)
    func fresh(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let reader = CityReader(database: city.database)
            let day = try CivicDate("2021-06-15")
            #expect(try await reader.currentPlan() == plan)
            for percent in [10, 40, 100] {
                try await city.report("mechanism/list", percent, on: "2021-06-10")
                for _ in 0..<2 {
                    let state = try #require(try await reader.state(of: plan, on: day))
                    #expect(state.deliverable("mechanism/list")?.tally.percent == percent)
                }
            }
            #expect(try await reader.state(of: "2021-7", on: day) == nil)
            #expect(
                try await reader.state(of: plan, on: CivicDate("2021-06-09"))?.deliverable("mechanism/list")?.tally
                    .percent == 0)
        }
    }

    @Test(
        "work that each district owes has a part for each, and stands as they stand together",
        arguments: DatabaseEngine.allCases)
    func districts(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            try await city.report("mechanism/teams", district: "D11", 100, on: "2021-06-10")
            let state = try #require(try await city.state(of: plan, on: "2021-06-15"))
            let teams = try #require(state.deliverable("mechanism/teams"))
            #expect(teams.parts.map { $0.district?.id } == ["D11", "D12"])
            #expect(teams.parts.map(\.judgement.standing) == [.finished, .atRisk])
            #expect(teams.standing == .atRisk && teams.tally.percent == 50 && teams.nextDue == teams.deliverable.due)
        }
    }

    @Test(
        "without a calendar what is past its due day is late, and nothing is guessed of what is not",
        arguments: DatabaseEngine.allCases)
    func gap(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            for district in ["D11", "D12"] {
                try await city.report("mechanism/teams", district: district, 60, on: "2021-06-10")
            }
            try await city.report("mechanism/list", 40, on: "2021-06-10")
            let past = try #require(try await city.state(of: plan, on: "2022-01-10"))
            #expect(past.calendarGap == nil)
            #expect(past.deliverable("mechanism/list")?.standing == .late)
            #expect(try past.duties().count == 3)
            #expect(try past.duties().allSatisfy { Set($0.needs).isSuperset(of: [.urge, .overdue]) })

            // One district's due day is moved into a year that is not loaded.
            let later = AssignmentDesk(database: try city.on("2021-12-01").database)
            let life = try await city.life("mechanism/teams", district: "D12")
            try await later.perform(
                .init(
                    .extensionRequest(due: try CivicDate("2022-03-31")), on: life.id, version: life.version,
                    reason: "x"), by: city.office)
            try await later.perform(
                .init(
                    .extensionGrant(request: life.version + 1, due: try CivicDate("2022-03-31")), on: life.id,
                    version: life.version + 1), by: city.office)
            let state = try #require(try await city.state(of: plan, on: "2022-01-10"))
            #expect(state.calendarGap?.year == 2022)
            // One district is late, the other cannot be judged: the whole is not known.
            #expect(state.deliverable("mechanism/teams")?.standing == nil)
            #expect(state.deliverable("mechanism/list")?.standing == .late)
            #expect(try state.duties().map(\.deliverable?.id) == ["mechanism/list"])
        }
    }

    @Test("a deliverable whose item the plan does not have is kept, without a home", arguments: DatabaseEngine.allCases)
    func homeless(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            var plan = try SmallCity.plan()
            plan.items.removeLast()
            plan.units = plan.units.map {
                .init(name: $0.name, level: $0.level, items: $0.items.filter { $0 == 1 })
            }
            let draft = try await city.desk.start(
                plan, from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
            let id = try await city.desk.commit(
                try await city.desk.draft(draft), isParaphrase: false, year: 2021, by: city.office)
            let state = try #require(try await city.state(of: id, on: "2021-06-15"))
            #expect(state.homeless.map(\.id) == ["products/checks"])
            #expect(state.homeless.first?.item == nil && state.homeless.first?.binding?.state == .unmatched)
            #expect(state.deliverables.count == 4)
        }
    }
}

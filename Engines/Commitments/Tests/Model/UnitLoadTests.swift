import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct UnitLoadTests {
    @Test("a unit leads, supports and is named in what the plan and the pack say", arguments: DatabaseEngine.allCases)
    func load(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            try await city.report("mechanism/list", 100, on: "2021-06-10")
            let state = try #require(try await city.state(of: plan, on: "2021-06-30"))
            let bureau = UnitLoad(unit: "A", state: state)
            #expect(bureau.items.map(\.number) == [1, 2])
            #expect(bureau.led.map(\.id) == ["mechanism/list", "mechanism/teams", "products/checks"])
            #expect(bureau.supported.isEmpty)
            #expect(bureau.tally.total == 3 && bureau.tally.percent == 33 && bureau.tally.count(.finished) == 1)
            #expect(bureau.standing == .atRisk)
            let school = UnitLoad(unit: "B", state: state)
            #expect(school.items.map(\.number) == [1] && school.led.map(\.id) == ["mechanism/month"])
            #expect(school.supported.count == 3)
            #expect(UnitLoad(unit: "Z", state: state).standing == nil)
        }
    }
}

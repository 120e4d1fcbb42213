import StorageTesting
import Testing

@testable import Commitments

@Suite struct BoardActionsTests {
    @Test("what is late comes first, then what is at risk, the nearest due day first; nothing else comes")
    func order() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            // List is due on 30 June and late, month on 11 October at risk, teams on 20 December on path, checks at risk.
            try await city.report("mechanism/teams", district: "D11", 60, on: "2021-08-31")
            try await city.report("mechanism/teams", district: "D12", 60, on: "2021-08-31")
            let state = try #require(try await city.state(of: plan, on: "2021-08-31"))
            let next = BoardActions(state: state).next(10)
            #expect(next.map(\.id) == ["mechanism/list", "mechanism/month", "products/checks"])
            #expect(next.map(\.standing) == [.late, .atRisk, .atRisk])
            #expect(BoardActions(state: state).next(1).map(\.id) == ["mechanism/list"])
            let early = try #require(try await city.state(of: plan, on: "2021-01-05"))
            #expect(BoardActions(state: early).next(10).isEmpty)
        }
    }
}

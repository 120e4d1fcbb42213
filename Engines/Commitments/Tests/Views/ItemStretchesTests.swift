import PlanText
import StorageTesting
import Testing

@testable import Commitments

@Suite struct ItemStretchesTests {
    @Test("an item's page shows its whole text, every clause marked once, and no character is lost")
    func wholeBody() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let request = try city.site().request(for: city.office)
            for name in Repository.planNames {
                let plan = try Repository.plan(name)
                let draft = try await city.desk.start(
                    plan, from: SmallCity.source(name), pack: .loaded("small-2021"), by: city.office)
                let id = try await city.desk.commit(
                    try await city.desk.draft(draft), isParaphrase: false, year: 2021, by: city.office)
                let state = try #require(try await city.state(of: id, on: "2021-06-15"))
                let presenter = CityPresenter(state: state, request: request)
                for item in state.items {
                    let stretches = ItemStretches(presenter: presenter, item: item).all
                    #expect(stretches.map { $0.isBreak ? "\n" : $0.text }.joined() == item.item.body, "\(name)")
                    #expect(stretches.filter(\.isClause).map(\.id) == item.item.clauses.map(\.id), "\(name)")
                    #expect(stretches.filter(\.isClause).map(\.text) == item.item.clauses.map(\.text), "\(name)")
                }
            }
        }
    }
}

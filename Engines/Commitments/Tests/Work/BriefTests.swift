import Kernel
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// The one-page brief.
@Suite(.timeLimit(.minutes(20))) struct BriefTests {
    @Test(
        "the whole city for those who see all, the own district for its officer: one scope for every number, and named")
    func scope() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-09-15") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            func brief(_ actor: Actor) throws -> (Brief, BriefView) {
                let presenter = CityPresenter(state: state, request: try city.site().request(for: actor))
                let brief = Brief(presenter: presenter, duties: try presenter.duties())
                return (brief, BriefView(brief))
            }
            let (all, whole) = try brief(city.office)
            #expect(whole.scope == "范围：全市" && whole.hasItems && all.duties.count > 150)
            #expect(whole.summary.contains("任务 \(all.duties.count) 项"))
            // The city's share is the one that stands on the board.
            let board = CityPresenter(state: state, request: try city.site().request(for: city.office))
                .beam(percent: state.percent, expected: state.expectedPercent).view
            #expect(whole.beam.label == board.label)
            let (own, district) = try brief(Actor(name: "d", roles: [.districtOfficer], district: "JIADING"))
            #expect(district.scope == "范围：嘉定区" && !district.hasItems)
            #expect(own.duties.count < 20 && district.summary.contains("任务 \(own.duties.count) 项"))
            #expect(district.tasks.map(\.number).reduce(0, +) == own.duties.count)
            // The page says how many it leaves out, and the file has them.
            let red = all.entries(.red)
            let part = try #require(whole.parts.first { $0.heading == "逾期和有风险的任务" })
            #expect(part.lines.count == Brief.Part.red.shown && part.more.contains("\(red.count - part.lines.count)"))
            #expect(all.table.matchingRows.count == Brief.Part.allCases.map { all.entries($0).count }.reduce(0, +))
            let office = try city.client()
            let csv = try await office.get("/plans/2021-1/brief-file/csv").text
            #expect(red.allSatisfy { csv.contains($0.duty.life.assignment.title.zh) })
            #expect(try await office.get("/plans/2021-1/brief-file/xlsx").sheets().count == 2)
        }
    }
}

import CivicCalendar
import Foundation
import Kernel
import Ledger
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// What changed since somebody's last visit.
@Suite(.timeLimit(.minutes(20))) struct ChangeTests {
    private func presenter(_ city: CityFixture, _ day: String, as actor: Actor? = nil) async throws -> CityPresenter {
        let state = try #require(try await city.state(of: "2021-1", on: day))
        return CityPresenter(state: state, request: try city.site(asOf: day).request(for: actor ?? city.office))
    }

    private func changes(_ presenter: CityPresenter, seen: LogTime? = nil) throws -> ChangeTable {
        ChangeTable(
            presenter: presenter, duties: try presenter.duties(), events: [],
            period: try ChangePeriod(seen: seen, today: presenter.state.day))
    }

    @Test("the changes of light of a window are those of the whole history, for every assignment of the demonstration")
    func lights() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-12-31") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let state = try #require(try await city.state(of: "2021-1", on: "2021-12-31"))
            let rule = StandingRule(state.pack.manifest.lights)
            let recent = RecentLights(rule: rule, calendar: state.calendar)
            let last = try CivicDate("2021-12-31")
            var found = 0
            // Every third, which is every kind of deliverable and every district.
            for (index, duty) in try state.duties().enumerated() where index.isMultiple(of: 3) {
                let history = try LightHistory.changes(
                    of: duty.life, through: last, rule: rule, calendar: state.calendar)
                for first in try ["2020-12-01", "2021-03-31", "2021-08-16", "2021-12-31"].map({ try CivicDate($0) }) {
                    let expected = history.filter { $0.day >= first }
                    found += expected.count
                    #expect(
                        try recent.changes(of: duty.life, from: first, through: last) == expected,
                        "\(duty.life.assignment.title.zh) from \(first)")
                }
            }
            #expect(found > 200)
        }
    }

    @Test("for who marked nothing, thirty days count: the newest first, steps and lights, each light with its reason")
    func month() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-10-20") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let presenter = try await presenter(city, "2021-09-15")
            let changes = try changes(presenter)
            #expect(changes.intro.contains("2021-08-16"))
            let rows = try changes.table().matchingRows
            let days = rows.compactMap { $0.cells["day"]?.text }
            #expect(days == days.sorted(by: >) && days.last.map { $0 >= "2021-08-16" } == true)
            let lights = rows.filter { $0.facets["what"] == ["light"] }
            #expect(lights.count > 20 && rows.count > lights.count)
            #expect(lights.allSatisfy { $0.cells["detail"]?.text.isEmpty == false && $0.cells["what"]?.status != nil })
            // The last light of an assignment is the one it has.
            for duty in try presenter.duties() {
                let light = rows.first { $0.identity.hasPrefix("light-\(duty.life.id)-") }
                guard let light else { continue }
                #expect(light.cells["what"]?.text.hasSuffix(presenter.tag(duty.judgement).word) == true)
            }
            // Somebody of a district sees the own ones only.
            let district = Actor(name: "d", roles: [.districtOfficer], district: "JIADING")
            let own = try self.changes(try await self.presenter(city, "2021-09-15", as: district)).table().matchingRows
            #expect(!own.isEmpty && own.count < rows.count / 4)
            #expect(Set(own.compactMap { $0.cells["owner"]?.text }).count == 1)
        }
    }

    @Test("a mark counts for the business date: nothing is left of it, later days and later steps are new")
    func marked() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-09-15") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let office = try city.client()
            let first = try await office.get("/changes").text
            #expect(first.contains("从 2021-08-16 起算（近 30 天）"))
            _ = try await office.post("/changes/visits", [("idempotency-key", UUID().uuidString)], from: "/changes")
            let marked = try await office.get("/changes").text
            #expect(marked.contains("上次标记已看") && marked.contains("没有变动"))
            // Called and resolved since, and a step that makes a light: all three are there with their links.
            let plan = "2021-1"
            let called = try await office.post(
                "/meetings",
                [
                    ("plan", plan), ("kind", "office"), ("title", "推进会"), ("held", "2021-09-15"), ("lines", "安排"),
                    ("idempotency-key", UUID().uuidString),
                ], from: "/meetings/new")
            let meeting = try #require(called.header("Location"))
            let state = try #require(try await city.state(of: plan, on: "2021-09-15"))
            let duty = try #require(
                try state.duties().first { $0.judgement.standing == .late && !$0.state.isSuspended })
            try await AssignmentDesk(database: city.database).perform(
                [.init(.suspension, on: duty.life.id, version: duty.life.version, reason: "等待批复")], by: city.office)
            let page = try await office.get("/changes").text
            #expect(page.contains("会议召集") && page.contains("href=\"\(meeting)\""))
            #expect(page.contains("此前为：逾期") && page.contains("等待批复"))
            let csv = try await office.get("/changes-file/csv?what=light").text
            #expect(csv.contains("状态变为：暂缓") && !csv.contains("会议召集"))
            let sheets = try await office.get("/changes-file/xlsx").sheets()
            #expect(sheets.count == 2)
        }
    }

    @Test("lights are derived for a quarter at most, and the page says from which day")
    func longAway() throws {
        let today = try CivicDate("2021-09-15")
        // 2021-01-04 00:00:00 in China.
        let period = try ChangePeriod(seen: LogTime(microseconds: 1_609_689_600_000_000), today: today)
        #expect("\(period.from)" == "2021-01-04" && "\(period.lightsFrom)" == "2021-06-15" && period.leavesLightsOut)
        // A clock years ahead of the business date.
        let ahead = try ChangePeriod(seen: LogTime(microseconds: 1_700_000_000_000_000), today: today)
        #expect(ahead.from == today && ahead.lightsFrom == today && !ahead.leavesLightsOut)
    }
}

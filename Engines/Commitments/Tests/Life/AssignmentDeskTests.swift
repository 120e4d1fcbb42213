import CivicCalendar
import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Commitments

struct AssignmentDeskTests {
    private static func city(
        _ engine: DatabaseEngine, _ body: (CityFixture, AssignmentDesk, String) async throws -> Void
    ) async throws {
        try await CityFixture.with(engine, asOf: "2021-02-01") { city in
            let plan = try await city.smallCity()
            try await body(city, AssignmentDesk(database: city.database), plan)
        }
    }

    private static func lives(_ city: CityFixture, _ plan: String) async throws -> [AssignmentLife] {
        try await city.database.read { try AssignmentStore().lives(of: plan, in: $0) }
    }

    @Test(
        "a lead is agreed with a reason, and whoever leads then gets the assignment", arguments: DatabaseEngine.allCases
    )
    func agreeing(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.agree(leads: ["mechanism/list": "B"], of: plan, reason: "由教育局承办", by: city.office)
            let state = try #require(try await city.state(of: plan, on: "2021-02-01"))
            let deliverable = try #require(state.deliverable("mechanism/list"))
            #expect(deliverable.deliverable.lead == "B" && deliverable.packLead == "A" && deliverable.isLeadAgreed)
            #expect(
                try await city.state(of: plan, on: "2021-01-31")?.deliverable("mechanism/list")?.deliverable.lead == "A"
            )
            try await desk.establish(["mechanism/list"], of: plan, issuing: true, by: city.office)
            let life = try #require(try await Self.lives(city, plan).first)
            #expect(life.assignment.unit == "B" && life.latest.phase == .assigned)
            let late = await failure {
                try await desk.agree(leads: ["mechanism/list": "A"], of: plan, reason: "改", by: city.office)
            }
            #expect((late as? Problem)?.key == "assignment.problem.lead-assigned")
        }
    }

    @Test("a per-district deliverable becomes one assignment for each district", arguments: DatabaseEngine.allCases)
    func districts(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.establish(["mechanism/teams"], of: plan, issuing: true, by: city.office)
            let lives = try await Self.lives(city, plan)
            #expect(Set(lives.map(\.assignment.district)) == ["D11", "D12"])
            #expect(lives.allSatisfy { $0.latest.phase == .assigned })
            let again = await failure {
                try await desk.establish(["mechanism/teams"], of: plan, issuing: true, by: city.office)
            }
            #expect((again as? Problem)?.key == "assignment.problem.all-assigned")
            #expect(try await Self.lives(city, plan).count == 2)
        }
    }

    @Test("of two editors the second gets a conflict that says who was faster", arguments: DatabaseEngine.allCases)
    func twoEditors(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.establish(["mechanism/list"], of: plan, issuing: true, by: city.office)
            let life = try #require(try await Self.lives(city, plan).first)
            let liaison = Actor(name: "liaison.a", roles: [.liaison], unit: "A")
            try await desk.perform(.init(.receipt, on: life.id, version: 1), isOwnOnly: true, by: liaison)
            let before = try await city.snapshot()
            let second = await failure {
                try await desk.perform(.init(.urge, on: life.id, version: 1), by: city.office)
            }
            let problem = try #require(second as? Problem)
            #expect(problem.kind == .conflict && problem.arguments["by"] == "liaison.a")
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("another unit's and another district's assignment is not there", arguments: DatabaseEngine.allCases)
    func others(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.establish(
                ["mechanism/list", "mechanism/teams"], of: plan, issuing: true, by: city.office)
            let lives = try await Self.lives(city, plan)
            let own = Actor(name: "district.d11", roles: [.districtOfficer], district: "D11")
            for life in lives {
                let refused = await failure {
                    try await desk.perform(.init(.receipt, on: life.id, version: 1), isOwnOnly: true, by: own)
                }
                if life.assignment.district == "D11" {
                    #expect(refused == nil)
                } else {
                    #expect((refused as? Problem)?.kind == .notFound, "\(life.assignment.title.zh)")
                }
            }
            // The members of a unit do not act for a district, though the unit leads the deliverable.
            let unit = Actor(name: "liaison.a", roles: [.liaison], unit: "A")
            let east = try #require(lives.first { $0.assignment.district == "D12" })
            let refused = await failure {
                try await desk.perform(.init(.receipt, on: east.id, version: 1), isOwnOnly: true, by: unit)
            }
            #expect((refused as? Problem)?.kind == .notFound)
        }
    }

    @Test("the same key five times has one effect, also at once", arguments: DatabaseEngine.allCases)
    func idempotency(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.establish(["mechanism/list"], of: plan, issuing: true, by: city.office)
            let life = try #require(try await Self.lives(city, plan).first)
            let key = try IdempotencyKey(
                "0123456789abcdef", route: "POST /assignments/receipt", content: try Digest(of: "x"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        try await desk.perform(.init(.receipt, on: life.id, version: 1), by: city.office, key: key)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await desk.life(life.id).version == 2)
            #expect(try await city.entries().count { $0.hasPrefix("assignment.receipt ") } == 1)
        }
    }

    @Test("a step before the last one is refused: a past day is only looked at", arguments: DatabaseEngine.allCases)
    func past(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.establish(["mechanism/list"], of: plan, issuing: true, by: city.office)
            let life = try #require(try await Self.lives(city, plan).first)
            let earlier = AssignmentDesk(database: try city.on("2021-01-20").database)
            let refused = await failure {
                try await earlier.perform(.init(.receipt, on: life.id, version: 1), by: city.office)
            }
            #expect((refused as? Problem)?.key == "assignment.problem.day-passed")
        }
    }

    @Test("a reason, a text and a percentage in range are asked for, and nothing is half-written")
    func input() async throws {
        try await Self.city(.sqlite) { city, desk, plan in
            try await desk.establish(["mechanism/list"], of: plan, issuing: true, by: city.office)
            let life = try #require(try await Self.lives(city, plan).first)
            try await desk.perform(.init(.receipt, on: life.id, version: 1), by: city.office)
            let before = try await city.snapshot()
            func key(_ content: AssignmentStep.Content, _ reason: String = "") async -> String? {
                let thrown = await failure {
                    try await desk.perform(.init(content, on: life.id, version: 2, reason: reason), by: city.office)
                }
                return (thrown as? Problem)?.key
            }
            #expect(await key(.suspension, " \u{3000}\n") == "assignment.problem.reason")
            #expect(await key(.urge, String(repeating: "长", count: 4_001)) == "assignment.problem.too-long")
            for percent in [-1, 101, Int.max] {
                let report = AssignmentReport(period: "final", percent: percent, text: "x")
                #expect(await key(.report(report)) == "assignment.problem.percent")
            }
            #expect(
                await key(.report(AssignmentReport(period: "final", percent: 1, text: " \n")))
                    == "assignment.problem.text")
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("bulk steps are all taken or none", arguments: DatabaseEngine.allCases)
    func bulk(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.establish(["mechanism/teams"], of: plan, issuing: true, by: city.office)
            let lives = try await Self.lives(city, plan)
            let before = try await city.snapshot()
            let wishes = lives.enumerated().map { index, life in
                AssignmentDesk.Wish(.urge, on: life.id, version: index == 1 ? 9 : 1)
            }
            #expect(await failure { try await desk.perform(wishes, by: city.office) } is Problem)
            #expect(try await city.snapshot() == before)
            try await desk.perform(lives.map { .init(.urge, on: $0.id, version: 1) }, by: city.office)
            #expect(try await Self.lives(city, plan).allSatisfy { $0.latest.urges.count == 1 })
        }
    }

    @Test("a report's numbers and their origin come back to the last digit", arguments: DatabaseEngine.allCases)
    func numbers(engine: DatabaseEngine) async throws {
        try await Self.city(engine) { city, desk, plan in
            try await desk.establish(
                ["mechanism/list", "products/checks"], of: plan, issuing: true, by: city.office)
            let lives = try await Self.lives(city, plan)
            var origin: AssignmentReport.Place?
            for life in lives {
                try await desk.perform(.init(.receipt, on: life.id, version: 1), by: city.office)
                let report = AssignmentReport(
                    period: "2021-Q1", percent: 10, text: "进展",
                    numbers: [
                        .init(
                            id: "checks", value: Quantity(scaled: 123_456_789_012_345, decimals: 6), reusedFrom: origin)
                    ],
                    files: [.init(digest: try Digest(of: "文件"), name: "报告.pdf", evidence: "report")])
                let after = try await desk.perform(.init(.report(report), on: life.id, version: 2), by: city.office)
                #expect(after.latest.reports.last?.content == report)
                origin = AssignmentReport.Place(assignment: life.id, sequence: 3)
            }
            // A pack that does not ask for the number any more cannot take away its title.
            var pack = try SmallCity.pack()
            pack.manifest.title.en = "again"
            let refused = await failure { try await city.loading.load(pack, by: city.office) } as? Problem
            #expect(refused?.key == "problem.pack.number-in-use" && refused?.arguments == ["number": "checks"])
        }
    }

    @Test("a standing at the edges: unassigned, unsigned, awaiting review, report missing, moved due day")
    func standings() async throws {
        try await Self.city(.sqlite) { city, desk, plan in
            func reason(_ day: String) async throws -> String? {
                let state = try await city.state(of: plan, on: day)
                return state?.deliverable("mechanism/list")?.parts.first?.judgement.reason
            }
            #expect(try await reason("2021-01-04") == "standing.reason.not-started")
            #expect(try await reason("2021-03-01") == "standing.reason.unassigned")
            try await desk.establish(["mechanism/list"], of: plan, issuing: true, by: city.office)
            #expect(try await reason("2021-02-04") == "standing.reason.behind", "three workdays to sign are not over")
            #expect(try await reason("2021-02-05") == "standing.reason.unsigned")
        }
    }
}

import CivicCalendar
import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct ProgressStoreTests {
    private typealias Key = ProgressStore.Key

    private func record(_ city: CityFixture, _ body: @Sendable @escaping (ChangeSession) throws -> Void) async throws {
        try await city.database.change(by: city.office) { session in
            try body(session)
            try session.record(
                Demonstration.record, on: RecordReference(kind: "pack", identity: "small-2021"),
                change: ["n": .number(1)])
        }
    }

    @Test(
        "reports come back by commitment, by day and then in the order they were written",
        arguments: DatabaseEngine.allCases)
    func reports(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            func report(_ day: String, _ percent: Int, _ note: String) throws -> ProgressReport {
                ProgressReport(day: try CivicDate(day), order: 0, percent: percent, note: note, source: .officer)
            }
            let whole = Key(deliverable: "mechanism/list", district: nil)
            let east = Key(deliverable: "mechanism/teams", district: "D11")
            let written = try [
                (whole, report("2021-05-31", 60, "后")), (whole, report("2021-03-31", 20, "先")),
                (east, report("2021-03-31", 0, "")), (whole, report("2021-05-31", 50, "同日再报")),
            ].map { (key: $0.0, report: $0.1) }
            #expect(try await city.database.read { try ProgressStore().isEmpty(pack: "small-2021", in: $0) })
            try await record(city) { try ProgressStore().insert(written, in: $0) }
            let kept = try await city.database.read { try ProgressStore().reports(of: "small-2021", in: $0) }
            #expect(kept.count == 2)
            #expect(kept[whole]?.map(\.note) == ["先", "后", "同日再报"])
            #expect(kept[whole]?.map(\.order) == [0, 1, 2] && kept[whole]?.map(\.percent) == [20, 60, 50])
            #expect(kept[east]?.map(\.source) == [.officer])
            #expect(try await city.database.read { try !ProgressStore().isEmpty(pack: "small-2021", in: $0) })
            #expect(try await city.database.read { try ProgressStore().reports(of: "other", in: $0).isEmpty })
        }
    }

    @Test("suspensions come back, open ones without an end", arguments: DatabaseEngine.allCases)
    func suspensions(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let key = Key(deliverable: "mechanism/list", district: nil)
            let written = [
                Suspension(from: try CivicDate("2021-03-01"), through: try CivicDate("2021-04-01"), reason: "停工"),
                Suspension(from: try CivicDate("2021-06-01"), through: nil, reason: "疫情"),
            ]
            try await record(city) { session in
                try ProgressStore().insert(written.map { (key: key, suspension: $0) }, source: .officer, in: session)
            }
            let kept = try await city.database.read { try ProgressStore().suspensions(of: "small-2021", in: $0) }
            #expect(kept == [key: written])
        }
    }

    @Test("what cannot be is refused and leaves nothing", arguments: DatabaseEngine.allCases)
    func refused(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let before = try await city.snapshot()
            for (deliverable, district, percent) in [
                ("mechanism/list", nil, 101), ("mechanism/list", nil, -1), ("nowhere", nil, 1),
                ("mechanism/teams", "D99" as String?, 1),
            ] {
                let refused = await failure {
                    try await city.report(deliverable, district: district, percent, on: "2021-03-01")
                }
                #expect(refused != nil, "\(deliverable) \(percent)")
            }
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("rows without an entry in the ledger are not kept", arguments: DatabaseEngine.allCases)
    func unrecorded(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let before = try await city.snapshot()
            let report = ProgressReport(
                day: try CivicDate("2021-03-01"), order: 0, percent: 1, note: "", source: .officer)
            let refused = await failure {
                try await city.database.change(by: city.office) { session in
                    try ProgressStore().insert(
                        [(Key(deliverable: "mechanism/list", district: nil), report)], in: session)
                }
            }
            #expect(refused as? LedgerProblem == .unrecorded(rows: 1))
            #expect(try await city.snapshot() == before)
        }
    }
}

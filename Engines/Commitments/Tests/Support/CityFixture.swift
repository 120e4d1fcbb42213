import CivicCalendar
import Kernel
import Ledger
import Packs
import PlanText
import Search
import Storage
import StorageTesting
import Synchronization

@testable import Commitments

/// A ledgered database with the engine's tables, a clock that goes a millisecond at each look, and an officer.
struct CityFixture: Sendable {
    let raw: any Database
    let database: LedgeredDatabase
    let office = Actor(name: "office@local", roles: [.office])

    var desk: PlanImport { PlanImport(database: database) }
    var loading: PackLoading { PackLoading(database: database) }

    static let migrations = [LedgerSchema.migrations, SearchIndex.migrations, CommitmentsEngine.migrations]

    static func with(
        _ engine: DatabaseEngine, verbs: Set<Verb> = CommitmentsEngine.verbs, _ body: (CityFixture) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: migrations) { raw in
            try await body(CityFixture(raw: raw, database: ledgered(raw, verbs: verbs)))
        }
    }

    /// The same tables with fewer verbs allowed.
    func refusing(_ verb: Verb) -> PlanImport {
        PlanImport(database: Self.ledgered(raw, verbs: CommitmentsEngine.verbs.subtracting([verb])))
    }

    private static func ledgered(_ raw: any Database, verbs: Set<Verb>) -> LedgeredDatabase {
        let time = TickingTime()
        let clock = Clock { time.next() }
        return LedgeredDatabase(
            database: raw, clock: clock, identifiers: IdentifierSource(clock: clock), verbs: verbs)
    }

    /// What the ledger says was done, oldest first: `plan.commit plan/2021-1`.
    func entries() async throws -> [String] {
        try await database.read { session in
            try LedgerReader(session).page(limit: 500).entries.reversed().map {
                "\($0.verb.name) \($0.record.kind)/\($0.record.identity)"
            }
        }
    }

    /// Every row of every table of the engine and of the ledger, for comparing before and after.
    func snapshot() async throws -> [String: Int] {
        try await database.read { session in
            var counts: [String: Int] = [:]
            for table in Self.tables {
                counts[table.text] = try session.count("SELECT count(*) AS total FROM \(table)")
            }
            return counts
        }
    }

    private static let tables: [TableName] = [
        "packs", "pack_files", "units", "unit_names", "districts", "calendars", "holidays", "make_up_workdays", "items",
        "item_units", "deliverables", "deliverable_supports", "deliverable_anchors", "expected_evidence", "plans",
        "plan_copies", "plan_sections", "plan_items", "plan_units", "plan_item_units", "plan_clauses",
        "plan_clause_facts", "plan_table_rows", "bindings", "plan_imports", "import_bindings", "progress_reports",
        "suspensions", "ledger_entries", "ledger_changes", "idempotency_keys",
    ]

    /// Reports on a deliverable as an officer would.
    func report(_ deliverable: String, district: String? = nil, _ percent: Int, on day: String) async throws {
        let report = ProgressReport(
            day: try CivicDate(day), order: 0, percent: percent, note: "说明", source: .officer)
        try await database.change(by: office) { session in
            try ProgressStore().insert(
                [(ProgressStore.Key(deliverable: deliverable, district: district), report)], in: session)
            try session.record(
                Demonstration.record, on: RecordReference(kind: "deliverable", identity: deliverable),
                change: ["percent": .integer(Int64(percent))])
        }
    }

    /// Loads the small city and commits its plan; the plan's id.
    @discardableResult
    func smallCity() async throws -> String {
        try await loading.load(try SmallCity.pack(), by: office)
        let id = try await desk.start(
            try SmallCity.plan(), from: SmallCity.source(), pack: .loaded("small-2021"), by: office)
        return try await desk.commit(try await desk.draft(id), isParaphrase: false, year: 2021, by: office)
    }

    func state(of plan: String, on day: String) async throws -> CityState? {
        try await CityReader(database: database).state(of: plan, on: try CivicDate(day))
    }
}

private final class TickingTime: Sendable {
    private let now = Mutex<Int64>(1_631_664_000_000_000)

    func next() -> LogTime {
        now.withLock { now in
            now += 1_000
            return LogTime(microseconds: now)
        }
    }
}

import Access
import CivicCalendar
import Files
import Kernel
import Ledger
import Messages
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

    static let migrations = [
        LedgerSchema.migrations, SearchIndex.migrations, FileStore.migrations, Messages.migrations,
        AccessParts.migrations, CommitmentsEngine.migrations,
    ]
    static let verbs = CommitmentsEngine.verbs.union(Messages.verbs)

    static func with(
        _ engine: DatabaseEngine, verbs: Set<Verb> = verbs, asOf: String? = nil,
        _ body: (CityFixture) async throws -> Void
    ) async throws {
        let day = try asOf.map { try CivicDate($0) }
        try await withDatabase(engine, migrations: migrations) { raw in
            try await body(CityFixture(raw: raw, database: ledgered(raw, verbs: verbs, asOf: day)))
        }
    }

    /// The same city on another business date.
    func on(_ day: String) throws -> CityFixture {
        CityFixture(
            raw: raw, database: Self.ledgered(raw, verbs: Self.verbs, asOf: try CivicDate(day)))
    }

    /// The same tables with fewer verbs allowed.
    func refusing(_ verb: Verb) -> PlanImport {
        PlanImport(database: Self.ledgered(raw, verbs: Self.verbs.subtracting([verb])))
    }

    private static func ledgered(
        _ raw: any Database, verbs: Set<Verb>, asOf: CivicDate? = nil
    ) -> LedgeredDatabase {
        let time = TickingTime()
        let clock = Clock(asOf: asOf) { time.next() }
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
        "plan_clause_facts", "plan_table_rows", "bindings", "plan_imports", "import_bindings", "lead_agreements",
        "assignments", "assignment_steps", "assignment_units", "assignment_reports", "report_numbers", "report_files",
        "stored_files",
        "report_reviews", "extension_requests", "extension_decisions", "target_agreements", "meetings",
        "meeting_agenda", "meeting_minutes", "meeting_resolutions", "bulletins", "bulletin_texts", "bulletin_approvals",
        "bulletin_issues", "bulletin_withdrawals", "messages", "ledger_entries", "ledger_changes",
        "idempotency_keys",
    ]

    /// Reports on a deliverable, and has the report accepted on the same day; assigns it first where nobody has it.
    func report(_ deliverable: String, district: String? = nil, _ percent: Int, on day: String) async throws {
        let day = try CivicDate(day)
        try await database.change(by: office) { session in
            guard let plan = try PlanStore().list(in: session).first,
                let pack = try PackStore().read(plan.pack, in: session)
            else { throw AssignmentDesk.notFound }
            let store = AssignmentStore()
            var life = try store.lives(of: plan.id, in: session).first {
                $0.assignment.deliverable == deliverable && $0.assignment.district == district
            }
            if life == nil {
                guard let known = pack.deliverables.first(where: { $0.id == deliverable }) else {
                    throw AssignmentDesk.notFound
                }
                let assignment = Assignment(
                    id: session.identifiers.next(), plan: plan.id, origin: .deliverable(deliverable),
                    title: known.title, unit: known.lead, district: district, direction: .order,
                    cadence: known.cadence, starts: known.firstDay(in: pack.manifest.validity), due: known.due,
                    establishedOn: pack.manifest.validity.from, source: .officer)
                try store.insert([assignment], in: session)
                life = AssignmentLife(assignment: assignment, steps: [])
            }
            guard let life else { throw AssignmentDesk.notFound }
            var steps: [AssignmentStep] = []
            func add(_ content: AssignmentStep.Content, _ day: CivicDate) {
                steps.append(
                    AssignmentStep(
                        sequence: life.version + steps.count + 1, content: content, day: day, reason: "",
                        by: "office@local", at: session.clock.now(), source: .officer))
            }
            if life.steps.isEmpty {
                add(.issue, pack.manifest.validity.from)
                add(.receipt, pack.manifest.validity.from)
            }
            add(.report(AssignmentReport(period: "2021", percent: percent, text: "说明")), day)
            add(.acceptance(report: life.version + steps.count), day)
            try store.insert(steps.map { (life.id, $0) }, in: session)
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

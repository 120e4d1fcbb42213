import CivicCalendar
import Commitments
import Foundation
import Kernel
import Ledger
import Packs
import PlanText
import Storage
import StorageTesting
import Testing
import Web

@testable import Server

/// Everything that changes state, each through its public function and through its page: what is changed stands in the
/// ledger, in the same transaction.
struct MutationWalkTests {
    /// The tables of the ledger itself and of what need not stand in it.
    private static let kept: Set = ["ledger_entries", "ledger_changes", "ledger_head"]
    private static let actor = Actor(name: "office@local", roles: [.office])
    private static let source = PlanSource(name: "a.txt", kind: .pasted, digest: "00", text: Wizard.text)

    private typealias Step = (verbs: [String], run: @Sendable (LedgeredDatabase) async throws -> Void)

    private static func draft(_ database: LedgeredDatabase) async throws -> PlanDraft {
        let desk = PlanImport(database: database)
        let plan = try PlanReader.read(Wizard.text).plan
        return try await desk.draft(try await desk.start(plan, from: source, pack: .loaded("shanghai-2021"), by: actor))
    }

    /// The public functions of all verbs. A step makes what it needs in `database` and changes through `changing`.
    private static func steps(
        _ pack: Pack, _ draft: @escaping @Sendable () async throws -> PlanDraft
    ) -> [Step] {
        [
            (["pack.load"], { try await PackLoading(database: $0).load(pack, by: actor) }),
            (
                ["plan-import.start"],
                { database in
                    let plan = try PlanReader.read(Wizard.text).plan
                    _ = try await PlanImport(database: database).start(
                        plan, from: source, pack: .loaded(pack.manifest.id), by: actor)
                }
            ),
            (
                ["plan-import.correct"],
                { database in
                    let draft = try await draft()
                    try await PlanImport(database: database).correct(
                        draft, to: draft.plan, place: "document", by: actor)
                }
            ),
            (
                ["plan-import.bind"],
                { database in
                    try await PlanImport(database: database).decide([:], of: try await draft(), by: actor)
                }
            ),
            (
                ["plan.commit"],
                { database in
                    _ = try await PlanImport(database: database).commit(
                        try await draft(), isParaphrase: false, year: 2024, by: actor)
                }
            ),
            (
                ["plan-import.discard"],
                { try await PlanImport(database: $0).discard(try await draft(), by: actor) }
            ),
        ]
    }

    @Test("each verb writes its one entry together with its change", arguments: DatabaseEngine.allCases)
    func verbs(engine: DatabaseEngine) async throws {
        try await DemonstrationCity.empty(engine) { city in
            let pack = try DemonstrationCity.pack()
            let database = city.house.database
            var covered: Set<String> = []
            // The demonstration is one public function of several changes, its own among them.
            let (entries, changed) = try await Self.run(city) {
                try await Demonstration(database: database).prepare(pack)
            }
            #expect(entries == ["pack.load", "plan-import.start", "plan.commit", "demonstration.record"])
            #expect(changed.isSuperset(of: ["packs", "plans", "assignments", "assignment_steps", "search_documents"]))
            covered.formUnion(entries)
            for (verbs, change) in Self.steps(pack, { try await Self.draft(database) }) {
                let needsDraft = !["pack.load", "plan-import.start"].contains(verbs[0])
                let (entries, changed) = try await Self.run(city) { try await change(database) }
                #expect(entries == (needsDraft ? ["plan-import.start"] : []) + verbs)
                // Loading what is loaded already changes no more than the moment of loading.
                #expect(!changed.isEmpty, "\(verbs)")
                covered.formUnion(entries)
            }
            // A plan without a pack makes its own when it is committed, in the same change.
            for (verbs, change) in AssignmentWalk.steps(by: Self.actor) + MeetingWalk.steps(by: Self.actor) {
                let (entries, changed) = try await Self.run(city) { try await change(database) }
                // What a step tells people is its own entry in the same transaction.
                #expect(entries.filter { $0 != "message.send" } == verbs)
                #expect(changed.contains("assignment_steps") || changed.contains("lead_agreements"), "\(verbs)")
                covered.formUnion(entries)
            }
            let (made, changedByMaking) = try await Self.run(city) {
                let desk = PlanImport(database: database)
                let plan = try PlanReader.read(Wizard.text).plan
                let id = try await desk.start(plan, from: Self.source, pack: .made(year: 2024), by: Self.actor)
                _ = try await desk.commit(
                    try await desk.draft(id), isParaphrase: false, year: 2024, by: Self.actor)
            }
            #expect(made == ["plan-import.start", "pack.load", "plan.commit"])
            #expect(changedByMaking.isSuperset(of: ["packs", "plans"]))
            // Those of bulletins take two people and are driven by BulletinDeskTests.
            let walked = Set(CommitmentsEngine.verbs.map(\.name)).filter { !$0.hasPrefix("bulletin.") }
            #expect(
                covered.subtracting(["message.send"]) == walked, "the walk drives every declared verb and no other")
            let outcome = try await database.read { try LedgerVerifier($0).verify() }
            #expect(outcome.fault == nil)
        }
    }

    @Test("where the ledger refuses the entry, nothing of the change is kept", arguments: DatabaseEngine.allCases)
    func sameTransaction(engine: DatabaseEngine) async throws {
        try await DemonstrationCity.empty(engine) { city in
            let pack = try DemonstrationCity.pack()
            try await Demonstration(database: city.house.database).prepare(pack)
            let refusing = LedgeredDatabase(
                database: city.store, clock: city.house.clock,
                identifiers: IdentifierSource(clock: city.house.clock), verbs: [])
            // Drafts are made beforehand, by the house that may.
            let made = try await Self.draft(city.house.database)
            let walks = AssignmentWalk.stepsOfLives(by: Self.actor) + MeetingWalk.steps(by: Self.actor)
            for (verbs, change) in Self.steps(pack, { made }) + walks {
                let before = try await DatabaseDump(city.store)
                await #expect(throws: LedgerProblem.undeclaredVerb(verbs[0])) { try await change(refusing) }
                #expect(try await DatabaseDump(city.store).changes(since: before) == [], "\(verbs)")
            }
        }
    }

    @Test("a demonstration whose entry the ledger refuses leaves no report behind", arguments: DatabaseEngine.allCases)
    func refusedDemonstration(engine: DatabaseEngine) async throws {
        try await DemonstrationCity.empty(engine) { city in
            let all = House.verbs.filter { $0.name != "demonstration.record" }
            let refusing = LedgeredDatabase(
                database: city.store, clock: city.house.clock,
                identifiers: IdentifierSource(clock: city.house.clock), verbs: all)
            await #expect(throws: LedgerProblem.undeclaredVerb("demonstration.record")) {
                try await Demonstration(database: refusing).prepare(try DemonstrationCity.pack())
            }
            let steps = try await city.store.read { try $0.count("SELECT count(*) AS n FROM assignment_steps") }
            #expect(steps == 0)
        }
    }

    @Test("a change without an entry is refused whole", arguments: DatabaseEngine.allCases)
    func unrecorded(engine: DatabaseEngine) async throws {
        try await DemonstrationCity.with(engine) { city in
            let before = try await DatabaseDump(city.store)
            await #expect(throws: LedgerProblem.self) {
                try await city.house.database.change(by: Self.actor) { session in
                    try session.execute("UPDATE plans SET committed_by = 'nobody'")
                }
            }
            await #expect(throws: LedgerProblem.undeclaredVerb("plan.forge")) {
                try await city.house.database.change(by: Self.actor) { session in
                    try session.execute("UPDATE plans SET committed_by = 'nobody'")
                    try session.record(
                        Verb(name: "plan.forge"), on: RecordReference(kind: "plan", identity: "2021-1"), change: .null)
                }
            }
            #expect(try await DatabaseDump(city.store).changes(since: before) == [])
        }
    }

    @Test("each form that changes state writes its one entry, and sending it again writes none")
    func routes() async throws {
        try await DemonstrationCity.with { city in
            let site = try await city.site()
            let wizard = Wizard(client: try await city.client())
            var covered: Set<String> = ["POST /settings"]
            func step(
                _ route: String, _ verb: String, _ path: String, _ fields: [(String, String)], from page: String
            ) async throws -> String {
                covered.insert("POST /\(route)")
                let verbs = verb.split(separator: " ").map(String.init)
                let key = "key-of-\(verbs[0])-\(route.count)"
                var location = ""
                let form = try await wizard.client.get(page)
                var all = fields + [("csrf-token", form.hiddenField("csrf-token") ?? ""), ("idempotency-key", key)]
                if let version = form.hiddenField("version") { all.append(("version", version)) }
                let sent = all
                let (entries, changed) = try await Self.run(city) {
                    let reply = try await wizard.post(path, sent)
                    #expect(reply.status == 303, "\(route): \(reply.status)")
                }
                #expect(entries.filter { $0 != "message.send" } == verbs, "\(route)")
                #expect(changed.contains("idempotency_keys") && changed.count > 1, "\(route)")
                let (again, changedAgain) = try await Self.run(city) {
                    let reply = try await wizard.post(path, sent)
                    #expect(reply.status == 303, "\(route) again: \(reply.status)")
                }
                #expect(again == [], "\(route) again")
                #expect(changedAgain == [], "\(route) again")
                location = try await wizard.post(path, sent).header("Location") ?? ""
                return String(location.prefix { $0 != "?" && $0 != "#" })
            }
            let upload = [("pack", "shanghai-2021"), ("text", Wizard.text)]
            let draft = try await step("imports", "plan-import.start", "/imports", upload, from: Wizard.page)
            let id = "imports/{import}"
            _ = try await step(
                "\(id)/document", "plan-import.correct", "\(draft)/document",
                [("title", "临江市2024年质量工作要点（修订）"), ("issuer", ""), ("number", ""), ("date", ""), ("copies", "")],
                from: "\(draft)/document")
            let item = try await wizard.client.get("\(draft)/items/1").text
            let same = ["title", "clauses", "units", "lead"].map { ($0, Wizard.value(of: $0, in: item) ?? "") }
            _ = try await step(
                "\(id)/items/{item}", "plan-import.correct", "\(draft)/items/1", same, from: "\(draft)/items/1")
            _ = try await step(
                "\(id)/bindings", "plan-import.bind", "\(draft)/bindings", [("show", "all")], from: "\(draft)/bindings")
            let plan = try await step(
                "\(id)/commitment", "plan.commit", "\(draft)/commitment", [], from: "\(draft)/commitment")
            #expect(plan == "/plans/2024-1")
            let second = try await wizard.start()
            _ = try await step(
                "\(id)/withdrawal", "plan-import.discard", "\(second)/withdrawal", [], from: second)
            let today = "\(city.house.clock.today())"
            let meeting = try await step(
                "meetings", "meeting.call", "/meetings",
                [
                    ("plan", DemonstrationCity.plan), ("kind", "office"), ("title", "推进会"), ("held", today),
                    ("lines", "第四季度安排"),
                ], from: "/meetings/new")
            _ = try await step(
                "meetings/{meeting}/minutes", "meeting.minute", "\(meeting)/minutes",
                [("version", "0"), ("text", "会议纪要")], from: meeting)
            _ = try await step(
                "meetings/{meeting}/resolutions", "meeting.resolve assignment.establish assignment.issue",
                "\(meeting)/resolutions",
                [
                    ("text", "补报进展"), ("owner", "district:HUANGPU"), ("starts", today), ("due", "2021-10-29"),
                    ("cadence", "once"),
                ], from: meeting)
            // Forms of people and accounts need somebody who has signed in: AccessWalkTests send them.
            // Those of assignments, leads, supervision, bulletins and messages have walks of their own beside their pages:
            // AssignmentPagesTests, ReportPagesTests, LeadPagesTests, BulletinPagesTests, MessagesPagesTests.
            let elsewhere = ["assignments", "plans", "supervision", "changes", "bulletins", "messages"]
            let declared = site.routes.filter {
                $0.method.changesState && !$0.permission.name.hasPrefix("administration.")
                    && !$0.path.hasPrefix("dues/subscription")
                    && !elsewhere.contains($0.path.split(separator: "/").first.map(String.init) ?? "")
            }
            #expect(covered == Set(declared.map(\.description)))
            let (none, changed) = try await Self.run(city) {
                let reply = try await wizard.send("/settings", [("language", "en")], from: "/about")
                #expect(reply.status == 303)
            }
            #expect(none == [] && changed == [], "settings live in the visitor's cookies only")
        }
    }

    @Test("a key that was used for another content is a conflict and changes nothing")
    func keyReused() async throws {
        try await DemonstrationCity.with { city in
            let wizard = Wizard(client: try await city.client())
            let first = try await wizard.send(
                "/imports", [("pack", "shanghai-2021"), ("text", Wizard.text)], from: Wizard.page, key: "one-key-twice")
            #expect(first.status == 303)
            let before = try await DatabaseDump(city.store)
            let other = try await wizard.send(
                "/imports", [("pack", "shanghai-2021"), ("text", Wizard.text + "\n")], from: Wizard.page,
                key: "one-key-twice")
            #expect(other.status == 409)
            #expect(try await DatabaseDump(city.store).changes(since: before) == [])
        }
    }

    @Test("a form made on an older version of a draft is a conflict and changes nothing")
    func oldVersion() async throws {
        try await DemonstrationCity.with { city in
            let wizard = Wizard(client: try await city.client())
            let draft = try await wizard.start()
            let fields = [("title", "标题"), ("version", "1")]
            #expect(try await wizard.send("\(draft)/document", fields, from: "\(draft)/document").status == 303)
            let before = try await DatabaseDump(city.store)
            let late = try await wizard.send("\(draft)/document", fields, from: "\(draft)/document")
            #expect(late.status == 409)
            #expect(try await DatabaseDump(city.store).changes(since: before) == [])
        }
    }

    /// Runs a change; the verbs of the entries it wrote, oldest first, and the other tables it changed.
    private static func run(
        _ city: DemonstrationCity, _ body: () async throws -> Void
    ) async throws -> (entries: [String], changed: Set<String>) {
        let before = try await DatabaseDump(city.store)
        let size = try await city.store.read { try LedgerReader($0).size() }
        try await body()
        let changed = try await DatabaseDump(city.store).changes(since: before)
        let entries = try await city.store.read { session in
            try session.rows("SELECT verb FROM ledger_entries WHERE position >= \(size) ORDER BY position")
                .map { try $0.text("verb") }
        }
        let grown = try await city.store.read { try LedgerReader($0).size() } - size
        #expect(grown == Int64(entries.count))
        return (entries, changed.subtracting(kept))
    }
}

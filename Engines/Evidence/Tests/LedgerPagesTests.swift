import CivicCalendar
import Exchange
import Kernel
import Ledger
import Storage
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Evidence

/// The ledger's pages over a real ledger on both engines.
struct LedgerPagesTests {
    private static let verb = Verb(name: "sample.write")
    private static let home = Route0(.get, "", permission: Permission("sample.home"))

    /// A ledger with entries, and the site of the engine over it.
    private struct Fixture {
        let store: any Database
        let ledger: LedgeredDatabase
        let client: TestClient
        let strings: StringCatalogue

        init(_ store: any Database, entries: Int) async throws {
            self.store = store
            let clock = SampleSite.clock(try CivicDate(year: 2021, month: 9, day: 15))
            ledger = LedgeredDatabase(
                database: store, clock: clock, identifiers: IdentifierSource(clock: clock), verbs: [verb])
            let actor = Actor(name: "office@local", roles: [.office])
            for number in 0..<entries {
                try await ledger.change(by: actor) { session in
                    _ = try session.record(
                        LedgerPagesTests.verb, on: RecordReference(kind: "sample", identity: "\(number)"),
                        change: .object(["note": .string("<script>alert(\(number))</script>")]), reason: "=1+1")
                }
            }
            let engine = EvidenceEngine(database: ledger) { record, _ in
                record.identity == "0" ? LedgerPagesTests.home.link() : nil
            }
            var configuration = SampleSite.configuration(
                home: LedgerPagesTests.home, date: try CivicDate(year: 2021, month: 9, day: 15))
            configuration.declared = EvidenceEngine.declared + [LedgerPagesTests.home]
            configuration.registrations =
                engine.registrations + [LedgerPagesTests.home.handle { _ in .redirect(EvidenceRoutes.ledger.link()) }]
            for (language, texts) in try StringFiles.load(EvidenceEngine.strings) {
                configuration.strings.add(texts, in: language)
            }
            configuration.strings.add(["verb.sample.write": "记一笔"], in: .zhHans)
            configuration.strings.add(["verb.sample.write": "Write one"], in: .en)
            configuration.templates = [EvidenceEngine.templates]
            configuration.navigation = EvidenceEngine.navigation
            EvidenceEngine.grant(in: &configuration.policy)
            configuration.policy.grant(Permission("sample.home"), to: .office)
            let site = try Site(configuration)
            client = TestClient(site)
            strings = site.strings
        }

        func get(_ path: String) async throws -> TestClient.Reply {
            try await client.get(path, headers: [("Accept-Language", "en")])
        }

        /// Changes rows behind the ledger's back, as somebody with the database file could.
        func tamper(_ statement: SQL) async throws {
            try await store.write { session in
                switch session.engine {
                case .sqlite:
                    try session.execute("DROP TRIGGER ledger_entries_no_update")
                    try session.execute("DROP TRIGGER ledger_changes_no_update")
                case .postgres:
                    try session.execute("DROP TRIGGER ledger_entries_no_change ON ledger_entries")
                    try session.execute("DROP TRIGGER ledger_changes_no_change ON ledger_changes")
                }
                try session.execute(statement)
            }
        }
    }

    private func with(
        _ engine: DatabaseEngine, entries: Int, _ body: (Fixture) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: [LedgerSchema.migrations]) { store in
            try await body(try await Fixture(store, entries: entries))
        }
    }

    @Test("the page recomputes the ledger and says that it fits together", arguments: DatabaseEngine.allCases)
    func sound(engine: DatabaseEngine) async throws {
        try await with(engine, entries: 3) { fixture in
            let text = try await fixture.get("/ledger").text
            #expect(text.contains(fixture.strings.text("evidence.check.sound", .en, ["size": "3"])))
            let chain = try await fixture.ledger.read { try LedgerVerifier($0).verify().chain?.hexadecimal }
            #expect(text.contains(try #require(chain)))
            for position in 0..<3 { #expect(text.contains("href=\"/ledger/\(position)\"")) }
            #expect(text.contains("Write one"))
        }
    }

    @Test("an empty ledger is sound and says that nothing was done yet", arguments: DatabaseEngine.allCases)
    func empty(engine: DatabaseEngine) async throws {
        try await with(engine, entries: 0) { fixture in
            let reply = try await fixture.get("/ledger")
            #expect(reply.status == 200)
            #expect(reply.text.contains(fixture.strings.text("evidence.check.sound", .en, ["size": "0"])))
        }
    }

    @Test(
        "an edited entry or change is named on the page by its position and what is wrong",
        arguments: DatabaseEngine.allCases)
    func broken(engine: DatabaseEngine) async throws {
        let cases: [(statement: SQL, position: String, kind: String)] = [
            ("UPDATE ledger_entries SET entry = replace(entry, 'office', 'oficce') WHERE position = 1", "1", "edited"),
            ("UPDATE ledger_entries SET actor = 'nobody' WHERE position = 2", "2", "columns"),
            ("UPDATE ledger_changes SET change = '{}' WHERE position = 0", "0", "change"),
            ("UPDATE ledger_head SET size = 2", "2", "head"),
        ]
        for (statement, position, kind) in cases {
            try await with(engine, entries: 3) { fixture in
                try await fixture.tamper(statement)
                let reply = try await fixture.get("/ledger")
                let said = fixture.strings.text(
                    "evidence.check.broken", .en,
                    ["position": position, "kind": fixture.strings.text("evidence.fault.\(kind)", .en)])
                #expect(reply.status == 200)
                #expect(reply.text.contains(said), "\(kind)")
                #expect(
                    !reply.text.contains(fixture.strings.text("evidence.check.sound", .en, ["size": "3"])), "\(kind)")
            }
        }
    }

    @Test("an entry shows its exact bytes and what was changed, as text", arguments: DatabaseEngine.allCases)
    func entry(engine: DatabaseEngine) async throws {
        try await with(engine, entries: 2) { fixture in
            let reply = try await fixture.get("/ledger/1")
            let kept = try await fixture.store.read { session in
                try session.first("SELECT entry FROM ledger_entries WHERE position = 1")?.text("entry")
            }
            let escaped = try #require(kept).replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
            #expect(reply.status == 200)
            #expect(reply.text.contains(escaped))
            #expect(reply.text.contains("&lt;script&gt;alert(1)"))
            #expect(!reply.text.contains("<script>alert"))
            // Only the first record has a page of its own.
            #expect(try await fixture.get("/ledger/0").text.contains("href=\"/\">sample/0"))
            #expect(!reply.text.contains(">sample/1</a>"))
        }
    }

    @Test("a position that no entry has is 404", arguments: DatabaseEngine.allCases)
    func noEntry(engine: DatabaseEngine) async throws {
        try await with(engine, entries: 2) { fixture in
            for path in ["/ledger/2", "/ledger/-1", "/ledger/x", "/ledger/9223372036854775807", "/ledger-file/pdf"] {
                let reply = try await fixture.get(path)
                #expect(reply.status == 404, "\(path)")
            }
        }
    }

    @Test("the ledger is exported with every entry, and nothing in it is a formula", arguments: DatabaseEngine.allCases)
    func files(engine: DatabaseEngine) async throws {
        try await with(engine, entries: 60) { fixture in
            let csv = try await fixture.get("/ledger-file/csv")
            #expect(csv.header("Content-Disposition")?.contains("attachment") == true)
            #expect(csv.text.split(whereSeparator: \.isNewline).count == 61)
            #expect(!csv.text.contains("\n="))
            let xlsx = try await fixture.get("/ledger-file/xlsx")
            #expect(Array(xlsx.bytes.prefix(2)) == Array("PK".utf8))
        }
    }

    @Test("a filter by verb and the next page show what they should", arguments: DatabaseEngine.allCases)
    func paging(engine: DatabaseEngine) async throws {
        try await with(engine, entries: 60) { fixture in
            let first = try await fixture.get("/ledger").text
            #expect(first.contains("href=\"/ledger/59\"") && !first.contains("href=\"/ledger/0\""))
            let second = try await fixture.get("/ledger?page=2").text
            #expect(second.contains("href=\"/ledger/0\"") && !second.contains("href=\"/ledger/59\""))
            #expect(try await fixture.get("/ledger?verb=sample.write").text.contains("href=\"/ledger/59\""))
        }
    }
}

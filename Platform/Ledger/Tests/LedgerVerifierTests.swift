import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@Suite("Reading and verifying the ledger")
struct LedgerVerifierTests {
    @Test("the ledger's tables cannot be changed or emptied", arguments: DatabaseEngine.allCases)
    func appendOnly(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            try await fixture.write(1)
            for sql in [
                "UPDATE ledger_entries SET actor = 'x'", "DELETE FROM ledger_entries",
                "UPDATE ledger_changes SET change = 'x'", "DELETE FROM ledger_changes WHERE position = 0",
            ] as [SQL] {
                let problem = await #expect(throws: StorageProblem.self) {
                    try await fixture.raw.write { _ = try $0.execute(sql) }
                }
                #expect(problem?.kind == .appendOnly)
            }
            let outcome = try await fixture.verify()
            #expect(outcome.fault == nil)
        }
    }

    /// What is done to a ledger of ten entries, and what the verifier must say.
    static let tampering: [(name: String, statements: [SQL], position: Int64, kind: LedgerVerifier.Fault.Kind)] = [
        (
            "an edited text",
            ["UPDATE ledger_entries SET entry = replace(entry, 'office', 'oficce') WHERE position = 4"],
            4, .edited
        ),
        (
            "a removed row",
            ["DELETE FROM ledger_changes WHERE position = 3", "DELETE FROM ledger_entries WHERE position = 3"],
            3, .missing
        ),
        (
            "a removed first row",
            ["DELETE FROM ledger_changes WHERE position = 0", "DELETE FROM ledger_entries WHERE position = 0"],
            0, .missing
        ),
        (
            "a removed last row",
            ["DELETE FROM ledger_changes WHERE position = 9", "DELETE FROM ledger_entries WHERE position = 9"],
            9, .head
        ),
        (
            "two rows that changed places",
            [
                "DELETE FROM ledger_changes WHERE position IN (5, 6)",
                "UPDATE ledger_entries SET position = 100 WHERE position = 5",
                "UPDATE ledger_entries SET position = 5 WHERE position = 6",
                "UPDATE ledger_entries SET position = 6 WHERE position = 100",
            ],
            5, .broken
        ),
        ("another actor in the column", ["UPDATE ledger_entries SET actor = 'nobody' WHERE position = 7"], 7, .columns),
        ("another time in the column", ["UPDATE ledger_entries SET time = time + 1 WHERE position = 2"], 2, .columns),
        (
            "another change", ["UPDATE ledger_changes SET change = '{\"body\":\"forged\"}' WHERE position = 8"], 8,
            .change
        ),
        ("an edited leaf hash", ["UPDATE ledger_entries SET leaf_hash = chain_hash WHERE position = 1"], 1, .edited),
        ("an edited chain", ["UPDATE ledger_entries SET chain_hash = leaf_hash WHERE position = 6"], 6, .broken),
        ("an edited size", ["UPDATE ledger_head SET size = 7"], 7, .head),
        (
            "an edited head",
            ["UPDATE ledger_head SET chain_hash = (SELECT leaf_hash FROM ledger_entries WHERE position = 0)"],
            9, .head
        ),
        (
            "a row put in at the end",
            [
                """
                INSERT INTO ledger_entries
                SELECT 10, time, actor, verb, record_kind, record_identity, entry, leaf_hash, chain_hash
                FROM ledger_entries WHERE position = 9
                """
            ], 10, .broken
        ),
    ]

    @Test("every way of tampering is found, and the first bad row is named", arguments: DatabaseEngine.allCases)
    func tampered(engine: DatabaseEngine) async throws {
        for (name, statements, position, kind) in Self.tampering {
            try await LedgerFixture.with(engine) { fixture in
                for id in 0..<10 { try await fixture.write(id) }
                let before = try await fixture.verify()
                #expect(before.fault == nil)
                #expect(before.size == 10)
                try await fixture.disarm()
                try await fixture.raw.write { session in
                    for statement in statements { try session.execute(statement) }
                }
                let outcome = try await fixture.verify()
                #expect(outcome.fault?.position == position, "\(name)")
                #expect(outcome.fault?.kind == kind, "\(name)")
            }
        }
    }

    @Test("a change after a head that was moved is refused or found", arguments: DatabaseEngine.allCases)
    func movedHead(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            for id in 0..<3 { try await fixture.write(id) }
            try await fixture.raw.write { _ = try $0.execute("UPDATE ledger_head SET size = 2") }
            await #expect(throws: (any Error).self) { try await fixture.write(9) }
            try await fixture.raw.write { _ = try $0.execute("DELETE FROM ledger_head") }
            let problem = await #expect(throws: LedgerProblem.self) { try await fixture.write(9) }
            #expect(problem == .headMoved)
        }
    }

    @Test("an empty ledger is right")
    func emptyLedger() async throws {
        try await LedgerFixture.with(.sqlite) { fixture in
            let outcome = try await fixture.verify()
            #expect(outcome.size == 0)
            #expect(outcome.fault == nil)
        }
    }

    @Test("entries are read newest first, by page and by filter", arguments: DatabaseEngine.allCases)
    func reading(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            var written: [LedgerEntry] = []
            for id in 0..<23 {
                let actor = id.isMultiple(of: 4) ? fixture.liaison : fixture.office
                written.append(try await fixture.write(id, by: actor, reason: id == 7 ? "because" : nil))
            }
            let fourth = try #require(written.dropFirst(4).first)
            let entries = written
            try await fixture.raw.read { session in
                let reader = LedgerReader(session)
                var collected: [LedgerEntry] = []
                var next: Int64?
                repeat {
                    let page = try reader.page(before: next, limit: 5)
                    collected += page.entries
                    next = page.next
                } while next != nil
                #expect(collected == entries.reversed())
                let byLiaison = LedgerReader.Filter(actor: fixture.liaison.name)
                let liaisons = try reader.page(byLiaison, limit: 100).entries
                #expect(liaisons.map(\.position) == [20, 16, 12, 8, 4, 0])
                #expect(try reader.count(byLiaison) == 6)
                #expect(try reader.count(LedgerReader.Filter(verb: .strike)) == 0)
                #expect(try reader.count(LedgerReader.Filter(verb: .write, from: fourth.time)) == 19)
                #expect(try reader.count(LedgerReader.Filter(until: fourth.time)) == 4)
                let one = LedgerReader.Filter(record: RecordReference(kind: "note", identity: "7"))
                #expect(try reader.page(one).entries.map(\.reason) == ["because"])
                #expect(try reader.count(LedgerReader.Filter(recordKind: "note")) == 23)
                #expect(try reader.change(at: 7) == #"{"body":"note 7"}"#)
                #expect(try reader.change(at: 99) == nil)
                #expect(try reader.size() == 23)
            }
        }
    }
}

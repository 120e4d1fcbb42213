import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

private struct Mistake: Error {}

@Suite("Changes with their entries")
struct LedgeredDatabaseTests {
    @Test("a change and its entry are kept together", arguments: DatabaseEngine.allCases)
    func changeAndEntry(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            let first = try await fixture.write(1)
            let second = try await fixture.write(2, by: fixture.liaison, reason: "补报")
            #expect(first.position == 0)
            #expect(second.position == 1)
            let row = try await fixture.raw.read { session in
                try session.first("SELECT entry, leaf_hash FROM ledger_entries WHERE position = 1")
            }
            let change = try CanonicalJSON.object(["body": "note 2"]).digest().hexadecimal
            let text = try #require(try row?.text("entry"))
            #expect(
                text == #"{"actor":"联络员@市场监管局","change":"\#(change)","reason":"补报","#
                    + #""record":{"identity":"2","kind":"note"},"roles":["liaison"],"#
                    + #""time":\#(second.time.microseconds),"verb":"note.write"}"#)
            let leaf = try Digest(of: [0] + Array(text.utf8))
            #expect(try row?.bytes("leaf_hash") == leaf.bytes)
        }
    }

    @Test("a change that records nothing is refused whole", arguments: DatabaseEngine.allCases)
    func unrecorded(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            let ways: [@Sendable (ChangeSession) throws -> Void] = [
                { try $0.execute("INSERT INTO notes VALUES (1, 'a')") },
                { try $0.insert(into: "notes", columns: ["id", "body"], rows: [[.integer(1), .text("a")]]) },
                { try $0.execute(batch: ["INSERT INTO notes VALUES (1, 'a')"]) },
                { session in try session.attempt { _ = try session.execute("INSERT INTO notes VALUES (1, 'a')") } },
            ]
            for way in ways {
                let problem = await #expect(throws: LedgerProblem.self) {
                    try await fixture.ledgered.change(by: fixture.office) { try way($0) }
                }
                #expect(problem == .unrecorded(rows: 1))
            }
            try await fixture.ledgered.change(by: fixture.office) { session in
                _ = try session.execute("UPDATE notes SET body = 'x' WHERE id = 99")
            }
            let left = try await fixture.raw.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(left == 0)
        }
    }

    @Test("a change cannot pass as a query", arguments: DatabaseEngine.allCases)
    func changeAsQuery(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            let ways: [@Sendable (ChangeSession) throws -> Void] = [
                { _ = try $0.rows("INSERT INTO notes VALUES (1, 'a')") },
                { _ = try $0.first("INSERT INTO notes VALUES (1, 'a') RETURNING id") },
                { _ = try $0.count("INSERT INTO notes VALUES (1, 'a') RETURNING id") },
                { try $0.forEach("INSERT INTO notes VALUES (1, 'a') RETURNING id") { _ in } },
            ]
            for way in ways {
                let problem = await #expect(throws: StorageProblem.self) {
                    try await fixture.ledgered.change(by: fixture.office) { try way($0) }
                }
                #expect(problem?.kind == .badStatement)
            }
            let left = try await fixture.raw.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(left == 0)
        }
    }

    @Test("rows outside the ledger are changed only where that is said", arguments: DatabaseEngine.allCases)
    func exempt(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            try await fixture.ledgered.change(by: fixture.office) { session in
                try session.withoutRecord(reason: "a test of the exemption") {
                    _ = try $0.execute("INSERT INTO notes VALUES (1, 'a')")
                }
            }
            let problem = await #expect(throws: LedgerProblem.self) {
                try await fixture.ledgered.change(by: fixture.office) { session in
                    try session.withoutRecord(reason: "a test of the exemption") {
                        _ = try $0.execute("INSERT INTO notes VALUES (2, 'a')")
                    }
                    _ = try session.execute("INSERT INTO notes VALUES (3, 'a')")
                }
            }
            #expect(problem == .unrecorded(rows: 1))
            let left = try await fixture.raw.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(left == 1)
        }
    }

    @Test("where the entry cannot be written, nothing is", arguments: DatabaseEngine.allCases)
    func failingEntry(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            let record = RecordReference(kind: "note", identity: "1")
            let ways: [@Sendable (ChangeSession) throws -> Void] = [
                { try $0.record(.write, on: record, change: .number(.infinity)) },
                { try $0.record(Verb(name: "note.invent"), on: record, change: .null) },
                { try $0.record(.write, on: RecordReference(kind: "note", identity: "a\u{0}b"), change: .null) },
                { session in
                    try session.record(.write, on: record, change: .null)
                    throw Mistake()
                },
            ]
            for way in ways {
                await #expect(throws: (any Error).self) {
                    try await fixture.ledgered.change(by: fixture.office) { session in
                        try session.execute("INSERT INTO notes VALUES (1, 'a')")
                        try way(session)
                    }
                }
            }
            let (notes, entries) = try await fixture.raw.read { session in
                (
                    try session.count("SELECT count(*) FROM notes"),
                    try session.count("SELECT count(*) FROM ledger_entries")
                )
            }
            #expect(notes == 0)
            #expect(entries == 0)
            try await fixture.write(1)
            let outcome = try await fixture.verify()
            #expect(outcome.size == 1)
            #expect(outcome.fault == nil)
        }
    }

    @Test("what an attempt recorded is undone with it", arguments: DatabaseEngine.allCases)
    func attempts(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            try await fixture.ledgered.change(by: fixture.office) { session in
                for id in 1...3 {
                    _ = failure {
                        try session.attempt {
                            try session.execute("INSERT INTO notes VALUES (\(id), 'a')")
                            try session.record(
                                .write, on: RecordReference(kind: "note", identity: "\(id)"), change: .null)
                            if id == 2 { throw Mistake() }
                        }
                    }
                }
            }
            let outcome = try await fixture.verify()
            #expect(outcome.size == 2)
            #expect(outcome.fault == nil)
            let ids = try await fixture.raw.read { session in
                try session.rows("SELECT id FROM notes ORDER BY id").map { try $0.integer("id") }
            }
            #expect(ids == [1, 3])
        }
    }

    @Test("fifty parallel writers get positions without gaps", arguments: DatabaseEngine.allCases)
    func parallelWriters(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            let positions = try await withThrowingTaskGroup(of: Int64.self) { group in
                for id in 1...50 {
                    group.addTask { try await fixture.write(id).position }
                }
                var positions: [Int64] = []
                for try await position in group { positions.append(position) }
                return positions.sorted()
            }
            #expect(positions == Array(0..<50))
            let outcome = try await fixture.verify()
            #expect(outcome.size == 50)
            #expect(outcome.fault == nil)
        }
    }

    @Test("the same request five times has one effect", arguments: DatabaseEngine.allCases)
    func idempotency(engine: DatabaseEngine) async throws {
        try await LedgerFixture.with(engine) { fixture in
            let content = try Digest(of: "title=一")
            let key = try IdempotencyKey("0190-aaaa", route: "POST /notes", content: content)
            @Sendable func post(_ key: IdempotencyKey, by actor: Actor) async throws -> IdempotentOutcome {
                try await fixture.ledgered.change(by: actor) { session in
                    try session.once(key) {
                        let id = try session.count("SELECT count(*) + 1 AS next FROM notes")
                        try session.execute("INSERT INTO notes VALUES (\(id), '一')")
                        try session.record(
                            .write, on: RecordReference(kind: "note", identity: "\(id)"), change: .null)
                        return "/notes/\(id)"
                    }
                }
            }
            let outcomes = try await withThrowingTaskGroup(of: IdempotentOutcome.self) { group in
                for _ in 0..<5 { group.addTask { try await post(key, by: fixture.office) } }
                var outcomes: [IdempotentOutcome] = []
                for try await outcome in group { outcomes.append(outcome) }
                return outcomes
            }
            #expect(outcomes.filter { $0 == .done("/notes/1") }.count == 1)
            #expect(outcomes.filter { $0 == .repeated("/notes/1") }.count == 4)
            let other = try IdempotencyKey(
                "0190-aaaa", route: "POST /notes", content: try Digest(of: "title=二"))
            for attempt in [(other, fixture.office), (key, fixture.liaison)] {
                let problem = await #expect(throws: LedgerProblem.self) { _ = try await post(attempt.0, by: attempt.1) }
                #expect(problem == .keyReused)
            }
            let notes = try await fixture.raw.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(notes == 1)
            let outcome = try await fixture.verify()
            #expect(outcome.size == 1)
            let forgotten = try await fixture.ledgered.change(by: fixture.office) { session in
                try session.forgetKeys(before: LogTime(microseconds: .max))
            }
            #expect(forgotten == 1)
            for text in ["", "short", "has space in it", "钥匙钥匙钥匙", String(repeating: "x", count: 201)] {
                #expect(failure { try IdempotencyKey(text, route: "r", content: content) } is LedgerProblem)
            }
        }
    }
}

import Storage
import StorageTesting
import Testing

private let notes = MigrationGroup(
    "notes", [Migration("create notes", ["CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL)"])])

private let canaries = [
    "'; DROP TABLE notes; --", "\" OR 1=1 --", "$1", "?1", ":name", "\\'; DELETE FROM notes; --", "%", "_", "NULL",
    "1); INSERT INTO notes VALUES (99, 'x'); --", "$$ END $$", "/*", "*/", "E'\\\\'", "\u{FF07}; 全角", "\\x00",
    "\r\n;\n",
]

@Suite("Statements")
struct StatementTests {
    @Test("what people write is never read as SQL", arguments: DatabaseEngine.allCases)
    func injectionCanaries(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [notes]) { database in
            try await database.write { session in
                for (id, canary) in canaries.enumerated() {
                    try session.execute("INSERT INTO notes (id, body) VALUES (\(id), \(canary))")
                }
            }
            try await database.read { session in
                #expect(try session.count("SELECT count(*) FROM notes") == canaries.count)
                for (id, canary) in canaries.enumerated() {
                    let row = try session.first("SELECT id, body FROM notes WHERE body = \(canary)")
                    #expect(try row?.integer("id") == id)
                    #expect(try row?.text("body") == canary)
                    #expect(
                        try session.count("SELECT count(*) FROM notes WHERE body IN \(list: [canary, canary])") == 1)
                    #expect(
                        try session.count("SELECT count(*) FROM notes WHERE body LIKE \(containing: canary)") >= 1)
                }
            }
        }
    }

    @Test("pieces of SQL nest and keep their parameters in order", arguments: DatabaseEngine.allCases)
    func nesting(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [notes]) { database in
            let table: TableName = "notes"
            let column: ColumnName = "body"
            try await database.write { session in
                for id in 1...6 {
                    try session.execute("INSERT INTO \(table) (id, \(column)) VALUES (\(id), \("n\(id)"))")
                }
            }
            let conditions: [SQL] = ["id > \(1)", "\(column) <> \("n3")", "id < \(6)"]
            let found = try await database.read { session in
                try session.rows("SELECT id FROM notes WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY id")
                    .map { try $0.integer("id") }
            }
            #expect(found == [2, 4, 5])
        }
    }

    @Test("two statements in one are refused", arguments: DatabaseEngine.allCases)
    func oneStatementOnly(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [notes]) { database in
            await #expect(throws: (any Error).self) {
                try await database.write { session in
                    try session.execute("INSERT INTO notes VALUES (1, 'a'); INSERT INTO notes VALUES (2, 'b')")
                }
            }
            let kept = try await database.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(kept == 0)
        }
    }

    @Test("rows changed are counted, and a batch counts each", arguments: DatabaseEngine.allCases)
    func changedRows(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [notes]) { database in
            try await database.write { session in
                let inserts = (1...250).map { id in "INSERT INTO notes VALUES (\(id), \("n\(id)"))" as SQL }
                let inserted = try session.execute(batch: inserts)
                #expect(inserted == Array(repeating: 1, count: 250))
                #expect(try session.execute("UPDATE notes SET body = 'x' WHERE id <= 3") == 3)
                #expect(try session.execute("UPDATE notes SET body = 'x' WHERE id < 0") == 0)
                #expect(
                    try session.execute(batch: ["DELETE FROM notes WHERE id < 3", "DELETE FROM notes WHERE id = 999"])
                        == [2, 0])
                #expect(try session.count("SELECT count(*) FROM notes") == 248)
            }
        }
    }

    @Test("a batch that fails names the failure and keeps nothing", arguments: DatabaseEngine.allCases)
    func failingBatch(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [notes]) { database in
            let problem = await #expect(throws: StorageProblem.self) {
                try await database.write { session in
                    _ = try session.execute(batch: [
                        "INSERT INTO notes VALUES (1, 'a')", "INSERT INTO notes VALUES (1, 'b')",
                        "INSERT INTO notes VALUES (2, 'c')",
                    ])
                }
            }
            #expect(problem?.kind == .uniqueViolation)
            #expect(try await database.read { try $0.count("SELECT count(*) FROM notes") } == 0)
            try await database.write { _ = try $0.execute(batch: ["INSERT INTO notes VALUES (1, 'a')"]) }
            #expect(try await database.read { try $0.count("SELECT count(*) FROM notes") } == 1)
        }
    }

    @Test("rows are handed over one by one, with other queries in between", arguments: DatabaseEngine.allCases)
    func streaming(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [notes]) { database in
            try await database.write { session in
                let rows = (1...1_203).map { [SQLValue.integer(Int64($0)), .text("n\($0)")] }
                try session.insert(into: "notes", columns: ["id", "body"], rows: rows)
            }
            try await database.read { session in
                var sum = 0
                try session.forEach("SELECT id FROM notes WHERE id > \(3) ORDER BY id") { row in
                    let id = try row.integer("id")
                    if id % 400 == 0 {
                        sum += try session.count("SELECT count(*) FROM notes WHERE id = \(id)") - 1
                    }
                    sum += id
                }
                #expect(sum == (4...1_203).reduce(0, +))
                struct Enough: Error {}
                let ended = failure { try session.forEach("SELECT id FROM notes") { _ in throw Enough() } }
                #expect(ended is Enough)
                #expect(try session.count("SELECT count(*) FROM notes") == 1_203)
            }
        }
    }

    @Test("more kinds of statements than a connection keeps prepared do no harm", arguments: DatabaseEngine.allCases)
    func manyStatements(engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            try await database.read { session in
                for count in 1...300 {
                    let columns = SQL.joined((0..<count).map { "\($0)" }, by: " + ")
                    let total = try session.count("SELECT \(columns) AS total")
                    #expect(total == count * (count - 1) / 2)
                }
            }
        }
    }

    @Test("a read cannot write", arguments: DatabaseEngine.allCases)
    func readsDoNotWrite(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [notes]) { database in
            await #expect(throws: StorageProblem.self) {
                try await database.read { session in
                    _ = try session.rows("INSERT INTO notes VALUES (1, 'a')")
                }
            }
            let kept = try await database.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(kept == 0)
        }
    }
}

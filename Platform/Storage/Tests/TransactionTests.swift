import Storage
import StorageTesting
import Testing

private let schema = MigrationGroup(
    "transactions",
    [
        Migration(
            "create plans and items",
            [
                """
                CREATE TABLE plans (
                    id BIGINT NOT NULL PRIMARY KEY,
                    city TEXT NOT NULL,
                    year BIGINT NOT NULL CONSTRAINT year_is_sensible CHECK (year BETWEEN 1949 AND 2999),
                    UNIQUE (city, year)
                )
                """,
                """
                CREATE TABLE items (
                    id BIGINT NOT NULL PRIMARY KEY,
                    plan BIGINT NOT NULL REFERENCES plans (id),
                    title TEXT NOT NULL
                )
                """,
                "CREATE TABLE minutes (line BIGINT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
                .appendOnly("minutes"),
                "INSERT INTO plans (id, city, year) VALUES (1, '上海', 2021)",
                "INSERT INTO minutes (line, text) VALUES (1, 'first')",
            ])
    ])

private struct Mistake: Error {}

@Suite("Transactions")
struct TransactionTests {
    @Test("what the schema forbids is told with its kind, table and columns", arguments: DatabaseEngine.allCases)
    func constraintProblems(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [schema]) { database in
            func problem(_ sql: SQL) async -> StorageProblem? {
                await #expect(throws: StorageProblem.self) {
                    try await database.write { _ = try $0.execute(sql) }
                }
            }
            let unique = await problem("INSERT INTO plans VALUES (2, '上海', 2021)")
            #expect(unique?.kind == .uniqueViolation)
            #expect(unique?.table == "plans")
            #expect(unique?.columns == ["city", "year"])
            let key = await problem("INSERT INTO plans VALUES (1, '北京', 2021)")
            #expect(key?.kind == .uniqueViolation)
            #expect(key?.columns == ["id"])
            let reference = await problem("INSERT INTO items VALUES (1, 99, 'x')")
            #expect(reference?.kind == .foreignKeyViolation)
            let check = await problem("INSERT INTO plans VALUES (3, '广州', 1200)")
            #expect(check?.kind == .checkViolation)
            #expect(check?.constraint == "year_is_sensible")
            let required = await problem("INSERT INTO items (id, plan) VALUES (1, 1)")
            #expect(required?.kind == .notNullViolation)
            #expect(required?.table == "items")
            #expect(required?.columns == ["title"])
            for sql in ["UPDATE minutes SET text = 'y'", "DELETE FROM minutes"] as [SQL] {
                #expect(await problem(sql)?.kind == .appendOnly)
            }
            let wrong = await problem("SELECT nonsense FROM plans")
            #expect(wrong?.kind == .badStatement)
            let mistyped = await problem("INSERT INTO plans VALUES (4, '深圳', \("not a year"))")
            #expect(mistyped != nil)
            // Two reads on purpose: a value of a row must not reach a log through a message.
            for told in [unique, key, reference, check] { #expect(told?.message.contains("上海") == false) }
            let rows = try await database.read { try $0.count("SELECT count(*) FROM plans") }
            #expect(rows == 1)
        }
    }

    @Test("a body that throws leaves nothing behind", arguments: DatabaseEngine.allCases)
    func rollback(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [schema]) { database in
            await #expect(throws: Mistake.self) {
                try await database.write { session in
                    try session.execute("INSERT INTO items VALUES (1, 1, 'a')")
                    try session.insert(
                        into: "items", columns: ["id", "plan", "title"], rows: [[.integer(2), .integer(1), .text("b")]])
                    #expect(try session.count("SELECT count(*) FROM items") == 2)
                    throw Mistake()
                }
            }
            let left = try await database.read { try $0.count("SELECT count(*) FROM items") }
            #expect(left == 0)
        }
    }

    @Test(
        "a failed statement spoils its transaction, also when the failure is swallowed",
        arguments: DatabaseEngine.allCases)
    func spoiledTransaction(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [schema]) { database in
            let problem = await #expect(throws: StorageProblem.self) {
                try await database.write { session in
                    try session.execute("INSERT INTO items VALUES (1, 1, 'a')")
                    #expect(failure { try session.execute("INSERT INTO items VALUES (1, 1, 'b')") } is StorageProblem)
                    #expect(failure { try session.execute("INSERT INTO items VALUES (2, 1, 'c')") } is StorageProblem)
                }
            }
            #expect(problem?.kind == .uniqueViolation)
            let left = try await database.read { try $0.count("SELECT count(*) FROM items") }
            #expect(left == 0)
        }
    }

    @Test("an attempt that fails is undone and the transaction goes on", arguments: DatabaseEngine.allCases)
    func attempts(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [schema]) { database in
            try await database.write { session in
                try session.execute("INSERT INTO items VALUES (1, 1, 'kept')")
                let refused = failure {
                    try session.attempt {
                        try session.execute("INSERT INTO items VALUES (2, 1, 'undone')")
                        try session.execute("INSERT INTO items VALUES (1, 1, 'refused')")
                    }
                }
                #expect(refused is StorageProblem)
                try session.attempt {
                    try session.execute("INSERT INTO items VALUES (3, 1, 'kept')")
                    let mistaken = failure {
                        try session.attempt {
                            try session.execute("INSERT INTO items VALUES (4, 1, 'undone')")
                            throw Mistake()
                        }
                    }
                    #expect(mistaken is Mistake)
                }
            }
            let kept = try await database.read { session in
                try session.rows("SELECT id FROM items ORDER BY id").map { try $0.integer("id") }
            }
            #expect(kept == [1, 3])
        }
    }

    @Test("a read sees one moment, whatever is written beside it", arguments: DatabaseEngine.allCases)
    func snapshotIsolation(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [schema]) { database in
            let (hasRead, hasReadSignal) = AsyncStream<Void>.makeStream()
            let gate = Gate()
            let counts = Task {
                try await database.read { session in
                    let before = try session.count("SELECT count(*) FROM items")
                    hasReadSignal.finish()
                    gate.wait()
                    return (before, try session.count("SELECT count(*) FROM items"))
                }
            }
            for await _ in hasRead {}
            do {
                try await database.write { _ = try $0.execute("INSERT INTO items VALUES (1, 1, 'a')") }
                gate.open()
            } catch {
                gate.open()
                throw error
            }
            #expect(try await counts.value == (0, 0))
            let after = try await database.read { try $0.count("SELECT count(*) FROM items") }
            #expect(after == 1)
        }
    }

    @Test("fifty parallel writers that read before they write lose nothing", arguments: DatabaseEngine.allCases)
    func parallelWriters(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [schema], options: DatabaseOptions(waiting: .seconds(120))) {
            database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.write { session in
                            let next = try session.count("SELECT coalesce(max(id), 0) + 1 AS next FROM items")
                            try session.execute("INSERT INTO items VALUES (\(next), 1, \("n\(next)"))")
                        }
                    }
                    group.addTask { _ = try await database.read { try $0.count("SELECT count(*) FROM items") } }
                }
                try await group.waitForAll()
            }
            let ids = try await database.read { session in
                try session.rows("SELECT id FROM items ORDER BY id").map { try $0.integer("id") }
            }
            #expect(ids == Array(1...50))
        }
    }

    @Test("two databases on one PostgreSQL write one after the other too")
    func parallelServers() async throws {
        try await withDatabaseLocation(.postgres) { location in
            let first = try await location.open()
            let second = try await location.open()
            try await first.migrate([schema])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<40 {
                    let database = index.isMultiple(of: 2) ? first : second
                    group.addTask {
                        try await database.write { session in
                            let next = try session.count("SELECT coalesce(max(id), 0) + 1 AS next FROM items")
                            try session.execute("INSERT INTO items VALUES (\(next), 1, 'x')")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let highest = try await second.read { try $0.count("SELECT max(id) AS highest FROM items") }
            #expect(highest == 40)
            await first.close()
            await second.close()
        }
    }

    @Test("a closed database says so", arguments: DatabaseEngine.allCases)
    func closedDatabase(engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            _ = try await database.read { try $0.count("SELECT 1 AS one") }
            await database.close()
            let problem = await #expect(throws: StorageProblem.self) {
                _ = try await database.read { try $0.count("SELECT 1 AS one") }
            }
            #expect(problem?.kind == .closed)
        }
    }
}

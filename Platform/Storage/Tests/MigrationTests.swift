import StorageTesting
import Testing

@testable import Storage

private let first = Migration(
    "create plans", ["CREATE TABLE plans (id BIGINT NOT NULL PRIMARY KEY, title TEXT NOT NULL)"])
private let second = Migration(
    "create items", ["CREATE TABLE items (id BIGINT NOT NULL PRIMARY KEY, weight REAL, file BLOB)"])

@Suite("Migrations")
struct MigrationTests {
    @Test("both engines end with the same tables", arguments: DatabaseEngine.allCases)
    func sameSchema(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [MigrationGroup("plans", [first, second])]) { database in
            let schema = try await database.schema()
            #expect(Set(schema.tables.keys) == ["plans", "items", "applied_migrations"])
            #expect(schema.tables["plans"]?.map(\.name) == ["id", "title"])
            #expect(schema.tables["plans"]?.map(\.type) == ["BIGINT", "TEXT"])
            #expect(schema.tables["plans"]?.map(\.isRequired) == [true, true])
            #expect(schema.tables["items"]?.map(\.type) == ["BIGINT", "REAL", "BLOB"])
            #expect(schema.tables["items"]?.map(\.isRequired) == [true, false, false])
            #expect(schema.engine == engine)
            #expect(schema.bytes > 0)
            #expect(schema.version.isEmpty == false)
        }
    }

    @Test("what was applied is not run again, and what is new is", arguments: DatabaseEngine.allCases)
    func repeatedMigration(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [MigrationGroup("plans", [first])]) { database in
            try await database.write { _ = try $0.execute("INSERT INTO plans VALUES (1, 'kept')") }
            try await database.migrate([MigrationGroup("plans", [first, second])])
            try await database.migrate([MigrationGroup("plans", [first, second])])
            let kept = try await database.read { try $0.count("SELECT count(*) FROM plans") }
            #expect(kept == 1)
        }
    }

    @Test(
        "a migration that fails in its middle leaves nothing and can be run again", arguments: DatabaseEngine.allCases)
    func interruptedMigration(engine: DatabaseEngine) async throws {
        let broken = Migration(
            "create items", ["CREATE TABLE items (id BIGINT NOT NULL PRIMARY KEY)", "INSERT INTO nowhere VALUES (1)"])
        try await withDatabase(engine) { database in
            await #expect(throws: StorageProblem.self) {
                try await database.migrate([MigrationGroup("plans", [first, broken])])
            }
            let tables = try await database.schema().tables.keys
            #expect(Set(tables) == ["plans", "applied_migrations"])
            try await database.migrate([MigrationGroup("plans", [first, second])])
            let after = try await database.schema().tables.keys
            #expect(after.contains("items"))
        }
    }

    @Test(
        "a changed, an unknown and a late migration are refused before anything is run",
        arguments: DatabaseEngine.allCases)
    func refusals(engine: DatabaseEngine) async throws {
        let changed = Migration("create plans", ["CREATE TABLE plans (id BIGINT NOT NULL PRIMARY KEY)"])
        let third = Migration("create units", ["CREATE TABLE units (id BIGINT NOT NULL PRIMARY KEY)"])
        try await withDatabase(engine, migrations: [MigrationGroup("plans", [first, second])]) { database in
            for migrations in [
                [changed, second, third], [first, third], [first], [third, first, second], [second, first],
            ] {
                let problem = await #expect(throws: StorageProblem.self) {
                    try await database.migrate([MigrationGroup("others", [third]), MigrationGroup("plans", migrations)])
                }
                #expect(problem?.kind == .migrationRefused)
                #expect(problem?.message.hasPrefix("plans: ") == true)
            }
            let problem = await #expect(throws: StorageProblem.self) {
                try await database.migrate([MigrationGroup("others", [third, third])])
            }
            #expect(problem?.kind == .migrationRefused)
            let tables = try await database.schema().tables
            #expect(tables["units"] == nil)
        }
    }

    @Test("two servers that migrate at once end with one schema")
    func concurrentMigration() async throws {
        try await withDatabaseLocation(.postgres) { location in
            let databases = [try await location.open(), try await location.open()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for database in databases {
                    group.addTask { try await database.migrate([MigrationGroup("plans", [first, second])]) }
                }
                try await group.waitForAll()
            }
            let applied = try await databases[0].read { try $0.count("SELECT count(*) FROM applied_migrations") }
            #expect(applied == 2)
            for database in databases { await database.close() }
        }
    }

    @Test("a definition's words are replaced outside of quotes and comments only")
    func portableWords() {
        let text = "CREATE TABLE t (a TEXT DEFAULT 'TEXT BIGINT', b BIGINT, -- BLOB\n c BLOB, \"REAL\" REAL);"
        #expect(
            PortableDefinition.translated(text, for: .sqlite)
                == "CREATE TABLE t (a TEXT DEFAULT 'TEXT BIGINT', b INTEGER, \n c BLOB, \"REAL\" REAL) STRICT")
        #expect(
            PortableDefinition.translated(text, for: .postgres)
                == "CREATE TABLE t (a TEXT COLLATE \"C\" DEFAULT 'TEXT BIGINT', b BIGINT, \n c BYTEA, "
                + "\"REAL\" DOUBLE PRECISION)")
    }
}

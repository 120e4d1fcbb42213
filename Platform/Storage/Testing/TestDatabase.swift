import Foundation
import Storage

/// Runs a test on a new, empty database of an engine, which goes when the body ends.
///
/// ```swift
/// @Test(arguments: DatabaseEngine.allCases)
/// func `a title is kept`(engine: DatabaseEngine) async throws {
///     try await withDatabase(engine, migrations: [PlanSchema.migrations]) { database in … }
/// }
/// ```
///
/// Where PostgreSQL is not installed its half is skipped with a line that says so.
public func withDatabase(
    _ engine: DatabaseEngine, migrations: [MigrationGroup] = [], options: DatabaseOptions = DatabaseOptions(),
    _ body: (any Database) async throws -> Void
) async throws {
    try await withDatabaseLocation(engine) { location in
        let database = try await location.open(options: options)
        do {
            try await database.migrate(migrations)
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}

/// Runs a test with the location of a new, empty database that the test opens itself.
public func withDatabaseLocation(
    _ engine: DatabaseEngine, _ body: (DatabaseLocation) async throws -> Void
) async throws {
    switch engine {
    case .sqlite:
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("heng-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        // The folder the database makes is one below, so that its own making of folders is under test too.
        do {
            try await body(.sqlite(path: "\(folder)/data/heng.sqlite"))
        } catch {
            try FileManager.default.removeItem(atPath: folder)
            throw error
        }
        try FileManager.default.removeItem(atPath: folder)
    case .postgres:
        guard let made = try await TestCluster.shared.makeDatabase() else { return }
        do {
            try await body(made.location)
        } catch {
            try await TestCluster.shared.dropDatabase(made.name)
            throw error
        }
        try await TestCluster.shared.dropDatabase(made.name)
    }
}

/// Runs the same on a new database of each engine, one after the other.
public func forEachDatabase(
    migrations: [MigrationGroup] = [], _ body: (any Database) async throws -> Void
) async throws {
    for engine in DatabaseEngine.allCases { try await withDatabase(engine, migrations: migrations, body) }
}

/// PostgreSQL through libpq: one connection that writes, several that read.
final class PostgresDatabase: Database {
    let engine = DatabaseEngine.postgres

    private let location: String
    private let readers: PostgresPool
    private let writers: PostgresPool
    private let gate = WriteGate()
    private let isReadOnly: Bool

    /// The advisory lock that every write takes: "HENG" in ASCII.
    private static let writerLock = 0x4845_4E47
    private static let attempts = 4

    /// Connects once, so that a wrong location is told at once.
    init(parameters: [String: String], location: String, options: DatabaseOptions) async throws {
        self.location = location
        isReadOnly = options.isReadOnly
        let connect: @Sendable () throws -> PostgresConnection = {
            try PostgresConnection(parameters: parameters, options: options)
        }
        readers = PostgresPool(limit: options.readers, waiting: options.waiting, connect: connect)
        writers = PostgresPool(limit: 1, waiting: options.waiting, connect: connect)
        try await readers.lend { _ in }
    }

    func read<T: Sendable>(_ body: @Sendable @escaping (any ReadSession) throws -> T) async throws -> T {
        let work: @Sendable (PostgresConnection) throws -> T = { connection in
            try connection.simple("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return try Self.finishing(connection) { try body($0) }
        }
        do {
            return try await readers.lend(work)
        } catch let problem as StorageProblem where problem.kind == .connectionLost {
            return try await readers.lend(fresh: true, work)
        }
    }

    func write<T: Sendable>(_ body: @Sendable @escaping (any WriteSession) throws -> T) async throws -> T {
        guard !isReadOnly else { throw StorageProblem(.writesStopped, "\(location) was opened for reading only") }
        let work: @Sendable (PostgresConnection) throws -> T = { [gate] connection in
            try gate.check()
            do {
                try connection.simple("BEGIN ISOLATION LEVEL READ COMMITTED")
                try connection.simple("SELECT pg_advisory_xact_lock(\(Self.writerLock))")
            } catch let problem as StorageProblem {
                if !connection.isBroken { _ = Result { try connection.simple("ROLLBACK") } }
                throw NotBegun(problem: problem)
            }
            do {
                return try Self.finishing(connection) { try body($0) }
            } catch {
                gate.observe(error)
                throw error
            }
        }
        var isFresh = false
        for attempt in 1...Self.attempts {
            do {
                return try await writers.lend(fresh: isFresh, work)
            } catch let notBegun as NotBegun {
                // A connection that broke while it was idle has run nothing of the body.
                guard notBegun.problem.kind == .connectionLost, attempt < Self.attempts, !isFresh else {
                    throw notBegun.problem
                }
                isFresh = true
            } catch let problem as StorageProblem
                where PostgresProblem.mayRunAgain(problem) && attempt < Self.attempts
            {
                isFresh = problem.code == "0A000"
            }
        }
        throw StorageProblem(.busy, "the transaction failed \(Self.attempts) times against other writers")
    }

    func migrate(_ groups: [MigrationGroup]) async throws {
        try await Migrator(groups: groups).run(on: self)
    }

    func schema() async throws -> SchemaDescription {
        let location = location
        return try await read { session in
            let rows = try session.rows(
                """
                SELECT c.table_name AS name, c.column_name AS column_name, c.data_type AS type,
                       CASE WHEN c.is_nullable = 'NO' THEN 1 ELSE 0 END AS required
                FROM information_schema.columns c
                JOIN information_schema.tables t
                  ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
                ORDER BY c.table_name, c.ordinal_position
                """)
            let types = [
                "bigint": "BIGINT", "text": "TEXT", "bytea": "BLOB", "double precision": "REAL",
            ]
            var tables: [String: [SchemaDescription.Column]] = [:]
            for row in rows {
                let type = try row.text("type")
                tables[try row.text("name"), default: []].append(
                    SchemaDescription.Column(
                        name: try row.text("column_name"), type: types[type] ?? type.uppercased(),
                        isRequired: try row.bool("required")))
            }
            let facts = try session.first(
                "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes")
            return SchemaDescription(
                engine: .postgres, version: try facts?.text("version") ?? "", location: location,
                bytes: Int64(try facts?.integer("bytes") ?? 0), tables: tables)
        }
    }

    func close() async {
        await readers.close()
        await writers.close()
    }

    /// A transaction whose body was never entered.
    private struct NotBegun: Error {
        let problem: StorageProblem
    }

    /// Runs the body in the transaction that was begun, then commits; rolls back where anything fails.
    private static func finishing<T>(
        _ connection: PostgresConnection, _ body: (PostgresSession) throws -> T
    ) throws -> T {
        let session = PostgresSession(connection)
        let result: T
        do {
            result = try body(session)
            try session.refuseIfSpoiled()
        } catch {
            // A connection that cannot roll back is not given to anybody again: the pool sees that it is broken or
            // still in a transaction, and the server rolls back when it is closed.
            if !connection.isBroken { _ = Result { try connection.simple("ROLLBACK") } }
            throw error
        }
        let tag: String
        do {
            tag = try connection.simple("COMMIT")
        } catch let problem as StorageProblem where problem.kind == .connectionLost {
            throw StorageProblem(
                .outcomeUnknown, "the connection broke after COMMIT was sent: \(problem.message)", code: problem.code)
        }
        guard tag == "COMMIT" else {
            throw StorageProblem(.failure, "the server answered COMMIT with \(tag); nothing was kept")
        }
        return result
    }
}

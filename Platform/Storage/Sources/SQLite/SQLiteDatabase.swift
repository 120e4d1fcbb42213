import GRDB
import Synchronization

/// The embedded database: one SQLite file in WAL mode with `synchronous=FULL`.
final class SQLiteDatabase: Database {
    let engine = DatabaseEngine.sqlite

    private let path: String
    private let pool: DatabasePool
    private let gate = WriteGate()
    /// Nil once closed, so that the next server may open the folder; nil from the start where only reads are made.
    private let lock: Mutex<FolderLock?>
    private let isReadOnly: Bool

    init(path: String, options: DatabaseOptions) throws {
        self.path = path
        isReadOnly = options.isReadOnly
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[..<$0]) } ?? "."
        lock = Mutex(options.isReadOnly ? nil : try FolderLock(folder: folder.isEmpty ? "/" : folder))
        if !options.isReadOnly { try FolderLock.makeFile(path) }

        var configuration = Configuration()
        configuration.readonly = options.isReadOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(options.waiting.milliseconds) / 1_000)
        configuration.maximumReaderCount = options.readers
        configuration.acceptsDoubleQuotedStringLiterals = false
        configuration.prepareDatabase { connection in
            // PostgreSQL's LIKE tells upper from lower case too.
            try connection.execute(sql: "PRAGMA case_sensitive_like = ON")
            try connection.execute(sql: "PRAGMA trusted_schema = OFF")
            try connection.execute(sql: "PRAGMA cell_size_check = ON")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            if !options.isReadOnly {
                // GRDB leaves NORMAL, which may lose the last transactions when the power fails.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            }
        } catch {
            throw SQLiteProblem.problem(from: error, place: path)
        }
    }

    func read<T: Sendable>(_ body: @Sendable @escaping (any ReadSession) throws -> T) async throws -> T {
        do {
            return try await pool.read { try body(SQLiteSession($0)) }
        } catch {
            throw SQLiteProblem.problem(from: error)
        }
    }

    func write<T: Sendable>(_ body: @Sendable @escaping (any WriteSession) throws -> T) async throws -> T {
        guard !isReadOnly else { throw StorageProblem(.writesStopped, "\(path) was opened for reading only") }
        try gate.check()
        do {
            return try await pool.write { connection in
                // A write that waited while the disk failed must not slip through.
                try self.gate.check()
                do {
                    let session = SQLiteSession(connection)
                    let result = try body(session)
                    try session.refuseIfSpoiled()
                    return result
                } catch {
                    self.gate.observe(SQLiteProblem.problem(from: error))
                    throw error
                }
            }
        } catch {
            let problem = SQLiteProblem.problem(from: error)
            gate.observe(problem)
            throw problem
        }
    }

    func migrate(_ groups: [MigrationGroup]) async throws {
        try await Migrator(groups: groups).run(on: self)
    }

    func schema() async throws -> SchemaDescription {
        let path = path
        return try await read { session in
            var tables: [String: [SchemaDescription.Column]] = [:]
            let names = try session.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")
            for name in try names.map({ try $0.text("name") }) {
                tables[name] = try session.rows(
                    "SELECT name, type, \"notnull\" AS required, pk FROM pragma_table_info(\(name)) ORDER BY cid"
                ).map { row in
                    let type = try row.text("type")
                    return SchemaDescription.Column(
                        name: try row.text("name"), type: type == "INTEGER" ? "BIGINT" : type,
                        isRequired: try row.bool("required") || row.integer("pk") > 0)
                }
            }
            let version = try session.first("SELECT sqlite_version() AS version")?.text("version") ?? ""
            let bytes = try session.count(
                "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()")
            return SchemaDescription(
                engine: .sqlite, version: version, location: path, bytes: Int64(bytes), tables: tables)
        }
    }

    func close() async {
        do {
            try pool.close()
            lock.withLock { $0 = nil }
        } catch {
            // A statement still runs: the file stays open, and so the folder stays locked until the process ends.
            return
        }
    }
}

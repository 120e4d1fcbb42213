import Foundation
import Storage
import StorageTesting
import Testing

private let schema = MigrationGroup(
    "faults",
    [
        Migration(
            "create notes",
            [
                "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL)",
                "CREATE TABLE others (id BIGINT NOT NULL PRIMARY KEY)",
                .only(.postgres, "CREATE SEQUENCE tries"),
                .only(
                    .postgres,
                    """
                    CREATE FUNCTION fail_twice() RETURNS BIGINT LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('tries') < 3 THEN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END IF;
                        RETURN 1;
                    END $$
                    """),
                .only(
                    .postgres,
                    """
                    CREATE FUNCTION sleep_at_commit() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END $$
                    """),
                .only(
                    .postgres,
                    """
                    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON others DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION sleep_at_commit()
                    """),
            ])
    ])

private let killOthers: SQL = """
    SELECT count(pg_terminate_backend(pid)) AS killed FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
    """

@Suite("Faults")
struct FaultTests {
    @Test("connections that the server ended are made anew")
    func reconnecting() async throws {
        try await withDatabase(.postgres, migrations: [schema]) { database in
            try await database.write { _ = try $0.execute("INSERT INTO notes VALUES (1, 'a')") }
            for round in 2...4 {
                let byReader = try await database.read { try $0.count(killOthers) }
                #expect(byReader >= 1)
                try await database.write { _ = try $0.execute("INSERT INTO notes VALUES (\(round), 'a')") }
                let byWriter = try await database.write { try $0.count(killOthers) }
                #expect(byWriter >= 1)
                let count = try await database.read { try $0.count("SELECT count(*) FROM notes") }
                #expect(count == round)
            }
        }
    }

    @Test("a connection that breaks in the middle of a write keeps nothing and says so")
    func brokenInTheMiddle() async throws {
        try await withDatabase(.postgres, migrations: [schema]) { database in
            let problem = await #expect(throws: StorageProblem.self) {
                try await database.write { session in
                    try session.execute("INSERT INTO notes VALUES (1, 'a')")
                    _ = try session.count("SELECT count(pg_terminate_backend(pg_backend_pid())) AS killed")
                }
            }
            #expect(problem?.kind == .connectionLost)
            let count = try await database.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(count == 0)
        }
    }

    @Test("a connection that breaks at COMMIT leaves the outcome unknown, and that is said")
    func brokenAtCommit() async throws {
        try await withDatabase(.postgres, migrations: [schema]) { database in
            let write = Task {
                try await database.write { _ = try $0.execute("INSERT INTO others VALUES (1)") }
            }
            var killed = 0
            for _ in 0..<200 where killed == 0 {
                killed = try await database.read { session in
                    try session.count(
                        """
                        SELECT count(pg_terminate_backend(pid)) AS killed FROM pg_stat_activity
                        WHERE datname = current_database() AND query = 'COMMIT' AND state = 'active'
                        """)
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(killed == 1)
            let problem = await #expect(throws: StorageProblem.self) { try await write.value }
            #expect(problem?.kind == .outcomeUnknown)
        }
    }

    @Test("a serialisation failure is tried again from the beginning, with nothing kept of the first try")
    func serialisationFailure() async throws {
        try await withDatabase(.postgres, migrations: [schema]) { database in
            try await database.write { session in
                try session.execute("INSERT INTO notes VALUES (1, 'a')")
                _ = try session.count("SELECT fail_twice() AS done")
            }
            let (count, tries) = try await database.read { session in
                (
                    try session.count("SELECT count(*) FROM notes"),
                    try session.count("SELECT last_value FROM tries")
                )
            }
            #expect(count == 1)
            #expect(tries == 3)
        }
    }

    @Test("a statement that takes too long is ended")
    func statementLimit() async throws {
        let options = DatabaseOptions(statementLimit: .milliseconds(300))
        try await withDatabase(.postgres, migrations: [schema], options: options) { database in
            let problem = await #expect(throws: StorageProblem.self) {
                _ = try await database.read { try $0.first("SELECT CAST(pg_sleep(30) AS TEXT) AS slept") }
            }
            #expect(problem?.kind == .timeout)
            let one = try await database.read { try $0.count("SELECT 1 AS one") }
            #expect(one == 1)
        }
    }

    @Test("whoever waits too long for a connection is turned away, and the next is served")
    func waitingLimit() async throws {
        let options = DatabaseOptions(readers: 1, waiting: .milliseconds(200))
        try await withDatabase(.postgres, options: options) { database in
            let gate = Gate()
            let (begun, begunSignal) = AsyncStream<Void>.makeStream()
            let holder = Task {
                try await database.read { session in
                    begunSignal.finish()
                    gate.wait()
                    return try session.count("SELECT 1 AS one")
                }
            }
            for await _ in begun {}
            let problem = await #expect(throws: StorageProblem.self) {
                _ = try await database.read { try $0.count("SELECT 1 AS one") }
            }
            #expect(problem?.kind == .busy)
            gate.open()
            let first = try await holder.value
            let second = try await database.read { try $0.count("SELECT 2 AS two") }
            #expect(first + second == 3)
        }
    }

    @Test("a full disk refuses the write, keeps what was there, and takes writes again when there is room")
    func fullDisk() async throws {
        try await withDatabase(.sqlite, migrations: [schema]) { database in
            try await database.write { session in
                try session.execute("INSERT INTO notes VALUES (1, 'a')")
                _ = try session.first("PRAGMA max_page_count = 20")
            }
            let problem = await #expect(throws: StorageProblem.self) {
                try await database.write { session in
                    let rows = (2...5_000).map { [SQLValue.integer($0), .text(String(repeating: "质", count: 50))] }
                    try session.insert(into: "notes", columns: ["id", "body"], rows: rows)
                }
            }
            #expect(problem?.kind == .diskFull)
            let kept = try await database.read { try $0.count("SELECT count(*) FROM notes") }
            #expect(kept == 1)
            try await database.write { session in
                _ = try session.first("PRAGMA max_page_count = 100000")
                try session.execute("INSERT INTO notes VALUES (2, 'b')")
            }
        }
    }

    @Test("a damaged file stops writes for good, and reads of what is sound go on")
    func damagedFile() async throws {
        try await withDatabaseLocation(.sqlite) { location in
            guard case .sqlite(let path) = location else { return }
            let before = try await location.open()
            try await before.migrate([schema])
            try await before.write { session in
                try session.execute("INSERT INTO others VALUES (7)")
                let rows = (1...5_000).map { [SQLValue.integer($0), .text(String(repeating: "质", count: 50))] }
                try session.insert(into: "notes", columns: ["id", "body"], rows: rows)
            }
            await before.close()
            // Behind the first pages, which hold the schema and the roots of the tables.
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let end = try file.seekToEnd()
            try file.seek(toOffset: 100 * 4_096)
            try file.write(contentsOf: Data(repeating: 0xA5, count: Int(end) - 100 * 4_096))
            try file.close()

            let database = try await location.open()
            let damaged = await #expect(throws: StorageProblem.self) {
                try await database.write { _ = try $0.execute("UPDATE notes SET body = 'x'") }
            }
            #expect(damaged?.kind == .damaged)
            let stopped = await #expect(throws: StorageProblem.self) {
                try await database.write { _ = try $0.execute("INSERT INTO others VALUES (8)") }
            }
            #expect(stopped?.kind == .writesStopped)
            #expect(stopped?.problem.kind == .unavailable)
            let sound = try await database.read { try $0.count("SELECT max(id) AS id FROM others") }
            #expect(sound == 7)
            await database.close()
        }
    }

    @Test("SQLite keeps its promises of durability: synchronous FULL, foreign keys")
    func settings() async throws {
        try await withDatabase(.sqlite) { database in
            try await database.write { session in
                #expect(try session.first("PRAGMA synchronous")?.values == [.integer(2)])
                #expect(try session.first("PRAGMA foreign_keys")?.values == [.integer(1)])
                _ = try session.first("PRAGMA user_version")
            }
        }
    }

    @Test("every row that was acknowledged is there after kill -9", arguments: DatabaseEngine.allCases)
    func killedWriter(engine: DatabaseEngine) async throws {
        try await withDatabaseLocation(engine) { location in
            let place: String
            switch location {
            case .sqlite(let path): place = "sqlite:\(path)"
            case .postgres(let parameters):
                place = "postgres:///\(parameters["dbname"] ?? "")?host=\(parameters["host"] ?? "")&user=heng"
            }
            let writer = try #require(Bundle.main.executableURL).deletingLastPathComponent()
                .appendingPathComponent("storage-crash-writer")
            var acknowledged = 0
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<5 {
                let process = Process()
                let output = Pipe()
                process.executableURL = writer
                process.arguments = [place]
                process.standardOutput = output
                try process.run()
                // Waits for the first acknowledgement: on a busy machine a fixed time may end before it.
                var written = output.fileHandleForReading.availableData
                usleep(UInt32.random(in: 50_000...300_000, using: &generator))
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                written += output.fileHandleForReading.readDataToEndOfFile()
                let text = String(decoding: written, as: UTF8.self)
                // A line without its end was not acknowledged yet.
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                acknowledged = max(acknowledged, lines.compactMap { Int($0) }.max() ?? 0)
            }
            #expect(acknowledged > 0)
            let database = try await location.open()
            let (count, highest, halves) = try await database.read { session in
                (
                    try session.count("SELECT count(*) FROM rows_written"),
                    try session.count("SELECT coalesce(max(number), 0) AS highest FROM rows_written"),
                    try session.count("SELECT count(*) FROM rows_written WHERE pair <> number")
                )
            }
            #expect(highest >= acknowledged)
            #expect(count == highest)
            #expect(halves == 0)
            await database.close()
        }
    }
}

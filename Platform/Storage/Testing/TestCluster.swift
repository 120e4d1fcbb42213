import CPostgres
import Foundation
import Storage

/// One private PostgreSQL cluster for a test process: in a temporary folder, on a Unix socket, without fsync.
///
/// A shell process looks after it: it starts the server and waits on a pipe whose other end only the test process has.
/// When the test process ends, also by a kill, the pipe closes and the server and its folder go. Folders whose keeper was
/// killed too are swept by the next one.
actor TestCluster {
    /// What a test process shares: starting a server takes longer than most tests.
    static let shared = TestCluster()

    private enum State {
        case unknown
        case absent
        case running(folder: String)
        case failed(String)
    }

    struct StartFailure: Error, CustomStringConvertible {
        let description: String
    }

    private var state = State.unknown
    private var databasesMade = 0

    /// Makes an empty database; nil where PostgreSQL is not installed, which is said once.
    func makeDatabase() throws -> (location: DatabaseLocation, name: String)? {
        guard let folder = try runningFolder() else { return nil }
        databasesMade += 1
        let name = "test_\(databasesMade)"
        try command("CREATE DATABASE \(name)", folder: folder)
        return (.postgres(parameters: Self.parameters(folder: folder, name: name)), name)
    }

    func dropDatabase(_ name: String) throws {
        guard case .running(let folder) = state else { return }
        try command("DROP DATABASE \(name) WITH (FORCE)", folder: folder)
    }

    private func runningFolder() throws -> String? {
        switch state {
        case .running(let folder): return folder
        case .absent: return nil
        case .failed(let reason): throw StartFailure(description: reason)
        case .unknown: break
        }
        guard let binaries = try Self.binaries() else {
            print("skipped on PostgreSQL: no initdb found; install postgresql or set HENG_POSTGRES_BIN")
            state = .absent
            return nil
        }
        do {
            let folder = try Self.start(binaries: binaries)
            state = .running(folder: folder)
            return folder
        } catch {
            state = .failed("\(error)")
            throw error
        }
    }

    private func command(_ text: String, folder: String) throws {
        let uri = "host=\(folder) user=heng dbname=postgres"
        let connection = PQconnectdb(uri)
        defer { PQfinish(connection) }
        let result = PQexec(connection, text)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw StartFailure(description: "\(text): \(PQerrorMessage(connection).map { String(cString: $0) } ?? "")")
        }
    }

    private static func parameters(folder: String, name: String) -> [String: String] {
        ["host": folder, "user": "heng", "dbname": name]
    }

    /// The newest installed server's programs.
    private static func binaries() throws -> String? {
        let manager = FileManager.default
        if let named = ProcessInfo.processInfo.environment["HENG_POSTGRES_BIN"] { return named }
        let root = "/usr/lib/postgresql"
        guard manager.fileExists(atPath: root) else { return nil }
        let versions = try manager.contentsOfDirectory(atPath: root).compactMap(Int.init).sorted(by: >)
        return versions.map { "\(root)/\($0)/bin" }.first { manager.isExecutableFile(atPath: "\($0)/initdb") }
    }

    private static func start(binaries: String) throws -> String {
        var template = Array("/tmp/heng-pg-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw StartFailure(description: "no temporary folder") }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var ends: [Int32] = [0, 0]
        // The writing end must not be inherited by any other child, or the server would outlive this process.
        guard pipe(&ends) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
            throw StartFailure(description: "no pipe")
        }
        let keeper = Process()
        keeper.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        keeper.arguments = ["/bin/sh", "-c", script, "keeper", folder, binaries]
        keeper.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        keeper.standardOutput = FileHandle.nullDevice
        keeper.standardError = FileHandle.nullDevice
        try keeper.run()
        close(ends[0])
        let deadline = Date().addingTimeInterval(60)
        while Date() < deadline {
            let connection = PQconnectdb("host=\(folder) user=heng dbname=postgres")
            let isReady = PQstatus(connection) == CONNECTION_OK
            PQfinish(connection)
            if isReady { return folder }
            guard keeper.isRunning else { break }
            usleep(50_000)
        }
        throw StartFailure(description: "PostgreSQL did not start; see \(folder)/log and \(folder)/initdb.log")
    }

    /// The default collation is ICU's Chinese on purpose: it orders texts unlike SQLite, so a column that was left to it
    /// is seen.
    private static let script = """
        trap '' INT TERM HUP
        folder=$1 binaries=$2
        for old in /tmp/heng-pg-*; do
            [ "$old" = "$folder" ] && continue
            [ -f "$old/keeper" ] || continue
            kill -0 "$(cat "$old/keeper")" 2>/dev/null && continue
            [ -f "$old/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$old/data/postmaster.pid")" 2>/dev/null
            rm -rf "$old"
        done
        echo $$ > "$folder/keeper"
        as() { "$@"; }
        if [ "$(id -u)" = 0 ]; then
            chown postgres "$folder"
            as() { setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; }
        fi
        as "$binaries/initdb" -D "$folder/data" -U heng -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu \\
            --icu-locale=zh --no-sync > "$folder/initdb.log" 2>&1 || exit 1
        as "$binaries/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off \\
            -c full_page_writes=off -c shared_buffers=64MB -c max_connections=200 > "$folder/log" 2>&1 &
        cat > /dev/null
        kill -QUIT "$(head -n 1 "$folder/data/postmaster.pid")"
        wait
        rm -rf "$folder"
        """
}

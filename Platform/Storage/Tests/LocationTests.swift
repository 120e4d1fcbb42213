import Foundation
import Storage
import StorageTesting
import Testing

@Suite("Locations")
struct LocationTests {
    @Test("a location is read, and shown without its password")
    func parsing() throws {
        #expect(try DatabaseLocation.parse("sqlite:data/heng.sqlite") == .sqlite(path: "data/heng.sqlite"))
        let location = try DatabaseLocation.parse("postgres://heng:s3cr%40t@db.example:5433/city?sslmode=require")
        guard case .postgres(let parameters) = location else {
            Issue.record("a postgres location was read as another")
            return
        }
        #expect(parameters["user"] == "heng")
        #expect(parameters["password"] == "s3cr@t")
        #expect(parameters["host"] == "db.example")
        #expect(parameters["port"] == "5433")
        #expect(parameters["dbname"] == "city")
        #expect(parameters["sslmode"] == "require")
        #expect(location.description == "postgres://heng@db.example:5433/city")
        let socket = try DatabaseLocation.parse("postgresql:///city?host=/run/postgresql")
        #expect(socket.description == "postgres:///run/postgresql/city")
    }

    @Test(
        "what is no location is refused, and never repeated in the message",
        arguments: [
            "", "heng.sqlite", "sqlite:", "sqlite::memory:", "mysql://root:s3cret@h/d", "postgres://u:s3cret@h:1",
            "postgres://u:s3cret@h:1/d?nonsense=1", "postgres://u:s3cret@[::1/d", "SQLITE:x",
        ])
    func badLocations(text: String) {
        let problem = #expect(throws: StorageProblem.self) { try DatabaseLocation.parse(text) }
        #expect(problem?.kind == .badLocation)
        #expect(problem?.message.contains("s3cret") == false)
    }

    @Test("a second server on one data folder is refused until the first has closed")
    func folderLock() async throws {
        try await withDatabaseLocation(.sqlite) { location in
            let first = try await location.open()
            let problem = await #expect(throws: StorageProblem.self) { _ = try await location.open() }
            #expect(problem?.kind == .folderInUse)
            let reader = try await location.open(options: DatabaseOptions(isReadOnly: true))
            _ = try await reader.read { try $0.count("SELECT 1 AS one") }
            await #expect(throws: StorageProblem.self) {
                try await reader.write { _ = try $0.execute("CREATE TABLE x (id BIGINT)") }
            }
            await reader.close()
            await first.close()
            let second = try await location.open()
            await second.close()
        }
    }

    @Test("files and folder are for their owner only")
    func permissions() async throws {
        try await withDatabaseLocation(.sqlite) { location in
            guard case .sqlite(let path) = location else { return }
            let database = try await location.open()
            try await database.migrate([
                MigrationGroup("x", [Migration("x", ["CREATE TABLE x (id BIGINT NOT NULL PRIMARY KEY)"])])
            ])
            let folder = (path as NSString).deletingLastPathComponent
            func mode(_ path: String) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            let folderMode = try mode(folder)
            #expect(folderMode == 0o700)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(Set(files).isSuperset(of: ["heng.lock", "heng.sqlite", "heng.sqlite-wal"]))
            for file in files {
                let fileMode = try mode("\(folder)/\(file)")
                #expect(fileMode == 0o600, "\(file)")
            }
            await database.close()
        }
    }

    @Test("a place where no database can be is told as such")
    func unreachable() async throws {
        let problem = await #expect(throws: StorageProblem.self) {
            _ = try await DatabaseLocation.sqlite(path: "/proc/heng/heng.sqlite").open()
        }
        #expect(problem?.kind == .badLocation)
        let lost = await #expect(throws: StorageProblem.self) {
            _ = try await DatabaseLocation.parse("postgres://nobody@127.0.0.1:1/none").open()
        }
        #expect(lost?.kind == .connectionLost)
    }
}

import CivicCalendar
import Foundation
import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Files

@Suite("The register of files")
struct RegisterTests {
    private static let attach = Verb(name: "test.attach")

    private func withRegister(
        _ engine: DatabaseEngine, _ body: (LedgeredDatabase, Clock) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: [LedgerSchema.migrations, FileStore.migrations]) { raw in
            let clock = Clock(asOf: try CivicDate("2021-09-15")) { LogTime(microseconds: 1_631_700_000_000_000) }
            try await body(
                LedgeredDatabase(
                    database: raw, clock: clock, identifiers: IdentifierSource(clock: clock), verbs: [Self.attach]),
                clock)
        }
    }

    private func file(_ text: String, _ type: MediaType = .text) throws -> StoredFile {
        StoredFile(digest: try Digest(of: text), size: text.utf8.count, mediaType: type)
    }

    @Test("a content has one row, written with the first record that refers to it", arguments: DatabaseEngine.allCases)
    func rows(engine: DatabaseEngine) async throws {
        try await withRegister(engine) { database, clock in
            let office = Actor(name: "office", roles: [.office])
            let files = try MediaType.allCases.map { try file("质量 \($0.rawValue)", $0) }
            for round in 0..<2 {
                try await database.change(by: office) { session in
                    for file in files { try FileStore.record(file, in: session) }
                    try session.record(
                        Self.attach, on: RecordReference(kind: "report", identity: "\(round)"), change: .object([:]))
                }
            }
            let all = try await database.read { try FileStore.all(in: $0) }
            #expect(Set(all) == Set(files) && all.count == files.count)
            let (first, none) = try await database.read { session in
                (
                    try FileStore.file(files[3].digest, in: session),
                    try FileStore.file(try Digest(of: "nothing"), in: session)
                )
            }
            #expect(first == files[3] && none == nil)
            let row = try await database.read { try $0.first("SELECT day, recorded_at, recorded_by FROM stored_files") }
            #expect(try row?.date("day").description == "2021-09-15")
            #expect(try row?.time("recorded_at") == clock.now())
            #expect(try row?.text("recorded_by") == "office")
        }
    }

    @Test("without its record in the same transaction there is no row", arguments: DatabaseEngine.allCases)
    func together(engine: DatabaseEngine) async throws {
        try await withRegister(engine) { database, _ in
            let file = try file("质量")
            await #expect(throws: LedgerProblem.self) {
                try await database.change(by: Actor(name: "office", roles: [.office])) { session in
                    try FileStore.record(file, in: session)
                }
            }
            #expect(try await database.read { try FileStore.all(in: $0) }.isEmpty)
        }
    }

    @Test("rows stay as they are, and nonsense is no row", arguments: DatabaseEngine.allCases)
    func schema(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [FileStore.migrations]) { raw in
            func accepts(_ sql: SQL) async -> Bool {
                do {
                    try await raw.write { _ = try $0.execute(sql) }
                    return true
                } catch {
                    return false
                }
            }
            let digest = String(repeating: "ab", count: 32)
            #expect(await accepts("INSERT INTO stored_files VALUES (\(digest), 1, 'pdf', '2021-09-15', 0, 'office')"))
            #expect(await !accepts("INSERT INTO stored_files VALUES (\(digest), 1, 'pdf', '2021-09-15', 0, 'office')"))
            #expect(await !accepts("INSERT INTO stored_files VALUES ('ab', 1, 'pdf', '2021-09-15', 0, 'office')"))
            let other = String(repeating: "cd", count: 32)
            #expect(await !accepts("INSERT INTO stored_files VALUES (\(other), 0, 'pdf', '2021-09-15', 0, 'office')"))
            #expect(await !accepts("INSERT INTO stored_files VALUES (\(other), 1, 'exe', '2021-09-15', 0, 'office')"))
            #expect(await !accepts("UPDATE stored_files SET size = 2"))
            #expect(await !accepts("DELETE FROM stored_files"))
        }
    }
}

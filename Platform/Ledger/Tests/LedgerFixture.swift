import Kernel
import Ledger
import Storage
import StorageTesting
import Synchronization

extension Verb {
    static let write = Verb(name: "note.write")
    static let strike = Verb(name: "note.strike")
}

/// A ledgered database with a table of notes, a clock that goes a millisecond at each look, and two actors.
struct LedgerFixture: Sendable {
    let raw: any Database
    let ledgered: LedgeredDatabase
    let office = Actor(name: "office@local", roles: [.office, .leader])
    let liaison = Actor(name: "联络员@市场监管局", roles: [.liaison])

    static let notes = MigrationGroup(
        "notes",
        [Migration("create notes", ["CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL)"])])

    static func with(_ engine: DatabaseEngine, _ body: (LedgerFixture) async throws -> Void) async throws {
        try await withDatabase(
            engine, migrations: [LedgerSchema.migrations, notes], options: DatabaseOptions(waiting: .seconds(120))
        ) { database in
            let clock = TickingClock()
            let heng = Clock { clock.next() }
            let ledgered = LedgeredDatabase(
                database: database, clock: heng, identifiers: IdentifierSource(clock: heng),
                verbs: [.write, .strike])
            try await body(LedgerFixture(raw: database, ledgered: ledgered))
        }
    }

    /// Writes a note with its entry.
    @discardableResult
    func write(_ id: Int, by actor: Actor? = nil, reason: String? = nil) async throws -> LedgerEntry {
        try await ledgered.change(by: actor ?? office) { session in
            try session.execute("INSERT INTO notes (id, body) VALUES (\(id), \("note \(id)"))")
            return try session.record(
                .write, on: RecordReference(kind: "note", identity: "\(id)"), change: ["body": .string("note \(id)")],
                reason: reason)
        }
    }

    func verify() async throws -> LedgerVerifier.Outcome {
        try await raw.read { try LedgerVerifier($0).verify() }
    }

    /// Takes the guards of the ledger's tables away, as somebody with the database's password could.
    func disarm() async throws {
        try await raw.write { session in
            switch session.engine {
            case .sqlite:
                try session.execute("DROP TRIGGER ledger_entries_no_update")
                try session.execute("DROP TRIGGER ledger_entries_no_delete")
                try session.execute("DROP TRIGGER ledger_changes_no_update")
                try session.execute("DROP TRIGGER ledger_changes_no_delete")
            case .postgres:
                try session.execute("DROP TRIGGER ledger_entries_no_change ON ledger_entries")
                try session.execute("DROP TRIGGER ledger_changes_no_change ON ledger_changes")
            }
        }
    }
}

private final class TickingClock: Sendable {
    private let now = Mutex<Int64>(1_631_664_000_000_000)

    func next() -> LogTime {
        now.withLock { now in
            now += 1_000
            return LogTime(microseconds: now)
        }
    }
}

@testable import Storage

/// Every row of every table, to tell whether anything at all was changed.
struct DatabaseDump: Equatable {
    /// How often each row stands there, by table.
    let tables: [String: [[SQLValue]: Int]]

    init(_ store: any Database) async throws {
        let names = try await store.schema().tables.keys.sorted()
        tables = try await store.read { session in
            var tables: [String: [[SQLValue]: Int]] = [:]
            for name in names {
                let rows = try session.rows(SQL(parts: [.text("SELECT * FROM \(name)")]))
                tables[name] = rows.reduce(into: [:]) { $0[$1.values, default: 0] += 1 }
            }
            return tables
        }
    }

    /// The tables whose rows differ.
    func changes(since before: DatabaseDump) -> Set<String> {
        Set(tables.keys).union(before.tables.keys).filter { tables[$0] != before.tables[$0] }
    }
}

import Kernel
import Ledger
import Storage

/// When somebody last looked at what changed. Says nothing about the city, so the ledger does not keep it.
struct VisitStore: Sendable {
    static let migration = Migration(
        "remember visits",
        [
            """
            CREATE TABLE change_visits (
                account TEXT NOT NULL PRIMARY KEY CHECK (account <> ''),
                seen_at BIGINT NOT NULL
            )
            """
        ])

    /// nil where the account never looked.
    func last(_ account: String, in session: any ReadSession) throws -> LogTime? {
        try session.first("SELECT seen_at FROM change_visits WHERE account = \(account)")?.time("seen_at")
    }

    func mark(_ account: String, at time: LogTime, in session: ChangeSession) throws {
        try session.withoutRecord(reason: "a visit says nothing about the city") { session in
            let changed = try session.execute(
                "UPDATE change_visits SET seen_at = \(time) WHERE account = \(account)")
            if changed == 0 {
                try session.execute("INSERT INTO change_visits (account, seen_at) VALUES (\(account), \(time))")
            }
        }
    }
}

import Kernel
import Storage

/// How e-mail stands: for the page of messages and the administrator.
public struct MailState: Sendable, Hashable {
    /// A letter that could not be delivered.
    public struct Failure: Sendable, Hashable {
        public let message: Identifier
        public let address: String
        public let attempts: Int
        public let error: String
        public let time: LogTime
    }

    public let queued: Int
    public let sent: Int
    public let failed: Int
    /// The newest failures, at most twenty.
    public let failures: [Failure]

    public init(in session: any ReadSession) throws {
        var counts: [String: Int] = [:]
        for row in try session.rows("SELECT state, count(*) AS total FROM message_deliveries GROUP BY state") {
            counts[try row.text("state")] = try row.integer("total")
        }
        queued = counts["queued"] ?? 0
        sent = counts["sent"] ?? 0
        failed = counts["failed"] ?? 0
        failures = try session.rows(
            """
            SELECT message_id, address, attempts, error, changed_at FROM message_deliveries WHERE state = 'failed'
            ORDER BY changed_at DESC, id LIMIT 20
            """
        ).map { row in
            Failure(
                message: try row.identifier("message_id"), address: try row.text("address"),
                attempts: try row.integer("attempts"), error: try row.text("error"), time: try row.time("changed_at"))
        }
    }
}

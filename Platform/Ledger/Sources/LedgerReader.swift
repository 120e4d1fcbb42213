import Kernel
import Storage

/// Reads the ledger, newest first, a page at a time.
public struct LedgerReader {
    /// Which entries are wanted; what is nil does not matter.
    public struct Filter: Sendable, Hashable {
        public var actor: String?
        public var verb: Verb?
        public var recordKind: String?
        public var record: RecordReference?
        /// From this time on.
        public var from: LogTime?
        /// Before this time.
        public var until: LogTime?

        public init(
            actor: String? = nil, verb: Verb? = nil, recordKind: String? = nil, record: RecordReference? = nil,
            from: LogTime? = nil, until: LogTime? = nil
        ) {
            self.actor = actor
            self.verb = verb
            self.recordKind = recordKind
            self.record = record
            self.from = from
            self.until = until
        }

        var condition: SQL {
            var conditions: [SQL] = ["1 = 1"]
            if let actor { conditions.append("actor = \(actor)") }
            if let verb { conditions.append("verb = \(verb.name)") }
            if let recordKind { conditions.append("record_kind = \(recordKind)") }
            if let record {
                conditions.append("record_kind = \(record.kind) AND record_identity = \(record.identity)")
            }
            if let from { conditions.append("time >= \(from)") }
            if let until { conditions.append("time < \(until)") }
            return .joined(conditions, by: " AND ")
        }
    }

    /// Some entries, and where the next page begins.
    public struct Page: Sendable, Hashable {
        public let entries: [LedgerEntry]
        /// Pass it as `before` for the next page; nil on the last one.
        public let next: Int64?
    }

    private let session: any ReadSession

    public init(_ session: any ReadSession) {
        self.session = session
    }

    /// Entries before a position, newest first, at most 500.
    public func page(_ filter: Filter = Filter(), before position: Int64? = nil, limit: Int = 50) throws -> Page {
        let limit = min(max(1, limit), 500)
        let end: SQL = position.map { "AND position < \($0)" } ?? ""
        let rows = try session.rows(
            """
            SELECT position, entry FROM ledger_entries WHERE \(filter.condition) \(end)
            ORDER BY position DESC LIMIT \(limit + 1)
            """)
        let entries = try rows.prefix(limit).map { row in
            try LedgerEntry(position: Int64(row.integer("position")), text: row.text("entry"))
        }
        return Page(entries: entries, next: rows.count > limit ? entries.last?.position : nil)
    }

    public func count(_ filter: Filter = Filter()) throws -> Int {
        try session.count("SELECT count(*) AS entries FROM ledger_entries WHERE \(filter.condition)")
    }

    /// What an entry changed, as canonical JSON; nil where its text was taken out.
    public func change(at position: Int64) throws -> String? {
        try session.first("SELECT change FROM ledger_changes WHERE position = \(position)")?.text("change")
    }

    /// How many entries the ledger's head counts.
    public func size() throws -> Int64 {
        Int64(try session.count("SELECT size FROM ledger_head WHERE id = 1"))
    }
}

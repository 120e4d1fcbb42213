import Kernel
import Storage

/// One change: a write transaction that ends with its entries in the ledger, or not at all.
public final class ChangeSession: WriteSession {
    public let actor: Actor
    public let clock: Clock
    public let identifiers: IdentifierSource
    public var engine: DatabaseEngine { session.engine }

    private let session: any WriteSession
    private let verbs: Set<Verb>?
    private var head: (size: Int64, chain: Digest)?
    private var sizeBefore: Int64 = 0
    private var unrecordedRows = 0
    private var isExempt = false

    init(
        _ session: any WriteSession, actor: Actor, clock: Clock, identifiers: IdentifierSource, verbs: Set<Verb>?
    ) {
        self.session = session
        self.actor = actor
        self.clock = clock
        self.identifiers = identifiers
        self.verbs = verbs
    }

    /// Writes an entry to the ledger, in this transaction.
    ///
    /// The change says what was changed, as JSON: the entry holds its digest, and its text is kept beside. Throws
    /// `undeclaredVerb`, and `unwritable` where the change holds a number that JSON cannot.
    @discardableResult
    public func record(
        _ verb: Verb, on record: RecordReference, change: CanonicalJSON, reason: String? = nil
    ) throws -> LedgerEntry {
        if let verbs, !verbs.contains(verb) { throw LedgerProblem.undeclaredVerb(verb.name) }
        let changeText = try change.text()
        let (size, chain) = try currentHead()
        let entry = LedgerEntry(
            position: size, time: clock.now(), actor: actor, verb: verb, record: record,
            change: try Digest(of: changeText), reason: reason)
        let text = try entry.text()
        let leaf = try LedgerEntry.leafHash(text)
        let next = try LedgerEntry.chainHash(chain, leaf)
        try session.execute(
            """
            INSERT INTO ledger_entries
                (position, time, actor, verb, record_kind, record_identity, entry, leaf_hash, chain_hash)
            VALUES (\(size), \(entry.time), \(actor.name), \(verb.name), \(record.kind), \(record.identity),
                    \(text), \(leaf.bytes), \(next.bytes))
            """)
        try session.execute("INSERT INTO ledger_changes (position, change) VALUES (\(size), \(changeText))")
        head = (size + 1, next)
        return entry
    }

    /// Changes rows that the ledger does not keep: sessions, visits, idempotency keys, indexes that can be made anew.
    ///
    /// The reason is for whoever reads the source.
    @discardableResult
    public func withoutRecord<T>(reason: StaticString, _ body: (any WriteSession) throws -> T) throws -> T {
        let before = isExempt
        isExempt = true
        defer { isExempt = before }
        return try body(self)
    }

    public func rows(_ sql: SQL) throws -> [Row] { try session.rows(sql) }

    public func first(_ sql: SQL) throws -> Row? { try session.first(sql) }

    public func count(_ sql: SQL) throws -> Int { try session.count(sql) }

    public func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws { try session.forEach(sql, body) }

    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        let changed = try session.execute(sql)
        note(changed)
        return changed
    }

    @discardableResult
    public func execute(batch statements: [SQL]) throws -> [Int] {
        let changed = try session.execute(batch: statements)
        note(changed.reduce(0, +))
        return changed
    }

    public func insert(into table: TableName, columns: [ColumnName], rows: [[SQLValue]]) throws {
        try session.insert(into: table, columns: columns, rows: rows)
        note(rows.count)
    }

    /// Runs a part that may fail. What it changed and what it recorded are undone together when it throws.
    public func attempt<T>(_ body: () throws -> T) throws -> T {
        let before = (head, sizeBefore, unrecordedRows)
        do {
            return try session.attempt(body)
        } catch {
            (head, sizeBefore, unrecordedRows) = before
            throw error
        }
    }

    /// Moves the ledger's head behind the entries of this change; refuses a change that recorded nothing.
    func finish() throws {
        guard let head else {
            guard unrecordedRows == 0 else { throw LedgerProblem.unrecorded(rows: unrecordedRows) }
            return
        }
        let moved = try session.execute(
            """
            UPDATE ledger_head SET size = \(head.size), chain_hash = \(head.chain.bytes)
            WHERE id = 1 AND size = \(sizeBefore)
            """)
        guard moved == 1 else { throw LedgerProblem.headMoved }
    }

    private func note(_ rows: Int) {
        if !isExempt { unrecordedRows += rows }
    }

    /// The head, locked on first sight: changing it to itself keeps every other writer of the ledger waiting.
    private func currentHead() throws -> (size: Int64, chain: Digest) {
        if let head { return head }
        guard try session.execute("UPDATE ledger_head SET size = size WHERE id = 1") == 1,
            let row = try session.first("SELECT size, chain_hash FROM ledger_head WHERE id = 1"),
            let chain = Digest(bytes: try row.bytes("chain_hash"))
        else { throw LedgerProblem.headMoved }
        sizeBefore = Int64(try row.integer("size"))
        return (sizeBefore, chain)
    }
}

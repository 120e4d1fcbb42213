/// A place that keeps rows in transactions: SQLite or PostgreSQL, with one behaviour.
///
/// Both engines run one writer at a time: SQLite by its nature, PostgreSQL by an advisory lock that every write of Heng
/// takes first. So a write sees everything that was committed before it began, and nothing changes under its feet.
/// Reads run beside it, each on one consistent snapshot.
///
/// A statement that fails spoils its transaction on both engines: later statements repeat the failure and nothing is
/// committed. Code that wants to go on after a failure wraps the attempt in ``WriteSession/attempt(_:)``.
public protocol Database: Sendable {
    var engine: DatabaseEngine { get }

    /// Runs reads on one consistent snapshot and returns what the body returns.
    ///
    /// The body has no other effects than its result: it may run a second time when the connection was lost. Throws what
    /// the body throws, or a ``StorageProblem``.
    func read<T: Sendable>(_ body: @Sendable @escaping (any ReadSession) throws -> T) async throws -> T

    /// Runs one transaction: committed when the body returns, rolled back whole when it throws.
    ///
    /// The body has no effects outside the session: it may run again (at most three more times) after a serialisation
    /// failure or a deadlock, of which nothing has been kept. Throws what the body throws; ``StorageProblem`` with kind
    /// `outcomeUnknown` where the connection was lost after COMMIT was sent, `writesStopped` where an earlier failure of
    /// the disk has closed the database for writing.
    func write<T: Sendable>(_ body: @Sendable @escaping (any WriteSession) throws -> T) async throws -> T

    /// Brings the schema up to date: runs the migrations that were not run yet, each in a transaction of its own.
    ///
    /// - Throws: ``StorageProblem`` with kind `migrationRefused` where an applied migration was changed, is unknown to
    ///   these groups, or would have to run after one that was applied already. Nothing is run then.
    func migrate(_ groups: [MigrationGroup]) async throws

    /// What the database is and which tables it has: for the about page and for tests.
    func schema() async throws -> SchemaDescription

    /// Closes every connection. Work that was begun is finished first; later calls throw `closed`.
    func close() async
}

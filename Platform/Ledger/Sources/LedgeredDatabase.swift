import Kernel
import Storage

/// The database as engines see it: they read freely, and change only what they record.
public struct LedgeredDatabase: Sendable {
    public let clock: Clock
    public let identifiers: IdentifierSource

    private let database: any Database
    private let verbs: Set<Verb>?

    /// Where `verbs` is given, any verb besides these is refused; they are what all engines declare.
    public init(
        database: any Database, clock: Clock, identifiers: IdentifierSource, verbs: Set<Verb>? = nil
    ) {
        self.database = database
        self.clock = clock
        self.identifiers = identifiers
        self.verbs = verbs
    }

    public var engine: DatabaseEngine { database.engine }

    /// Runs reads on one consistent snapshot.
    public func read<T: Sendable>(_ body: @Sendable @escaping (any ReadSession) throws -> T) async throws -> T {
        try await database.read(body)
    }

    /// Runs one change: its rows and its ledger entries are kept together, or nothing is.
    ///
    /// The body has no effects outside the session: it may run again, see ``Database/write(_:)``. Throws what the body throws; `LedgerProblem.unrecorded` where it changed rows and recorded nothing.
    public func change<T: Sendable>(
        by actor: Actor, _ body: @Sendable @escaping (ChangeSession) throws -> T
    ) async throws -> T {
        try await database.write { session in
            let change = ChangeSession(
                session, actor: actor, clock: clock, identifiers: identifiers, verbs: verbs)
            let result = try body(change)
            try change.finish()
            return result
        }
    }

    /// What the database is, for the about page.
    public func schema() async throws -> SchemaDescription { try await database.schema() }
}

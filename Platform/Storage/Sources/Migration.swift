/// A named step of a schema.
///
/// Statements are written once, in the portable dialect, with the types `TEXT`, `BIGINT`, `REAL` and `BLOB`; see
/// ``PortableDefinition`` for the few words that are replaced for each engine. An applied migration is never edited:
/// a later one mends it.
public struct Migration: Sendable {
    public let name: String
    public let statements: [MigrationStatement]

    public init(_ name: String, _ statements: [MigrationStatement]) {
        self.name = name
        self.statements = statements
    }
}

/// The migrations of one engine or platform part, in the order they are run.
public struct MigrationGroup: Sendable {
    /// `commitments`, `ledger`, …
    public let name: String
    public let migrations: [Migration]

    public init(_ name: String, _ migrations: [Migration]) {
        self.name = name
        self.migrations = migrations
    }
}

/// One statement of a migration. A literal is meant for both engines.
public enum MigrationStatement: Sendable, ExpressibleByStringLiteral {
    case portable(StaticString)
    /// For what the engines have no common words for: triggers, functions.
    case only(DatabaseEngine, StaticString)
    /// From here on rows of this table can be inserted and read, never changed or deleted.
    case appendOnly(TableName)

    public init(stringLiteral text: StaticString) {
        self = .portable(text)
    }

    /// What is run on an engine.
    func definitions(for engine: DatabaseEngine) -> [String] {
        switch self {
        case .portable(let text): [PortableDefinition.translated(text.description, for: engine)]
        case .only(let only, let text): only == engine ? [text.description] : []
        case .appendOnly(let table): AppendOnly.definitions(table, for: engine)
        }
    }

    /// What is recorded of it: the same on both engines.
    var source: String {
        switch self {
        case .portable(let text): "portable\n\(text)"
        case .only(let engine, let text): "only \(engine.rawValue)\n\(text)"
        case .appendOnly(let table): "append-only\n\(table)"
        }
    }
}

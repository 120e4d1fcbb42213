import Kernel

/// Something that the database refused or could not do.
public struct StorageProblem: ProblemConvertible, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        /// A row with the same key is there already.
        case uniqueViolation = "unique"
        /// A row that is referred to is not there, or is still referred to.
        case foreignKeyViolation = "foreign-key"
        /// A rule of the schema (CHECK) or the type of a column forbids the value.
        case checkViolation = "check"
        case notNullViolation = "not-null"
        /// A table that only grows was to be changed.
        case appendOnly = "append-only"
        /// Another writer is at it, or all connections are taken; try again.
        case busy
        /// A statement took longer than is allowed, or was cancelled.
        case timeout
        case diskFull = "disk-full"
        /// The connection broke; nothing of the transaction was kept.
        case connectionLost = "connection-lost"
        /// The connection broke after COMMIT was sent: the change may be kept or not. Read before repeating it.
        case outcomeUnknown = "outcome-unknown"
        /// A write or sync of the disk failed before; the database takes no writes until an operator restarts it.
        case writesStopped = "writes-stopped"
        /// The disk or the database file is damaged.
        case damaged
        /// The value cannot be kept.
        case badValue = "bad-value"
        /// A result's column is missing or not of the asked type.
        case badColumn = "bad-column"
        case badStatement = "bad-statement"
        case badLocation = "bad-location"
        /// Another server has the data folder open.
        case folderInUse = "folder-in-use"
        case migrationRefused = "migration-refused"
        case closed
        /// Anything else the engine said.
        case failure
    }

    public let kind: Kind

    /// What happened, in English for the operator's log; never a value from a row.
    public let message: String
    public let table: String?
    public let columns: [String]
    public let constraint: String?

    /// The engine's own code: SQLite's extended result code or PostgreSQL's SQLSTATE.
    public let code: String?

    public init(
        _ kind: Kind, _ message: String, table: String? = nil, columns: [String] = [], constraint: String? = nil,
        code: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.table = table
        self.columns = columns
        self.constraint = constraint
        self.code = code
    }

    public var description: String {
        "\(kind.rawValue): \(message)" + (code.map { " [\($0)]" } ?? "")
    }

    static let queryThatChanges = StorageProblem(
        .badStatement, "a query must not change anything; statements that do go through execute")

    /// The same as people are told it, under the key `storage.` and the kind's name.
    public var problem: Problem {
        let kind: Problem.Kind =
            switch self.kind {
            case .uniqueViolation, .foreignKeyViolation, .appendOnly: .conflict
            case .checkViolation, .notNullViolation, .badValue, .badLocation, .folderInUse, .migrationRefused: .badInput
            case .busy, .timeout, .diskFull, .connectionLost, .outcomeUnknown, .writesStopped, .damaged, .closed:
                .unavailable
            case .badColumn, .badStatement, .failure: .failure
            }
        return Problem(
            kind, "storage.\(self.kind.rawValue)",
            ["message": message, "table": table ?? "", "columns": columns.joined(separator: ", ")])
    }
}

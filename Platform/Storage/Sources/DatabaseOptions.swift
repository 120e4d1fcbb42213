/// Limits of a database's connections.
public struct DatabaseOptions: Sendable {
    /// How many reads run beside each other.
    public var readers: Int
    /// How long a call waits for a free connection or for another writer.
    public var waiting: Duration
    /// How long one statement may take on PostgreSQL.
    public var statementLimit: Duration

    /// Opened beside a running server, to look only: takes no lock of the data folder, and writes are refused.
    public var isReadOnly: Bool

    public init(
        readers: Int = 6, waiting: Duration = .seconds(20), statementLimit: Duration = .seconds(60),
        isReadOnly: Bool = false
    ) {
        self.isReadOnly = isReadOnly
        self.readers = max(1, readers)
        self.waiting = waiting
        self.statementLimit = statementLimit
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}

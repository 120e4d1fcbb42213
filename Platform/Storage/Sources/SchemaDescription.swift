/// What a database is and which tables it has.
public struct SchemaDescription: Sendable, Equatable {
    public struct Column: Sendable, Hashable {
        public let name: String
        /// The portable type: `TEXT`, `BIGINT`, `REAL`, `BLOB`.
        public let type: String
        public let isRequired: Bool
    }

    public let engine: DatabaseEngine
    /// As the engine names itself: `3.40.1`, `15.18`.
    public let version: String
    /// Path, or host and name; without user's password.
    public let location: String
    public let bytes: Int64
    /// Columns in their order, by the table's name.
    public let tables: [String: [Column]]
}

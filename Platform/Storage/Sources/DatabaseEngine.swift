/// One of the two engines that keep transactions.
public enum DatabaseEngine: String, Sendable, Hashable, CaseIterable {
    /// Embedded, the default: one file in the data folder.
    case sqlite
    /// PostgreSQL 15 or later, for a city that has outgrown one machine.
    case postgres
}

/// Reading and writing inside one transaction.
public protocol WriteSession: ReadSession {
    /// Runs one statement and returns how many rows it inserted, changed or deleted (those of triggers and cascades
    /// not counted).
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Runs statements one after the other, on PostgreSQL in one round trip for many; returns the rows changed by each.
    @discardableResult
    func execute(batch statements: [SQL]) throws -> [Int]

    /// Inserts many rows: `COPY` on PostgreSQL, one prepared statement on SQLite.
    ///
    /// - Throws: `badStatement` where a row has not as many values as there are columns.
    func insert(into table: TableName, columns: [ColumnName], rows: [[SQLValue]]) throws

    /// Runs a part that may fail: what it did is undone when it throws, and the transaction goes on.
    func attempt<T>(_ body: () throws -> T) throws -> T
}

/// Reading inside one transaction. A session is used only within the body it was given to.
public protocol ReadSession {
    var engine: DatabaseEngine { get }

    /// All rows of a query, in its order.
    func rows(_ sql: SQL) throws -> [Row]

    /// The first row of a query, nil where it has none.
    func first(_ sql: SQL) throws -> Row?

    /// The whole number in the only column of the first row: `SELECT count(*) FROM …`. Zero where there is no row.
    func count(_ sql: SQL) throws -> Int

    /// Hands over row by row without keeping them in memory. Other queries may be run in between.
    func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws
}

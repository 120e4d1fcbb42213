/// A transaction on PostgreSQL. Confined to the body it was made for, which runs on the connection's queue.
final class PostgresSession: DefinitionSession {
    let engine = DatabaseEngine.postgres

    private let connection: PostgresConnection
    private var spoiledBy: StorageProblem?
    private var namesGiven = 0

    /// How many rows a cursor brings at a time.
    private static let fetchSize = 500
    /// How many statements a pipeline takes: few enough that the answers fit the socket while nobody reads them.
    private static let pipelineSize = 100

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    func rows(_ sql: SQL) throws -> [Row] {
        let result = try running { try query(sql) }
        let columns = result.columns
        return try (0..<result.rowCount).map { try result.row($0, columns) }
    }

    func first(_ sql: SQL) throws -> Row? {
        let result = try running { try query(sql) }
        return result.rowCount == 0 ? nil : try result.row(0, result.columns)
    }

    func count(_ sql: SQL) throws -> Int {
        guard let row = try first(sql), let value = row.values.first else { return 0 }
        guard case .integer(let number) = value else {
            throw StorageProblem(.badColumn, "count needs a query with one whole number")
        }
        return Int(number)
    }

    func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        namesGiven += 1
        let name = "heng_rows_\(namesGiven)"
        let declare = SQL(parts: [.text("DECLARE \(name) NO SCROLL CURSOR FOR ")]) + sql
        let fetch = SQL(parts: [.text("FETCH \(Self.fetchSize) FROM \(name)")])
        _ = try running { try connection.run(declare) }
        var isLast = false
        while !isLast {
            let result = try running { try connection.run(fetch) }
            isLast = result.rowCount < Self.fetchSize
            let columns = result.columns
            for index in 0..<result.rowCount { try body(try result.row(index, columns)) }
        }
        _ = try running { try connection.simple("CLOSE \(name)") }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try running { try connection.run(sql).changedRows }
    }

    @discardableResult
    func execute(batch statements: [SQL]) throws -> [Int] {
        try running {
            var changed: [Int] = []
            var rest = statements[...]
            while !rest.isEmpty {
                changed += try connection.run(batch: rest.prefix(Self.pipelineSize))
                rest = rest.dropFirst(Self.pipelineSize)
            }
            return changed
        }
    }

    func insert(into table: TableName, columns: [ColumnName], rows: [[SQLValue]]) throws {
        try refuseIfSpoiled()
        try BulkRows.check(rows, columns: columns)
        guard !rows.isEmpty else { return }
        try running { try connection.copy(into: table, columns: columns, rows: rows) }
    }

    func attempt<T>(_ body: () throws -> T) throws -> T {
        namesGiven += 1
        let name = "heng_attempt_\(namesGiven)"
        _ = try running { try connection.simple("SAVEPOINT \(name)") }
        do {
            let result = try body()
            _ = try running { try connection.simple("RELEASE SAVEPOINT \(name)") }
            return result
        } catch {
            do {
                try connection.simple("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)")
                spoiledBy = nil
            } catch let second as StorageProblem {
                spoiledBy = spoiledBy ?? second
            }
            throw error
        }
    }

    func define(_ text: String) throws {
        _ = try running { try connection.simple(text) }
    }

    func refuseIfSpoiled() throws {
        if let spoiledBy { throw spoiledBy }
    }

    /// Changes go through `execute` only, where they are counted.
    private func query(_ sql: SQL) throws -> PostgresResult {
        let result = try connection.run(sql)
        guard result.isQuery else { throw StorageProblem.queryThatChanges }
        return result
    }

    private func running<T>(_ body: () throws -> T) throws -> T {
        try refuseIfSpoiled()
        do {
            return try body()
        } catch let problem as StorageProblem {
            spoiledBy = problem
            throw problem
        }
    }
}

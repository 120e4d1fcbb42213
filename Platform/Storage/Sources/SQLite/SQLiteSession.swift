import Foundation
import GRDB

/// A transaction on SQLite. Confined, as GRDB's connection is, to the body it was made for.
final class SQLiteSession: DefinitionSession {
    let engine = DatabaseEngine.sqlite

    private let connection: GRDB.Database
    private var spoiledBy: StorageProblem?

    init(_ connection: GRDB.Database) {
        self.connection = connection
    }

    func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try forEach(sql) { rows.append($0) }
        return rows
    }

    func first(_ sql: SQL) throws -> Row? {
        try running(sql) { statement in
            try Self.refuseChange(statement)
            let columns = Row.Columns(statement.columnNames)
            return try GRDB.Row.fetchOne(statement).map { Self.row($0, columns) }
        }
    }

    func count(_ sql: SQL) throws -> Int {
        guard let row = try first(sql), let value = row.values.first else { return 0 }
        guard case .integer(let number) = value else {
            throw StorageProblem(.badColumn, "count needs a query with one whole number")
        }
        return Int(number)
    }

    func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try refuseIfSpoiled()
        let cursor: GRDB.RowCursor
        let columns: Row.Columns
        do {
            let statement = try prepared(sql)
            try Self.refuseChange(statement)
            columns = Row.Columns(statement.columnNames)
            cursor = try GRDB.Row.fetchCursor(statement)
        } catch {
            throw spoil(error)
        }
        while true {
            let next: Row?
            do {
                next = try cursor.next().map { Self.row($0, columns) }
            } catch {
                throw spoil(error)
            }
            guard let next else { return }
            try body(next)
        }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try running(sql) { statement in
            let before = connection.totalChangesCount
            try statement.execute()
            return connection.totalChangesCount == before ? 0 : connection.changesCount
        }
    }

    @discardableResult
    func execute(batch statements: [SQL]) throws -> [Int] {
        try statements.map { try execute($0) }
    }

    func insert(into table: TableName, columns: [ColumnName], rows: [[SQLValue]]) throws {
        try refuseIfSpoiled()
        try BulkRows.check(rows, columns: columns)
        guard !rows.isEmpty else { return }
        let names = columns.map { quotedName($0.text) }.joined(separator: ", ")
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        do {
            let statement = try connection.cachedStatement(
                sql: "INSERT INTO \(quotedName(table.text)) (\(names)) VALUES (\(marks))")
            for row in rows {
                try statement.setArguments(StatementArguments(row.map(Self.databaseValue)))
                try statement.execute()
            }
        } catch {
            throw spoil(error)
        }
    }

    func attempt<T>(_ body: () throws -> T) throws -> T {
        try refuseIfSpoiled()
        var outcome: Result<T, any Error>?
        do {
            try connection.inSavepoint {
                do {
                    outcome = .success(try body())
                    return .commit
                } catch {
                    outcome = .failure(error)
                    return .rollback
                }
            }
        } catch {
            throw spoil(error)
        }
        spoiledBy = nil
        guard let outcome else { throw StorageProblem(.failure, "the savepoint did not run its body") }
        return try outcome.get()
    }

    func define(_ text: String) throws {
        try refuseIfSpoiled()
        do {
            try connection.execute(sql: text)
        } catch {
            throw spoil(error)
        }
    }

    func refuseIfSpoiled() throws {
        if let spoiledBy { throw spoiledBy }
    }

    /// Changes go through `execute` only, where they are counted.
    private static func refuseChange(_ statement: Statement) throws {
        guard statement.isReadonly else { throw StorageProblem.queryThatChanges }
    }

    private func running<T>(_ sql: SQL, _ body: (Statement) throws -> T) throws -> T {
        try refuseIfSpoiled()
        do {
            return try body(prepared(sql))
        } catch {
            throw spoil(error)
        }
    }

    private func prepared(_ sql: SQL) throws -> Statement {
        let (text, values) = try sql.rendered(for: .sqlite)
        let statement = try connection.cachedStatement(sql: text)
        try statement.setArguments(StatementArguments(values.map(Self.databaseValue)))
        return statement
    }

    private func spoil(_ error: any Error) -> any Error {
        let problem = SQLiteProblem.problem(from: error)
        if let problem = problem as? StorageProblem { spoiledBy = problem }
        return problem
    }

    private static func row(_ row: GRDB.Row, _ columns: Row.Columns) -> Row {
        Row(columns: columns, values: row.databaseValues.map(value))
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob([UInt8](data))
        }
    }

    private static func databaseValue(_ value: SQLValue) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}

import CPostgres

/// A result of libpq, freed with this value.
final class PostgresResult {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    var rowCount: Int { Int(PQntuples(handle)) }

    /// Whether the statement was a query, and no `INSERT … RETURNING` or the like.
    var isQuery: Bool {
        guard let status = PQcmdStatus(handle) else { return false }
        let tag = String(cString: status)
        return tag.hasPrefix("SELECT") || tag.hasPrefix("SHOW")
    }

    /// Rows inserted, changed or deleted; 0 for other statements.
    var changedRows: Int {
        guard let status = PQcmdStatus(handle), !String(cString: status).hasPrefix("SELECT"),
            let text = PQcmdTuples(handle)
        else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    var columns: Row.Columns {
        Row.Columns((0..<PQnfields(handle)).map { String(cString: PQfname(handle, $0)) })
    }

    func row(_ index: Int, _ columns: Row.Columns) throws(StorageProblem) -> Row {
        var values: [SQLValue] = []
        values.reserveCapacity(columns.names.count)
        for column in 0..<PQnfields(handle) {
            values.append(try value(Int32(index), column, name: columns.names[Int(column)]))
        }
        return Row(columns: columns, values: values)
    }

    /// Results come as text; the column's type says how it is read.
    private func value(_ row: Int32, _ column: Int32, name: String) throws(StorageProblem) -> SQLValue {
        guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
        let text = String(decoding: bytes, as: UTF8.self)
        switch PQftype(handle, column) {
        case 16: return .integer(text == "t" ? 1 : 0)
        case 20, 21, 23, 26:
            if let number = Int64(text) { return .integer(number) }
        case 700, 701:
            if let number = Double(text == "Infinity" ? "inf" : text == "-Infinity" ? "-inf" : text) {
                return .real(number)
            }
        case 1700:
            // sum(BIGINT) and avg(BIGINT) are numeric here; SQLite gives a whole number and a real.
            if let number = Int64(text) { return .integer(number) }
            if text.contains("."), let number = Double(text) { return .real(number) }
        case 17:
            if let bytes = Self.hexadecimal(text) { return .blob(bytes) }
        default: return .text(text)
        }
        throw StorageProblem(
            .badColumn, "the column \(name) has a value outside what Heng keeps; cast it to BIGINT, REAL or TEXT",
            columns: [name])
    }

    /// `\x48454e47`.
    private static func hexadecimal(_ text: String) -> [UInt8]? {
        let digits = text.utf8.dropFirst(2)
        guard text.hasPrefix("\\x"), digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            let value: UInt8
            switch digit {
            case 48...57: value = digit - 48
            case 97...102: value = digit - 87
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }
}

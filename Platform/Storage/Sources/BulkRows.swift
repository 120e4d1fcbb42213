/// What is asked of rows before they are inserted in bulk, on both engines.
enum BulkRows {
    static func check(_ rows: [[SQLValue]], columns: [ColumnName]) throws(StorageProblem) {
        for (index, row) in rows.enumerated() {
            guard row.count == columns.count else {
                throw StorageProblem(
                    .badStatement, "row \(index + 1) has \(row.count) values for \(columns.count) columns")
            }
            for value in row { try value.check() }
        }
    }
}

import GRDB

/// What SQLite's result codes mean (sqlite.org/rescode.html).
enum SQLiteProblem {
    /// The typed problem of an error that GRDB threw; any other error as it is.
    static func problem(from error: any Error, place: String? = nil) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let text = error.message ?? "no message"
        let message = place.map { "\($0): \(text)" } ?? text
        let code = "\(error.extendedResultCode.rawValue)"
        let kind = kind(of: error, message: text)
        switch kind {
        case .uniqueViolation, .notNullViolation:
            // "UNIQUE constraint failed: plans.city, plans.year"
            let names = (text.split(separator: ": ", maxSplits: 1).last ?? "").split(separator: ", ")
            let pairs = names.map { $0.split(separator: ".", maxSplits: 1).map(String.init) }.filter { $0.count == 2 }
            return StorageProblem(
                kind, message, table: pairs.first?[0], columns: pairs.map { $0[1] }, code: code)
        case .checkViolation where error.extendedResultCode == .SQLITE_CONSTRAINT_CHECK:
            let name = text.split(separator: ": ", maxSplits: 1).last.map(String.init)
            return StorageProblem(kind, message, constraint: name, code: code)
        case .appendOnly:
            return StorageProblem(
                kind, message, table: String(text.dropFirst(AppendOnly.mark.count)), code: code)
        default:
            return StorageProblem(kind, message, code: code)
        }
    }

    private static func kind(of error: DatabaseError, message: String) -> StorageProblem.Kind {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return .uniqueViolation
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKeyViolation
        case .SQLITE_CONSTRAINT_CHECK: return .checkViolation
        case .SQLITE_CONSTRAINT_NOTNULL: return .notNullViolation
        case .SQLITE_CONSTRAINT_TRIGGER where message.hasPrefix(AppendOnly.mark): return .appendOnly
        case .SQLITE_IOERR_NOMEM, .SQLITE_IOERR_LOCK, .SQLITE_IOERR_CHECKRESERVEDLOCK: return .busy
        default: break
        }
        switch error.resultCode {
        // A STRICT table says so of a value of the wrong type (SQLITE_CONSTRAINT_DATATYPE).
        case .SQLITE_CONSTRAINT: return .checkViolation
        case .SQLITE_MISMATCH: return .checkViolation
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy
        case .SQLITE_INTERRUPT: return .timeout
        case .SQLITE_FULL: return .diskFull
        case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged
        case .SQLITE_CANTOPEN: return .badLocation
        case .SQLITE_MISUSE: return message.contains("closed") ? .closed : .badStatement
        case .SQLITE_ERROR, .SQLITE_RANGE: return .badStatement
        default: return .failure
        }
    }
}

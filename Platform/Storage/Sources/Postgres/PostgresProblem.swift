import CPostgres

/// What PostgreSQL's error codes mean (PostgreSQL manual, appendix A).
enum PostgresProblem {
    /// The problem a result reports.
    static func problem(from result: OpaquePointer?, connection: OpaquePointer?) -> StorageProblem {
        guard let result, let code = field(result, "C") else {
            return lost(connection)
        }
        let message = field(result, "M") ?? "no message"
        let kind = kind(of: code, message: message)
        var columns = field(result, "c").map { [$0] } ?? []
        if columns.isEmpty, kind == .uniqueViolation { columns = keyColumns(field(result, "D") ?? "") }
        return StorageProblem(
            kind, message, table: field(result, "t"), columns: columns, constraint: field(result, "n"), code: code)
    }

    /// The problem of a connection that broke; libpq's first line says how.
    static func lost(_ connection: OpaquePointer?) -> StorageProblem {
        let text = connection.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? ""
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no answer from the server"
        return StorageProblem(.connectionLost, line)
    }

    static func kind(of code: String, message: String) -> StorageProblem.Kind {
        switch code {
        case "23505", "23P01": return .uniqueViolation
        case "23503", "23001": return .foreignKeyViolation
        case "23514": return .checkViolation
        case "23502": return .notNullViolation
        case "P0001" where message.hasPrefix(AppendOnly.mark): return .appendOnly
        case "40001", "40P01", "55P03", "53300": return .busy
        // A statement was prepared before the schema changed; the connection is thrown away.
        case "0A000" where message.hasPrefix("cached plan"): return .busy
        case "57014", "25P03": return .timeout
        case "53100": return .diskFull
        case "57P01", "57P02", "57P03", "57P05": return .connectionLost
        case "58030", "XX001", "XX002": return .damaged
        case "25006": return .badStatement
        default: break
        }
        switch code.prefix(2) {
        case "08": return .connectionLost
        // Numbers out of range, dates that do not exist, text of another encoding.
        case "22": return .badValue
        case "42", "26", "0A": return .badStatement
        case "28", "3D": return .badLocation
        default: return .failure
        }
    }

    /// Whether nothing was kept and running the same transaction again may well succeed.
    static func mayRunAgain(_ problem: StorageProblem) -> Bool {
        problem.kind == .busy && (problem.code == "40001" || problem.code == "40P01" || problem.code == "0A000")
    }

    private static func field(_ result: OpaquePointer, _ code: Character) -> String? {
        guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return nil }
        return String(cString: text)
    }

    /// The columns in `Key (city, year)=(…) already exists.`; the values behind are left out on purpose.
    private static func keyColumns(_ detail: String) -> [String] {
        guard detail.hasPrefix("Key ("), let end = detail.firstIndex(of: ")") else { return [] }
        return detail[..<end].dropFirst("Key (".count).split(separator: ", ").map(String.init)
    }
}

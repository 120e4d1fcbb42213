/// A statement in the portable dialect whose values are always parameters.
///
/// ```swift
/// let items: SQL = "SELECT title FROM items WHERE plan = \(plan) AND state IN \(list: states) ORDER BY position"
/// ```
///
/// Every interpolated value becomes a parameter; another `SQL` nests; a ``TableName`` or ``ColumnName`` is written as a
/// name. The text between them comes from literals only (`StaticString`), so no `String` can ever be spliced in.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    enum Part: Sendable, Hashable {
        case text(String)
        case value(SQLValue)
    }

    private(set) var parts: [Part]

    public init(stringLiteral text: StaticString) {
        parts = [.text(text.description)]
    }

    public init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    init(parts: [Part]) {
        self.parts = parts
    }

    /// Joins statements' pieces: `SQL.joined(conditions, by: " AND ")`.
    public static func joined(_ pieces: [SQL], by separator: SQL) -> SQL {
        var parts: [Part] = []
        for (index, piece) in pieces.enumerated() {
            if index > 0 { parts += separator.parts }
            parts += piece.parts
        }
        return SQL(parts: parts)
    }

    /// One statement followed by another piece.
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(parts: left.parts + right.parts)
    }

    /// The text with the engine's parameter marks, and the values they stand for.
    ///
    /// NULL is written as the word, so that PostgreSQL never has to guess the type of a parameter without one.
    func rendered(for engine: DatabaseEngine) throws(StorageProblem) -> (text: String, values: [SQLValue]) {
        var text = ""
        var values: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let piece):
                text += piece
            case .value(.null):
                text += "NULL"
            case .value(let value):
                try value.check()
                values.append(value)
                text += engine == .sqlite ? "?" : "$\(values.count)"
            }
        }
        return (text, values)
    }
}

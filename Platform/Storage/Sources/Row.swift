import CivicCalendar
import Kernel

/// One row of a result. Columns are asked for by name and as what they must be.
///
/// Each asking throws a ``StorageProblem`` that names the column where it is missing, NULL, or of another type.
public struct Row: Sendable {
    /// The names of a result's columns, shared by its rows.
    final class Columns: Sendable {
        let names: [String]
        let positions: [String: Int]

        init(_ names: [String]) {
            self.names = names
            positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private let columns: Columns

    /// The values in the order of the query.
    public let values: [SQLValue]

    init(columns: Columns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The names of the columns in the order of the query.
    public var columnNames: [String] { columns.names }

    /// The value as it was kept.
    public func value(_ column: String) throws(StorageProblem) -> SQLValue {
        guard let position = columns.positions[column] else {
            throw StorageProblem(
                .badColumn, "the result has no column \(column), only \(columns.names.joined(separator: ", "))",
                columns: [column])
        }
        return values[position]
    }

    public func optionalText(_ column: String) throws(StorageProblem) -> String? {
        switch try value(column) {
        case .null: return nil
        case .text(let text): return text
        case let other: throw mismatch(column, "text", other)
        }
    }

    public func text(_ column: String) throws(StorageProblem) -> String {
        try present(column, optionalText(column))
    }

    public func optionalInteger(_ column: String) throws(StorageProblem) -> Int? {
        switch try value(column) {
        case .null: return nil
        case .integer(let number): return Int(number)
        case let other: throw mismatch(column, "a whole number", other)
        }
    }

    public func integer(_ column: String) throws(StorageProblem) -> Int {
        try present(column, optionalInteger(column))
    }

    /// A number; a whole number is taken where it is exact.
    public func optionalReal(_ column: String) throws(StorageProblem) -> Double? {
        switch try value(column) {
        case .null: return nil
        case .real(let number): return number
        case let other:
            guard case .integer(let number) = other, let exact = Double(exactly: number) else {
                throw mismatch(column, "a number", other)
            }
            return exact
        }
    }

    public func real(_ column: String) throws(StorageProblem) -> Double {
        try present(column, optionalReal(column))
    }

    /// 0 or 1 as a truth value.
    public func optionalBool(_ column: String) throws(StorageProblem) -> Bool? {
        switch try value(column) {
        case .null: return nil
        case .integer(0): return false
        case .integer(1): return true
        case let other: throw mismatch(column, "0 or 1", other)
        }
    }

    public func bool(_ column: String) throws(StorageProblem) -> Bool {
        try present(column, optionalBool(column))
    }

    public func optionalBytes(_ column: String) throws(StorageProblem) -> [UInt8]? {
        switch try value(column) {
        case .null: return nil
        case .blob(let bytes): return bytes
        case let other: throw mismatch(column, "bytes", other)
        }
    }

    public func bytes(_ column: String) throws(StorageProblem) -> [UInt8] {
        try present(column, optionalBytes(column))
    }

    public func optionalIdentifier(_ column: String) throws(StorageProblem) -> Identifier? {
        guard let text = try optionalText(column) else { return nil }
        guard let identifier = Identifier(text) else { throw mismatch(column, "an identity (UUID)", .text(text)) }
        return identifier
    }

    public func identifier(_ column: String) throws(StorageProblem) -> Identifier {
        try present(column, optionalIdentifier(column))
    }

    public func optionalDate(_ column: String) throws(StorageProblem) -> CivicDate? {
        guard let text = try optionalText(column) else { return nil }
        guard let date = CivicDate(isoText: text) else { throw mismatch(column, "a date YYYY-MM-DD", .text(text)) }
        return date
    }

    public func date(_ column: String) throws(StorageProblem) -> CivicDate {
        try present(column, optionalDate(column))
    }

    public func optionalTime(_ column: String) throws(StorageProblem) -> LogTime? {
        try optionalInteger(column).map { LogTime(microseconds: Int64($0)) }
    }

    public func time(_ column: String) throws(StorageProblem) -> LogTime {
        try present(column, optionalTime(column))
    }

    /// One of an enumeration's values.
    public func optional<Value: RawRepresentable>(
        _ column: String, as type: Value.Type
    ) throws(StorageProblem) -> Value? where Value.RawValue == String {
        guard let text = try optionalText(column) else { return nil }
        guard let value = Value(rawValue: text) else { throw mismatch(column, "a \(Value.self)", .text(text)) }
        return value
    }

    /// One of an enumeration's values.
    public func value<Value: RawRepresentable>(
        _ column: String, as type: Value.Type
    ) throws(StorageProblem) -> Value where Value.RawValue == String {
        try present(column, optional(column, as: type))
    }

    private func present<Value>(_ column: String, _ value: Value?) throws(StorageProblem) -> Value {
        guard let value else {
            throw StorageProblem(.badColumn, "the column \(column) is NULL", columns: [column])
        }
        return value
    }

    private func mismatch(_ column: String, _ wanted: String, _ found: SQLValue) -> StorageProblem {
        let kind =
            switch found {
            case .null: "NULL"
            case .integer: "a whole number"
            case .real: "a number"
            case .text(let text): "text of \(text.utf8.count) bytes"
            case .blob(let bytes): "\(bytes.count) bytes"
            }
        return StorageProblem(.badColumn, "the column \(column) should be \(wanted) and is \(kind)", columns: [column])
    }
}

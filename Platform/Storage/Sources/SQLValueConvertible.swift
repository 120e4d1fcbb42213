import CivicCalendar
import Kernel

/// Something that can be kept in a column.
///
/// An enumeration with text values needs no more than to name this protocol.
public protocol SQLValueConvertible {
    var sqlValue: SQLValue { get }
}

extension SQLValueConvertible where Self: RawRepresentable, RawValue == String {
    public var sqlValue: SQLValue { .text(rawValue) }
}

extension SQLValue: SQLValueConvertible {
    public var sqlValue: SQLValue { self }
}

extension Int: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(self) }
}

/// 0 or 1: neither engine's own truth values are used.
extension Bool: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: SQLValueConvertible {
    public var sqlValue: SQLValue { .real(self) }
}

extension String: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(self) }
}

extension Array: SQLValueConvertible where Element == UInt8 {
    public var sqlValue: SQLValue { .blob(self) }
}

extension Optional: SQLValueConvertible where Wrapped: SQLValueConvertible {
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

/// The 36 characters of its text.
extension Identifier: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(text) }
}

/// Microseconds since 1970-01-01T00:00:00Z.
extension LogTime: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(microseconds) }
}

/// ISO 8601 text, `2021-09-15`, which sorts as the days do.
extension CivicDate: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(isoText) }
}

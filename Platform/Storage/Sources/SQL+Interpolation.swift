extension SQL {
    /// Collects the pieces of a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        public typealias StringLiteralType = StaticString

        var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            parts.append(.text(literal.description))
        }

        /// A value, as a parameter.
        public mutating func appendInterpolation(_ value: some SQLValueConvertible) {
            parts.append(.value(value.sqlValue))
        }

        /// A value or NULL, as a parameter.
        public mutating func appendInterpolation(_ value: (some SQLValueConvertible)?) {
            parts.append(.value(value.sqlValue))
        }

        /// An enumeration with text values, as a parameter.
        @_disfavoredOverload
        public mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value)
        where Value.RawValue == String {
            parts.append(.value(.text(value.rawValue)))
        }

        /// Another piece of SQL, with its parameters.
        public mutating func appendInterpolation(_ sql: SQL) {
            parts += sql.parts
        }

        public mutating func appendInterpolation(_ table: TableName) {
            parts.append(.text(quotedName(table.text)))
        }

        public mutating func appendInterpolation(_ column: ColumnName) {
            parts.append(.text(quotedName(column.text)))
        }

        /// Names of columns between commas.
        public mutating func appendInterpolation(columns: [ColumnName]) {
            parts.append(.text(columns.map { quotedName($0.text) }.joined(separator: ", ")))
        }

        /// The right side of `IN` or `NOT IN`, with its parentheses. Nothing is in an empty list, and everything is
        /// not in it: there SQL itself would not say yes to either.
        public mutating func appendInterpolation(list values: some Sequence<some SQLValueConvertible>) {
            let values = values.map(\.sqlValue)
            guard !values.isEmpty else {
                parts.append(.text(endsWithNotIn ? "(NULL) IS NULL" : "(NULL)"))
                return
            }
            for (index, value) in values.enumerated() {
                parts.append(.text(index == 0 ? "(" : ", "))
                parts.append(.value(value))
            }
            parts.append(.text(")"))
        }

        /// The right side of `LIKE` for texts that contain this one anywhere; `%` and `_` in it stand for themselves.
        public mutating func appendInterpolation(containing text: String) {
            parts += [.value(.text("%\(Self.escapingWildcards(text))%")), .text(" ESCAPE '!'")]
        }

        /// The right side of `LIKE` for texts that begin with this one; `%` and `_` in it stand for themselves.
        public mutating func appendInterpolation(beginningWith text: String) {
            parts += [.value(.text("\(Self.escapingWildcards(text))%")), .text(" ESCAPE '!'")]
        }

        private var endsWithNotIn: Bool {
            guard case .text(let text) = parts.last else { return false }
            let words = text.uppercased().split(whereSeparator: \.isWhitespace).suffix(2)
            return words == ["NOT", "IN"]
        }

        private static func escapingWildcards(_ text: String) -> String {
            var escaped = ""
            for scalar in text.unicodeScalars {
                if scalar == "%" || scalar == "_" || scalar == "!" { escaped += "!" }
                escaped.unicodeScalars.append(scalar)
            }
            return escaped
        }
    }
}

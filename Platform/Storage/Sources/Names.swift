/// The name of a table; only what stands in the source of Heng can be one.
public struct TableName: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let text: String

    public init(stringLiteral name: StaticString) {
        text = name.description
    }

    public var description: String { text }
}

/// The name of a column; only what stands in the source of Heng can be one.
public struct ColumnName: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let text: String

    public init(stringLiteral name: StaticString) {
        text = name.description
    }

    public var description: String { text }
}

/// A name as SQL takes it: plain where it is lower-case letters, digits and `_`, else between double quotes.
func quotedName(_ name: String) -> String {
    let isPlain =
        name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
        && name.utf8.first.map { !(48...57).contains($0) } ?? false
    if isPlain { return name }
    var quoted = "\""
    for character in name.unicodeScalars {
        if character == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
}

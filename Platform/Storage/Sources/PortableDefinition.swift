/// The few words that differ between the engines in a definition.
///
/// | written | SQLite | PostgreSQL |
/// | --- | --- | --- |
/// | `TEXT` | `TEXT` | `TEXT COLLATE "C"` (compared by code point, as SQLite does) |
/// | `BIGINT` | `INTEGER` | `BIGINT` |
/// | `REAL` | `REAL` | `DOUBLE PRECISION` |
/// | `BLOB` | `BLOB` | `BYTEA` |
/// | the end of `CREATE TABLE` | ` STRICT` | nothing |
///
/// Only bare upper-case words are replaced: not what stands in quotes or in comments.
enum PortableDefinition {
    static func translated(_ text: String, for engine: DatabaseEngine) -> String {
        let words: [String: String] =
            switch engine {
            case .sqlite: ["BIGINT": "INTEGER"]
            case .postgres: ["TEXT": "TEXT COLLATE \"C\"", "REAL": "DOUBLE PRECISION", "BLOB": "BYTEA"]
            }
        var result = ""
        var leading: [String] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first == "'" || first == "\"" {
                let end = rest.dropFirst().firstIndex(of: first).map { rest.index(after: $0) } ?? rest.endIndex
                result += rest[..<end]
                rest = rest[end...]
            } else if rest.hasPrefix("--") {
                let end = rest.firstIndex(where: \.isNewline) ?? rest.endIndex
                rest = rest[end...]
            } else if first.isLetter || first == "_" {
                let word = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
                result += words[word] ?? word
                if leading.count < 2 { leading.append(word) }
                rest = rest.dropFirst(word.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        while let last = result.last, last.isWhitespace || last == ";" { result.removeLast() }
        if engine == .sqlite, leading == ["CREATE", "TABLE"] { result += " STRICT" }
        return result
    }
}

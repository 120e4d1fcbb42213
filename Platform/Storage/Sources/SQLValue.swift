/// A value as both engines keep it.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// Refuses what one of the engines would not give back as it was: text with U+0000 (PostgreSQL cannot keep it), and
    /// a number that is not a number (SQLite keeps it as NULL).
    func check() throws(StorageProblem) {
        switch self {
        case .text(let text) where text.utf8.contains(0):
            throw StorageProblem(.badValue, "text with the character U+0000 cannot be kept; remove it")
        case .real(let number) where number.isNaN:
            throw StorageProblem(.badValue, "NaN cannot be kept; use NULL")
        default:
            break
        }
    }
}

import Kernel

/// The name somebody signs in with, and under which the ledger keeps what they do: never changed, never given again.
///
/// Lower-case letters, digits, `.`, `-` and `_`, beginning with a letter, 2 to 64 characters. Written in capitals it is
/// the same name. It has no `:` and no `@`, so that it is never the name of a part of Heng.
public enum AccountName {
    public static let lengths = 2...64
    private static let reserved: Set<String> = ["anonymous", "system", "root"]

    /// The name as it is kept.
    ///
    /// - Throws: a problem at the field `account`.
    public static func canonical(_ text: String) throws(Problem) -> String {
        let name = folded(text)
        let isSound =
            name.utf8.first.map { (97...122).contains($0) } == true
            && name.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 46 || $0 == 45 || $0 == 95
            }
        guard isSound, lengths.contains(name.utf8.count), !reserved.contains(name) else {
            throw Problem(.badInput, "access.problem.account", at: .field("account"))
        }
        return name
    }

    /// The text in lower case without the spaces around it, as it is looked up.
    static func folded(_ text: String) -> String {
        let inner = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        return String(String(inner).lowercased().prefix(100))
    }
}

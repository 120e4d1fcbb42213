/// Keeps text from being taken for a formula by a spreadsheet program that opens a delimited file.
///
/// Dangerous is text that starts with `=`, `+`, `-`, `@`, a tab, a carriage return, a line feed or a NUL, or with the
/// full-width form of one of the signs (OWASP ASVS 5.0, 1.2.10). It gets an apostrophe in front, as does text that is
/// dangerous behind apostrophes, so that removing one apostrophe always gives the text back.
public enum FormulaGuard {
    /// Whether a spreadsheet program could take the text for a formula.
    public static func isDangerous(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return "=+-@\t\r\n\0＝＋－＠".unicodeScalars.contains(first)
    }

    /// The text with an apostrophe in front where it needs one.
    public static func protect(_ text: String) -> String {
        isDangerous(text.drop { $0 == "'" }) ? "'" + text : text
    }

    /// The text without the apostrophe that `protect` put in front.
    public static func reveal(_ text: String) -> String {
        guard text.hasPrefix("'"), isDangerous(text.drop { $0 == "'" }) else { return text }
        return String(text.dropFirst())
    }
}

/// The lines of a text as its reader counts them: CRLF and lone CR end a line as LF does, and nothing follows the last.
enum SourceLines {
    static func split(_ text: String) -> [(number: Int, text: String)] {
        var lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.enumerated().map { ($0 + 1, String($1)) }
    }
}

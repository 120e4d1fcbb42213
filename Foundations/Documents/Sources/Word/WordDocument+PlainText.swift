extension WordDocument {
    /// The document as text for the plan parser.
    ///
    /// A paragraph is a line with its number, a manual line break starts a new line, and an empty paragraph is left
    /// out. Entries of an automatic table of contents are left out, since they repeat headings. A table is a
    /// Markdown pipe table between empty lines; its first row is the head, merged-down cells are repeated, lines inside
    /// a cell are joined by a space, and a `|` is written `\|`.
    public func plainText() -> String {
        var lines: [String] = []
        for block in blocks {
            switch block {
            case .paragraph(let paragraph):
                guard !paragraph.isContentsEntry else { continue }
                let text = paragraph.numberedText
                lines += text.split(whereSeparator: \.isNewline).map(String.init).filter { line in
                    !line.allSatisfy(\.isWhitespace)
                }
            case .table(let table):
                if lines.last?.isEmpty == false { lines.append("") }
                lines += Self.pipeTable(table)
                lines.append("")
            }
        }
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + (lines.last?.isEmpty == true ? "" : "\n")
    }

    private static func pipeTable(_ table: WordTable) -> [String] {
        let rows = table.grid.map { row in
            "| " + row.map(pipeCell).joined(separator: " | ") + " |"
        }
        guard let head = rows.first else { return [] }
        let rule = "|" + String(repeating: " --- |", count: table.columnCount)
        return [head, rule] + rows.dropFirst()
    }

    private static func pipeCell(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
            .split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}

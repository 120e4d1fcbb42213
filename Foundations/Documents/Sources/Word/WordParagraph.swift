/// One paragraph of a Word document.
public struct WordParagraph: Hashable, Sendable {
    /// The text without its automatic number; a manual line break is a line feed, a tab a tab.
    public var text: String
    /// The name of the paragraph style, such as `heading 1`; nil when the document names none.
    public var style: String?
    /// The heading level, 1 to 9; nil for body text.
    public var headingLevel: Int?
    /// The automatic number; nil for an unnumbered paragraph.
    public var number: WordNumber?

    /// Makes a paragraph.
    public init(_ text: String, style: String? = nil, headingLevel: Int? = nil, number: WordNumber? = nil) {
        self.text = text
        self.style = style
        self.headingLevel = headingLevel
        self.number = number
    }

    /// Whether the paragraph is an entry of an automatic table of contents, which repeats a heading.
    public var isContentsEntry: Bool {
        style?.lowercased().hasPrefix("toc ") ?? false
    }

    /// Number and text as one reads them: `一、总体要求`, `1. 总体要求`.
    ///
    /// A space stands between the two unless the number ends in a full-width character.
    public var numberedText: String {
        guard let number = number?.text, let last = number.unicodeScalars.last else { return text }
        return number + (last.value < 0x2E80 && !text.isEmpty ? " " : "") + text
    }
}

/// The automatic number of a paragraph as it is printed.
public struct WordNumber: Hashable, Sendable {
    /// The printed number with its punctuation, such as `（一）` or `1.2`.
    public var text: String
    /// The level in its list, 0 to 8.
    public var level: Int
    /// Whether the list is bulleted, so that `text` is a bullet.
    public var isBullet: Bool

    /// Makes a number.
    public init(text: String, level: Int, isBullet: Bool = false) {
        self.text = text
        self.level = level
        self.isBullet = isBullet
    }
}

/// A table of a Word document with merged cells resolved.
public struct WordTable: Hashable, Sendable {
    /// The cells of each row from left to right.
    public var rows: [[WordCell]]

    /// Makes a table.
    public init(rows: [[WordCell]]) {
        self.rows = rows
    }

    /// The number of grid columns of the widest row.
    public var columnCount: Int {
        rows.map { ($0.last?.column ?? 0) + ($0.last?.columnSpan ?? 0) }.max() ?? 0
    }

    /// The texts as a rectangle of `columnCount` columns.
    ///
    /// A cell merged over several columns stands in the first of them; one merged over several rows is repeated in
    /// each of them.
    public var grid: [[String]] {
        rows.map { row in
            var texts = [String](repeating: "", count: columnCount)
            for cell in row where cell.column < texts.count { texts[cell.column] = cell.text }
            return texts
        }
    }
}

/// One cell of a row of a table.
public struct WordCell: Hashable, Sendable {
    /// The paragraphs; a cell that continues the one above holds the same ones again.
    public var paragraphs: [WordParagraph]
    /// The first grid column that the cell covers, from 0.
    public var column: Int
    /// How many grid columns the cell covers.
    public var columnSpan: Int
    /// Whether the cell is merged with the one above it.
    public var continuesAbove: Bool

    /// Makes a cell.
    public init(paragraphs: [WordParagraph], column: Int, columnSpan: Int = 1, continuesAbove: Bool = false) {
        self.paragraphs = paragraphs
        self.column = column
        self.columnSpan = columnSpan
        self.continuesAbove = continuesAbove
    }

    /// The paragraphs with their numbers, one a line.
    public var text: String {
        paragraphs.map(\.numberedText).joined(separator: "\n")
    }
}

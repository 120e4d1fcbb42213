/// The text of a Word document as a reader sees it: paragraphs and tables in order, automatic numbers resolved.
///
/// Left out are headers, footers, footnotes, comments, pictures, tracked deletions, hidden text and field codes. Kept
/// are tracked insertions, the results of fields, content controls, hyperlinks, and text boxes once each, behind the
/// paragraph that they hang on.
///
/// ```swift
/// let document = try WordDocument.read(bytes)
/// let plan = document.plainText()
/// ```
public struct WordDocument: Hashable, Sendable {
    /// A paragraph or a table.
    public enum Block: Hashable, Sendable {
        case paragraph(WordParagraph)
        case table(WordTable)
    }

    /// The content in document order.
    public var blocks: [Block]
    /// What the document holds that this reader shows only in part, each kind once.
    public var notices: Set<WordNotice>

    /// Makes a document.
    public init(blocks: [Block], notices: Set<WordNotice> = []) {
        self.blocks = blocks
        self.notices = notices
    }

    /// Reads a DOCX file.
    ///
    /// - Throws: `DocumentProblem`: an archive or markup case, `.unexpectedKind` for a file that is no Word document,
    ///   `.overLimit` beyond `limits`.
    public static func read(
        _ bytes: [UInt8], limits: WordLimits = WordLimits()
    ) throws(DocumentProblem) -> WordDocument {
        var reader = try WordReader(bytes, limits: limits)
        return try reader.read()
    }

    /// The paragraphs outside tables, in order.
    public var paragraphs: [WordParagraph] {
        blocks.compactMap { block in
            if case .paragraph(let paragraph) = block { paragraph } else { nil }
        }
    }

    /// The tables, in order.
    public var tables: [WordTable] {
        blocks.compactMap { block in
            if case .table(let table) = block { table } else { nil }
        }
    }
}

/// How much of a Word document is accepted.
public struct WordLimits: Hashable, Sendable {
    /// Limits of the archive.
    public var archive: ArchiveLimits
    /// Limits of each XML part.
    public var markup: MarkupLimits
    /// The most paragraphs and tables, those in table cells included.
    public var blocks: Int
    /// The most table cells, each row of a merged cell counted.
    public var cells: Int
    /// The most characters of text, that of merged cells counted in each row.
    public var characters: Int

    /// Makes limits; the defaults fit a document of some thousand pages.
    public init(
        archive: ArchiveLimits = ArchiveLimits(), markup: MarkupLimits = MarkupLimits(), blocks: Int = 200_000,
        cells: Int = 500_000, characters: Int = 20_000_000
    ) {
        self.archive = archive
        self.markup = markup
        self.blocks = blocks
        self.cells = cells
        self.characters = characters
    }
}

/// Something in a document that its plain text shows only in part.
public enum WordNotice: Hashable, Sendable {
    /// A number format that is not known here; its numbers are shown as 1, 2, 3.
    case unknownNumberFormat(String)
    /// A list number (`w:numId`) that the document does not define; its paragraphs have no number.
    case missingNumbering(Int)
    /// A character of a symbol font without a Unicode meaning; shown as U+FFFD.
    case unknownSymbol(font: String, code: String)
    /// Text that is formatted as hidden and left out.
    case hiddenText
    /// A document inside the document, which is left out.
    case embeddedDocument
    /// A field that starts and never ends.
    case unclosedField
}

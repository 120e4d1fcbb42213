/// What is wrong with a document, where it is wrong, and (in `message`) how to mend it.
///
/// Every reader and writer of this module throws only this type, once, and leaves nothing half-made behind.
public enum DocumentProblem: Error, Hashable, Sendable {
    /// The languages in which a problem explains itself.
    public enum Language: String, Hashable, Sendable, CaseIterable {
        case zhHans = "zh-Hans"
        case en
    }

    /// What a limit counts.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
        case bytes, blocks, cells, characters, rows, columns, sheets, mergedCells = "merged-cells"
    }

    // MARK: Text

    /// A byte that the encoding does not allow, counted from 0.
    case undecodableText(encoding: TextEncoding, byteOffset: Int)

    /// The machine has no converter for an encoding.
    case encodingUnavailable(TextEncoding)

    // MARK: Limits

    /// The document holds more of something than the reader accepts; `place` is a part, sheet or line.
    case overLimit(Measure, limit: Int, place: String)

    // MARK: Archive

    /// The bytes are not a ZIP archive.
    case notAnArchive
    /// An OLE compound file: a password-protected Office file or one of the formats before 2007.
    case oldOrEncryptedOffice
    /// The directory of the archive is missing or contradicts itself.
    case damagedArchive(detail: String)
    /// The archive holds more entries than accepted.
    case tooManyEntries(count: Int, limit: Int)
    /// A name that leaves the archive, is absolute, empty, or holds control characters.
    case unsafeEntryName(String)
    /// Two entries with one name, capital and small letters counted as equal.
    case duplicateEntryName(String)
    /// An entry protected by a password.
    case encryptedEntry(String)
    /// An entry that is a link to another file.
    case symbolicLink(String)
    /// An entry larger than accepted once unpacked.
    case entryTooLarge(String, limit: Int)
    /// All entries together larger than accepted once unpacked.
    case archiveTooLarge(limit: Int)
    /// An entry that shrinks more than any real document: an archive bomb.
    case suspiciousCompression(String, limit: Int)
    /// A compression method that is not read.
    case unsupportedCompression(String)
    /// The checksum of an entry does not match its content.
    case wrongChecksum(String)
    /// The content of an entry cannot be unpacked.
    case damagedEntry(String, detail: String)
    /// An entry that must be there is not.
    case missingEntry(String)
    /// The archive could not be written.
    case archiveNotWritten(detail: String)

    // MARK: Markup

    /// A document type declaration, which could define entities.
    case documentType(part: String, line: Int)
    /// Markup that is not well formed.
    case malformedMarkup(part: String, line: Int, detail: String)
    /// An encoding other than UTF-8 or UTF-16.
    case unsupportedMarkupEncoding(part: String, encoding: String)
    /// Elements nested deeper than accepted.
    case nestingTooDeep(part: String, line: Int, limit: Int)
    /// More attributes on one element than accepted.
    case tooManyAttributes(part: String, line: Int, limit: Int)
    /// A text longer than accepted, in bytes of UTF-8.
    case textTooLong(part: String, line: Int, limit: Int)
    /// A character that XML 1.0 cannot carry.
    case characterNotAllowed(scalar: UInt32)

    // MARK: Office

    /// The archive is not the kind of document that was asked for.
    case unexpectedKind(expected: DocumentKind)
    /// A reference inside the document points nowhere.
    case brokenReference(part: String, identifier: String)

    // MARK: Spreadsheet

    /// A cell reference that is malformed or out of order.
    case invalidCellReference(sheet: String, text: String)
    /// A value that does not fit the type of its cell.
    case invalidCellValue(sheet: String, cell: String, text: String)
    /// A cell that refers to a shared string that does not exist.
    case sharedStringOutOfRange(sheet: String, cell: String, index: Int, count: Int)
    /// A cell with a formula whose result was not saved.
    case formulaWithoutValue(sheet: String, cell: String)
    /// A text longer than the 32,767 characters that a cell can hold.
    case cellTextTooLong(sheet: String, cell: String, length: Int)
    /// A sheet name that spreadsheet programs refuse.
    case invalidSheetName(String)
    /// Two sheets with one name.
    case duplicateSheetName(String)
    /// Choices of a column that a spreadsheet program cannot offer.
    case invalidChoices(sheet: String, column: String)
    /// A workbook without a sheet.
    case noSheets

    // MARK: Delimited text

    /// A quoted field that never ends; the line is where it starts.
    case unterminatedQuote(line: Int)
    /// Text between a closing quote and the next separator.
    case textAfterQuote(line: Int)
    /// A quote inside a field that does not start with one.
    case quoteInsideField(line: Int)

    /// A stable name of the cause, in kebab case.
    public var code: String {
        switch self {
        case .undecodableText: "undecodable-text"
        case .encodingUnavailable: "encoding-unavailable"
        case .overLimit(let measure, _, _): "too-many-\(measure.rawValue)"
        case .notAnArchive: "not-an-archive"
        case .oldOrEncryptedOffice: "old-or-encrypted-office"
        case .damagedArchive: "damaged-archive"
        case .tooManyEntries: "too-many-entries"
        case .unsafeEntryName: "unsafe-entry-name"
        case .duplicateEntryName: "duplicate-entry-name"
        case .encryptedEntry: "encrypted-entry"
        case .symbolicLink: "symbolic-link"
        case .entryTooLarge: "entry-too-large"
        case .archiveTooLarge: "archive-too-large"
        case .suspiciousCompression: "suspicious-compression"
        case .unsupportedCompression: "unsupported-compression"
        case .wrongChecksum: "wrong-checksum"
        case .damagedEntry: "damaged-entry"
        case .missingEntry: "missing-entry"
        case .archiveNotWritten: "archive-not-written"
        case .documentType: "document-type"
        case .malformedMarkup: "malformed-markup"
        case .unsupportedMarkupEncoding: "unsupported-markup-encoding"
        case .nestingTooDeep: "nesting-too-deep"
        case .tooManyAttributes: "too-many-attributes"
        case .textTooLong: "text-too-long"
        case .characterNotAllowed: "character-not-allowed"
        case .unexpectedKind: "unexpected-kind"
        case .brokenReference: "broken-reference"
        case .invalidCellReference: "invalid-cell-reference"
        case .invalidCellValue: "invalid-cell-value"
        case .sharedStringOutOfRange: "shared-string-out-of-range"
        case .formulaWithoutValue: "formula-without-value"
        case .cellTextTooLong: "cell-text-too-long"
        case .invalidSheetName: "invalid-sheet-name"
        case .duplicateSheetName: "duplicate-sheet-name"
        case .invalidChoices: "invalid-choices"
        case .noSheets: "no-sheets"
        case .unterminatedQuote: "unterminated-quote"
        case .textAfterQuote: "text-after-quote"
        case .quoteInsideField: "quote-inside-field"
        }
    }
}

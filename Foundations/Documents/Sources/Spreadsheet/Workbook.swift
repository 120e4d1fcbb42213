/// A workbook: several sheets of typed cells, read from and written to XLSX files.
///
/// Formulas are never written, and of read ones only the saved result counts. Text stays text whatever it looks like:
/// an 18-digit code keeps its digits, and `=1+1` is three signs and two digits.
///
/// ```swift
/// let workbook = try Workbook.read(bytes)
/// for row in workbook.sheets[0].unmergedRows { … }
/// ```
public struct Workbook: Hashable, Sendable {
    /// The sheets in order.
    public var sheets: [Worksheet]

    /// Makes a workbook.
    public init(sheets: [Worksheet] = []) {
        self.sheets = sheets
    }

    /// Reads an XLSX file.
    ///
    /// - Throws: `DocumentProblem`: an archive or markup case, `.unexpectedKind`, a spreadsheet case naming sheet and
    ///   cell, or `.overLimit` beyond `limits`.
    public static func read(
        _ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
    ) throws(DocumentProblem) -> Workbook {
        try WorkbookReader(bytes, limits: limits).read()
    }

    /// The XLSX file; the same workbook gives the same bytes every time.
    ///
    /// - Throws: `DocumentProblem.noSheets`, `.invalidSheetName`, `.duplicateSheetName`, `.cellTextTooLong`, or
    ///   `.overLimit` for more rows or columns than a sheet can hold.
    public func bytes() throws(DocumentProblem) -> [UInt8] {
        try WorkbookWriter(self).bytes()
    }

    /// The first sheet with a name.
    public func sheet(named name: String) -> Worksheet? {
        sheets.first { $0.name == name }
    }
}

/// One sheet of a workbook.
public struct Worksheet: Hashable, Sendable {
    /// How the sheet is printed.
    public enum Paper: Hashable, Sendable {
        case a4Portrait, a4Landscape, a3Landscape
    }

    /// The choices that a spreadsheet program offers for the cells of a column below the head.
    public struct Choice: Hashable, Sendable {
        /// The column, from 0.
        public var column: Int
        /// The choices; together with their commas at most 255 characters, and without commas or quotes inside.
        public var values: [String]

        /// Makes a choice.
        public init(column: Int, values: [String]) {
            self.column = column
            self.values = values
        }
    }

    /// The name on the tab.
    public var name: String
    /// The cells, row by row from the top; rows may differ in length. Trailing empty rows and cells are left out.
    public var rows: [[CellValue]]
    /// Rectangles that are shown as one cell, the one in their upper left corner.
    public var merges: [CellRange]
    /// How many rows at the top are the head: bold, frozen, filtered, and repeated on every printed page.
    public var headRows: Int
    /// The widths of the first columns in characters; a Chinese character counts as two.
    public var columnWidths: [Double]
    /// Whether the last row of the head has filter buttons.
    public var hasFilter: Bool
    /// How the sheet is printed.
    public var paper: Paper
    /// Whether the tab is hidden.
    public var isHidden: Bool
    /// Choices for columns.
    public var choices: [Choice]

    /// Makes a sheet.
    public init(
        name: String, rows: [[CellValue]] = [], merges: [CellRange] = [], headRows: Int = 0,
        columnWidths: [Double] = [], hasFilter: Bool = false, paper: Paper = .a4Landscape, isHidden: Bool = false,
        choices: [Choice] = []
    ) {
        self.name = name
        self.rows = rows
        self.merges = merges
        self.headRows = headRows
        self.columnWidths = columnWidths
        self.hasFilter = hasFilter
        self.paper = paper
        self.isHidden = isHidden
        self.choices = choices
    }

    /// The value in a cell; empty outside the rows that there are. A covered cell of a merge is empty.
    public func value(_ row: Int, _ column: Int) -> CellValue {
        guard rows.indices.contains(row), rows[row].indices.contains(column) else { return .empty }
        return rows[row][column]
    }

    /// The number of columns of the longest row.
    public var columnCount: Int { rows.map(\.count).max() ?? 0 }

    /// The rows with the value of each merged rectangle in all of its cells, as far as the sheet is used.
    public var unmergedRows: [[CellValue]] {
        var filled = rows
        let width = columnCount
        for merge in merges {
            let value = value(merge.first.row, merge.first.column)
            let lastColumn = min(merge.last.column, width - 1)
            guard value != .empty, merge.first.column <= lastColumn else { continue }
            for row in merge.first.row...min(merge.last.row, max(rows.count - 1, merge.first.row))
            where filled.indices.contains(row) {
                let missing = lastColumn + 1 - filled[row].count
                if missing > 0 { filled[row] += [CellValue](repeating: .empty, count: missing) }
                for column in merge.first.column...lastColumn { filled[row][column] = value }
            }
        }
        return filled
    }
}

/// How much of a workbook is accepted.
public struct WorkbookLimits: Hashable, Sendable {
    /// Limits of the archive.
    public var archive: ArchiveLimits
    /// Limits of each XML part.
    public var markup: MarkupLimits
    /// The most sheets.
    public var sheets: Int
    /// The most rows of a sheet, up to the last one with a value.
    public var rows: Int
    /// The most columns of a sheet, up to the last one with a value.
    public var columns: Int
    /// The most cells of the workbook, empty ones before the last of a row and those of merges included.
    public var cells: Int

    /// Makes limits; the defaults fit tables of some hundred thousand rows.
    public init(
        archive: ArchiveLimits = ArchiveLimits(), markup: MarkupLimits = MarkupLimits(), sheets: Int = 256,
        rows: Int = 500_000, columns: Int = 1024, cells: Int = 5_000_000
    ) {
        self.archive = archive
        self.markup = markup
        self.sheets = sheets
        self.rows = rows
        self.columns = columns
        self.cells = cells
    }
}

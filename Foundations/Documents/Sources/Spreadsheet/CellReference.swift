/// The place of a cell; rows and columns count from 0, the text form is that of spreadsheets: `B3` is row 2, column 1.
public struct CellReference: Hashable, Sendable, CustomStringConvertible {
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int

    /// The most rows of a sheet.
    public static let rowLimit = 1_048_576
    /// The most columns of a sheet.
    public static let columnLimit = 16_384

    /// Makes a reference.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Reads a reference such as `B3`; nil for any other text or a place outside a sheet.
    public init?(_ text: some StringProtocol) {
        var row = 0
        var column = 0
        for byte in text.utf8 {
            if (0x41...0x5A).contains(byte), row == 0 {
                column = column * 26 + Int(byte - 0x40)
            } else if (0x30...0x39).contains(byte), column > 0, byte != 0x30 || row > 0 {
                row = row * 10 + Int(byte - 0x30)
            } else {
                return nil
            }
            guard column <= Self.columnLimit, row <= Self.rowLimit else { return nil }
        }
        guard row > 0, column > 0 else { return nil }
        self.init(row: row - 1, column: column - 1)
    }

    /// The letters of a column: 0 is A, 26 is AA; a negative column has none.
    public static func letters(column: Int) -> String {
        guard column >= 0 else { return "" }
        var rest = column
        var letters: [UInt8] = []
        repeat {
            letters.append(0x41 + UInt8(rest % 26))
            rest = rest / 26 - 1
        } while rest >= 0
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// The text form, such as `B3`.
    public var description: String { "\(Self.letters(column: column))\(row + 1)" }
}

/// A rectangle of cells, both corners included.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
    /// The upper left cell.
    public let first: CellReference
    /// The lower right cell.
    public let last: CellReference

    /// Makes a range.
    public init(first: CellReference, last: CellReference) {
        self.first = first
        self.last = last
    }

    /// Reads a range such as `A1:C2`; nil for any other text or reversed corners.
    public init?(_ text: String) {
        let corners = text.split(separator: ":", omittingEmptySubsequences: false)
        guard corners.count == 2, let first = CellReference(corners[0]), let last = CellReference(corners[1]),
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.init(first: first, last: last)
    }

    /// The text form, such as `A1:C2`.
    public var description: String { "\(first):\(last)" }
}

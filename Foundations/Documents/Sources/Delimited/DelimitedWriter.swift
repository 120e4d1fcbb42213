/// Writes rows as comma-separated text after RFC 4180, in UTF-8 with a byte order mark so that Excel shows Chinese.
///
/// Text that a spreadsheet program could take for a formula gets an apostrophe in front (`FormulaGuard`); a number
/// that is typed as one keeps its minus sign. Rows end in CR LF.
public struct DelimitedWriter: Sendable {
    /// The character between fields.
    public let delimiter: Delimiter
    /// Whether the text starts with a byte order mark.
    public let hasByteOrderMark: Bool

    /// Makes a writer.
    public init(delimiter: Delimiter = .comma, hasByteOrderMark: Bool = true) {
        self.delimiter = delimiter
        self.hasByteOrderMark = hasByteOrderMark
    }

    /// The rows as bytes.
    public func bytes(_ rows: [[CellValue]]) -> [UInt8] {
        var output: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        for row in rows {
            for (index, value) in row.enumerated() {
                if index > 0 { output.append(delimiter.byte) }
                // A row of one empty field would look like an empty line, so it is quoted.
                append(value, mustQuote: row.count == 1, to: &output)
            }
            output += [0x0D, 0x0A]
        }
        return output
    }

    private func append(_ value: CellValue, mustQuote: Bool, to output: inout [UInt8]) {
        let text =
            switch value {
            case .text(let text): FormulaGuard.protect(text)
            case .error(let text): FormulaGuard.protect(text)
            default: value.plainText
            }
        let needsQuotes =
            text.utf8.contains { $0 == delimiter.byte || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A }
            || (mustQuote && text.isEmpty) || text.first == " " || text.last == " "
        guard needsQuotes else {
            output += text.utf8
            return
        }
        output.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { output.append(0x22) }
            output.append(byte)
        }
        output.append(0x22)
    }
}

/// The character between the fields of a delimited text.
public enum Delimiter: Hashable, Sendable, CaseIterable {
    case comma, semicolon, tab

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }
}

/// Reads comma-separated text after RFC 4180, strictly: a quote in the wrong place is an error with its line.
///
/// The text may be UTF-8, UTF-16 with a byte order mark, or GB 18030, and rows may end in CR LF, LF or CR. Empty
/// lines are left out, also between rows. Fields are text; what they mean is for the caller to say.
public struct DelimitedReader: Sendable {
    /// The character between fields.
    public let delimiter: Delimiter
    /// Whether the apostrophes that `DelimitedWriter` puts before dangerous text are taken away again.
    public let revealsGuardedText: Bool
    /// How much is accepted.
    public let limits: DelimitedLimits

    /// Makes a reader.
    public init(
        delimiter: Delimiter = .comma, revealsGuardedText: Bool = true, limits: DelimitedLimits = DelimitedLimits()
    ) {
        self.delimiter = delimiter
        self.revealsGuardedText = revealsGuardedText
        self.limits = limits
    }

    /// Reads the rows.
    ///
    /// - Throws: `DocumentProblem.undecodableText`, `.unterminatedQuote`, `.textAfterQuote`, `.quoteInsideField`, or
    ///   `.overLimit` naming the line.
    public func read(_ bytes: [UInt8]) throws(DocumentProblem) -> DelimitedTable {
        let decoded = try TextDecoder(limit: limits.bytes).decode(bytes)
        var scanner = Scanner(bytes: Array(decoded.text.utf8), reader: self)
        var rows: [DelimitedTable.Row] = []
        while let row = try scanner.row() {
            guard rows.count < limits.rows else {
                throw .overLimit(.rows, limit: limits.rows, place: "")
            }
            rows.append(row)
        }
        return DelimitedTable(rows: rows, encoding: decoded.encoding)
    }

    private struct Scanner {
        let bytes: [UInt8]
        let reader: DelimitedReader
        var index = 0
        var line = 1

        mutating func row() throws(DocumentProblem) -> DelimitedTable.Row? {
            while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { passLineEnd() }
            guard index < bytes.count else { return nil }
            let startLine = line
            var fields: [String] = []
            while true {
                guard fields.count < reader.limits.columns else {
                    throw .overLimit(.columns, limit: reader.limits.columns, place: "line \(startLine)")
                }
                let field = try index < bytes.count && bytes[index] == 0x22 ? quotedField() : plainField()
                fields.append(reader.revealsGuardedText ? FormulaGuard.reveal(field) : field)
                guard index < bytes.count else { break }
                if bytes[index] == reader.delimiter.byte {
                    index += 1
                } else {
                    passLineEnd()
                    break
                }
            }
            return DelimitedTable.Row(fields: fields, line: startLine)
        }

        private mutating func plainField() throws(DocumentProblem) -> String {
            let start = index
            while index < bytes.count {
                let byte = bytes[index]
                if byte == reader.delimiter.byte || byte == 0x0A || byte == 0x0D { break }
                guard byte != 0x22 else { throw .quoteInsideField(line: line) }
                index += 1
            }
            return try text(bytes[start..<index])
        }

        private mutating func quotedField() throws(DocumentProblem) -> String {
            let startLine = line
            var content: [UInt8] = []
            index += 1
            while index < bytes.count {
                let byte = bytes[index]
                if byte == 0x22 {
                    index += 1
                    guard index < bytes.count, bytes[index] == 0x22 else {
                        let isEnd = index == bytes.count || bytes[index] == reader.delimiter.byte
                        guard isEnd || bytes[index] == 0x0A || bytes[index] == 0x0D else {
                            throw .textAfterQuote(line: line)
                        }
                        return try text(content[...])
                    }
                } else if byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)) {
                    line += 1
                }
                content.append(byte)
                index += 1
            }
            throw .unterminatedQuote(line: startLine)
        }

        private mutating func passLineEnd() {
            if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            index += 1
            line += 1
        }

        private func text(_ content: ArraySlice<UInt8>) throws(DocumentProblem) -> String {
            guard content.count <= reader.limits.fieldBytes else {
                throw .overLimit(.bytes, limit: reader.limits.fieldBytes, place: "line \(line)")
            }
            return String(decoding: content, as: UTF8.self)
        }
    }
}

/// The rows of a delimited text.
public struct DelimitedTable: Hashable, Sendable {
    /// One row and the line on which it starts.
    public struct Row: Hashable, Sendable {
        /// The fields from left to right.
        public let fields: [String]
        /// The line of the text, from 1.
        public let line: Int

        /// Makes a row.
        public init(fields: [String], line: Int) {
            self.fields = fields
            self.line = line
        }
    }

    /// The rows in order; they may differ in length.
    public let rows: [Row]
    /// The encoding that the text was in.
    public let encoding: TextEncoding

    /// Makes a table.
    public init(rows: [Row], encoding: TextEncoding) {
        self.rows = rows
        self.encoding = encoding
    }
}

/// How much of a delimited text is accepted.
public struct DelimitedLimits: Hashable, Sendable {
    /// The most bytes of the text.
    public var bytes: Int
    /// The most rows.
    public var rows: Int
    /// The most fields of a row.
    public var columns: Int
    /// The most bytes of a field in UTF-8.
    public var fieldBytes: Int

    /// Makes limits; the defaults fit tables of some hundred thousand rows.
    public init(bytes: Int = 64 << 20, rows: Int = 1_000_000, columns: Int = 1024, fieldBytes: Int = 1 << 20) {
        self.bytes = bytes
        self.rows = rows
        self.columns = columns
        self.fieldBytes = fieldBytes
    }
}

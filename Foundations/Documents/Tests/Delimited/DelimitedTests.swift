import CivicCalendar
import Documents
import Testing

@Suite struct DelimitedTests {
    func read(_ text: String, _ limits: DelimitedLimits = DelimitedLimits()) throws -> [[String]] {
        try DelimitedReader(limits: limits).read(Array(text.utf8)).rows.map(\.fields)
    }

    @Test("quotes, doubled quotes, line ends and empty fields are read after RFC 4180")
    func rows() throws {
        #expect(try read("a,b\r\n1,\"x\"\"y,\r\nz\"\r\n") == [["a", "b"], ["1", "x\"y,\r\nz"]])
        #expect(try read("a,,\n,\n") == [["a", "", ""], ["", ""]])
        #expect(try read("a\rb\n\n\nc") == [["a"], ["b"], ["c"]])
        #expect(try read("a,\"\"") == [["a", ""]])
        #expect(try read("a,") == [["a", ""]])
        #expect(try read("") == [])
    }

    @Test("each row knows its line, also behind fields with line ends")
    func lines() throws {
        let table = try DelimitedReader().read(Array("a\r\n\"b\r\nc\nd\"\r\n\r\ne".utf8))
        #expect(table.rows.map(\.line) == [1, 2, 6])
    }

    @Test("a quote in the wrong place is an error with its line")
    func quotes() {
        #expect(throws: DocumentProblem.unterminatedQuote(line: 2)) { try read("a\n\"b\nc") }
        #expect(throws: DocumentProblem.textAfterQuote(line: 2)) { try read("a\n\"b\"c") }
        #expect(throws: DocumentProblem.quoteInsideField(line: 2)) { try read("a\nb\"c\"") }
    }

    @Test("limits on rows, columns, fields and bytes hold")
    func limits() {
        #expect(throws: DocumentProblem.overLimit(.rows, limit: 2, place: "")) {
            try read("1\n2\n3", DelimitedLimits(rows: 2))
        }
        #expect(throws: DocumentProblem.overLimit(.columns, limit: 2, place: "line 2")) {
            try read("1,2\n1,2,3", DelimitedLimits(columns: 2))
        }
        #expect(throws: DocumentProblem.overLimit(.bytes, limit: 4, place: "line 1")) {
            try read("\"12345\"", DelimitedLimits(fieldBytes: 4))
        }
        #expect(throws: DocumentProblem.overLimit(.bytes, limit: 4, place: "")) {
            try read("12345", DelimitedLimits(bytes: 4))
        }
    }

    @Test("a file in GB 18030 or with a mark is read and says so")
    func encodings() throws {
        let gb = try DelimitedReader().read([0xD6, 0xCA, 0x2C, 0xC1, 0xBF, 0x0A])
        #expect(gb.rows.map(\.fields) == [["质", "量"]])
        #expect(gb.encoding == .gb18030)
        #expect(try read("\u{FEFF}质,量") == [["质", "量"]])
    }

    @Test("written text starts with a mark, ends rows in CR LF and quotes what it must")
    func written() throws {
        let bytes = try DelimitedWriter().bytes([
            [.text("名称"), .text("a,\"b\"")],
            [.integer(-5), .decimal(#require(ExactDecimal("-12.50")))],
            [.percent(#require(ExactDecimal("0.125"))), .date(CivicDate("2021-09-15"))],
            [.text("310000123456789012"), .boolean(true)], [.empty],
        ])
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(
            String(decoding: bytes.dropFirst(3), as: UTF8.self)
                == "名称,\"a,\"\"b\"\"\"\r\n-5,-12.50\r\n12.5%,2021-09-15\r\n310000123456789012,TRUE\r\n\"\"\r\n")
    }

    @Test(
        "text that looks like a formula is guarded, and only text",
        arguments: [
            "=1+1", "+86 21", "-", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'=1", "''-1",
        ])
    func formulas(text: String) throws {
        let bytes = DelimitedWriter(hasByteOrderMark: false).bytes([[.text(text), .integer(-1)]])
        let raw = try DelimitedReader(revealsGuardedText: false).read(bytes).rows
        #expect(raw.map(\.fields) == [["'" + text, "-1"]])
        #expect(try DelimitedReader().read(bytes).rows.map(\.fields) == [[text, "-1"]])
    }

    @Test("text survives writing and reading, whatever it is", arguments: Delimiter.allCases)
    func roundTrip(delimiter: Delimiter) throws {
        let texts = [
            "", " x ", "a,b", "a;b", "a\tb", "\"", "a\"b", "l1\r\nl2", "l1\nl2", "'", "'a", "it's", "文", "=", "''",
            "'==",
        ]
        let rows = texts.map { [CellValue.text($0), .text("x"), .text($0)] } + texts.map { [CellValue.text($0)] }
        let bytes = DelimitedWriter(delimiter: delimiter).bytes(rows)
        let read = try DelimitedReader(delimiter: delimiter).read(bytes).rows.map(\.fields)
        #expect(read == rows.map { $0.map(\.plainText) })
    }
}

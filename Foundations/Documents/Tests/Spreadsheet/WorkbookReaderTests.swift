import CivicCalendar
import Documents
import Testing

@Suite struct WorkbookReaderTests {
    @Test("inline strings, shared strings with runs, missing references and claimed dimensions are read")
    func strings() throws {
        var sample = WorkbookSample(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>内</t></is></c><c r="C1" t="s"><v>0</v></c></row>
            <row><c t="s"><v>1</v></c><c t="str"><f>A1</f><v>果</v></c><c><v>1.50</v></c></row>
            <row r="5"><c r="B5" s="3"/><c r="C5" t="s"><v>2</v></c></row>
            """)
        sample.sharedStrings = """
            <si><t xml:space="preserve"> 共 </t></si><si><r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1">\
            <t>jia</t></rPh></si><si><t>a_x000D_b_x005F_x000D_</t></si>
            """
        let sheet = try sample.read()
        #expect(
            sheet.rows == [
                [.text("内"), .empty, .text(" 共 ")],
                [.text("甲乙"), .text("果"), .decimal(try #require(ExactDecimal("1.5")))], [], [],
                [.empty, .empty, .text("a\rb_x000D_")],
            ])
    }

    @Test("a workbook without its list of shared strings is read while no cell needs one")
    func missingSharedStrings() throws {
        #expect(try WorkbookSample("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>").read().rows == [[.integer(7)]])
        #expect(throws: DocumentProblem.sharedStringOutOfRange(sheet: "表", cell: "B2", index: 0, count: 0)) {
            try WorkbookSample("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row>").read()
        }
    }

    @Test(
        "a shared string that does not exist is an error naming sheet and cell",
        arguments: ["-1", "1", "x", "99999999999999999999"])
    func sharedStringOutOfRange(index: String) throws {
        var sample = WorkbookSample("<row r=\"2\"><c r=\"B2\" t=\"s\"><v>\(index)</v></c></row>")
        sample.sharedStrings = "<si><t>x</t></si>"
        #expect(
            throws: DocumentProblem.sharedStringOutOfRange(sheet: "表", cell: "B2", index: Int(index) ?? -1, count: 1)
        ) {
            try sample.read()
        }
    }

    @Test("dates follow the number format, in the systems of 1900 and 1904")
    func dates() throws {
        func value(_ serial: String, _ style: Int, is1904: Bool = false) throws -> CellValue {
            var sample = WorkbookSample("<row r=\"1\"><c r=\"A1\" s=\"\(style)\"><v>\(serial)</v></c></row>")
            sample.styles = """
                <numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
                <numFmt numFmtId="165" formatCode="[Red]0.0&quot;day&quot;;[$-804]d"/>\
                <numFmt numFmtId="166" formatCode="0.00%"/><numFmt numFmtId="167" formatCode="h:mm"/></numFmts>\
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>\
                <xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="167"/></cellXfs>
                """
            if is1904 { sample.workbookProperties = "<workbookPr date1904=\"1\"/>" }
            return try sample.read().rows[0][0]
        }
        // 44454 is 2021-09-15 in the system of 1900; the other system starts 1462 days later.
        let day = try CivicDate("2021-09-15")
        #expect(try value("44454", 1) == .date(day))
        #expect(try value("44454", 2) == .date(day))
        #expect(try value("42992", 1, is1904: true) == .date(day))
        #expect(try value("44454.354166666664", 5) == .dateTime(day, seconds: 30_600))
        #expect(try value("44454", 3) == .integer(44_454))
        #expect(try value("0.354166666666667", 6) == .decimal(#require(ExactDecimal("0.354166666666667"))))
        #expect(try value("0.125", 4) == .percent(#require(ExactDecimal("0.125"))))
        #expect(try value("44454", 99) == .integer(44_454))
        #expect(try value("1", 1) == .date(CivicDate("1900-01-01")))
        #expect(try value("59", 1) == .date(CivicDate("1900-02-28")))
        #expect(try value("61", 1) == .date(CivicDate("1900-03-01")))
        #expect(try value("2958465", 1) == .date(CivicDate("9999-12-31")))
        for wrong in ["60", "0", "-1", "2958466", "1E300"] {
            #expect(throws: DocumentProblem.invalidCellValue(sheet: "表", cell: "A1", text: wrong)) {
                try value(wrong, 1)
            }
        }
    }

    @Test("numbers keep their digits, and what is no number is an error")
    func numbers() throws {
        func value(_ text: String, _ type: String = "n") throws -> CellValue? {
            try WorkbookSample("<row r=\"1\"><c r=\"A1\" t=\"\(type)\"><v>\(text)</v></c></row>").read().rows.first?
                .first
        }
        #expect(try value("310000123456789012") == .integer(310_000_123_456_789_012))
        #expect(try value("1.2E+17") == .number(1.2e17))
        #expect(try value("0.10000000000000001") == .decimal(#require(ExactDecimal("0.1"))))
        #expect(try value("1E-3") == .decimal(#require(ExactDecimal("0.001"))))
        #expect(try value("12.0") == .integer(12))
        #expect(try value("1E+300") == .number(1e300))
        #expect(try value("1", "b") == .boolean(true))
        #expect(try value("#DIV/0!", "e") == .error("#DIV/0!"))
        #expect(try value("2021-09-15", "d") == .date(CivicDate("2021-09-15")))
        #expect(try value("2021-09-15T08:30:00", "d") == .dateTime(CivicDate("2021-09-15"), seconds: 30_600))
        #expect(try value("") == nil)
        for (text, type) in [
            ("nan", "n"), ("0x10", "n"), ("1E999", "n"), ("1,5", "n"), ("2", "b"), ("2021-13-01", "d"), ("1", "z"),
        ] {
            #expect(throws: DocumentProblem.self, "\(text) as \(type)") { try value(text, type) }
        }
    }

    @Test("a formula without a saved result is an error naming its cell")
    func formulas() throws {
        #expect(throws: DocumentProblem.formulaWithoutValue(sheet: "表", cell: "A1")) {
            try WorkbookSample("<row r=\"1\"><c r=\"A1\"><f>1+1</f></c></row>").read()
        }
        #expect(
            try WorkbookSample("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row>").read().rows == [[.integer(2)]])
    }

    @Test(
        "cells and rows out of order, twice, or outside a sheet are errors",
        arguments: [
            "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
            "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"1048577\"/>",
            "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A01\"><v>1</v></c></row>",
        ])
    func order(rows: String) {
        #expect {
            try WorkbookSample(rows).read()
        } throws: { error in
            (error as? DocumentProblem)?.code == "invalid-cell-reference"
        }
    }

    @Test("a claim or a far cell does not take memory: limits count what holds values")
    func limits() throws {
        let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"
        #expect(throws: DocumentProblem.overLimit(.rows, limit: 500_000, place: "表")) { try WorkbookSample(far).read() }
        let wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"
        #expect(throws: DocumentProblem.overLimit(.columns, limit: 1024, place: "表")) {
            try WorkbookSample(wide).read()
        }
        let formatted = "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>"
        #expect(try WorkbookSample(formatted).read().rows.isEmpty)
        let diagonal = (1...100).map { "<row r=\"\($0)\"><c r=\"CV\($0)\"><v>1</v></c></row>" }.joined()
        #expect(throws: DocumentProblem.overLimit(.cells, limit: 9999, place: "表")) {
            try WorkbookSample(diagonal).read(WorkbookLimits(cells: 9999))
        }
        #expect(throws: Never.self) { try WorkbookSample(diagonal).read(WorkbookLimits(cells: 10_000)) }
    }

    @Test("merged cells repeat their value where asked, and only as far as the sheet is used")
    func merges() throws {
        var sample = WorkbookSample(
            """
            <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="C2"><v>3</v></c></row>\
            <row r="3"><c r="C3"><v>4</v></c></row>
            """)
        sample.more = "<mergeCells><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"B1:XFD1\"/></mergeCells>"
        let sheet = try sample.read()
        #expect(sheet.merges.map(\.description) == ["A1:A3", "B1:XFD1"])
        #expect(
            sheet.unmergedRows == [
                [.integer(1), .integer(2), .integer(2)], [.integer(1), .empty, .integer(3)],
                [.integer(1), .empty, .integer(4)],
            ])
        sample.more = "<mergeCells><mergeCell ref=\"A3:A1\"/></mergeCells>"
        #expect(throws: DocumentProblem.invalidCellReference(sheet: "表", text: "A3:A1")) { try sample.read() }
        sample.more = "<mergeCells>" + String(repeating: "<mergeCell ref=\"A1:C3\"/>", count: 100) + "</mergeCells>"
        #expect(throws: DocumentProblem.overLimit(.mergedCells, limit: 500, place: "表")) {
            try sample.read(WorkbookLimits(cells: 500))
        }
    }

    @Test("text longer than a cell can hold is an error")
    func longText() {
        let text = String(repeating: "长", count: 32_768)
        #expect(throws: DocumentProblem.cellTextTooLong(sheet: "表", cell: "A1", length: 32_768)) {
            try WorkbookSample("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row>").read()
        }
    }
}

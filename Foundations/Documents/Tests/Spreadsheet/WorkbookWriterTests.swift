import CivicCalendar
import Documents
import Foundation
import Testing

@Suite struct WorkbookWriterTests {
    func sample() throws -> Workbook {
        let head: [CellValue] = ["统一社会信用代码", "名称", "数量", "得分", "合格率", "日期", "时刻", "是否"].map { .text($0) }
        let row: [CellValue] = try [
            .text("91310000123456789X"), .text("=SUM(A1)"), .integer(-12), .decimal(#require(ExactDecimal("12.50"))),
            .percent(#require(ExactDecimal("0.9876"))), .date(CivicDate("2021-09-15")),
            .dateTime(CivicDate("2021-12-31"), seconds: 86_399), .boolean(true),
        ]
        let other: [CellValue] = [
            .text("310000123456789012"), .text("a\r\n<b>&_x000D_\u{B}"), .empty, .number(1e300), .text("+1"),
            .text(" 空 "),
        ]
        return Workbook(sheets: [
            Worksheet(
                name: "名单'a' 表", rows: [head, row, other], headRows: 1, columnWidths: [20, 30.5], hasFilter: true,
                paper: .a3Landscape, choices: [.init(column: 7, values: ["是", "否"])]),
            Worksheet(
                name: "说明", rows: [[.text("谁"), .text("x")], [.empty, .integer(1)]],
                merges: [try #require(CellRange("A1:A2"))], paper: .a4Portrait, isHidden: true),
        ])
    }

    @Test("typed cells survive writing and reading")
    func roundTrip() throws {
        let workbook = try sample()
        let read = try Workbook.read(workbook.bytes())
        #expect(read.sheets.map(\.name) == ["名单'a' 表", "说明"])
        #expect(read.sheets.map(\.isHidden) == [false, true])
        var expected = workbook.sheets[0].rows
        // A number keeps its value and not the zeros at its end.
        expected[1][3] = .decimal(try #require(ExactDecimal("12.5")))
        #expect(read.sheets[0].rows == expected)
        #expect(read.sheets[1].rows == workbook.sheets[1].rows)
        #expect(read.sheets[1].merges == workbook.sheets[1].merges)
    }

    @Test("the same workbook gives the same bytes")
    func deterministic() throws {
        #expect(try sample().bytes() == sample().bytes())
    }

    @Test("numbers with more digits than a spreadsheet keeps are written as text, as are dates before March 1900")
    func longNumbers() throws {
        let rows: [[CellValue]] = try [
            [
                .integer(310_000_123_456_789_012), .integer(999_999_999_999_999),
                .decimal(#require(ExactDecimal("1234567890.1234567"))),
                .date(CivicDate("1900-02-28")), .date(CivicDate("1900-03-01")),
            ]
        ]
        let read = try Workbook.read(Workbook(sheets: [Worksheet(name: "a", rows: rows)]).bytes()).sheets[0].rows
        #expect(
            try read == [
                [
                    .text("310000123456789012"), .integer(999_999_999_999_999), .text("1234567890.1234567"),
                    .text("1900-02-28"), .date(CivicDate("1900-03-01")),
                ]
            ])
    }

    @Test("no cell is ever a formula")
    func noFormulas() throws {
        let archive = try ArchiveReader(sample().bytes())
        let text = String(decoding: try archive.read("xl/worksheets/sheet1.xml"), as: UTF8.self)
        #expect(!text.contains("<f>") && !text.contains("<f "))
        #expect(text.contains(">=SUM(A1)</t>"))
    }

    @Test(
        "sheet names that programs refuse are errors",
        arguments: [
            "", "a/b", "a[1]", "'a", "a'", "History", "a:b", String(repeating: "长", count: 32), "a\nb",
        ])
    func sheetNames(name: String) {
        #expect(throws: DocumentProblem.invalidSheetName(name)) {
            try Workbook(sheets: [Worksheet(name: name)]).bytes()
        }
    }

    @Test("what a sheet cannot hold is an error naming its place")
    func refused() throws {
        func write(_ sheets: Worksheet...) throws -> [UInt8] { try Workbook(sheets: sheets).bytes() }
        #expect(throws: DocumentProblem.noSheets) { try write() }
        #expect(throws: DocumentProblem.noSheets) { try write(Worksheet(name: "a", isHidden: true)) }
        #expect(throws: DocumentProblem.duplicateSheetName("A")) {
            try write(Worksheet(name: "a"), Worksheet(name: "A"))
        }
        #expect(throws: DocumentProblem.cellTextTooLong(sheet: "a", cell: "B1", length: 32_768)) {
            try write(Worksheet(name: "a", rows: [[.empty, .text(String(repeating: "长", count: 32_768))]]))
        }
        #expect(throws: DocumentProblem.invalidCellValue(sheet: "a", cell: "A1", text: "nan")) {
            try write(Worksheet(name: "a", rows: [[.number(.nan)]]))
        }
        #expect(throws: DocumentProblem.invalidChoices(sheet: "a", column: "B")) {
            try write(Worksheet(name: "a", choices: [.init(column: 1, values: ["x,y"])]))
        }
        #expect(throws: DocumentProblem.overLimit(.columns, limit: 16_384, place: "a")) {
            try write(Worksheet(name: "a", rows: [[CellValue](repeating: .empty, count: 16_385)]))
        }
    }

    @Test(
        "openpyxl reads the same types, filters, frozen head and print titles",
        .enabled(if: Python.canImport("openpyxl"), "openpyxl is not importable"))
    func outsideReader() throws {
        let script = """
            import openpyxl, sys
            b = openpyxl.load_workbook(sys.argv[1])
            s = b.worksheets[0]
            for c in s[2]: print(c.data_type, c.number_format, repr(c.value))
            print(s['A3'].data_type, s['A3'].value)
            print(s.freeze_panes, s.auto_filter.ref, s.print_title_rows, s.page_setup.orientation, s.page_setup.paperSize)
            print(s.column_dimensions['B'].width, s['B2'].quotePrefix, s.data_validations.dataValidation[0].formula1)
            print(b.sheetnames, b.worksheets[1].sheet_state, b.worksheets[1].merged_cells.ranges)
            """
        let output = try Python.withTemporaryFile("a.xlsx") { url in
            try Data(sample().bytes()).write(to: url)
            return try Python.run(script, url.path)
        }
        #expect(
            try #require(output) == """
                s @ '91310000123456789X'
                s @ '=SUM(A1)'
                n 0 -12
                n 0.00 12.5
                n 0.00% 0.9876
                d yyyy\\-mm\\-dd datetime.datetime(2021, 9, 15, 0, 0)
                d yyyy\\-mm\\-dd\\ hh:mm:ss datetime.datetime(2021, 12, 31, 23, 59, 59)
                b General True
                s 310000123456789012
                A2 A1:H3 $1:$1 landscape 8
                30.5 True "是,否"
                ["名单'a' 表", '说明'] hidden {<MergedCellRange A1:A2>}

                """)
    }

    @Test(
        "a workbook made by openpyxl is read: types, dates, merges, formulas without results",
        .enabled(if: Python.canImport("openpyxl"), "openpyxl is not importable"))
    func outsideWriter() throws {
        let script = """
            import openpyxl, sys, datetime
            b = openpyxl.Workbook(); s = b.active; s.title = '数据'
            s.append(['代码', '合并', None, 3.25, 0.5, datetime.date(2021, 2, 28), datetime.datetime(2000, 2, 29, 12, 0), True, 10**14])
            s['E1'].number_format = '0%'; s.merge_cells('B1:C1'); s['A4'] = '末'
            if sys.argv[2] == 'formula': s['B4'] = '=1+1'
            b.save(sys.argv[1])
            """
        func make(_ kind: String) throws -> [UInt8] {
            try Python.withTemporaryFile("a.xlsx") { url in
                try #require(try Python.run(script, url.path, kind) != nil, "openpyxl could not write")
                return [UInt8](try Data(contentsOf: url))
            }
        }
        let sheet = try Workbook.read(make("plain")).sheets[0]
        #expect(sheet.name == "数据")
        #expect(
            try sheet.unmergedRows == [
                [
                    .text("代码"), .text("合并"), .text("合并"), .decimal(#require(ExactDecimal("3.25"))),
                    .percent(#require(ExactDecimal("0.5"))), .date(CivicDate("2021-02-28")),
                    .dateTime(CivicDate("2000-02-29"), seconds: 43_200), .boolean(true), .integer(100_000_000_000_000),
                ], [], [], [.text("末")],
            ])
        #expect(throws: DocumentProblem.formulaWithoutValue(sheet: "数据", cell: "B4")) {
            try Workbook.read(make("formula"))
        }
    }
}

import Documents
import Testing
import Web

@testable import Exchange

struct TableFileTests {
    private static let code = "310101199003078888"
    private static let canaries = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]

    private let file = TableFile(
        title: "工作台账",
        table: [
            [.text("名称"), .text("代码"), .text("数")],
            [.text("质量“提升”,行动"), .text(code), .number(150, "150")],
            [.text("两\n行"), .empty, .number(12.5, "12.5")],
        ] + canaries.map { [.text($0), .text("x"), .number(-3, "-3")] },
        provenance: TableFile.Provenance([("来源", "演示"), ("摘要", "=HYPERLINK(\"x\")")]), provenanceTitle: "来源")

    private func field(_ fields: [String], _ index: Int) throws -> String {
        try #require(index < fields.count ? fields[index] : nil)
    }

    @Test("CSV begins with the mark that Excel needs, and reads back cell by cell")
    func csv() throws {
        let bytes = file.csv()
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let rows = try DelimitedReader(revealsGuardedText: true).read(bytes).rows.map(\.fields)
        #expect(rows.count == 3 + Self.canaries.count)
        #expect(rows.first == ["名称", "代码", "数"])
        #expect(try field(rows[1], 0) == "质量“提升”,行动")
        #expect(try field(rows[1], 1) == Self.code)
        #expect(rows[2] == ["两\n行", "", "12.5"])
        #expect(rows.dropFirst(3).map { $0[0] } == Self.canaries)
    }

    @Test("no text in CSV can be taken for a formula, and negative numbers stay numbers")
    func formulas() throws {
        let rows = try DelimitedReader(revealsGuardedText: false).read(file.csv()).rows.map(\.fields)
        for row in rows.dropFirst(3) {
            #expect(row[0].hasPrefix("'"))
            #expect(row[2] == "-3")
        }
    }

    @Test("XLSX keeps texts as texts, a code of 18 digits with all its digits, and numbers as numbers")
    func xlsx() throws {
        let workbook = try Workbook.read(try file.xlsx())
        #expect(workbook.sheets.map(\.name) == ["工作台账", "来源"])
        let sheet = try #require(workbook.sheet(named: "工作台账"))
        #expect(sheet.value(1, 1) == .text(Self.code))
        #expect(sheet.value(1, 2) == .integer(150))
        #expect(sheet.value(2, 0) == .text("两\n行"))
        #expect(sheet.value(2, 1) == .empty)
        #expect(sheet.value(2, 2).plainText == "12.5")
        for (index, canary) in Self.canaries.enumerated() where !canary.hasPrefix("\r") {
            #expect(sheet.value(3 + index, 0) == .text(canary))
        }
    }

    @Test("the second sheet of XLSX says where the rows come from, also as text only")
    func provenance() throws {
        let source = try #require(try Workbook.read(try file.xlsx()).sheet(named: "来源"))
        #expect(source.rows == [[.text("来源"), .text("演示")], [.text("摘要"), .text("=HYPERLINK(\"x\")")]])
    }

    @Test("no cell of XLSX is written as a formula")
    func noFormula() throws {
        let archive = try ArchiveReader(try file.xlsx())
        for entry in archive.entries where entry.name.hasPrefix("xl/worksheets/") {
            #expect(!String(decoding: try archive.read(entry.name), as: UTF8.self).contains("<f"))
        }
    }

    @Test("a title longer than a sheet's name may be is cut, not refused")
    func longTitle() throws {
        let long = TableFile(
            title: String(repeating: "质", count: 60), table: [[.text("a")]], provenance: TableFile.Provenance([]),
            provenanceTitle: "来源")
        #expect(try Workbook.read(try long.xlsx()).sheets.first?.name.count == 31)
    }

    @Test("a title with characters that a sheet's name must not have still gives a file")
    func strangeTitle() throws {
        let strange = TableFile(
            title: "Ledger: 2021/09 [demo]?*\\", table: [[.text("a")]], provenance: TableFile.Provenance([]),
            provenanceTitle: "Source")
        #expect(try Workbook.read(try strange.xlsx()).sheets.count == 2)
    }
}

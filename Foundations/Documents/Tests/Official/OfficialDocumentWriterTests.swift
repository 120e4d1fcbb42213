import Documents
import Foundation
import Testing

/// GB/T 9704-2012 in the file: measures are read from the XML that a word processor reads.
@Suite struct OfficialDocumentWriterTests {
    @Test("what is written is read back in order, with numbered headings")
    func roundTrip() throws {
        let bytes = try OfficialDocumentWriter(OfficialSample.document()).bytes()
        #expect(DocumentKind.detect(bytes) == .docx)
        let document = try WordDocument.read(bytes)
        #expect(document.notices.isEmpty)
        #expect(
            document.paragraphs.map(\.text).filter { !$0.isEmpty } == [
                "市质量工作领导小组办公室文件", "质办发〔2021〕3号", "关于2021年8月质量工作计划\n推进情况的通报",
                "各成员单位、各区质量工作领导小组：", "一、总体情况", "截至8月31日，全年任务按计划推进。", "（一）按期推进", "1.第一类", "（1）细目",
                "（二）存在风险", "二、逐项情况", "未按期完成事项", "（一）再一次", "附件：1.事项清单", "2.说明", "市质量工作领导小组办公室",
                "2021年9月5日", "（此件公开发布）", "附件1", "事项清单", "未按期完成事项", "附件2", "说明", "计数按工作日。",
            ])
        #expect(document.paragraphs.compactMap(\.headingLevel) == [1, 2, 3, 4, 2, 1, 2])
        let tables = document.tables.map(\.grid)
        #expect(tables[0][0] == ["序号", "任务", "牵头单位", "到期日"])
        #expect(tables[0][1] == ["1", "第 1 项 <任务> & 说明", "单位甲", ""])
        #expect(tables.last == [["抄送：市政府办公厅，各区政府。"], ["市质量工作领导小组办公室\t2021年9月6日印发"]])
    }

    @Test("the page is A4 with the type area of the standard, 22 lines of 28 characters, and alternating edges")
    func page() throws {
        let parts = try Parts(OfficialSample.document())
        let section = try #require(parts.document.all("sectPr").last)
        let size = try #require(section.all("pgSz").first)
        let margins = try #require(section.all("pgMar").first)
        let grid = try #require(section.all("docGrid").first)
        #expect(size.millimetres("w") == 210)
        #expect(size.millimetres("h") == 297)
        #expect(margins.millimetres("top") == 37)
        #expect(margins.millimetres("left") == 28)
        #expect(margins.millimetres("right") == 26)
        #expect(margins.millimetres("bottom") == 35)
        // 14 point are 4.94 mm; the page number begins 7 mm below the type area.
        let footer = try #require(margins.number("footer"))
        #expect(abs(footer / 20 * 25.4 / 72 - (35 - 7 - 4.94)) < 0.05)

        #expect(grid.value("type") == "lines")
        let pitch = try #require(grid.number("linePitch"))
        let height = 16838 - 2098 - 1984.0
        #expect((height / pitch).rounded(.down) == 22)
        let body = try #require(parts.styles.all("style").first { $0.value("styleId") == "BodyText" })
        let space = try #require(body.all("rPr").first?.all("spacing").first?.number("val"))
        let width = 11906 - 1587 - 1474.0
        #expect((width / (320 + space)).rounded(.down) == 28)
        #expect(parts.settings.all("mirrorMargins").count == 1)
        #expect(parts.settings.all("evenAndOddHeaders").count == 1)
    }

    @Test("sizes and typefaces are those of the standard, lines have one fixed distance")
    func styles() throws {
        let parts = try Parts(OfficialSample.document())
        func style(_ identifier: String) throws -> (font: String?, points: Double?, pitch: Double?, rule: String?) {
            let style = try #require(parts.styles.all("style").first { $0.value("styleId") == identifier })
            let spacing = style.all("spacing").first
            return (
                style.all("rFonts").first?.value("eastAsia"), style.all("sz").first?.number("val").map { $0 / 2 },
                spacing?.number("line"), spacing?.value("lineRule")
            )
        }
        for (identifier, font) in [
            ("BodyText", "仿宋_GB2312"), ("Heading1", "黑体"), ("Heading2", "楷体_GB2312"), ("Heading3", "仿宋_GB2312"),
            ("Signature", "仿宋_GB2312"), ("DocumentNumber", "仿宋_GB2312"),
        ] {
            let found = try style(identifier)
            #expect(found.font == font)
            #expect(found.points == 16)
            #expect(found.pitch == 579)
            #expect(found.rule == "exact")
        }
        #expect(try style("Title").font == "方正小标宋简体")
        #expect(try style("Title").points == 22)
        #expect(try style("Imprint").points == 14)
        #expect(try style("Footer").font == "宋体")
        #expect(try style("Footer").points == 14)
        let mark = try #require(parts.styles.all("style").first { $0.value("styleId") == "IssuerMark" })
        #expect(mark.all("color").first?.value("val") == "FF0000")
        #expect(mark.all("jc").first?.value("val") == "center")
    }

    @Test("fonts are named with alternatives, and no font is in the file")
    func fonts() throws {
        let parts = try Parts(OfficialSample.document())
        let fonts = parts.fonts.all("font")
        #expect(fonts.count == OfficialFonts.allCases.count)
        for font in fonts { #expect(font.all("altName").first?.value("val")?.isEmpty == false) }
        #expect(parts.fonts.all("embedRegular").isEmpty)
        #expect(!parts.names.contains { $0.hasSuffix(".odttf") || $0.contains("fonts/") })
    }

    @Test("the mark stands 35 mm below the edge of the type area, the red line 4 mm below the number")
    func head() throws {
        let paragraphs = try Parts(OfficialSample.document()).document.all("p")
        let mark = try #require(paragraphs.first)
        #expect(mark.all("spacing").first?.millimetres("before") == 35)
        let size = try #require(mark.all("sz").first?.number("val")) / 2
        #expect(size == OfficialLayout.markSize("市质量工作领导小组办公室文件"))
        let number = try #require(paragraphs.first { $0.words == "质办发〔2021〕3号" })
        let line = try #require(number.all("pBdr").first?.all("bottom").first)
        #expect(line.value("color") == "FF0000")
        // 4 mm are 11.3 point, given in whole points.
        #expect(line.value("space") == "11")
        // Two blank lines above and below.
        let place = try #require(paragraphs.firstIndex { $0.words == number.words })
        #expect(place == 3)
        #expect(paragraphs[1].words.isEmpty && paragraphs[2].words.isEmpty)
        #expect(paragraphs[4].words.isEmpty && paragraphs[5].words.isEmpty && !paragraphs[6].words.isEmpty)
    }

    @Test("the date stands four characters off the right edge, attachments two characters in")
    func indents() throws {
        let paragraphs = try Parts(OfficialSample.document()).document.all("p")
        let date = try #require(paragraphs.first { $0.words == "2021年9月5日" }?.all("ind").first)
        #expect(date.value("rightChars") == "400")
        #expect(date.value("right") == "1280")
        let note = try #require(paragraphs.first { $0.words == "附件：1.事项清单" }?.all("ind").first)
        // The name begins behind 附件： and its number; the first line begins two characters in.
        #expect(note.value("leftChars") == "600")
        #expect(note.value("hangingChars") == "400")
        let second = try #require(paragraphs.first { $0.words == "2.说明" }?.all("ind").first)
        #expect(second.value("leftChars") == "600")
        #expect(second.value("hangingChars") == "100")
    }

    @Test("heads of tables repeat, rows do not break, and columns fill the type area exactly")
    func tables() throws {
        let parts = try Parts(OfficialSample.document(rows: 60))
        let table = try #require(parts.document.all("tbl").first)
        let rows = table.all("tr")
        #expect(rows.count == 61)
        #expect(rows[0].all("tblHeader").count == 1)
        #expect(rows.dropFirst().allSatisfy { $0.all("tblHeader").isEmpty })
        #expect(rows.allSatisfy { $0.all("cantSplit").count == 1 })
        let widths = table.all("gridCol").compactMap { $0.number("w") }
        #expect(widths.reduce(0, +) == 8844)
        #expect(widths.count == 4)
        #expect(widths[1] > widths[2])
        #expect(widths[2] > widths[0])
    }

    @Test("headings, captions and heads of tables stay on the page of what follows")
    func keeping() throws {
        let styles = try Parts(OfficialSample.document()).styles.all("style")
        for identifier in ["Heading1", "Heading2", "Caption", "TableHead"] {
            let style = try #require(styles.first { $0.value("styleId") == identifier })
            #expect(style.all("keepNext").count == 1, "\(identifier)")
        }
        let text = try #require(styles.first { $0.value("styleId") == "BodyText" })
        #expect(text.all("keepNext").isEmpty)
    }

    @Test("the imprint stands at the foot of the type area between lines of 0.35 and 0.25 mm")
    func imprint() throws {
        let table = try #require(try Parts(OfficialSample.document()).document.all("tbl").last)
        let place = try #require(table.all("tblpPr").first)
        #expect(place.value("tblpYSpec") == "bottom")
        #expect(place.value("vertAnchor") == "margin")
        #expect(place.value("tblpXSpec") == "center")
        let borders = try #require(table.all("tblBorders").first)
        // Eighths of a point: 0.35 mm are 7.9 of them, 0.25 mm are 5.7.
        #expect(borders.all("top").first?.value("sz") == "8")
        #expect(borders.all("bottom").first?.value("sz") == "8")
        #expect(borders.all("insideH").first?.value("sz") == "6")
        #expect(borders.all("left").isEmpty)
    }

    @Test("page numbers stand between dashes, to the right on odd pages and to the left on even ones")
    func pageNumbers() throws {
        let parts = try Parts(OfficialSample.document())
        let odd = try parts.part("word/footer1.xml")
        let even = try parts.part("word/footer2.xml")
        #expect(odd.all("jc").first?.value("val") == "right")
        #expect(even.all("jc").first?.value("val") == "left")
        #expect(odd.words == "— 1 —")
        #expect(odd.all("fldSimple").first?.value("instr") == " PAGE ")
        let references = try #require(parts.document.all("sectPr").last).all("footerReference")
        #expect(references.map { $0.value("type") } == ["default", "even"])
    }

    @Test("every line of a paragraph is a paragraph, blank ones are left out")
    func linesOfParagraphs() throws {
        let document = try WordDocument.read(OfficialDocumentWriter(OfficialSample.document(paragraphs: 3)).bytes())
        #expect(document.paragraphs.filter { $0.text == "截至8月31日，全年任务按计划推进。" }.count == 3)
    }

    @Test("a wide attachment lies on its long side, and what follows stands again")
    func landscape() throws {
        let parts = try Parts(OfficialSample.document(isAttachmentLandscape: true))
        let sizes = parts.document.all("pgSz")
        #expect(sizes.map { $0.value("orient") } == [nil, "landscape", nil])
        #expect(sizes[1].millimetres("w") == 297)
        let wide = parts.document.all("tbl")[1].all("gridCol").compactMap { $0.number("w") }
        #expect(wide.reduce(0, +) == 12756)
    }

    @Test("the same document gives the same bytes, and a character XML cannot carry is an error")
    func bytes() throws {
        var document = try OfficialSample.document()
        #expect(try OfficialDocumentWriter(document).bytes() == OfficialDocumentWriter(document).bytes())
        document.title = "a\u{1}"
        #expect(throws: DocumentProblem.characterNotAllowed(scalar: 1)) {
            try OfficialDocumentWriter(document).bytes()
        }
    }

    @Test(
        "python-docx opens it and finds page and styles",
        .enabled(if: Python.canImport("docx"), "python-docx is not importable"))
    func outsideReader() throws {
        let script = """
            import docx, sys
            d = docx.Document(sys.argv[1])
            s = d.sections[0]
            print(round(s.page_width.mm), round(s.top_margin.mm), round(s.left_margin.mm), len(d.tables),
                [p.style.name for p in d.paragraphs if p.text][:3])
            """
        let output = try Python.withTemporaryFile("a.docx") { url in
            try Data(OfficialDocumentWriter(OfficialSample.document()).bytes()).write(to: url)
            return try Python.run(script, url.path)
        }
        #expect(
            try #require(output).hasPrefix("210 37 28 3 ['Issuer Mark', 'Document Number', 'Title']"))
    }
}

/// The parts of a written document as trees.
private struct Parts {
    let archive: ArchiveReader
    let document: MarkupNode
    let styles: MarkupNode
    let fonts: MarkupNode
    let settings: MarkupNode

    init(_ official: OfficialDocument) throws {
        archive = try ArchiveReader(OfficialDocumentWriter(official).bytes())
        document = try Self.tree(archive, "word/document.xml")
        styles = try Self.tree(archive, "word/styles.xml")
        fonts = try Self.tree(archive, "word/fontTable.xml")
        settings = try Self.tree(archive, "word/settings.xml")
    }

    var names: [String] { archive.entries.map(\.name) }

    func part(_ name: String) throws -> MarkupNode {
        try Self.tree(archive, name)
    }

    private static func tree(_ archive: ArchiveReader, _ name: String) throws -> MarkupNode {
        var reader = try MarkupReader(archive.read(name), part: name)
        guard case .start(let element) = try reader.next() else { throw DocumentProblem.missingEntry(name) }
        return try reader.subtree(of: element)
    }
}

extension MarkupNode {
    /// Every element of a name inside, at any depth, in document order.
    fileprivate func all(_ name: String) -> [MarkupNode] {
        children.flatMap { ($0.element.name == name ? [$0] : []) + $0.all(name) }
    }

    fileprivate func value(_ name: String) -> String? {
        element.attributes.first { $0.name == name }?.value
    }

    fileprivate func number(_ name: String) -> Double? {
        value(name).flatMap(Double.init)
    }

    /// A length in twentieths of a point as millimetres, rounded to tenths.
    fileprivate func millimetres(_ name: String) -> Double? {
        number(name).map { ($0 / 20 * 25.4 / 72 * 10).rounded() / 10 }
    }

    fileprivate var words: String {
        all("t").map(\.text).joined()
    }
}

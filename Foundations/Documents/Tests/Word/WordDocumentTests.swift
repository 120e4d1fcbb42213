import Documents
import Testing

@Suite struct WordDocumentTests {
    func texts(_ body: String) throws -> [String] {
        try WordSample(body).read().paragraphs.map(\.text)
    }

    func run(_ content: String) -> String { "<w:r>\(content)</w:r>" }

    func text(_ text: String) -> String { run("<w:t xml:space=\"preserve\">\(text)</w:t>") }

    @Test("runs, tabs, breaks and hyphens make up the text; space counts where it is kept")
    func runs() throws {
        let body = """
            <w:p>\(text("上海 "))<w:r><w:t> 市 </w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/>\
            <w:softHyphen/><w:t>c</w:t></w:r></w:p><w:p/>
            """
        #expect(try texts(body) == ["上海 市\ta\nb-c", ""])
    }

    @Test("tracked deletions are dropped, insertions kept, a deleted paragraph mark joins two paragraphs")
    func trackedChanges() throws {
        let body = """
            <w:p><w:ins w:id="1" w:author="a">\(text("新"))</w:ins><w:del w:id="2" w:author="a">\
            <w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>\(text("走"))</w:moveFrom>\
            <w:moveTo>\(text("来"))</w:moveTo></w:p>
            <w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>\(text("前"))</w:p><w:p>\(text("后"))</w:p>
            <w:p><w:pPr><w:rPr><w:del w:id="4" w:author="a"/></w:rPr></w:pPr>\(text("末"))</w:p>
            """
        #expect(try texts(body) == ["新来", "前后", "末"])
    }

    @Test("field codes are dropped and their results kept, nested and over several paragraphs")
    func fields() throws {
        let begin = run("<w:fldChar w:fldCharType=\"begin\"/>")
        let separate = run("<w:fldChar w:fldCharType=\"separate\"/>")
        let end = run("<w:fldChar w:fldCharType=\"end\"/>")
        let body = """
            <w:p>\(text("a"))\(begin)\(run("<w:instrText> IF </w:instrText>"))\(begin)\(run("<w:instrText>PAGE</w:instrText>"))\
            \(separate)\(text("hidden"))\(end)\(separate)\(text("b"))</w:p><w:p>\(text("c"))\(end)\(text("d"))</w:p>
            <w:p><w:fldSimple w:instr=" DATE ">\(text("2021"))</w:fldSimple><w:hyperlink>\(text("链"))</w:hyperlink></w:p>
            """
        #expect(try texts(body) == ["ab", "cd", "2021链"])
    }

    @Test("a field that never ends does not hide the rest of the document")
    func unclosedField() throws {
        let document = try WordSample(
            "<w:p>\(text("a"))\(run("<w:fldChar w:fldCharType=\"begin\"/>"))</w:p><w:p>\(text("b"))</w:p>"
        ).read()
        #expect(document.paragraphs.map(\.text) == ["a", "b"])
        #expect(document.notices == [.unclosedField])
    }

    @Test("a text box is read once, from the choice or from the fallback")
    func textBoxes() throws {
        let box = "<w:txbxContent><w:p>\(text("框"))</w:p></w:txbxContent>"
        let choice = "<w:drawing><wp:anchor><wps:wsp><wps:txbx>\(box)</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
        let fallback = "<w:pict><v:shape><v:textbox>\(box)</v:textbox></v:shape></w:pict>"
        let both = """
            <mc:AlternateContent><mc:Choice Requires="wps">\(choice)</mc:Choice><mc:Fallback>\(fallback)</mc:Fallback>\
            </mc:AlternateContent>
            """
        #expect(try texts("<w:p>\(text("前"))\(run(both))\(text("后"))</w:p>") == ["前后", "框"])
        #expect(try texts("<w:p>\(run(fallback))</w:p>") == ["", "框"])
        let only = "<mc:AlternateContent><mc:Fallback>\(fallback)</mc:Fallback></mc:AlternateContent>"
        #expect(try texts("<w:p>\(run(only))</w:p>") == ["", "框"])
    }

    @Test("content controls, hidden text, notes, ruby, symbols and formulas")
    func particulars() throws {
        let body = """
            <w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtContent>\(text("控"))\
            </w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>
            <w:p>\(run("<w:rPr><w:vanish/></w:rPr><w:t>隐</w:t>"))\(run("<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t>"))</w:p>
            <w:p>\(text("注"))\(run("<w:footnoteReference w:id=\"1\"/>"))\
            \(run("<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>"))\
            \(run("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Odd\" w:char=\"F041\"/>"))\
            <m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p><w:altChunk/>
            """
        let document = try WordSample(body).read()
        #expect(document.paragraphs.map(\.text) == ["控", "显", "注拼☑\u{FFFD}x=1"])
        #expect(
            document.notices == [.hiddenText, .unknownSymbol(font: "Odd", code: "F041"), .embeddedDocument])
    }

    @Test("merged cells are resolved and nested tables flattened")
    func tables() throws {
        func cell(_ content: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p>\(text(content))</w:p></w:tc>"
        }
        let nested = "<w:tc><w:tbl><w:tr>\(cell("x"))\(cell("y"))</w:tr></w:tbl><w:p/></w:tc>"
        let body = """
            <w:tbl><w:tr>\(cell("部门", "<w:vMerge w:val=\"restart\"/>"))\(cell("任务|项", "<w:gridSpan w:val=\"2\"/>"))</w:tr>
            <w:tr>\(cell("", "<w:vMerge/>"))\(cell("b"))\(nested)</w:tr>
            <w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>\(cell("删"))\(cell("删"))\(cell("删"))</w:tr>
            <w:sdt><w:sdtContent><w:tr>\(cell("新"))<w:sdt><w:sdtContent>\(cell("c"))</w:sdtContent></w:sdt>\
            \(cell("d"))</w:tr></w:sdtContent></w:sdt>
            <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>\(cell("e", "<w:hMerge w:val=\"restart\"/>"))\
            \(cell("", "<w:hMerge/>"))</w:tr></w:tbl>
            """
        let document = try WordSample("<w:p>\(text("前"))</w:p>\(body)<w:p>\(text("后"))</w:p>").read()
        let table = try #require(document.tables.first)
        #expect(table.grid == [["部门", "任务|项", ""], ["部门", "b", "x y"], ["新", "c", "d"], ["", "e", ""]])
        #expect(table.rows[1][0].continuesAbove)
        #expect(table.rows[0][1].columnSpan == 2)
        #expect(table.rows[3][0].columnSpan == 2)
        #expect(
            document.plainText() == """
                前

                | 部门 | 任务\\|项 |  |
                | --- | --- | --- |
                | 部门 | b | x y |
                | 新 | c | d |
                |  | e |  |

                后

                """)
    }

    @Test("entries of a table of contents are left out of the plain text, which has no empty lines")
    func contents() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
            """
        let body =
            WordSample.paragraph("一、要求\t1", "<w:pStyle w:val=\"TOC1\"/>") + "<w:p/>" + WordSample.paragraph("一、要求")
            + "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
        #expect(try WordSample(body, styles: styles).read().plainText() == "一、要求\n甲\n乙\n")
    }

    @Test("limits hold, also for text repeated by merged cells")
    func limits() throws {
        let many = String(repeating: "<w:p><w:r><w:t>字</w:t></w:r></w:p>", count: 20)
        #expect(throws: DocumentProblem.overLimit(.blocks, limit: 19, place: "")) {
            try WordSample(many).read(WordLimits(blocks: 19))
        }
        #expect(throws: DocumentProblem.overLimit(.characters, limit: 19, place: "")) {
            try WordSample(many).read(WordLimits(characters: 19))
        }
        let merged =
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p>\(text("0123456789"))</w:p></w:tc></w:tr>"
            + String(repeating: "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>", count: 9) + "</w:tbl>"
        #expect(throws: Never.self) { try WordSample(merged).read(WordLimits(characters: 100)) }
        #expect(throws: DocumentProblem.overLimit(.characters, limit: 99, place: "")) {
            try WordSample(merged).read(WordLimits(characters: 99))
        }
        #expect(throws: DocumentProblem.overLimit(.cells, limit: 9, place: "")) {
            try WordSample(merged).read(WordLimits(cells: 9))
        }
        let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
        #expect(throws: DocumentProblem.overLimit(.columns, limit: 1024, place: "")) { try WordSample(wide).read() }
    }

    @Test("a DOCTYPE or an endless nesting inside the document is refused with its part")
    func hostile() throws {
        #expect(throws: DocumentProblem.nestingTooDeep(part: "word/document.xml", line: 1, limit: 128)) {
            try WordSample(String(repeating: "<w:sdt>", count: 5000) + String(repeating: "</w:sdt>", count: 5000))
                .read()
        }
        var archive = ArchiveWriter()
        let good = try ArchiveReader(WordSample("<w:p/>").bytes())
        for entry in good.entries {
            let content = try good.read(entry.name)
            let isMain = entry.name == "word/document.xml"
            try archive.add(entry.name, isMain ? Array("<!DOCTYPE x><x/>".utf8) : content)
        }
        #expect(throws: DocumentProblem.documentType(part: "word/document.xml", line: 1)) {
            try WordDocument.read(archive.bytes())
        }
    }

    @Test("the strict flavour of the standard is read like the transitional one")
    func strict() throws {
        let good = try ArchiveReader(WordSample(WordSample.paragraph("文")).bytes())
        var archive = ArchiveWriter()
        for entry in good.entries {
            let text = String(decoding: try good.read(entry.name), as: UTF8.self)
                .replacing(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    with: "http://purl.oclc.org/ooxml/wordprocessingml/main"
                )
                .replacing(
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
            try archive.add(entry.name, Array(text.utf8))
        }
        #expect(try WordDocument.read(archive.bytes()).paragraphs.map(\.text) == ["文"])
    }
}

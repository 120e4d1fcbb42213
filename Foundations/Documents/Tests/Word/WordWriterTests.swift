import Documents
import Foundation
import Testing

@Suite struct WordWriterTests {
    let writer = WordWriter([
        .title("质量工作<通报>"), .heading(level: 1, text: "一、总体情况"), .paragraph("第一行\n第二行\t制表"),
        .table(rows: [["部门", "得分"], ["甲 & 乙", "95"], ["丙"]], hasHead: true), .heading(level: 2, text: "（一）问题"),
        .right("2021年9月15日"),
    ])

    @Test("what is written is read back with headings, breaks and tables")
    func roundTrip() throws {
        let document = try WordDocument.read(writer.bytes())
        #expect(
            document.plainText() == """
                质量工作<通报>
                一、总体情况
                第一行
                第二行\t制表

                | 部门 | 得分 |
                | --- | --- |
                | 甲 & 乙 | 95 |
                | 丙 |  |

                （一）问题
                2021年9月15日

                """)
        #expect(document.paragraphs.compactMap(\.headingLevel) == [1, 2])
        #expect(document.notices.isEmpty)
    }

    @Test("the same blocks give the same bytes, and a character XML cannot carry is an error")
    func bytes() throws {
        #expect(try writer.bytes() == writer.bytes())
        #expect(throws: DocumentProblem.characterNotAllowed(scalar: 1)) {
            try WordWriter([.paragraph("a\u{1}")]).bytes()
        }
    }

    @Test(
        "python-docx reads the same paragraphs and cells",
        .enabled(if: Python.canImport("docx"), "python-docx is not importable"))
    func outsideReader() throws {
        let script = """
            import docx, json, sys
            d = docx.Document(sys.argv[1])
            print(json.dumps([[p.style.name + ':' + p.text for p in d.paragraphs if p.text],
                [[c.text for c in r.cells] for t in d.tables for r in t.rows],
                d.sections[0].page_height.mm], ensure_ascii=False))
            """
        let output = try Python.withTemporaryFile("a.docx") { url in
            try Data(writer.bytes()).write(to: url)
            return try Python.run(script, url.path)
        }
        #expect(
            try #require(output).hasPrefix(
                """
                [["Title:质量工作<通报>", "Heading 1:一、总体情况", "Body Text:第一行\\n第二行\\t制表", \
                "Heading 2:（一）问题", "Signature:2021年9月15日"], \
                [["部门", "得分"], ["甲 & 乙", "95"], ["丙", ""]], 297
                """))
    }

    @Test(
        "a document made by python-docx is read: headings, lists, merged cells",
        .enabled(if: Python.canImport("docx"), "python-docx is not importable"))
    func outsideWriter() throws {
        let script = """
            import docx, sys
            d = docx.Document()
            d.add_heading('质量工作计划', 0)
            d.add_heading('一、总体要求', 1)
            d.add_paragraph('正文 & <内容>')
            for t in '甲乙丙': d.add_paragraph(t, style='List Number')
            d.add_paragraph('点', style='List Bullet')
            t = d.add_table(rows=3, cols=3)
            for r in range(3):
                for c in range(3): t.cell(r, c).text = f'{r}{c}'
            t.cell(1, 0).merge(t.cell(2, 0)).text = '并'
            t.cell(0, 1).merge(t.cell(0, 2)).text = '横'
            d.save(sys.argv[1])
            """
        let bytes = try Python.withTemporaryFile("a.docx") { url in
            try #require(try Python.run(script, url.path) != nil, "python-docx could not write")
            return [UInt8](try Data(contentsOf: url))
        }
        #expect(DocumentKind.detect(bytes) == .docx)
        let document = try WordDocument.read(bytes)
        #expect(
            document.plainText() == """
                质量工作计划
                一、总体要求
                正文 & <内容>
                1. 甲
                2. 乙
                3. 丙
                • 点

                | 00 | 横 |  |
                | --- | --- | --- |
                | 并 | 11 | 12 |
                | 并 | 21 | 22 |

                """)
        #expect(document.paragraphs.compactMap(\.headingLevel) == [1])
    }
}

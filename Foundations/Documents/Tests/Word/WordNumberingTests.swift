import Documents
import Testing

@Suite struct WordNumberingTests {
    func numbers(_ document: WordDocument) -> [String] {
        document.paragraphs.map { $0.number?.text ?? "" }
    }

    @Test("the ladder of official documents is resolved: 一、 （一） 1. (1)")
    func ladder() throws {
        let numbering =
            WordSample.definition(
                0, WordSample.level(0, "chineseCounting", "%1、"), WordSample.level(1, "chineseCounting", "（%2）"),
                WordSample.level(2, "decimal", "%3."), WordSample.level(3, "decimal", "(%4)"))
            + WordSample.instance(1, of: 0)
        let levels = [0, 1, 1, 2, 3, 3, 2, 1, 2, 0, 1]
        let document = try WordSample(
            levels.map { WordSample.item("文", 1, $0) }.joined(), numbering: numbering
        ).read()
        #expect(
            numbers(document) == ["一、", "（一）", "（二）", "1.", "(1)", "(2)", "2.", "（三）", "1.", "二、", "（一）"])
        #expect(document.plainText().hasPrefix("一、文\n（一）文\n（二）文\n1. 文\n(1) 文\n"))
    }

    @Test("levels show the numbers above them, and legal style shows digits")
    func composed() throws {
        let numbering =
            WordSample.definition(
                0, WordSample.level(0, "chineseCounting", "第%1章"), WordSample.level(1, "decimal", "%1.%2"),
                WordSample.level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"))
            + WordSample.instance(1, of: 0)
        let document = try WordSample(
            [0, 1, 1, 2, 0, 2].map { WordSample.item("x", 1, $0) }.joined(), numbering: numbering
        ).read()
        // The last one is at level 2 under a chapter whose level 1 has not been used: it shows its start.
        #expect(numbers(document) == ["第一章", "一.1", "一.2", "1.2.1", "第二章", "2.1.1"])
    }

    @Test("lists of one definition count on together, an override begins anew once")
    func overrides() throws {
        let numbering =
            WordSample.definition(0, WordSample.level(0, "decimal", "%1."))
            + WordSample.instance(1, of: 0) + WordSample.instance(2, of: 0)
            + WordSample.instance(
                3, of: 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>")
        let document = try WordSample(
            [1, 1, 2, 3, 3, 1].map { WordSample.item("x", $0) }.joined(), numbering: numbering
        ).read()
        #expect(numbers(document) == ["1.", "2.", "3.", "5.", "6.", "7."])
    }

    @Test("a level that never begins anew counts on through the chapters")
    func restart() throws {
        let numbering =
            WordSample.definition(
                0, WordSample.level(0, "upperRoman", "%1"),
                WordSample.level(1, "decimal", "第%2条", "<w:lvlRestart w:val=\"0\"/>"))
            + WordSample.instance(1, of: 0)
        let document = try WordSample(
            [0, 1, 1, 0, 1].map { WordSample.item("x", 1, $0) }.joined(), numbering: numbering
        ).read()
        #expect(numbers(document) == ["I", "第1条", "第2条", "II", "第3条"])
    }

    @Test("a style numbers its paragraphs at the level that names it; number 0 switches it off")
    func styles() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>\
            </w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="标题 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr>\
            <w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style>
            """
        let numbering =
            WordSample.definition(
                0, WordSample.level(0, "chineseCountingThousand", "%1、", "<w:pStyle w:val=\"H1\"/>"),
                WordSample.level(1, "chineseCountingThousand", "（%2）", "<w:pStyle w:val=\"H2\"/>"))
            + WordSample.instance(1, of: 0)
        let off = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"
        let body =
            ["H1", "H2", "H2", "H1"].map { WordSample.paragraph("x", "<w:pStyle w:val=\"\($0)\"/>") }.joined()
            + WordSample.paragraph("x", "<w:pStyle w:val=\"H1\"/>\(off)")
            + WordSample.paragraph("x", "<w:pStyle w:val=\"Loop\"/>")
        let document = try WordSample(body, numbering: numbering, styles: styles).read()
        #expect(numbers(document) == ["一、", "（一）", "（二）", "二、", "", ""])
        #expect(document.paragraphs.map(\.headingLevel) == [1, 2, 2, 1, 1, nil])
        #expect(document.paragraphs[1].style == "标题 2")
    }

    @Test("a list style lends its levels to the definition that links to it")
    func styleLink() throws {
        let styles = """
            <w:style w:type="numbering" w:styleId="List"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="1"/>\
            </w:numPr></w:pPr></w:style>
            """
        let numbering =
            WordSample.definition(0, WordSample.level(0, "decimalEnclosedCircle", "%1"))
            + "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"List\"/></w:abstractNum>"
            + WordSample.instance(1, of: 0) + WordSample.instance(2, of: 1)
        let document = try WordSample(
            WordSample.item("x", 2) + WordSample.item("x", 2), numbering: numbering, styles: styles
        ).read()
        #expect(numbers(document) == ["①", "②"])
    }

    @Test("bullets, unknown formats and missing lists are shown and noticed")
    func notices() throws {
        let numbering =
            WordSample.definition(0, WordSample.level(0, "bullet", "\u{F0B7}"))
            + WordSample.definition(1, WordSample.level(0, "hindiNumbers", "%1."))
            + WordSample.instance(1, of: 0) + WordSample.instance(2, of: 1)
        let document = try WordSample(
            WordSample.item("x", 1) + WordSample.item("x", 2) + WordSample.item("x", 9), numbering: numbering
        ).read()
        #expect(numbers(document) == ["•", "1.", ""])
        #expect(document.notices == [.unknownNumberFormat("hindiNumbers"), .missingNumbering(9)])
    }

    @Test(
        "number formats print as in Word",
        arguments: [
            ("chineseCounting", [1, 9, 10, 11, 19, 20, 21, 99], ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九"]),
            (
                "chineseCountingThousand", [100, 101, 110, 111, 1000, 1001, 1010, 10_000, 10_010, 12_345],
                ["一百", "一百零一", "一百一十", "一百一十一", "一千", "一千零一", "一千零一十", "一万", "一万零一十", "一万二千三百四十五"]
            ),
            ("chineseLegalSimplified", [1, 10, 21, 105], ["壹", "壹拾", "贰拾壹", "壹佰零伍"]),
            ("japaneseCounting", [1, 10, 100, 111], ["一", "十", "百", "百十一"]),
            ("ideographTraditional", [1, 10, 11], ["甲", "癸", "11"]),
            ("ideographDigital", [10, 21], ["一〇", "二一"]),
            ("decimalZero", [1, 10], ["01", "10"]),
            ("decimalFullWidth", [12], ["１２"]),
            ("decimalEnclosedCircle", [1, 20, 21, 36, 51], ["①", "⑳", "㉑", "㊱", "51"]),
            ("decimalEnclosedParen", [1, 20], ["⑴", "⒇"]),
            ("upperLetter", [1, 26, 27, 53], ["A", "Z", "AA", "AAA"]),
            ("lowerRoman", [4, 9, 14, 40, 1999], ["iv", "ix", "xiv", "xl", "mcmxcix"]),
            ("ordinal", [1, 2, 3, 4, 11, 12, 21], ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st"]),
        ])
    func formats(format: String, values: [Int], expected: [String]) throws {
        for (value, text) in zip(values, expected) {
            let numbering =
                WordSample.definition(0, WordSample.level(0, format, "%1"))
                + WordSample.instance(
                    1, of: 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"\(value)\"/></w:lvlOverride>")
            let document = try WordSample(WordSample.item("x", 1), numbering: numbering).read()
            #expect(numbers(document) == [text])
        }
    }
}

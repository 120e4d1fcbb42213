import Documents
import Testing

@Suite struct MarkupReaderTests {
    /// The events of a document in a short form.
    func walk(_ text: String, limits: MarkupLimits = MarkupLimits()) throws -> [String] {
        try walk(Array(text.utf8), limits: limits)
    }

    func walk(_ bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) throws -> [String] {
        var reader = try MarkupReader(bytes, part: "p.xml", limits: limits)
        var steps: [String] = []
        while let event = try reader.next() {
            switch event {
            case .start(let element):
                let attributes = element.attributes.map { " \($0.namespace):\($0.name)=\($0.value)" }.joined()
                steps.append("<\(element.namespace):\(element.name)\(attributes)")
            case .end: steps.append(">")
            case .text(let text): steps.append(text)
            }
        }
        return steps
    }

    @Test("elements, namespaces, attributes, references and CDATA are read")
    func events() throws {
        let text = """
            <?xml version="1.0"?><!-- <!DOCTYPE no> --><a xmlns="u" xmlns:p="v" k="1&amp;2" p:k='三'><p:b/>&lt;文&#x6587;\
            <![CDATA[<!DOCTYPE x>]]></a>
            """
        #expect(try walk(text) == ["<u:a :k=1&2 v:k=三", "<v:b", ">", "<文文<!DOCTYPE x>", ">"])
    }

    @Test("UTF-16 with a mark and UTF-8 with a mark are read, other encodings are refused")
    func encodings() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><文>字</文>"
        #expect(try walk([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == ["<:文", "字", ">"])
        let units = "\u{FEFF}<文>字</文>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try walk(units) == ["<:文", "字", ">"])
        #expect(throws: DocumentProblem.unsupportedMarkupEncoding(part: "p.xml", encoding: "GBK")) {
            try walk("<?xml version=\"1.0\" encoding=\"GBK\"?><a/>")
        }
        #expect(throws: DocumentProblem.self) { try walk(Array(units.dropFirst(2))) }
        #expect(throws: DocumentProblem.self) { try walk(Array("<a>".utf8) + [0xFF] + Array("</a>".utf8)) }
    }

    @Test(
        "any DOCTYPE is an error with its line",
        arguments: [
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/>",
            "<!DOCTYPE a [<!ENTITY c \"Corp\">]><a>A&c;B</a>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://localhost/x\"> %p;]><a/>",
            "<!doctype a><a/>",
        ])
    func documentType(text: String) {
        #expect(throws: DocumentProblem.documentType(part: "p.xml", line: 2)) {
            try walk("<?xml version=\"1.0\"?>\n" + text)
        }
    }

    @Test("a billion laughs and a quadratic blow-up are refused at once")
    func laughs() {
        var entities = "<!ENTITY l0 \"ha\">"
        for level in 1...9 {
            entities += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
        }
        let big =
            "<!DOCTYPE a [<!ENTITY b \"" + String(repeating: "x", count: 300_000) + "\">]><a>"
            + String(repeating: "&b;", count: 100_000) + "</a>"
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(throws: DocumentProblem.documentType(part: "p.xml", line: 1)) {
                try walk("<!DOCTYPE a [\(entities)]><a>&l9;</a>")
            }
            #expect(throws: DocumentProblem.documentType(part: "p.xml", line: 1)) { try walk(big) }
        }
        #expect(time < .seconds(2))
    }

    @Test("an entity that is not one of the five of XML is an error")
    func undeclaredEntity() {
        #expect(throws: DocumentProblem.self) { try walk("<a>A&nbsp;B</a>") }
    }

    @Test("nesting deeper than the limit is an error, a million levels deep too")
    func depth() throws {
        let limits = MarkupLimits(depth: 3)
        #expect(try walk("<a><a><a/></a></a>", limits: limits).count == 6)
        #expect(throws: DocumentProblem.nestingTooDeep(part: "p.xml", line: 2, limit: 3)) {
            try walk("<a><a><a>\n<a/></a></a></a>", limits: limits)
        }
        #expect(throws: DocumentProblem.self) { try walk(String(repeating: "<a>", count: 1_000_000)) }
    }

    @Test("more attributes, longer text or more bytes than the limits are errors")
    func limits() throws {
        let attributes = (0..<200).map { " a\($0)='1'" }.joined()
        #expect(throws: DocumentProblem.tooManyAttributes(part: "p.xml", line: 1, limit: 128)) {
            try walk("<a\(attributes)/>")
        }
        let hostile = "<a" + (0..<300_000).map { " a\($0)=''" }.joined() + "/>"
        let clock = ContinuousClock()
        #expect(clock.measure { #expect(throws: DocumentProblem.self) { try walk(hostile) } } < .seconds(2))
        #expect(throws: DocumentProblem.textTooLong(part: "p.xml", line: 1, limit: 5)) {
            try walk("<a>123456</a>", limits: MarkupLimits(textLength: 5))
        }
        #expect(throws: DocumentProblem.textTooLong(part: "p.xml", line: 1, limit: 5)) {
            try walk("<a k='123456'/>", limits: MarkupLimits(textLength: 5))
        }
        #expect(try walk("<a k='12345'>12345</a>", limits: MarkupLimits(textLength: 5)).count == 3)
        #expect(throws: DocumentProblem.overLimit(.bytes, limit: 3, place: "p.xml")) {
            try walk("<a/>", limits: MarkupLimits(bytes: 3))
        }
    }

    @Test(
        "markup that is not well formed is an error with its line",
        arguments: [
            "<a>\n<b></a>", "<a>\n<b>", "<a/>\n<b/>", "<a\n k='1' k='2'/>", "<a>\n<p:b/></a>", "<a>\n&#1;</a>", "x", "",
        ])
    func malformed(text: String) {
        do {
            _ = try walk(text)
            Issue.record("accepted")
        } catch let problem as DocumentProblem {
            guard case .malformedMarkup(let part, let line, _) = problem else {
                Issue.record("\(problem)")
                return
            }
            #expect(part == "p.xml")
            #expect(line == (text.contains("\n") ? 2 : 1))
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test("a subtree and a skipped element leave the reader behind their end")
    func subtrees() throws {
        var reader = try MarkupReader(Array("<r><a><b>1</b>2</a><c><d/></c><e/></r>".utf8), part: "p.xml")
        #expect(try reader.next() != nil)
        guard case .start(let a)? = try reader.next() else { return #expect(Bool(false), "no start") }
        let tree = try reader.subtree(of: a)
        #expect(tree.text == "2" && tree.children.map(\.text) == ["1"])
        #expect(try reader.next() != nil)
        try reader.skip()
        guard case .start(let e)? = try reader.next() else { return #expect(Bool(false), "no start") }
        #expect(e.name == "e" && reader.depth == 2)
    }

    @Test("what the writer escapes the reader reads back")
    func writer() throws {
        let text = "a<b>&\"'\t\r\n]]>文𠮷"
        var writer = MarkupWriter()
        try writer.start("r", ["k": text])
        try writer.text(text)
        try writer.empty("e")
        let root = try walk(writer.bytes())
        #expect(root == ["<:r :k=\(text)", text, "<:e", ">", ">"])
        var other = MarkupWriter()
        #expect(throws: DocumentProblem.characterNotAllowed(scalar: 0xB)) { try other.text("a\u{B}") }
    }
}

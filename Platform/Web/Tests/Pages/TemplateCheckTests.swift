import Foundation
import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct TemplateCheckTests {
    struct Inner: Sendable { let name: String }
    struct Model: Sendable {
        let title = "t"
        let list = [Inner(name: "n")]
        let none: [Inner] = []
        let maybe: String? = nil
        let flag = true
    }

    /// A state of the sample table in which every part of it is shown.
    static let tableQuery =
        "sort=-due&page=2&size=10&state=late&state=atRisk&state=onPath&columns=number,state,title,odd"

    private func faults(_ source: String, _ partials: [String: String] = [:]) throws -> [String] {
        try TemplateCheck.faults("t", sample: Model(), sources: partials.merging(["t": source]) { $1 })
    }

    @Test("a tag that the model does not answer is found, in sections and partials too")
    func unknownTags() throws {
        #expect(try faults("{{title}}{{#list}}{{name}}{{title}}{{/list}}{{^flag}}{{title}}{{/flag}}").isEmpty)
        #expect(try faults("{{titel}}") == ["t: {{titel}} has no value in the sample"])
        #expect(try faults("{{#list}}{{nmae}}{{/list}}") == ["t: {{nmae}} has no value in the sample"])
        #expect(try faults("{{#list}}{{> p}}{{/list}}", ["p": "{{x}}"]) == ["p: {{x}} has no value in the sample"])
        #expect(try faults("{{> q}}") == ["there is no template q"])
        #expect(try faults("{{#list}}{{> web/x}}{{/list}}{{> web/x}}", ["web/x": "{{#none}}{{/none}}"]).isEmpty)
        #expect(try faults("{{> t}}") == ["t contains itself"])
    }

    @Test("an empty list and an optional leave something unchecked, and are faults")
    func unchecked() throws {
        #expect(try faults("{{#none}}{{name}}{{/none}}") == ["t: the sample's list none is empty"])
        #expect(try faults("{{maybe}}").first?.contains("is optional") == true)
        #expect(throws: StringFiles.Fault.self) { try faults("{{#list}}") }
        #expect(throws: StringFiles.Fault.self) { try faults("{{/list}}") }
    }

    @Test("unknown texts, unfilled placeholders and unescaped tags are found")
    func keys() {
        var strings = StringCatalogue()
        strings.add(["a": "甲", "b": "{x}"], in: .zhHans)
        strings.add(["a": "A", "b": "{x}"], in: .en)
        #expect(TemplateCheck.keyFaults("t", "[[a]]<p title=\"[[a]]\">", strings).isEmpty)
        #expect(TemplateCheck.keyFaults("t", "[[c]]", strings).count == 2)
        #expect(TemplateCheck.keyFaults("t", "[[b]]", strings).count == 2)
        #expect(TemplateCheck.keyFaults("t", "{{{a}}}", strings) == ["t: {{{ leaves text unescaped"])
        #expect(TemplateCheck.keyFaults("t", "{{&a}}", strings) == ["t: {{& leaves text unescaped"])
    }

    @Test("every template of Web answers to its model")
    func ownTemplates() throws {
        let site = try Site(SampleEngine.configuration())
        let request = try site.request(for: Actor(name: "a", roles: [.office]), query: Self.tableQuery)
        var form = SampleHandlers.form()
        form.fail("title", "错")
        form.fail("none", "全错")
        let folders = [TemplateFolder.web]
        #expect(try TemplateCheck.faults("web/form", sample: form.view(request), in: folders).isEmpty)
        let table = SampleTables.table(request).view
        #expect(try TemplateCheck.faults("web/table", sample: table, in: folders).isEmpty)
        #expect(try TemplateCheck.faults("web/heat-table", sample: SampleTables.matrix().view, in: folders).isEmpty)
        let problem = ProblemWriter.Model(
            status: 404, title: "t", text: "t", place: "p", hasPlace: true, identifier: "i", homeHref: "/")
        #expect(try TemplateCheck.faults("web/problem", sample: problem, in: folders).isEmpty)
        let visitor = Visitor(
            .init(
                head: .init(method: .get, scheme: "http", authority: "localhost", path: "/"),
                body: .init(buffer: .init())),
            site: site.parts, actor: Actor(name: "a", roles: [.office]))
        let page = Page("sample/text", title: "t", breadcrumbs: [Breadcrumb("c")], scripts: ["js/heng.js"], model: 1)
        let layout = LayoutModel(page, content: "", flash: ("f", .done), parts: site.parts, visitor: visitor)
        #expect(try TemplateCheck.faults("web/layout", sample: layout, in: folders).isEmpty)
    }

    @Test("Web's texts are complete, and every text that is asked for exists")
    func texts() throws {
        var strings = StringCatalogue()
        for (language, entries) in try StringFiles.load(WebResources.strings) { strings.add(entries, in: language) }
        #expect(strings.faults.isEmpty)
        for tone in TagTone.allCases { #expect(strings.has(tone.textKey, .zhHans)) }
        for kind in Problem.Kind.allCases { #expect(strings.has("web.problem.title.\(kind.rawValue)", .zhHans)) }
        for status in [400, 403, 404, 405, 408, 413, 414, 415] {
            #expect(RequestFault.Kind(rawValue: status) != nil)
            #expect(strings.has("web.problem.title.request-\(status)", .zhHans), "\(status)")
        }
        let sources = try sourceTexts()
        for key in strings.keys(.zhHans) where key.hasPrefix("web.") {
            let isComposed = [
                "web.status.", "web.problem.title.", "web.language.", "web.theme.", "web.print.", "web.month.",
            ]
            .contains { key.hasPrefix($0) }
            #expect(isComposed || sources.contains(key), "\(key) is never used")
        }
        for piece in sources.components(of: "\"web.").dropFirst() {
            let key = "web." + piece.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
            guard !key.hasSuffix("."), key != SettingsRoute.permission.name,
                piece.dropFirst(key.count - 4).first == "\""
            else { continue }
            #expect(strings.has(key, .en), "\(key) is asked for and has no text")
        }
        for language in Language.allCases {
            for key in strings.keys(language) {
                let text = strings.text(key, language)
                #expect(!text.contains("!") && !text.contains("！") && !text.lowercased().contains("please"), "\(key)")
                #expect(!text.contains("{{") && !text.contains("请您"), "\(key)")
            }
        }
    }

    /// Web's Swift files and templates as one text.
    private func sourceTexts() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        var text = ""
        while let file = files?.nextObject() as? URL {
            if ["swift", "mustache"].contains(file.pathExtension) {
                text += try String(contentsOf: file, encoding: .utf8)
            }
        }
        return text
    }

    @Test("string files are flat, and a fault names file and line")
    func stringFiles() throws {
        #expect(try StringFiles.read("a: 甲\nb: \"{x}\"\n", name: "f") == ["a": "甲", "b": "{x}"])
        for text in ["a:\n  b: c\n", "- a\n", "a: [1]\n", "a: 1\na: 2\n", "a: \"\n"] {
            #expect {
                _ = try StringFiles.read(text, name: "zh.yaml")
            } throws: { error in
                (error as? StringFiles.Fault)?.description.hasPrefix("zh.yaml") == true
            }
        }
        #expect(throws: StringFiles.Fault.self) { try StringFiles.load(URL(filePath: "/nowhere")) }
    }

    @Test("a quotation mark before a combining accent is escaped, as every other")
    func escapes() {
        #expect(HTMLEscape.escape("\"\u{301}<\u{301}&'>") == "&quot;\u{301}&lt;\u{301}&amp;&#39;&gt;")
        #expect(HTMLEscape.escape("平常 text") == "平常 text")
    }
}

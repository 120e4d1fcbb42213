import Kernel
import Testing

struct StringCatalogueTests {
    private func catalogue(_ zh: [String: String], _ en: [String: String]) -> StringCatalogue {
        var catalogue = StringCatalogue()
        catalogue.add(zh, in: .zhHans)
        catalogue.add(en, in: .en)
        return catalogue
    }

    @Test("placeholders are filled in, whatever stands around them")
    func placeholders() {
        let texts = catalogue(
            ["a": "第{number}条：{text}", "b": "{a}{b}{a}", "c": "没有"],
            ["a": "{text} ({number})", "b": "{b}", "c": "none"])
        #expect(texts.text("a", .zhHans, ["number": "3", "text": "开展监测"]) == "第3条：开展监测")
        #expect(texts.text("a", .en, ["number": "3", "text": "monitor"]) == "monitor (3)")
        #expect(texts.text("b", .zhHans, ["a": "1", "b": "2"]) == "121")
        #expect(texts.text("c", .zhHans, ["a": "1"]) == "没有")
    }

    @Test("an argument that looks like a placeholder is not filled in again")
    func noSecondFilling() {
        let texts = catalogue(["a": "{x}{y}"], ["a": "{x}{y}"])
        #expect(texts.text("a", .zhHans, ["x": "{y}", "y": "{x}"]) == "{y}{x}")
    }

    @Test("an argument of one language goes before the one of both")
    func languageArguments() {
        let texts = catalogue(["a": "{message}"], ["a": "{message}"])
        let arguments = ["message@zh-Hans": "文件已损坏", "message@en": "the file is damaged", "message": "?"]
        #expect(texts.text("a", .zhHans, arguments) == "文件已损坏")
        #expect(texts.text("a", .en, arguments) == "the file is damaged")
        #expect(texts.text("a", .en, ["message": "?", "message@zh-Hans": "文件"]) == "?")
    }

    @Test("a placeholder without an argument and a bracket without an end stay as they are")
    func unfilled() {
        let texts = catalogue(["a": "{x}和{y", "b": "}{"], ["a": "{x} and {y", "b": "}{"])
        #expect(texts.text("a", .zhHans, ["z": "1"]) == "{x}和{y")
        #expect(texts.text("a", .zhHans) == "{x}和{y")
        #expect(texts.text("b", .en, ["x": "1"]) == "}{")
    }

    @Test("a key that no file has is seen")
    func missing() {
        let texts = catalogue([:], [:])
        #expect(texts.text("a.b", .en) == "⟦a.b⟧")
        #expect(!texts.has("a.b", .en))
        #expect(texts.keys(.en).isEmpty)
    }

    @Test("a text of one language only, a key defined twice and different placeholders are faults")
    func faults() {
        #expect(catalogue(["a": "{x}"], ["a": "is {x}"]).faults == [])
        #expect(catalogue(["a": "甲"], [:]).faults == ["en: a is missing"])
        #expect(catalogue([:], ["a": "A"]).faults == ["zh-Hans: a is missing"])
        #expect(catalogue(["a": "{x}"], ["a": "{y}"]).faults.count == 1)
        #expect(catalogue(["a": "{x}{y}"], ["a": "{x}"]).faults.count == 1)
        var twice = catalogue(["a": "甲"], ["a": "A"])
        twice.add(["a": "乙"], in: .zhHans)
        #expect(twice.faults == ["zh-Hans: a is defined twice"])
        #expect(twice.text("a", .zhHans) == "甲")
    }

    @Test("a problem is told in each language with its arguments")
    func problems() {
        let texts = catalogue(["p": "第{line}行"], ["p": "line {line}"])
        let problem = Problem(.badInput, "p", ["line": "7"])
        #expect(texts.text(problem, .zhHans) == "第7行")
        #expect(texts.text(problem, .en) == "line 7")
    }
}

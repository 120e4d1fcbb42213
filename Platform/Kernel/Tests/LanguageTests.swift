import Kernel
import Testing

struct LanguageTests {
    @Test(
        "the language that fits an Accept-Language header best is chosen, Chinese where nothing fits",
        arguments: [
            ("", Language.zhHans), ("en", .en), ("zh", .zhHans), ("zh-CN", .zhHans), ("zh-Hant-TW", .zhHans),
            ("en-GB,en;q=0.9", .en), ("zh-CN,zh;q=0.9,en;q=0.8", .zhHans), ("en;q=0.8,zh;q=0.9", .zhHans),
            ("en;q=0.9, zh;q=0.8", .en), ("EN-us", .en), ("fr,de;q=0.7", .zhHans), ("fr, en;q=0.1", .en),
            ("zh;q=0, en;q=0.5", .en), ("en;q=0", .zhHans), ("*", .zhHans), ("en;q=0.5,zh;q=0.5", .en),
            (" en ; q=0.4 , zh ; q=0.3 ", .en), (",,;;q=,", .zhHans), ("zh;q=abc,en;q=0.9", .zhHans),
        ])
    func negotiation(header: String, expected: Language) {
        #expect(Language.preferred(acceptLanguage: header) == expected)
    }

    @Test("a hostile header is answered at once, not with a crash")
    func hostile() {
        let long = String(repeating: "en;q=0.1,", count: 50_000)
        #expect(Language.preferred(acceptLanguage: long) == .en)
        #expect(Language.preferred(acceptLanguage: "zh,en;q=nan") == .zhHans)
        #expect(Language.preferred(acceptLanguage: "zh;q=0.9,en;q=inf") == .zhHans)
    }

    @Test("a text of both languages is told in each")
    func localized() {
        let text = LocalizedText(zh: "工作要点", en: "Work plan")
        #expect(text(.zhHans) == "工作要点")
        #expect(text(.en) == "Work plan")
    }
}

import Testing

@testable import PlanText

/// Texts that cannot be read.
struct PlanTextErrorTests {
    @Test("an empty text is refused", arguments: ["", " \n\t\u{3000}\u{FEFF}"])
    func empty(_ text: String) {
        #expect(throws: PlanTextError.emptyText) { try PlanReader.read(text) }
    }

    @Test("a text without items or tasks is refused with its place and a remedy")
    func noItems() {
        let error = PlanTextError.noItems(lines: 2)
        #expect(throws: error) { try PlanReader.read("某市工作要点\n一段没有编号的话。") }
        #expect(error.place == "lines 1 to 2")
        #expect(error.remedy.contains("（一）"))
    }

    @Test("a text above the limit is refused by its size")
    func tooLong() {
        #expect(throws: PlanTextError.tooLong(bytes: 12, limit: 11)) { try PlanReader.read("（一）甲", maximumBytes: 11) }
        let large = String(repeating: "甲", count: PlanReader.defaultMaximumBytes / 3 + 1)
        #expect(throws: PlanTextError.self) { try PlanReader.read(large) }
    }
}

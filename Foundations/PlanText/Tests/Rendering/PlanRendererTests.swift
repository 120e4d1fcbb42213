import Foundation
import Testing

@testable import PlanText

/// The official form, and the JSON of a plan.
struct PlanRendererTests {
    @Test("reading what was rendered gives the same plan", arguments: OwnPlans.all)
    func identity(_ own: OwnPlan) throws {
        let text = own.text
        let plan = try PlanReader.read(text).plan
        #expect(try PlanReader.read(PlanRenderer.render(plan)).plan == plan)
    }

    @Test("the official form has notice, number, sections, items and copies")
    func form() throws {
        let lines = PlanRenderer.render(try PlanReader.read(OwnPlans.letter).plan).split(separator: "\n").map(
            String.init)
        #expect(lines[0] == "河口市质量委员会关于印发《河口市2024年质量工作要点》的通知")
        #expect(lines[1] == "河质委〔2024〕5号")
        #expect(lines.contains("一、完善工作机制，压实工作责任"))
        #expect(lines.contains { $0.hasPrefix("（四）优化服务质量。") && $0.hasSuffix("等负责）") })
        #expect(lines.last == "抄送：市委办公室，市政协办公室。")
    }

    @Test("every key of the JSON is present, null where absent")
    func json() throws {
        let plan = try PlanReader.read("（一）甲事。完成甲。").plan
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(plan), as: UTF8.self)
        #expect(
            text == """
                {"document":{"copies_to":[],"date":null,"issuer":null,"number":null,"title":null},"items":[{"body":"完成甲。",\
                "clauses":[{"dates":[],"due":null,"end":3,"id":"01-01","kind":"task","numbers":[],"per_district":false,\
                "start":0,"text":"完成甲"}],"number":1,"responsible":{"as_written":null,"lead":null,"open":false,"units":[]},\
                "section":0,"title":"甲事"}],"sections":[],"tables":[],"units":[]}
                """)
        #expect(try JSONDecoder().decode(Plan.self, from: Data(text.utf8)) == plan)
    }

    @Test("a plan survives JSON", arguments: OwnPlans.all)
    func roundTrip(_ own: OwnPlan) throws {
        let text = own.text
        let plan = try PlanReader.read(text).plan
        #expect(try JSONDecoder().decode(Plan.self, from: JSONEncoder().encode(plan)) == plan)
    }
}

import Testing

@testable import PlanText

/// The forms in which offices write their plans.
struct PlanFormTests {
    private func plan(_ text: String) throws -> Plan { try PlanReader.read(text).plan }

    @Test("half-width parentheses number items and enclose units")
    func halfWidth() throws {
        let plan = try plan("一、总则\n(一)做好甲事。完成甲事。(市教委负责)\n(二)做好乙事。完成乙事。(市科委负责)")
        #expect(plan.items.map(\.number) == [1, 2])
        #expect(plan.items.map(\.section) == [1, 1])
        #expect(plan.items.map(\.responsible.units) == [["市教委"], ["市科委"]])
    }

    @Test("items come from the plan, not from the summary of the past year")
    func summaryInFront() throws {
        let reading = try PlanReader.read(
            """
            海城市2023年工作总结和2024年工作要点
            第一部分 2023年工作总结
            一、成效
            （一）完成改造。改造了学校。
            第二部分 2024年工作要点
            一、重点
            （一）改造医院。年底前改造医院2家。（市卫生健康委负责）
            """)
        #expect(reading.plan.items.map(\.title) == ["改造医院"])
        #expect(reading.plan.sections == [Plan.Section(number: 1, title: "重点")])
        #expect(reading.plan.items[0].clauses[0].due == Plan.CalendarDay(year: 2024, month: 12, day: 31))
        #expect(reading.parts.contains { $0.kind == .summary && $0.text.contains("完成改造") })
    }

    @Test(
        "every numbering makes items",
        arguments: [
            "一、做甲事。完成甲。\n二、做乙事。完成乙。", "（一）做甲事。完成甲。\n（二）做乙事。完成乙。", "1. 做甲事。完成甲。\n2. 做乙事。完成乙。",
            "（1）做甲事。完成甲。\n（2）做乙事。完成乙。", "1、做甲事。完成甲。\n2、做乙事。完成乙。", "第一条 做甲事。完成甲。\n第二条 做乙事。完成乙。",
            "1．做甲事。完成甲。\n2．做乙事。完成乙。", "①做甲事。完成甲。\n②做乙事。完成乙。", "- 做甲事。完成甲。\n- 做乙事。完成乙。",
            "## 做甲事\n完成甲。\n## 做乙事\n完成乙。", "**一、做甲事**\n完成甲。\n**二、做乙事**\n完成乙。",
        ])
    func numbering(text: String) throws {
        let plan = try plan(text)
        #expect(plan.items.map(\.title) == ["做甲事", "做乙事"])
        #expect(plan.items.map(\.body) == ["完成甲。", "完成乙。"])
        #expect(plan.items.map(\.section) == [0, 0])
        #expect(plan.sections.isEmpty)
    }

    @Test("a title may stand on a line of its own above a body of several paragraphs and points")
    func ownLine() throws {
        let item = try #require(
            try plan(
                """
                （一）办好学校
                　　新建学校2所。

                　　1.招聘教师。（市教委负责）
                　　2.购置设备。
                　　责任单位：市财政局、市科委
                """
            ).items.first)
        #expect(item.title == "办好学校")
        #expect(item.body == "新建学校2所。\n1.招聘教师。（市教委负责）\n2.购置设备。")
        #expect(item.clauses.map(\.text) == ["新建学校2所", "招聘教师", "购置设备"])
        #expect(item.responsible.units == ["市教委", "市财政局", "市科委"])
        #expect(item.responsible.asWritten == "（市教委负责）\n责任单位：市财政局、市科委")
    }

    @Test("an item of one sentence has it as title and as body")
    func singleSentence() throws {
        let item = try #require(try plan("1.清理河道20公里。（市水务局负责）\n2.修建泵站。").items.first)
        #expect(item.title == "清理河道20公里")
        #expect(item.body == "清理河道20公里。")
        #expect(item.clauses.map(\.text) == ["清理河道20公里"])
    }

    @Test("a point's own deadline holds for that point only")
    func pointDeadlines() throws {
        let plan = try plan(
            """
            某市2024年要点
            （一）办学。
            1.招聘教师。（责任单位：市教委；完成时限：6月底前）
            2.购置设备。
            （责任单位：市财政局；完成时限：9月底前）
            """)
        #expect(plan.items[0].clauses.map { $0.due?.description } == ["2024-06-30", "2024-09-30"])
    }

    @Test("points of an article stay in its body, and chapters are its sections")
    func articles() throws {
        let plan = try plan("第一章 总则\n第一条 做甲事。\n（一）完成甲；\n（二）完成乙。\n第二章 分则\n第二条 做丙事。完成丙。")
        #expect(plan.sections.map(\.title) == ["总则", "分则"])
        #expect(plan.items.map(\.body) == ["（一）完成甲；\n（二）完成乙。", "完成丙。"])
        #expect(plan.items[0].clauses.map(\.text) == ["完成甲", "完成乙"])
    }

    @Test("a clause before the full stop is read like one behind it, and bold marks are no text")
    func clauseBeforeStop() throws {
        let plan = try plan("（一）做甲事。**完成**甲（市教委负责）。\n（二）做乙事。完成乙。\n**责任单位：** 市教委、市科委")
        #expect(plan.items[0].body == "完成甲")
        #expect(plan.items[0].responsible.asWritten == "（市教委负责）")
        #expect(plan.items[1].responsible.asWritten == "责任单位： 市教委、市科委")
        #expect(plan.items[1].responsible.units == ["市教委", "市科委"])
    }

    @Test("numbers that begin anew in each section become running numbers")
    func restartingNumbers() throws {
        let reading = try PlanReader.read("一、甲\n（一）做甲。完成甲。\n二、乙\n（一）做乙。完成乙。")
        #expect(reading.plan.items.map(\.number) == [1, 2])
        #expect(reading.plan.items.map(\.section) == [1, 2])
        #expect(reading.plan.items[1].clauses.map(\.id) == ["02-01"])
        #expect(reading.doubts.contains { $0.code == .numberingRestarts })
    }

    @Test("paragraphs that name who is responsible are items even without numbers")
    func paragraphs() throws {
        let plan = try plan("某市2024年工作安排\n新建公园3座。（市绿化局负责）\n修缮文物2处。（市文物局负责）")
        #expect(plan.items.map(\.title) == ["新建公园3座", "修缮文物2处"])
    }

    @Test("all line ends read alike, and the source keeps its own")
    func lineEnds() throws {
        let text = "（一）甲事\n完成甲。\n再做甲。\n（二）乙事\n完成乙。"
        let expected = try plan(text)
        for end in ["\r\n", "\r"] {
            let other = text.split(separator: "\n").joined(separator: end)
            let reading = try PlanReader.read(other)
            #expect(reading.plan == expected)
            #expect(Array(reading.source().unicodeScalars) == Array(other.unicodeScalars))
        }
    }
}

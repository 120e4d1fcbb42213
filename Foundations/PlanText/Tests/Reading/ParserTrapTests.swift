import Testing

@testable import PlanText

/// The traps of a real plan, each in our own words.
struct ParserTrapTests {
    private func items(_ text: String) throws -> [Plan.Item] { try PlanReader.read(text).plan.items }
    private func item(_ text: String) throws -> Plan.Item { try #require(try items(text).first) }
    private func clauses(_ body: String) throws -> [String] {
        try item("（一）题目。\(body)（市教委负责）").clauses.map(\.text)
    }

    @Test("blanks at the ends of lines and inside the imprint are kept in the source and out of the plan")
    func blanks() throws {
        let reading = try PlanReader.read(OwnPlans.letter)
        #expect(reading.source() == OwnPlans.letter)
        #expect(reading.plan.document.issuer == "河口市质量委员会")
        #expect(reading.plan.document.copiesTo == ["市委办公室", "市政协办公室"])
        #expect(reading.parts.last { $0.kind == .imprint }?.text.contains("             ") == true)
    }

    @Test("parentheses are item numbers, responsibility clauses, or neither")
    func parentheses() throws {
        let item = try item("（二）修订标准。修订《分类规则（2020年版）》，完善检验（检测）体系。（市水务局负责）")
        #expect(item.number == 2)
        #expect(item.body == "修订《分类规则（2020年版）》，完善检验（检测）体系。")
        #expect(item.responsible.asWritten == "（市水务局负责）")
        #expect(try PlanReader.read(OwnPlans.letter).parts.contains { $0.kind == .remark && $0.text.hasPrefix("（此件") })
    }

    @Test("市、区 share the name behind them")
    func sharedSuffix() throws {
        #expect(try item("（一）题目。做事。（市、区教育局负责）").responsible.units == ["市教育局", "区教育局"])
    }

    @Test("commas separate units like the enumeration comma does")
    func commasBetweenUnits() throws {
        let units = try item("（一）题目。做事。（市委宣传部，市新闻办、市科委，市、区教育局，市体育局负责）").responsible.units
        #expect(units == ["市委宣传部", "市新闻办", "市科委", "市教育局", "区教育局", "市体育局"])
    }

    @Test("a doubled 市 is part of the name")
    func doubledCharacter() throws {
        #expect(try item("（一）题目。做事。（市市场监管局、市市政局负责）").responsible.units == ["市市场监管局", "市市政局"])
    }

    @Test("团市委, party departments and customs are units like any other")
    func unusualUnits() throws {
        let plan = try PlanReader.read("（一）题目。做事。（市委组织部、团市委、市海关负责）").plan
        #expect(plan.units.map(\.name) == ["市委组织部", "团市委", "市海关"])
        #expect(plan.units.allSatisfy { $0.level == .municipal })
    }

    @Test("等负责 leaves the list open")
    func openList() throws {
        let responsible = try item("（一）题目。做事。（市教委、市科委等负责）").responsible
        #expect(responsible.open)
        #expect(responsible.units == ["市教委", "市科委"])
    }

    @Test("等 inside an action does not cut it")
    func openListInAction() throws {
        #expect(try clauses("开展船用钢材攻关、海缆性能优化等4个项目建设。") == ["开展船用钢材攻关、海缆性能优化等4个项目建设"])
    }

    @Test("the title ends at the first full stop")
    func title() throws {
        let item = try item("（一）办好赛事。组织比赛。评选选手。（市体育局负责）")
        #expect(item.title == "办好赛事")
        #expect(item.body == "组织比赛。评选选手。")
    }

    @Test("十四五 is a period with and without quotation marks, and 5·10 and ＋ stay what they are")
    func symbols() throws {
        let item = try item("（一）题目。编制“十四五”规划，实施水利十四五方案，办好“5·10品牌日”活动，推广互联网＋服务。（市教委负责）")
        #expect(item.clauses.map(\.dates.count) == [1, 1, 0, 0])
        #expect(item.clauses[0].dates[0].to == Plan.CalendarDay(year: 2025, month: 12, day: 31))
        #expect(item.clauses.allSatisfy { $0.numbers.isEmpty })
        #expect(item.clauses.map(\.text).last == "推广互联网＋服务")
    }

    @Test("semicolons separate actions within one sentence")
    func semicolons() throws {
        #expect(try clauses("健全台账；修订办法；开展巡查。") == ["健全台账", "修订办法", "开展巡查"])
    }

    @Test("a list of events under one verb is several clauses, a list of objects is one")
    func lists() throws {
        #expect(
            try clauses("联合开展河道整治、堤防巡查、水质监测等；推进噪声、扬尘、油烟治理。")
                == ["联合开展河道整治", "堤防巡查", "水质监测", "推进噪声、扬尘、油烟治理"])
        #expect(try clauses("推进“书香校园”建设、“平安校园”建设。") == ["推进“书香校园”建设", "“平安校园”建设"])
    }

    @Test("a trailing purpose is a goal, or stays with the work that it measures")
    func purposes() throws {
        let item = try item("（一）题目。健全巡查制度，完善应急预案，增强群众安全感。建立学生视力档案，提升学生视力水平。（市教委负责）")
        #expect(item.clauses.map(\.text) == ["健全巡查制度", "完善应急预案", "增强群众安全感", "建立学生视力档案，提升学生视力水平"])
        #expect(item.clauses.map(\.kind) == [.task, .task, .goal, .task])
    }
}

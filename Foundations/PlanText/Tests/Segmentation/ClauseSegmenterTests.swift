import Testing

@testable import PlanText

/// The rules of segmentation, one by one.
struct ClauseSegmenterTests {
    private func clauses(_ body: String, districts: Bool = false) -> [(
        text: String, kind: Plan.Clause.Kind, isPerDistrict: Bool
    )] {
        let scalars = Array(body.unicodeScalars)
        return ClauseSegmenter(body: scalars, responsibilities: [], hasDistrictUnits: districts).clauses().map {
            (scalars[$0.range].string, $0.kind, $0.isPerDistrict)
        }
    }
    private func texts(_ body: String) -> [String] { clauses(body).map(\.text) }

    @Test("a lead-in belongs to the work that follows")
    func leadIns() {
        #expect(texts("围绕供水、供气等领域，开展隐患排查。") == ["围绕供水、供气等领域，开展隐患排查"])
        #expect(texts("以县域为单元，改造管网。") == ["以县域为单元，改造管网"])
        #expect(texts("充分发挥行业协会作用，制定团体标准。") == ["充分发挥行业协会作用，制定团体标准"])
        #expect(texts("到2025年，建成泵站3座。") == ["到2025年，建成泵站3座"])
        #expect(texts("围绕供水安全开展巡查，修复管道。") == ["围绕供水安全开展巡查", "修复管道"])
    }

    @Test("means tie the theme before them to the work behind them")
    func means() {
        #expect(texts("加强节水宣传，通过讲座、展览等形式，普及节水知识。") == ["加强节水宣传，通过讲座、展览等形式，普及节水知识"])
        #expect(texts("新建泵站2座，通过远程监测手段，掌握水位变化。") == ["新建泵站2座", "通过远程监测手段，掌握水位变化"])
    }

    @Test("setting a mechanism to work is work itself when only an outcome follows")
    func mobilisation() {
        let found = clauses("充分发挥联席会议作用，凝聚各方合力。")
        #expect(found.map(\.text) == ["充分发挥联席会议作用", "凝聚各方合力"])
        #expect(found.map(\.kind) == [.task, .goal])
    }

    @Test("quotation marks, brackets and book titles protect what they hold")
    func protection() {
        #expect(texts("落实“查、改，罚；评”要求，修订《办法（甲，乙）》，执行规则（含附录，图）。").count == 3)
    }

    @Test("an outcome is a goal when it reaches beyond the work, and part of it when it speaks of the same thing")
    func outcomes() {
        #expect(clauses("健全种子检验制度，促进乡村全面发展。").map(\.kind) == [.task, .goal])
        #expect(clauses("完善旅客投诉处理制度，提高旅客满意度。").map(\.kind) == [.task])
        #expect(clauses("完善投诉处理制度，不断提升旅客满意度。").map(\.kind) == [.task, .goal])
        #expect(clauses("提升化验能力。").map(\.kind) == [.task])
        #expect(clauses("推进数据共享，为科学决策提供支撑。").map(\.kind) == [.task, .goal])
    }

    @Test("a level to be reached is a goal, a number of things to do is a task")
    func targets() {
        #expect(clauses("开展抽检，抽检合格率达到98%以上。").map(\.kind) == [.task, .goal])
        #expect(clauses("开展抽检，评选示范店不少于30家。").map(\.kind) == [.task, .task])
    }

    @Test("a completion belongs to the work before it")
    func completions() {
        #expect(texts("建立问题台账，10月底前全部完成。") == ["建立问题台账，10月底前全部完成"])
    }

    @Test("joining words, numbering and closing punctuation are outside the clauses")
    func joiningWords() {
        #expect(texts("（1）新建泵站，以及改造水闸，并及时通报结果。") == ["新建泵站", "改造水闸", "及时通报结果"])
    }

    @Test("a list that has a common head, or is a list of objects, stays whole")
    func wholeLists() {
        #expect(texts("开展技能培训、岗位练兵等活动。") == ["开展技能培训、岗位练兵等活动"])
        #expect(texts("开展公交、医疗、养老服务满意度测评。") == ["开展公交、医疗、养老服务满意度测评"])
        #expect(texts("实施水库加固工程和灌区改造工程。") == ["实施水库加固工程", "灌区改造工程"])
    }

    @Test("districts as the subject carry through the sentence until another subject comes")
    func districts() {
        let found = clauses("推动各区制定方案，建立台账，强化对街镇的指导。各县（市、区）开展自查。统筹全市、各区资源。")
        #expect(found.map(\.isPerDistrict) == [true, true, false, true, false])
        #expect(clauses("开展安全知识进校园、进工地等活动。", districts: true).map(\.isPerDistrict) == [true])
        #expect(clauses("开展安全知识进校园、进工地等活动。").map(\.isPerDistrict) == [false])
    }
}

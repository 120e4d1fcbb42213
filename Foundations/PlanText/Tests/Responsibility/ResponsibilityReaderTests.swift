import Testing

@testable import PlanText

/// Responsibility clauses in all their forms.
struct ResponsibilityReaderTests {
    private func responsible(_ clause: String) throws -> Plan.Responsibility {
        try #require(try PlanReader.read("（一）甲事。完成甲。\(clause)\n（二）乙事。完成乙。").plan.items.first).responsible
    }

    @Test(
        "lead and units are read from every form",
        arguments: [
            ("（牵头单位：市教委；责任单位：市科委、市财政局；完成时限：2024年6月底前）", "市教委", ["市教委", "市科委", "市财政局"]),
            ("（责任单位：市教委）", nil, ["市教委"]),
            ("（市教委、市科委按职责分工负责）", nil, ["市教委", "市科委"]),
            ("（市教委、市科委等负责）", nil, ["市教委", "市科委"]),
            ("（市教委牵头，市科委、市财政局配合）", "市教委", ["市教委", "市科委", "市财政局"]),
            ("（市教委牵头负责，市科委参与）", "市教委", ["市教委", "市科委"]),
            ("（各县（市、区）人民政府负责）", nil, ["各县（市、区）人民政府"]),
            ("(各县(市、区)人民政府、市教委负责)", nil, ["各县(市、区)人民政府", "市教委"]),
            ("\n责任单位：市教委、市科委", nil, ["市教委", "市科委"]),
            ("\n**牵头单位**：市教委\n**配合单位**：市科委、市财政局", "市教委", ["市教委", "市科委", "市财政局"]),
            ("责任单位：市教委、市科委。", nil, ["市教委", "市科委"]),
            ("\n责任单位：市科委、市教委（牵头）", "市教委", ["市教委", "市科委"]),
            ("（省、市、区财政局负责）", nil, ["省财政局", "市财政局", "区财政局"]),
            ("（市、区两级教育局负责）", nil, ["市教育局", "区教育局"]),
            ("（市住房和城乡建设局和市文化和旅游局负责）", nil, ["市住房和城乡建设局", "市文化和旅游局"]),
            ("（市教委会同市科委负责）", nil, ["市教委", "市科委"]),
            ("（市教委、市财政局）", nil, ["市教委", "市财政局"]),
        ] as [(String, String?, [String])])
    func forms(clause: String, lead: String?, units: [String]) throws {
        let responsible = try responsible(clause)
        #expect(responsible.lead == lead)
        #expect(responsible.units == units)
    }

    @Test("an item that names nobody has neither clause nor units")
    func missing() throws {
        let reading = try PlanReader.read("（一）甲事。完成甲（含附件）。")
        let item = try #require(reading.plan.items.first)
        #expect(item.responsible == Plan.Responsibility(asWritten: nil, lead: nil, units: [], open: false))
        #expect(reading.doubts.contains { $0.code == .responsibilityMissing && $0.item == 1 })
    }

    @Test("the level of a unit follows from its name")
    func levels() {
        func level(_ name: String) -> Plan.Unit.Level { UnitName.level(of: name, city: "海城") }
        for name in ["市教委", "市市场监管局", "团市委", "海城市教育局", "中共海城市委组织部", "海城日报社"] {
            #expect(level(name) == .municipal, Comment(rawValue: name))
        }
        for name in ["区教育局", "各区人民政府", "各县（市、区）人民政府", "东湖区人民政府", "海城市东湖区教育局", "县教育局", "各街道"] {
            #expect(level(name) == .district, Comment(rawValue: name))
        }
        for name in ["省教育厅", "海城海关", "各有关单位", "海城高新区管委会", "中国铁路公司", "区域合作中心"] {
            #expect(level(name) == .other, Comment(rawValue: name))
        }
    }
}

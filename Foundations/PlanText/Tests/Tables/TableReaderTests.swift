import Testing

@testable import PlanText

/// Task tables.
struct TableReaderTests {
    private func table(_ text: String) throws -> Plan.TaskTable {
        try #require(try PlanReader.read(text).plan.tables.first)
    }

    @Test("a plan may have its tasks in a table only, with the columns in any order")
    func tableOnly() throws {
        let table = try table(
            """
            # 海城市2024年任务分工

            | 完成时限 | 配合单位 | 工作任务 | 牵头单位 | 序号 |
            |---|---|---|---|---|
            | 2024年3月底前 | 市科委、市财政局 | 修建学校 | 市教委 | 1 |
            | 年底前 | 无 | 修建医院 | 市卫生健康委 | 2 |
            """)
        #expect(
            table.rows == [
                .init(
                    number: 1, task: "修建学校", lead: "市教委", support: ["市科委", "市财政局"],
                    due: .init(year: 2024, month: 3, day: 31)),
                .init(number: 2, task: "修建医院", lead: "市卫生健康委", support: [], due: .init(year: 2024, month: 12, day: 31)),
            ])
    }

    @Test("blank merged cells have the value above, in tables of tabs too")
    func mergedCells() throws {
        let table = try table(
            "海城市2022年计划\n附件：任务清单\n序号\t重点任务\t责任单位\t时间进度\n1\t修渠\t市水务局\t2022年6月\n\t建闸\t\t\n2\t种树\t市、区绿化局\t12月20日前\n")
        #expect(table.title == "任务清单")
        #expect(table.rows.map(\.task) == ["修渠", "建闸", "种树"])
        #expect(table.rows.map(\.number) == [1, 1, 2])
        #expect(table.rows.map(\.support) == [["市水务局"], ["市水务局"], ["市绿化局", "区绿化局"]])
        #expect(table.rows.map { $0.due?.description } == ["2022-06-30", "2022-06-30", "2022-12-20"])
        #expect(table.rows.allSatisfy { $0.lead == nil })
    }

    @Test("a table without tasks is kept as text, with a doubt")
    func otherTable() throws {
        let reading = try PlanReader.read("（一）甲事。完成甲。\n\n| 姓名 | 电话 |\n|---|---|\n| 甲 | 1 |\n")
        #expect(reading.plan.tables.isEmpty)
        #expect(reading.doubts.contains { $0.code == .tableWithoutTasks && $0.line == 3 })
        #expect(reading.parts.contains { $0.kind == .table })
    }

    @Test("units that only a table names are listed without items")
    func units() throws {
        let plan = try PlanReader.read(OwnPlans.markdown).plan
        #expect(plan.units.first { $0.name == "市公安局" } == Plan.Unit(name: "市公安局", level: .municipal, items: []))
        #expect(plan.units.first { $0.name == "市市场监管局" }?.items == [1, 2, 3])
    }
}

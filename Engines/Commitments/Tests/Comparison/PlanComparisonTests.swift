import PlanText
import Testing

@testable import Commitments

@Suite struct PlanComparisonTests {
    @Test("a plan compared with itself has not changed", arguments: Repository.planNames)
    func same(name: String) throws {
        let plan = try Repository.plan(name)
        let comparison = PlanComparison(from: plan, to: plan)
        #expect(comparison.items.count == plan.items.count)
        #expect(comparison.count(.unchanged) == plan.items.count)
        for (change, item) in zip(comparison.items, plan.items) {
            #expect(change.oldNumber == item.number && change.newNumber == item.number)
            #expect(change.clauses.map(\.newID) == item.clauses.map(\.id))
        }
    }

    @Test("an item that moved is the same item; one that came and one that went are told")
    func moved() throws {
        let old = try PlanReader.read(
            """
            甲市2021年质量工作要点
            （一）完善工作机制。制定年度任务清单，组织质量月活动。（市市场监管局负责）
            （二）加强产品监督。开展重点产品监督抽查，公布抽查结果。（市市场监管局、市经济信息化委负责）
            （三）培育质量人才。举办首席质量官培训班。（市人力资源社会保障局负责）
            """
        ).plan
        let new = try PlanReader.read(
            """
            甲市2022年质量工作要点
            （一）加强产品监督。开展重点产品监督抽查，公布抽查结果。（市市场监管局、市农业农村委负责）
            （二）完善工作机制。制定年度任务清单，组织质量月活动。（市市场监管局负责）
            （三）修复城市河道。完成三处河道护岸修复工程。（市水务局负责）
            """
        ).plan
        let comparison = PlanComparison(from: old, to: new)
        let byNew = Dictionary(
            comparison.items.filter { $0.newNumber != nil }.map { ($0.newNumber ?? 0, $0) },
            uniquingKeysWith: { first, _ in first })
        #expect(byNew[1]?.oldNumber == 2 && byNew[1]?.change == .changed)
        #expect(byNew[1]?.unitsAdded == ["市农业农村委"] && byNew[1]?.unitsRemoved == ["市经济信息化委"])
        #expect(byNew[1]?.clauses.allSatisfy { $0.change == .unchanged } == true)
        #expect(byNew[2]?.oldNumber == 1 && byNew[2]?.change == .unchanged)
        #expect(byNew[3]?.change == .added && byNew[3]?.oldNumber == nil)
        let removed = comparison.items.filter { $0.change == .removed }
        #expect(removed.map(\.oldNumber) == [3] && removed.first?.unitsRemoved == ["市人力资源社会保障局"])
        #expect(removed.first?.clauses.allSatisfy { $0.change == .removed && $0.newID == nil } == true)
    }

    @Test("a clause that was reworded, one that came and one that went")
    func clauses() throws {
        func plan(_ body: String) throws -> Plan {
            try PlanReader.read("甲市2021年质量工作要点\n（一）加强产品监督。\(body)（市市场监管局负责）\n").plan
        }
        let comparison = PlanComparison(
            from: try plan("开展监督抽查600批次；公布抽查结果。"), to: try plan("开展监督抽查800批次；修复城市河道。"))
        let item = try #require(comparison.items.first)
        #expect(item.change == .changed && item.title.isUnchanged)
        #expect(Set(item.clauses.map(\.change)) == [.changed, .added, .removed])
        let changed = try #require(item.clauses.first { $0.change == .changed })
        #expect(changed.text.runs.contains { $0.change == .removed && $0.text == "6" })
    }
}

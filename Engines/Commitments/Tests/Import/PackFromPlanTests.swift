import Kernel
import Packs
import PlanText
import Testing

@testable import Commitments

@Suite struct PackFromPlanTests {
    @Test("a pack made from a plan passes the checks of a pack", arguments: Repository.planNames)
    func passes(name: String) throws {
        let plan = try Repository.plan(name)
        let year = try #require(plan.document.planYear)
        let id = String(name.prefix { $0 != "." })
        let pack = try PackFromPlan(id: id, plan: plan, year: year).pack()
        let reading = PackReader().check(pack)
        #expect(reading.errors.isEmpty, "\(reading.errors.prefix(5))")
        #expect(reading.pack == pack)
        #expect(pack.items.map(\.number) == plan.items.map(\.number))
        for (item, written) in zip(pack.items, plan.items) {
            #expect(item.deliverables.map(\.clause) == written.clauses.filter { $0.kind == .task }.map(\.text))
            #expect(item.deliverables.allSatisfy { $0.basis.status == .assumption })
            #expect(item.open == written.responsible.open)
        }
    }

    @Test("its deliverables bind to the clauses they were made from")
    func binds() throws {
        let plan = try SmallCity.plan()
        let pack = try PackFromPlan(id: "xiaohe", plan: plan, year: 2021).pack()
        let bindings = DraftBinding(pack: pack, plan: plan).bindings(with: [:])
        let tasks = plan.items.flatMap(\.clauses).filter { $0.kind == .task }.map(\.id)
        #expect(bindings.map(\.clause) == tasks)
        #expect(bindings.allSatisfy { $0.state == .matched })
    }

    @Test("an item that names nobody is led by a unit that is to be agreed, marked as an assumption")
    func withoutUnit() throws {
        let text = "甲市2021年质量工作要点\n（一）完善机制。制定清单。\n（二）加强监督。开展抽查。（市市场监管局负责）\n"
        let pack = try PackFromPlan(id: "a", plan: try PlanReader.read(text).plan, year: 2021).pack()
        let lead = try #require(pack.items.first?.lead.asAgreed)
        let unit = try #require(pack.units.first { $0.id == lead })
        #expect(unit.short.zh == "待商定" && unit.basis.status == .assumption)
        #expect(pack.items[1].lead.asAgreed != lead)
        #expect(PackReader().check(pack).errors.isEmpty)
    }
}

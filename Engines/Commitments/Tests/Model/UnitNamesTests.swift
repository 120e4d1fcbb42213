import PlanText
import Testing

@testable import Commitments

@Suite struct UnitNamesTests {
    @Test("full name, short name and alias find the unit; width and spaces do not matter, nothing else is guessed")
    func names() throws {
        let names = UnitNames(try SmallCity.pack())
        for name in ["小河市市场监管局", "市市场监管局", "市市场监管局（本级）", "市市场监管局(本级)", " 市市场监管局　", "市 市场监管局"] {
            #expect(names.identity(of: name) == "A", "\(name)")
        }
        for name in ["市场监管局", "市市场监管", "", "区市场监管局"] { #expect(names.identity(of: name) == nil, "\(name)") }
    }

    @Test("every unit that the pack's own plan names is known to the pack")
    func shanghai() throws {
        let pack = try Repository.shanghai()
        let names = UnitNames(pack)
        let plan = try PlanReader.read(pack.planText).plan
        for unit in plan.units { #expect(names.identity(of: unit.name) != nil, "\(unit.name)") }
        for item in pack.items {
            let written = try #require(plan.items.first { $0.number == item.number }).responsible
            #expect(Set(written.units.compactMap(names.identity)) == Set(item.units), "item \(item.number)")
        }
    }
}

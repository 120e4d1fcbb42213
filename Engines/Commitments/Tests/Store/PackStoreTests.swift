import CivicCalendar
import Kernel
import Ledger
import Packs
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite struct PackStoreTests {
    @Test("the demonstration city's pack comes back as it was written", arguments: DatabaseEngine.allCases)
    func roundTrip(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let pack = try Repository.shanghai()
            try await city.loading.load(pack, by: city.office)
            #expect(try await city.loading.loaded(pack.manifest.id) == pack)
            #expect(try await city.loading.loaded("nowhere") == nil)
            let listed = try await city.loading.list()
            #expect(listed.map(\.id) == [pack.manifest.id] && listed.first?.loadedBy == "office@local")
            #expect(try await city.loading.calendars() == pack.calendars)
            let base = try await city.loading.base(pack.manifest.id)
            #expect(base == PackWriter().files(of: pack).texts)
            #expect(PackReader().read(PackFiles(texts: base)).pack == pack)
        }
    }

    @Test("a second load takes the place of the first, all of it", arguments: DatabaseEngine.allCases)
    func secondLoad(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let pack = try Repository.shanghai()
            try await city.loading.load(pack, by: city.office)
            try await city.loading.load(pack, by: city.office)
            #expect(try await city.loading.loaded(pack.manifest.id) == pack)
            var changed = pack
            changed.items.removeLast()
            changed.items[0].deliverables.swapAt(0, 1)
            changed.items[1].deliverables[0].anchors = ["丙", "甲", "乙"]
            changed.units[0].aliases.append("另一个名字")
            changed.manifest.lights = LightThresholds(nearDueWorkdays: 7, behindShare: 0.2)
            try await city.loading.load(changed, by: city.office)
            #expect(try await city.loading.loaded(pack.manifest.id) == changed)
            #expect(try await city.loading.list().count == 1)
            let load = "pack.load pack/\(pack.manifest.id)"
            #expect(try await city.entries() == [load, load, load])
        }
    }

    @Test("targets with and without number and unit, leads with and without reason", arguments: DatabaseEngine.allCases)
    func optionals(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            var pack = try SmallCity.pack()
            pack.items[0].deliverables[0].target = Target(text: LocalizedText(zh: "甲", en: "a"))
            pack.items[0].deliverables[1].target = Target(text: LocalizedText(zh: "乙", en: "b"), value: 98.5)
            pack.items[0].deliverables[1].starts = try CivicDate("2021-03-01")
            pack.items[0].lead = ItemLead(asWritten: nil, asAgreed: "B", reason: nil)
            pack.items[1].open = true
            try await city.loading.load(pack, by: city.office)
            #expect(try await city.loading.loaded("small-2021") == pack)
        }
    }

    @Test(
        "a pack without a deliverable that was reported on is refused, and nothing changes",
        arguments: DatabaseEngine.allCases)
    func losing(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.smallCity()
            try await city.report("mechanism/month", 30, on: "2021-05-31")
            let before = try await city.snapshot()
            var pack = try SmallCity.pack()
            pack.items[0].deliverables.remove(at: 1)
            pack.manifest.title = LocalizedText(zh: "新", en: "new")
            let problem = await failure { try await city.loading.load(pack, by: city.office) } as? Problem
            #expect(problem?.kind == .conflict && problem?.key == "problem.pack.deliverable-in-use")
            #expect(problem?.arguments["deliverable"] == "mechanism/month")
            #expect(try await city.snapshot() == before)
            #expect(try await city.loading.loaded("small-2021") == SmallCity.pack())
        }
    }

    @Test("a pack without a deliverable that a plan is bound to is refused by name", arguments: DatabaseEngine.allCases)
    func losingBound(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let before = try await city.snapshot()
            var pack = try SmallCity.pack()
            pack.items[1].deliverables[0].id = "products/renamed"
            let problem = await failure { try await city.loading.load(pack, by: city.office) } as? Problem
            #expect(problem?.kind == .conflict && problem?.arguments["deliverable"] == "products/checks")
            #expect(try await city.snapshot() == before)
            let bindings = try await city.database.read { try BindingStore().read(plan: plan, in: $0) }
            #expect(bindings["products/checks"] != nil)
        }
    }

    @Test("a pack that refers to a unit it does not have is not written", arguments: DatabaseEngine.allCases)
    func dangling(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let before = try await city.snapshot()
            var pack = try SmallCity.pack()
            pack.items[0].deliverables[0].lead = "NOBODY"
            let refused = await failure { try await city.loading.load(pack, by: city.office) }
            #expect(refused != nil)
            #expect(try await city.snapshot() == before)
        }
    }

    @Test(
        "a pack that takes what another loaded pack has is refused, and nothing changes",
        arguments: DatabaseEngine.allCases)
    func anothersUnits(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let before = try await city.snapshot()
            var pack = try SmallCity.pack()
            pack.manifest.id = "small-2022"
            let refused = await failure { try await city.loading.load(pack, by: city.office) }
            print("a second pack with the units of the first: \(refused.map { "\($0)" } ?? "taken")")
            #expect(refused != nil)
            #expect(try await city.snapshot() == before)
            #expect(try await city.loading.loaded("small-2021") == SmallCity.pack())
        }
    }

    @Test("the workdays of a loaded calendar are those of the year", arguments: DatabaseEngine.allCases)
    func calendar(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let calendar = try await city.database.read { try CalendarReader.calendar(in: $0) }
            let expected = try China2021.calendar()
            #expect(calendar.years == [2021])
            let year = try CivicDate("2021-01-01")...CivicDate("2021-12-31")
            #expect(try calendar.workdays(in: year) == expected.workdays(in: year))
            #expect(try calendar.workdays(in: year).count == 250)
        }
    }
}

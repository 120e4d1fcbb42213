import CivicCalendar
import Kernel
import Ledger
import Packs
import Search
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
        "thresholds, points, issuer, numbers and weights come back, and change with the pack",
        arguments: DatabaseEngine.allCases)
    func supervision(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            var pack = try SmallCity.pack()
            let basis = Basis(text: "测试", status: .example)
            let count = ReportedNumber(
                id: "teams", title: LocalizedText(zh: "专班", en: "Teams"), unit: LocalizedText(zh: "个", en: "teams"))
            let rate = ReportedNumber(
                id: "pass-rate", title: LocalizedText(zh: "合格率", en: "Pass rate"),
                unit: LocalizedText(zh: "%", en: "%"),
                decimals: 2)
            pack.manifest.lights = LightThresholds(
                nearDueWorkdays: 8, behindShare: 0.1, noticeWorkdays: 12, reportGraceWorkdays: 4, receiptWorkdays: 2)
            pack.manifest.supervision = SupervisionThresholds(
                urgeAfterWorkdays: 2, escalateAfterWorkdays: 7, basis: basis)
            pack.manifest.score = ScorePoints(
                finished: 99, finishedLate: 88, onPath: 77, atRisk: 66, late: 5, basis: basis)
            pack.manifest.bulletin = BulletinIssuer(
                title: LocalizedText(zh: "小河市质量办", en: "Quality office"), numberWord: "小质", copies: ["B", "A"],
                basis: basis)
            pack.items[0].deliverables[0].numbers = [rate, count]
            pack.items[1].deliverables[0].numbers = [count]
            pack.items[1].deliverables[0].weight = 100
            try await city.loading.load(pack, by: city.office)
            #expect(try await city.loading.loaded("small-2021") == pack)
            pack.items[0].deliverables[0].numbers = []
            pack.items[1].deliverables[0].numbers[0].title.zh = "质量专班"
            pack.manifest.bulletin?.copies = []
            pack.manifest.score.basis = nil
            try await city.loading.load(pack, by: city.office)
            #expect(try await city.loading.loaded("small-2021") == pack)
            pack.manifest.bulletin = nil
            try await city.loading.load(pack, by: city.office)
            #expect(try await city.loading.loaded("small-2021") == pack)
        }
    }

    @Test("a pack that was loaded before these parts gets their defaults", arguments: DatabaseEngine.allCases)
    func olderPack(engine: DatabaseEngine) async throws {
        let older = MigrationGroup("commitments", Array(CommitmentsEngine.migrations.migrations.prefix(3)))
        #expect(CommitmentsEngine.migrations.migrations[3].name == PackSupervisionSchema.migration.name)
        let others = [LedgerSchema.migrations, SearchIndex.migrations]
        try await withDatabase(engine, migrations: others + [older]) { raw in
            try await raw.write { session in
                for (id, near) in [("old", 10), ("far", 20)] {
                    try session.execute(
                        """
                        INSERT INTO packs (
                            id, title_zh, title_en, language, valid_from, valid_to, basis_text, basis_status, label_zh,
                            label_en, near_due_workdays, behind_share, plan_path, units_path, items_folder, loaded_at,
                            loaded_by)
                        VALUES (\(id), '旧', 'old', 'zh-Hans', '2020-01-01', '2020-12-31', '旧', 'example', '旧', 'old',
                            \(near), '0.15', 'plan.md', 'units.yaml', 'items', 0, 'office')
                        """)
                }
            }
            try await raw.migrate(others + [CommitmentsEngine.migrations])
            let (old, far) = try await raw.read { session in
                (try PackStore().read("old", in: session), try PackStore().read("far", in: session))
            }
            let manifest = try #require(old).manifest
            #expect(manifest.lights == LightThresholds(nearDueWorkdays: 10, behindShare: 0.15))
            #expect(manifest.supervision == SupervisionThresholds() && manifest.score == ScorePoints())
            #expect(manifest.bulletin == nil)
            #expect(far?.manifest.lights.noticeWorkdays == 20)
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

    @Test(
        "a pack without a unit or a district that somebody answers for is refused by name, and nothing changes",
        arguments: DatabaseEngine.allCases)
    func losingPlaces(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.assignedCity()
            let before = try await city.snapshot()
            var without = try SmallCity.pack()
            without.districts[0].id = "D99"
            let district = await failure { try await city.loading.load(without, by: city.office) } as? Problem
            #expect(district?.key == "problem.pack.district-in-use" && district?.arguments == ["district": "D11"])

            var renamed = try SmallCity.pack()
            renamed.units[1].id = "C"
            for item in renamed.items.indices {
                renamed.items[item].units = ["A", "C"]
                for index in renamed.items[item].deliverables.indices {
                    if renamed.items[item].deliverables[index].lead == "B" {
                        renamed.items[item].deliverables[index].lead = "C"
                    }
                    renamed.items[item].deliverables[index].supports = []
                }
            }
            let unit = await failure { try await city.loading.load(renamed, by: city.office) } as? Problem
            #expect(unit?.key == "problem.pack.unit-in-use" && unit?.arguments == ["unit": "B"])
            #expect(try await city.snapshot() == before)
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

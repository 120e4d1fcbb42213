import CivicCalendar
import Foundation
import Kernel
import Testing

@testable import Packs

@Suite("Comparing packs")
struct PackComparisonTests {
    private let tapTests = PackObjectReference(.deliverable, "clean-water/tap-tests")
    private let wells = PackObjectReference(.deliverable, "clean-water/wells")

    private func changed(_ change: (inout Pack) throws -> Void) throws -> Pack {
        var pack = try YunchuanPack.pack()
        try change(&pack)
        return pack
    }

    // MARK: Three versions of a field

    struct FieldCase: Sendable, CustomTestStringConvertible {
        var ours: String?
        var theirs: String?
        var change: PackChange
        /// The merged value, by the side that a conflict is resolved to.
        var mergedOurs: String
        var mergedTheirs: String

        var testDescription: String {
            "ours \(ours ?? "as before"), theirs \(theirs ?? "as before"): \(change.rawValue)"
        }
    }

    static let truthTable = [
        FieldCase(ours: nil, theirs: nil, change: .unchanged, mergedOurs: "一", mergedTheirs: "一"),
        FieldCase(ours: "二", theirs: nil, change: .changedByUs, mergedOurs: "二", mergedTheirs: "二"),
        FieldCase(ours: nil, theirs: "二", change: .changedByThem, mergedOurs: "二", mergedTheirs: "二"),
        FieldCase(ours: "二", theirs: "二", change: .changedAlike, mergedOurs: "二", mergedTheirs: "二"),
        FieldCase(ours: "二", theirs: "三", change: .conflict, mergedOurs: "二", mergedTheirs: "三"),
    ]

    @Test("a field is what its three versions make it", arguments: truthTable)
    func field(_ row: FieldCase) throws {
        func version(_ title: String?) throws -> Pack {
            try changed { $0.items[0].deliverables[0].title.zh = title ?? "一" }
        }
        let (base, ours, theirs) = (try version(nil), try version(row.ours), try version(row.theirs))
        let comparison = PackComparison(base: base, ours: ours, theirs: theirs)
        #expect(comparison.change(of: tapTests) == row.change)
        #expect((comparison[tapTests]?.change(of: "title.zh") ?? .unchanged) == row.change)
        #expect(comparison[tapTests]?.change(of: "title.en") ?? .unchanged == .unchanged)
        #expect(comparison.objects.count == (row.change == .unchanged ? 0 : 1))
        let conflict = PackConflict(tapTests, field: "title.zh")
        #expect(comparison.conflicts == (row.change == .conflict ? [conflict] : []))
        for (side, merged) in [(PackConflict.Side.ours, row.mergedOurs), (.theirs, row.mergedTheirs)] {
            let pack = try PackComparison.merged(base: base, ours: ours, theirs: theirs, resolutions: [conflict: side])
            #expect(pack.items[0].deliverables[0].title.zh == merged)
        }
        if row.change == .conflict {
            #expect(throws: Problem.self) { try PackComparison.merged(base: base, ours: ours, theirs: theirs) }
        } else {
            _ = try PackComparison.merged(base: base, ours: ours, theirs: theirs)
        }
    }

    // MARK: Three versions of an object

    enum Presence: String, Sendable { case absent, same, other }

    struct ObjectCase: Sendable, CustomTestStringConvertible {
        var base: Presence
        var ours: Presence
        var theirs: Presence
        var change: PackChange
        /// What is left when a conflict is resolved to either side: the due day, nil where the object is gone.
        var mergedOurs: Presence
        var mergedTheirs: Presence

        var testDescription: String { "\(base.rawValue), \(ours.rawValue), \(theirs.rawValue): \(change.rawValue)" }
    }

    static let objectTable = [
        ObjectCase(
            base: .absent, ours: .same, theirs: .absent, change: .addedByUs, mergedOurs: .same, mergedTheirs: .same),
        ObjectCase(
            base: .absent, ours: .absent, theirs: .same, change: .addedByThem, mergedOurs: .same, mergedTheirs: .same),
        ObjectCase(
            base: .absent, ours: .same, theirs: .same, change: .addedAlike, mergedOurs: .same, mergedTheirs: .same),
        ObjectCase(
            base: .absent, ours: .same, theirs: .other, change: .conflict, mergedOurs: .same, mergedTheirs: .other),
        ObjectCase(
            base: .same, ours: .absent, theirs: .same, change: .removedByUs, mergedOurs: .absent, mergedTheirs: .absent),
        ObjectCase(
            base: .same, ours: .same, theirs: .absent, change: .removedByThem, mergedOurs: .absent,
            mergedTheirs: .absent),
        ObjectCase(
            base: .same, ours: .absent, theirs: .absent, change: .removedAlike, mergedOurs: .absent,
            mergedTheirs: .absent),
        ObjectCase(
            base: .same, ours: .absent, theirs: .other, change: .conflict, mergedOurs: .absent, mergedTheirs: .other),
        ObjectCase(
            base: .same, ours: .other, theirs: .absent, change: .conflict, mergedOurs: .other, mergedTheirs: .absent),
        ObjectCase(base: .same, ours: .same, theirs: .same, change: .unchanged, mergedOurs: .same, mergedTheirs: .same),
    ]

    @Test("an object is what its three versions make it", arguments: objectTable)
    func object(_ row: ObjectCase) throws {
        func version(_ presence: Presence) throws -> Pack {
            try changed { pack in
                switch presence {
                case .absent: pack.items[0].deliverables.remove(at: 1)
                case .same: break
                case .other: pack.items[0].deliverables[1].perDistrict = true
                }
            }
        }
        let versions = (try version(row.base), try version(row.ours), try version(row.theirs))
        let comparison = PackComparison(base: versions.0, ours: versions.1, theirs: versions.2)
        #expect(comparison.change(of: wells) == row.change)
        #expect(comparison.conflicts.isEmpty == (row.change != .conflict))
        for (side, merged) in [(PackConflict.Side.ours, row.mergedOurs), (.theirs, row.mergedTheirs)] {
            let resolutions = Dictionary(uniqueKeysWithValues: comparison.conflicts.map { ($0, side) })
            let pack = try PackComparison.merged(
                base: versions.0, ours: versions.1, theirs: versions.2, resolutions: resolutions)
            #expect(pack == (try version(merged)))
        }
    }

    @Test("an object counts as changed where only something inside it is")
    func removedAroundAChange() throws {
        let ours = try changed { $0.items.removeLast() }
        let theirs = try changed { $0.items[1].deliverables[0].evidence[0].kind = .photo }
        let comparison = PackComparison(base: try YunchuanPack.pack(), ours: ours, theirs: theirs)
        #expect(comparison.conflicts == [PackConflict(PackObjectReference(.item, "item-02"))])
    }

    @Test("both sides may change different fields of one object")
    func differentFields() throws {
        let ours = try changed { $0.units[0].title.en = "Bureau" }
        let theirs = try changed { $0.units[0].code = "YC-X" }
        let comparison = PackComparison(base: try YunchuanPack.pack(), ours: ours, theirs: theirs)
        let unit = try #require(comparison[PackObjectReference(.unit, "QUALITY")])
        #expect(unit.change == .changedByBoth)
        #expect(unit.change(of: "title.en") == .changedByUs)
        #expect(unit.change(of: "code") == .changedByThem)
        #expect(unit.change(of: "direction") == .unchanged)
        let merged = try PackComparison.merged(base: try YunchuanPack.pack(), ours: ours, theirs: theirs)
        #expect(merged.units[0].title.en == "Bureau")
        #expect(merged.units[0].code == "YC-X")
    }

    // MARK: Order and place

    @Test("the order of objects and of names in a list is no difference")
    func order() throws {
        let other = try changed { pack in
            pack.units.reverse()
            pack.items.reverse()
            pack.districts.reverse()
            pack.items[1].deliverables.reverse()
            pack.items[1].deliverables[1].evidence.reverse()
            pack.calendars[0].holidays.reverse()
        }
        #expect(PackComparison(from: try YunchuanPack.pack(), to: other).isWithoutDifference)
    }

    @Test("the order of an item's units is a difference, because the first-listed counts")
    func orderOfItemUnits() throws {
        let other = try changed { $0.items[0].units.reverse() }
        let comparison = PackComparison(from: try YunchuanPack.pack(), to: other)
        #expect(comparison.objects.map(\.object.id) == ["item-01"])
        #expect(comparison.objects.first?.fields.map(\.name) == ["units"])
    }

    @Test("what they add stands behind what it follows there")
    func placeOfAdded() throws {
        func unit(_ id: String, _ pack: Pack) -> PackUnit {
            var unit = pack.units[0]
            unit.id = id
            return unit
        }
        let ours = try changed { $0.units.append(unit("OURS", $0)) }
        let theirs = try changed { pack in
            pack.units.insert(unit("FIRST", pack), at: 0)
            pack.units.insert(unit("MIDDLE", pack), at: 2)
            pack.units.append(unit("LAST", pack))
        }
        let merged = try PackComparison.merged(base: try YunchuanPack.pack(), ours: ours, theirs: theirs)
        #expect(merged.units.map(\.id) == ["FIRST", "QUALITY", "MIDDLE", "RIVER", "LAST", "OURS"])
    }

    // MARK: Whole packs

    @Test("merging with an unchanged side gives the other", arguments: 0..<60)
    func mergeWithUnchanged(_ seed: Int) throws {
        var random = RandomPack(seed: UInt64(seed + 1_000))
        let (base, other) = (try random.pack(), try random.pack())
        let theirs = try PackComparison.merged(base: base, ours: base, theirs: other)
        #expect(PackComparison(from: theirs, to: other).isWithoutDifference)
        #expect(try PackComparison.merged(base: base, ours: other, theirs: base) == other)
        #expect(PackComparison(from: base, to: base).isWithoutDifference)
    }

    @Test("every conflict decided for one side leaves none, and the sides are mirrored", arguments: 0..<60)
    func mergeRandom(_ seed: Int) throws {
        var random = RandomPack(seed: UInt64(seed + 5_000))
        let (base, ours, theirs) = (try random.pack(), try random.pack(), try random.pack())
        let comparison = PackComparison(base: base, ours: ours, theirs: theirs)
        let mirrored = PackComparison(base: base, ours: theirs, theirs: ours)
        #expect(Set(comparison.conflicts) == Set(mirrored.conflicts))
        #expect(!comparison.conflicts.isEmpty)
        let forOurs = Dictionary(uniqueKeysWithValues: comparison.conflicts.map { ($0, PackConflict.Side.ours) })
        let merged = try PackComparison.merged(base: base, ours: ours, theirs: theirs, resolutions: forOurs)
        let opposite = try PackComparison.merged(
            base: base, ours: theirs, theirs: ours, resolutions: forOurs.mapValues { _ in .theirs })
        #expect(PackComparison(from: merged, to: opposite).isWithoutDifference)
        let refused = Dictionary(uniqueKeysWithValues: forOurs.dropFirst().map { ($0.key, $0.value) })
        #expect(throws: Problem.self) {
            try PackComparison.merged(base: base, ours: ours, theirs: theirs, resolutions: refused)
        }
    }

    @Test("each field of each kind of object is compared")
    func everyField() throws {
        let base = try YunchuanPack.pack()
        let day = try CivicDate(year: 2023, month: 3, day: 3)
        let basis = Basis(text: "别的", status: .example)
        let changes: [(String, (inout Pack) -> Void)] = [
            ("plan text", { $0.planText += "。" }), ("basis", { $0.manifest.basis = basis }),
            ("lights.behind_share", { $0.manifest.lights.behindShare = 0.5 }),
            ("lights.notice_workdays", { $0.manifest.lights.noticeWorkdays = 20 }),
            ("lights.report_grace_workdays", { $0.manifest.lights.reportGraceWorkdays = 9 }),
            ("lights.receipt_workdays", { $0.manifest.lights.receiptWorkdays = 9 }),
            ("supervision.urge_after_workdays", { $0.manifest.supervision.urgeAfterWorkdays = 2 }),
            ("supervision.escalate_after_workdays", { $0.manifest.supervision.escalateAfterWorkdays = 9 }),
            ("supervision.basis", { $0.manifest.supervision.basis = nil }),
            ("score.finished", { $0.manifest.score.finished = 99 }),
            ("score.finished_late", { $0.manifest.score.finishedLate = 99 }),
            ("score.on_path", { $0.manifest.score.onPath = 99 }),
            ("score.at_risk", { $0.manifest.score.atRisk = 99 }),
            ("score.late", { $0.manifest.score.late = 19 }),
            ("score.basis", { $0.manifest.score.basis = basis }),
            ("bulletin", { $0.manifest.bulletin?.numberWord = "质" }),
            ("bulletin", { $0.manifest.bulletin?.copies = [] }),
            ("bulletin", { $0.manifest.bulletin = nil }),
            ("label.en", { $0.manifest.label.en = "x" }), ("language", { $0.manifest.language = .en }),
            ("aliases", { $0.units[0].aliases = [] }), ("level", { $0.units[0].level = .vertical }),
            ("member.zh", { $0.groups[0].member.zh = "x{district}" }),
            ("direction", { $0.groups[0].direction = .request }),
            ("tile", { $0.districts[0].tile.row = 9 }), ("code", { $0.districts[0].code = "990109" }),
            ("file", { $0.calendars[0].path = "c.yaml" }), ("workdays", { $0.calendars[0].workdays = 1 }),
            ("make_up_workdays", { $0.calendars[0].makeUpWorkdays = [] }),
            ("to", { $0.calendars[0].holidays[0].to = day }),
            ("lead.as_written", { $0.items[0].lead.asWritten = nil }),
            ("lead.reason", { $0.items[0].lead.reason = nil }),
            ("open", { $0.items[0].open = true }), ("item", { $0.items[0].number = 7 }),
            ("clause", { $0.items[0].deliverables[0].clause = "x" }),
            ("anchors", { $0.items[0].deliverables[0].anchors = [] }),
            ("supports", { $0.items[0].deliverables[0].supports = [] }),
            ("starts", { $0.items[0].deliverables[0].starts = nil }),
            ("due", { $0.items[0].deliverables[0].due = day }),
            ("cadence", { $0.items[0].deliverables[0].cadence = .annual }),
            ("target", { $0.items[0].deliverables[0].target?.value = 5 }),
            ("weight", { $0.items[0].deliverables[0].weight = 100 }),
            ("title.zh", { $0.items[0].deliverables[1].numbers[0].title.zh = "x" }),
            ("title.en", { $0.items[0].deliverables[1].numbers[0].title.en = "x" }),
            ("unit", { $0.items[0].deliverables[1].numbers[0].unit.en = "x" }),
            ("decimals", { $0.items[0].deliverables[1].numbers[0].decimals = 3 }),
            ("valid", { $0.items[0].deliverables[0].validity.from = day }),
            ("kind", { $0.items[0].deliverables[0].evidence[0].kind = .photo }),
        ]
        for (field, change) in changes {
            var other = base
            change(&other)
            let comparison = PackComparison(from: base, to: other)
            #expect(comparison.objects.count == 1, "\(field)")
            #expect(comparison.objects.first?.fields.map(\.name) == [field])
            #expect(comparison.objects.first?.change == .changed)
            #expect(try PackComparison.merged(base: base, ours: base, theirs: other) == other, "\(field)")
        }
    }

    // MARK: Showing

    @Test("the text names the object, the field and both values")
    func text() throws {
        let other = try changed { pack in
            pack.items[0].deliverables[0].due = try CivicDate(year: 2023, month: 12, day: 15)
            pack.units.removeLast()
        }
        let text = PackComparison(from: try YunchuanPack.pack(), to: other)
            .text(.en, from: try PackStrings.catalogue())
        #expect(
            text == """
                removed: unit RIVER (Yunchuan River Administration)
                changed: deliverable clean-water/tap-tests (Tap water tests)
                  due: changed
                    old: 2023-12-20
                    new: 2023-12-15
                20 unchanged, 1 changed, 1 removed

                """)
    }

    @Test("long values are shown from where they begin to differ")
    func longValues() throws {
        let other = try changed { $0.planText = $0.planText.replacing("公布结果", with: "通报结果") }
        let text = PackComparison(from: try YunchuanPack.pack(), to: other)
            .text(.zhHans, from: try PackStrings.catalogue())
        #expect(text.contains("旧：…全部集市电子秤，公布结果。"))
        #expect(text.contains("新：…全部集市电子秤，通报结果。"))
    }

    @Test("the comparison comes back from its JSON")
    func json() throws {
        let ours = try changed { $0.items[0].deliverables[0].title.zh = "二" }
        let theirs = try changed { $0.items[0].deliverables[0].title.zh = "三" }
        let comparison = PackComparison(base: try YunchuanPack.pack(), ours: ours, theirs: theirs)
        let data = try JSONEncoder().encode(comparison)
        #expect(try JSONDecoder().decode(PackComparison.self, from: data) == comparison)
    }

    @Test("a merge that is wrong as a whole is found by checking it")
    func wrongMerge() throws {
        let base = try YunchuanPack.pack()
        let ours = try changed { $0.units.removeLast() }
        let theirs = try changed { $0.items[1].units.append("RIVER") }
        let merged = try PackComparison.merged(base: base, ours: ours, theirs: theirs)
        #expect(PackReader().check(base).findings.isEmpty)
        #expect(PackReader().check(merged).errors.contains { $0.key == "packs.unit.unknown" })
    }
}

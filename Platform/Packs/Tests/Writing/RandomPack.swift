import CivicCalendar
import Foundation
import Kernel

@testable import Packs

/// Makes valid packs full of texts that are awkward in YAML; the same seed gives the same pack.
struct RandomPack {
    private var state: UInt64
    /// What the deliverables of one pack choose from: the same identity is the same number.
    private var numbers: [ReportedNumber] = []

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    private mutating func number(below limit: Int) -> Int {
        // xorshift64*, Vigna 2016.
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }
    private mutating func isHeads() -> Bool { number(below: 2) == 0 }

    private static let pieces = [
        "质量", "，", "：", "“放心”", "a", "B", " ", "  ", ": ", ":", " #", "#", "-", "- ", "?", ",", "[", "]", "{", "}",
        "{district}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`", "\\", "\n", "\t", "7", "0x1F", "1e3",
        "2021-01-01",
        "true", "null", "~", "no", "…", "é", "e\u{301}", "𠮷", "👍🏽", "\u{3000}", "\u{A0}", "=", "<<", "---", "...",
        "\u{200B}",
    ]

    private mutating func text() -> String {
        while true {
            let text = (0...number(below: 6)).map { _ in pick(Self.pieces) }.joined()
            if text.contains(where: { !$0.isWhitespace }) { return text }
        }
    }

    private mutating func localized() -> LocalizedText { LocalizedText(zh: text(), en: text()) }

    private mutating func day(_ month: ClosedRange<Int> = 1...12) throws -> CivicDate {
        try CivicDate(year: 2023, month: month.lowerBound + number(below: month.count), day: 1 + number(below: 28))
    }

    private mutating func validity() throws -> Validity {
        if isHeads() { return try wholeYear() }
        return Validity(from: try day(1...2), to: try CivicDate(year: 2023, month: 12, day: 31))
    }

    private func wholeYear() throws -> Validity {
        Validity(
            from: try CivicDate(year: 2023, month: 1, day: 1), to: try CivicDate(year: 2023, month: 12, day: 31))
    }

    private mutating func basis() -> Basis {
        pick([
            Basis(text: "甲", status: .example), Basis(text: text(), status: .assumption),
            Basis(text: "《条例》\(number(below: 3))", status: .official),
        ])
    }

    private mutating func decimal() -> Decimal { Decimal(number(below: 2_000) - 1_000) / 100 }

    mutating func pack() throws -> Pack {
        let units = try (0...number(below: 4)).map { try unit($0) }
        let groups = try (0..<number(below: 3)).map { try group($0) }
        let ids = units.map(\.id) + groups.map(\.id)
        numbers = (0..<number(below: 4)).map { reportedNumber($0) }
        let items = try (0...number(below: 4)).map { try item($0 + 1, ids) }
        return Pack(
            manifest: PackManifest(
                id: "pack-\(number(below: 100))", title: localized(), language: pick(Language.allCases),
                validity: try wholeYear(), basis: basis(), label: localized(), planPath: pick(["plan.md", "文/计划.md"]),
                unitsPath: pick(["units.yaml", "u/u.yaml"]), itemsFolder: pick(["items", "a/b"]),
                lights: LightThresholds(
                    nearDueWorkdays: number(below: 30), behindShare: Decimal(number(below: 101)) / 100,
                    noticeWorkdays: 30 + number(below: 30), reportGraceWorkdays: number(below: 251),
                    receiptWorkdays: number(below: 251)),
                supervision: supervision(), score: score(), bulletin: isHeads() ? bulletin(ids) : nil),
            units: units, groups: groups, districts: try (0..<number(below: 4)).map { try district($0) },
            calendars: isHeads() ? [try calendar()] : [], items: items, planText: "计划\n" + text())
    }

    private mutating func unit(_ index: Int) throws -> PackUnit {
        PackUnit(
            id: "UNIT_\(index)", title: LocalizedText(zh: text() + "甲\(index)", en: text()),
            short: LocalizedText(zh: text() + "乙\(index)", en: text() + "\(index)"),
            aliases: (0..<number(below: 3)).map { text() + "丙\(index)\($0)" }, code: text() + "c\(index)",
            level: pick(UnitLevel.allCases), direction: pick(Direction.allCases), validity: try validity(),
            basis: basis())
    }

    private mutating func group(_ index: Int) throws -> UnitGroup {
        UnitGroup(
            id: "GROUP_\(index)", title: LocalizedText(zh: text() + "丁\(index)", en: text()),
            short: LocalizedText(zh: text() + "戊\(index)", en: text() + "g\(index)"),
            direction: pick(Direction.allCases),
            member: LocalizedText(zh: "{district}局", en: "{district} branch"), code: "G\(index)-{code}",
            validity: try validity(), basis: basis())
    }

    private mutating func district(_ index: Int) throws -> District {
        District(
            id: "D\(index)", code: "99010\(index)", title: localized(), short: localized(),
            tile: District.Tile(column: index, row: number(below: 5)), validity: try validity(), basis: basis())
    }

    private mutating func calendar() throws -> PackCalendar {
        let sunday = try CivicDate(year: 2023, month: 5, day: 7)
        let holidays = [
            Holiday(
                id: "new-year", title: localized(), from: try CivicDate(year: 2023, month: 1, day: 1),
                to: try day(1...2))
        ]
        var calendar = PackCalendar(
            id: "calendar-2023", path: pick(["calendar/2023.yaml", "c.yaml"]), title: localized(), year: 2023,
            validity: try validity(), basis: basis(), holidays: isHeads() ? holidays : [],
            makeUpWorkdays: isHeads() ? [sunday] : [], workdays: 0)
        calendar.workdays = calendar.countedWorkdays
        return calendar
    }

    private mutating func item(_ number: Int, _ ids: [String]) throws -> PackItem {
        let slug = "slug-\(number)"
        return PackItem(
            id: "item-\(number)", number: number, slug: slug, title: localized(), validity: try validity(),
            basis: basis(),
            lead: ItemLead(
                asWritten: isHeads() ? pick(ids) : nil, asAgreed: pick(ids), reason: isHeads() ? localized() : nil),
            units: Array(ids.prefix(1 + self.number(below: ids.count))), open: isHeads(),
            deliverables: try (0..<self.number(below: 4)).map { try deliverable("\(slug)/d-\($0)", ids) })
    }

    private mutating func deliverable(_ id: String, _ ids: [String]) throws -> PackDeliverable {
        PackDeliverable(
            id: id, title: localized(), clause: text(), anchors: (0..<number(below: 4)).map { text() + "\($0)" },
            lead: pick(ids), supports: Array(ids.prefix(number(below: ids.count + 1))),
            cadence: pick(Cadence.allCases), starts: isHeads() ? try day(3...5) : nil, due: try day(6...12),
            perDistrict: isHeads(), weight: 1 + number(below: 100), target: isHeads() ? target() : nil,
            numbers: numbers.filter { _ in isHeads() },
            evidence: (0..<number(below: 3)).map { index in
                ExpectedEvidence(id: "e-\(index)", kind: pick(ExpectedEvidence.Kind.allCases), title: localized())
            }, validity: try validity(), basis: basis())
    }

    private mutating func supervision() -> SupervisionThresholds {
        let urge = number(below: 30)
        return SupervisionThresholds(
            urgeAfterWorkdays: urge, escalateAfterWorkdays: urge + number(below: 30), basis: isHeads() ? basis() : nil)
    }

    private mutating func score() -> ScorePoints {
        let points = (0..<4).map { _ in number(below: 101) }.sorted(by: >)
        return ScorePoints(
            finished: points[0], finishedLate: points[1 + number(below: 3)], onPath: points[1], atRisk: points[2],
            late: points[3], basis: isHeads() ? basis() : nil)
    }

    private mutating func bulletin(_ ids: [String]) -> BulletinIssuer {
        BulletinIssuer(
            title: localized(), numberWord: pick(["质办督", "沪质", "no", "null", "ÄÖ"]),
            copies: Array(ids.prefix(number(below: ids.count + 1))), basis: basis())
    }

    private mutating func reportedNumber(_ index: Int) -> ReportedNumber {
        let unit = text()
        return ReportedNumber(
            id: "number-\(index)", title: localized(),
            unit: pick([LocalizedText(zh: unit, en: unit), localized()]), decimals: number(below: 7))
    }

    private mutating func target() -> Target {
        let unit = text()
        return Target(
            text: localized(), value: isHeads() ? decimal() : nil,
            unit: pick([nil, LocalizedText(zh: unit, en: unit), localized()]))
    }
}

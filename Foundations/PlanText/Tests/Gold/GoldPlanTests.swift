import Foundation
import PlanText
import Testing

/// The real plan against the structure that an analyst marked in it.
@Suite(
    .enabled(if: SharedTruth.isPresent, "the shared folder with the real plan and its gold is absent: set HENG_SHARED"))
struct GoldPlanTests {
    private struct Gold: Decodable {
        struct Section: Decodable { var no: Int; var title: String }
        struct Unit: Decodable { var asWrittenExpanded: String }
        struct Deliverable: Decodable {
            var id: String
            var bodyStart: Int
            var bodyEnd: Int
            var isGoal: Bool
            var flags: [String]
        }
        struct Item: Decodable {
            var no: Int
            var section: Int
            var title: String
            var body: String
            var responsibleRaw: String
            var responsibleUnits: [Unit]
            var openEnded: Bool
            var deliverables: [Deliverable]
        }
        struct Document: Decodable { var title: String; var issuer: String; var issueDate: String; var cc: [String] }
        var document: Document
        var sections: [Section]
        var items: [Item]
    }

    private let text: String
    private let gold: Gold
    private let reading: PlanReading

    init() throws {
        let plan = try #require(SharedTruth.file("plans/shanghai-2021.txt"))
        let gold = try #require(SharedTruth.file("domain/plan-gold.json"))
        text = try String(contentsOf: plan, encoding: .utf8)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self.gold = try decoder.decode(Gold.self, from: Data(contentsOf: gold))
        reading = try PlanReader.read(text)
    }

    @Test("document, sections, numbers, titles, bodies, units and open lists are exact")
    func structure() {
        let plan = reading.plan
        #expect(plan.document.title == gold.document.title)
        #expect(plan.document.issuer == gold.document.issuer)
        #expect(plan.document.date?.description == gold.document.issueDate)
        #expect(plan.document.copiesTo == gold.document.cc)
        #expect(plan.sections.map(\.number) == gold.sections.map(\.no))
        #expect(plan.sections.map(\.title) == gold.sections.map(\.title))
        #expect(plan.items.map(\.number) == gold.items.map(\.no))
        #expect(plan.items.map(\.section) == gold.items.map(\.section))
        #expect(plan.items.map(\.title) == gold.items.map(\.title))
        #expect(plan.items.map(\.body) == gold.items.map(\.body))
        #expect(
            plan.items.map(\.responsible.units) == gold.items.map { $0.responsibleUnits.map(\.asWrittenExpanded) })
        #expect(plan.items.map(\.responsible.asWritten) == gold.items.map(\.responsibleRaw))
        #expect(plan.items.map(\.responsible.open) == gold.items.map(\.openEnded))
        #expect(plan.items.allSatisfy { $0.responsible.lead == nil })
    }

    @Test("there are 34 municipal units, 2 groups of districts, and 78 edges to items")
    func units() {
        #expect(reading.plan.units.count { $0.level == .municipal } == 34)
        #expect(reading.plan.units.count { $0.level == .district } == 2)
        #expect(reading.plan.units.map(\.items.count).reduce(0, +) == 78)
    }

    @Test("no character is lost, and reading what was rendered gives the same plan")
    func losslessAndIdentical() throws {
        #expect(Array(reading.source().unicodeScalars) == Array(text.unicodeScalars))
        #expect(try PlanReader.read(PlanRenderer.render(reading.plan)).plan == reading.plan)
    }

    @Test("the clauses that every district has to do are exact")
    func districtDuties() {
        let found = reading.plan.items.flatMap(\.clauses).filter(\.perDistrict)
        let expected = gold.items.flatMap { item in
            item.deliverables.filter { $0.flags.contains("per-district") }.map { (item.no, $0.bodyStart, $0.bodyEnd) }
        }
        #expect(found.count == expected.count)
        for (number, start, end) in expected {
            #expect(
                reading.plan.items.contains { item in
                    item.number == number
                        && item.clauses.contains { $0.perDistrict && $0.start == start && $0.end == end }
                })
        }
    }

    @Test("clauses agree with the 176 expected ones clearly better than cutting at every comma")
    func clauses() {
        var score = BoundaryScore()
        var commas = BoundaryScore()
        for (item, expected) in zip(reading.plan.items, gold.items) {
            let marked = expected.deliverables.map {
                BoundaryScore.Span(item: item.number, start: $0.bodyStart, end: $0.bodyEnd, isGoal: $0.isGoal)
            }
            score.add(
                found: item.clauses.map {
                    .init(item: item.number, start: $0.start, end: $0.end, isGoal: $0.kind == .goal)
                },
                expected: marked)
            commas.add(found: atEveryComma(item), expected: marked)
        }
        print("gold: \(score); cut at every comma: \(commas)")
        #expect(score.end >= 0.95)
        #expect(score.span >= 0.90)
        #expect(score.goal >= 0.75)
        #expect(score.end > commas.end && score.span > commas.span && score.goal > commas.goal)
    }

    private func atEveryComma(_ item: Plan.Item) -> [BoundaryScore.Span] {
        let body = Array(item.body.unicodeScalars)
        var spans: [BoundaryScore.Span] = []
        var start = 0
        for (index, scalar) in body.enumerated() where "，；。".unicodeScalars.contains(scalar) {
            if index > start { spans.append(.init(item: item.number, start: start, end: index, isGoal: false)) }
            start = index + 1
        }
        return spans
    }

    @Test("the counted amounts of the real plan are found with their values")
    func quantities() {
        let numbers = reading.plan.items.flatMap(\.clauses).flatMap(\.numbers)
        #expect(numbers.count { $0.text == "一批" && $0.value == nil } == 6)
        for (value, unit) in [(2.0, "级"), (5, "个"), (8, "轮"), (3, "年"), (20, "年")] {
            #expect(numbers.contains { $0.value == value && $0.unit == unit })
        }
    }
}

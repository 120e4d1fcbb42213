import Foundation
import PlanText
import Testing

/// Whole plans with the structure that a careful reader marked in them, before and apart from the reader.
struct WrittenPlansTests {
    private struct Expected: Decodable {
        struct Clause: Decodable {
            var text: String
            var kind: Plan.Clause.Kind
            var start: Int
            var end: Int
            var perDistrict: Bool
            var due: Plan.CalendarDay?

            enum CodingKeys: String, CodingKey {
                case text, kind, start, end, due
                case perDistrict = "per_district"
            }
        }
        struct Item: Decodable {
            var number: Int
            var section: Int
            var title: String
            var body: String
            var clauses: [Clause]
            var responsible: Plan.Responsibility
        }
        var document: Plan.Document
        var sections: [Plan.Section]
        var items: [Item]
        var tables: [Plan.TaskTable]
        var units: [Plan.Unit]
    }

    private struct Pair {
        var name: String
        var text: String
        var expected: Expected
    }

    private let pairs: [Pair]

    init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Plans")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        pairs = try files.filter { $0.lastPathComponent.hasSuffix(".expected.json") }
            .sorted { $0.path < $1.path }
            .map { file in
                let name = String(file.lastPathComponent.dropLast(".expected.json".count))
                let source = try #require(
                    files.first { ["\(name).txt", "\(name).md"].contains($0.lastPathComponent) }, "no text for \(name)")
                return Pair(
                    name: name, text: String(decoding: try Data(contentsOf: source), as: UTF8.self),
                    expected: try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file)))
            }
    }

    @Test("document, sections, items, tables and units of every written plan are exact")
    func structure() throws {
        #expect(!pairs.isEmpty)
        for pair in pairs {
            let plan = try PlanReader.read(pair.text).plan
            let expected = pair.expected
            let name = Comment(rawValue: pair.name)
            #expect(plan.document == expected.document, name)
            #expect(plan.sections == expected.sections, name)
            #expect(plan.items.map(\.number) == expected.items.map(\.number), name)
            #expect(plan.items.map(\.section) == expected.items.map(\.section), name)
            #expect(plan.items.map(\.title) == expected.items.map(\.title), name)
            #expect(plan.items.map(\.body) == expected.items.map(\.body), name)
            #expect(plan.items.map(\.responsible) == expected.items.map(\.responsible), name)
            #expect(plan.tables == expected.tables, name)
            #expect(plan.units == expected.units, name)
        }
    }

    @Test("deadlines and district duties are right wherever a clause has the expected boundaries")
    func deadlines() throws {
        #expect(!pairs.isEmpty)
        for pair in pairs {
            for (item, expected) in zip(try PlanReader.read(pair.text).plan.items, pair.expected.items) {
                for clause in item.clauses {
                    guard
                        let match = expected.clauses.first(where: { $0.start == clause.start && $0.end == clause.end })
                    else { continue }
                    let place = Comment(rawValue: "\(pair.name) \(clause.id) \(clause.text)")
                    #expect(clause.text == match.text, place)
                    #expect(clause.due == match.due, place)
                    #expect(clause.perDistrict == match.perDistrict, place)
                }
            }
        }
    }

    @Test("clauses of the written plans agree: ends at 0.95, exact spans at 0.90, goals at 0.80 or better")
    func clauses() throws {
        #expect(!pairs.isEmpty)
        var total = BoundaryScore()
        for pair in pairs {
            var score = BoundaryScore()
            for (item, expected) in zip(try PlanReader.read(pair.text).plan.items, pair.expected.items) {
                let found = item.clauses.map {
                    BoundaryScore.Span(item: item.number, start: $0.start, end: $0.end, isGoal: $0.kind == .goal)
                }
                let marked = expected.clauses.map {
                    BoundaryScore.Span(item: item.number, start: $0.start, end: $0.end, isGoal: $0.kind == .goal)
                }
                score.add(found: found, expected: marked)
                total.add(found: found, expected: marked)
            }
            print("\(pair.name): \(score)")
            #expect(score.end >= 0.93, Comment(rawValue: pair.name))
            #expect(score.span >= 0.85, Comment(rawValue: pair.name))
        }
        print("written plans: \(total)")
        #expect(total.end >= 0.95)
        #expect(total.span >= 0.90)
        #expect(total.goal >= 0.80)
    }

    @Test("no character of a written plan is lost, and reading what was rendered gives the same plan")
    func losslessAndIdentical() throws {
        #expect(!pairs.isEmpty)
        for pair in pairs {
            let reading = try PlanReader.read(pair.text)
            #expect(Array(reading.source().unicodeScalars) == Array(pair.text.unicodeScalars))
            #expect(try PlanReader.read(PlanRenderer.render(reading.plan)).plan == reading.plan)
        }
    }
}

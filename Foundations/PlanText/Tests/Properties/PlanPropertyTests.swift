import Testing

@testable import PlanText

/// What holds for every reading.
struct PlanPropertyTests {
    /// What may stand between two clauses.
    private static let joining = ["以及", "同时", "并", "和", "与", "等", "一是", "二是"]

    static func check(_ text: String, _ reading: PlanReading, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(Array(reading.source().unicodeScalars) == Array(text.unicodeScalars), sourceLocation: sourceLocation)
        #expect(
            zip(reading.parts, reading.parts.dropFirst()).allSatisfy {
                $0.firstLine <= $1.firstLine && $0.lastLine <= $1.lastLine
            },
            sourceLocation: sourceLocation)
        #expect(
            zip(reading.plan.items, reading.plan.items.dropFirst()).allSatisfy { $0.number < $1.number },
            sourceLocation: sourceLocation)
        for item in reading.plan.items {
            let body = Array(item.body.unicodeScalars)
            var end = 0
            for clause in item.clauses {
                #expect(
                    clause.start >= end && clause.start < clause.end && clause.end <= body.count,
                    sourceLocation: sourceLocation)
                guard clause.start < clause.end, clause.end <= body.count else { return }
                #expect(body[clause.start..<clause.end].string == clause.text, sourceLocation: sourceLocation)
                end = clause.end
            }
        }
    }

    @Test("spans lie inside their bodies, in order, and the source is whole", arguments: OwnPlans.all)
    func spans(_ own: OwnPlan) throws {
        let text = own.text
        Self.check(text, try PlanReader.read(text))
    }

    @Test(
        "what no clause covers is punctuation, numbering, a joining word or a responsibility clause",
        arguments: OwnPlans.all)
    func coverage(_ own: OwnPlan) throws {
        let text = own.text
        for item in try PlanReader.read(text).plan.items {
            let body = Array(item.body.unicodeScalars)
            var isCovered = Array(repeating: false, count: body.count)
            for clause in item.clauses { for index in clause.start..<clause.end { isCovered[index] = true } }
            for range in ItemText.clauses(in: body) { for index in range { isCovered[index] = true } }
            var gap: [Unicode.Scalar] = []
            var gaps: [String] = []
            for (index, scalar) in body.enumerated() {
                if isCovered[index] {
                    if !gap.isEmpty { gaps.append(gap.string) }
                    gap = []
                } else if !"，。；、：:!？?！;, \n".unicodeScalars.contains(scalar) {
                    gap.append(scalar)
                }
            }
            if !gap.isEmpty { gaps.append(gap.string) }
            for gap in gaps {
                let isMarker = Marker(Array((gap + " ").unicodeScalars)[...]) != nil
                #expect(isMarker || Self.joining.contains(gap), Comment(rawValue: "item \(item.number): \(gap)"))
            }
        }
    }

    @Test("the lines of every item are known", arguments: OwnPlans.all)
    func lines(_ own: OwnPlan) throws {
        let text = own.text
        let reading = try PlanReader.read(text)
        for item in reading.plan.items {
            let lines = try #require(reading.lines(ofItem: item.number))
            let source = SourceText(text)
            let shown = lines.map { source.content($0 - 1).string }.joined(separator: "\n")
            #expect(shown.contains(item.title))
        }
    }
}

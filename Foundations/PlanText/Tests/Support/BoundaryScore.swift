/// How well clauses agree with the expected ones, as F1 of ends, of exact spans and of goals.
struct BoundaryScore: CustomStringConvertible {
    struct Span: Hashable {
        var item: Int
        var start: Int
        var end: Int
        var isGoal: Bool
    }

    private struct Count {
        var shared = 0
        var found = 0
        var expected = 0
        var f1: Double { found + expected == 0 ? 1 : 2 * Double(shared) / Double(found + expected) }

        mutating func add<Key: Hashable>(_ found: Set<Key>, _ expected: Set<Key>) {
            shared += found.intersection(expected).count
            self.found += found.count
            self.expected += expected.count
        }
    }

    private struct Range: Hashable {
        var item: Int
        var start: Int
        var end: Int
    }

    private var ends = Count()
    private var spans = Count()
    private var goals = Count()
    private var goalEnds = Count()

    var end: Double { ends.f1 }
    var span: Double { spans.f1 }
    /// Goals on exact spans.
    var goal: Double { goals.f1 }
    /// Goals by their end only.
    var goalByEnd: Double { goalEnds.f1 }

    mutating func add(found: [Span], expected: [Span]) {
        func ranges(_ spans: [Span]) -> Set<Range> {
            Set(spans.map { Range(item: $0.item, start: $0.start, end: $0.end) })
        }
        func ends(_ spans: [Span]) -> Set<Range> { Set(spans.map { Range(item: $0.item, start: 0, end: $0.end) }) }
        self.ends.add(ends(found), ends(expected))
        spans.add(ranges(found), ranges(expected))
        goals.add(ranges(found.filter(\.isGoal)), ranges(expected.filter(\.isGoal)))
        goalEnds.add(ends(found.filter(\.isGoal)), ends(expected.filter(\.isGoal)))
    }

    var description: String {
        func rounded(_ value: Double) -> String { String(Double(Int(value * 1000 + 0.5)) / 1000) }
        return "ends \(rounded(end)), spans \(rounded(span)), goals \(rounded(goal)) (by end \(rounded(goalByEnd)))"
    }
}

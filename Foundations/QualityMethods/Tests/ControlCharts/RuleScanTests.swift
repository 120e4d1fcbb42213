import QualityMath
import QualityMethods
import Testing

@Suite struct RuleScanTests {
    /// Points one at a time, the way that defines the rules.
    private func watched(_ points: [Double], _ rules: RuleSet) -> [RuleSignal] {
        var monitor = RuleMonitor(rules)
        return points.flatMap { monitor.add($0) }
    }

    /// Points with long runs, ties and trends, so that rules with far looks signal too.
    private func points(_ count: Int, key: UInt64) -> [Double] {
        var stream = RandomStream(key: key)
        var level = 0.0
        return stream.normals(count).enumerated().map { index, z in
            if index.isMultiple(of: 97) { level = 1.5 * stream.normal() }
            switch index / 200 % 5 {
            case 0: return z
            case 1: return level + 0.3 * z
            case 2: return (z * 2).rounded() / 2
            case 3: return Double(index % 200) / 40 - 2
            default: return index.isMultiple(of: 2) ? abs(z) : -abs(z)
            }
        }
    }

    @Test(
        "a long series gives the signals that a monitor gives point by point",
        arguments: [0, 1, 5, 63, 64, 65, 127, 128, 8191, 8192, 8193, 8320, 30_011])
    func sameAsMonitor(count: Int) {
        let values = points(count, key: UInt64(count))
        for rules in [RuleSet.nelson, .aiag, .westernElectric, .beyondLimits] {
            let expected = watched(values, rules)
            #expect(rules.signals(values, threads: 1) == expected)
            #expect(rules.signals(values, threads: 2) == expected)
        }
    }

    @Test("rules of every reach up to 64 points give the monitor's signals across words and blocks")
    func everyReach() throws {
        let values = points(17_000, key: 3)
        for reach in [1, 2, 3, 4, 7, 8, 9, 31, 32, 33, 63, 64] {
            var rules = [
                try ControlRule("in row", .sameSide(count: reach, window: reach, distance: 0)),
                try ControlRule("within", .within(count: reach, distance: 1.5)),
                try ControlRule("outside", .outside(count: reach, distance: 0.2)),
                try ControlRule("some", .sameSide(count: max(1, reach * 2 / 3), window: reach, distance: 0.4)),
                try ControlRule("one of", .sameSide(count: 1, window: reach, distance: 1)),
            ]
            if reach >= 2 { rules.append(try ControlRule("trend", .trend(points: reach))) }
            if reach >= 3 { rules.append(try ControlRule("turns", .alternating(points: reach))) }
            let set = RuleSet(rules)
            let expected = watched(values, set)
            #expect(set.signals(values, threads: 2) == expected)
            #expect(Set(expected.map(\.rule)).count == rules.count || reach > 40)
        }
    }

    @Test("a value that is not a number signals nothing and ends what runs")
    func notANumber() {
        var values = points(400, key: 9)
        for index in stride(from: 5, to: 400, by: 41) { values[index] = .nan }
        values[100] = .infinity
        #expect(RuleSet.nelson.signals(values) == watched(values, .nelson))
    }
}

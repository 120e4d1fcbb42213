import Testing

@testable import Commitments

@Suite struct LinearAssignmentTests {
    @Test("of 600 random matrices none has a better assignment than the one found")
    func bruteForce() {
        var random = SplitMix(seed: 2021)
        for round in 0..<600 {
            let rows = 1 + Int(random.next() % 5)
            let columns = 1 + Int(random.next() % 5)
            // Few distinct values make ties, which is where a wrong step would hide.
            let steps = round.isMultiple(of: 2) ? 4 : 1000
            let scores = (0..<rows).map { _ in
                (0..<columns).map { _ in Double(random.next() % UInt64(steps)) / Double(steps) }
            }
            let found = LinearAssignment.best(scores)
            #expect(found.count == rows)
            let used = found.compactMap(\.self)
            #expect(Set(used).count == used.count, "a column is used twice")
            #expect(used.count == min(rows, columns), "as many as can be are assigned")
            let sum = found.enumerated().reduce(0) { total, pair in
                total + (pair.element.map { scores[pair.offset][$0] } ?? 0)
            }
            #expect(abs(sum - Self.best(scores, row: 0, used: [])) < 1e-9, "\(scores)")
        }
    }

    @Test("nothing to assign is answered as nothing")
    func empty() {
        #expect(LinearAssignment.best([]).isEmpty)
        #expect(LinearAssignment.best([[], []]) == [nil, nil])
        #expect(LinearAssignment.best([[0, 0], [0, 0], [0, 0]]).compactMap(\.self).count == 2)
    }

    /// The greatest sum, by trying everything.
    private static func best(_ scores: [[Double]], row: Int, used: Set<Int>) -> Double {
        guard row < scores.count else { return 0 }
        var greatest = best(scores, row: row + 1, used: used)
        for column in scores[row].indices where !used.contains(column) {
            greatest = max(greatest, scores[row][column] + best(scores, row: row + 1, used: used.union([column])))
        }
        return greatest
    }
}

/// SplitMix64: random numbers that are the same in every run (Steele, Lea, Flood 2014).
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}

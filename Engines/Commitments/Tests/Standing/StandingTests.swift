import Testing

@testable import Commitments

@Suite struct StandingTests {
    @Test("two parts make a whole by a table")
    func pairs() {
        let all = Standing.allCases
        #expect(all == [.finished, .finishedLate, .suspended, .notStarted, .onPath, .atRisk, .late])
        let table: [[Standing]] = [
            [.finished, .finishedLate, .finished, .onPath, .onPath, .atRisk, .late],
            [.finishedLate, .finishedLate, .finishedLate, .onPath, .onPath, .atRisk, .late],
            [.finished, .finishedLate, .suspended, .notStarted, .onPath, .atRisk, .late],
            [.onPath, .onPath, .notStarted, .notStarted, .onPath, .atRisk, .late],
            [.onPath, .onPath, .onPath, .onPath, .onPath, .atRisk, .late],
            [.atRisk, .atRisk, .atRisk, .atRisk, .atRisk, .atRisk, .late],
            [.late, .late, .late, .late, .late, .late, .late],
        ]
        for (row, left) in all.enumerated() {
            for (column, right) in all.enumerated() {
                #expect(Standing.whole(of: [left, right]) == table[row][column], "\(left) and \(right)")
            }
        }
    }

    @Test("one part is the whole, none is nothing, and how often or in what order a part stands does not matter")
    func multiplicity() {
        #expect(Standing.whole(of: []) == nil)
        for subset in 1..<(1 << Standing.allCases.count) {
            let parts = Standing.allCases.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element)
            let whole = Standing.whole(of: parts)
            if parts.count == 1 { #expect(whole == parts[0]) }
            #expect(Standing.whole(of: Array(parts.reversed()) + parts) == whole)
        }
    }

    @Test("a third part never makes a whole quieter than the loudest trouble in it")
    func loudness() {
        for first in Standing.allCases {
            for second in Standing.allCases {
                for third in Standing.allCases {
                    let parts = [first, second, third]
                    let whole = Standing.whole(of: parts)
                    #expect((whole == .late) == parts.contains(.late))
                    #expect((whole == .atRisk) == (parts.contains(.atRisk) && !parts.contains(.late)))
                    #expect((whole == .suspended) == parts.allSatisfy { $0 == .suspended })
                    let open = parts.contains { !$0.isFinished && $0 != .suspended }
                    #expect(whole?.isFinished == (!open && whole != .suspended), "\(parts)")
                }
            }
        }
    }
}

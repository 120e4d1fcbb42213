import Testing

@testable import Commitments

@Suite struct TallyTests {
    private func judgement(_ standing: Standing, _ percent: Int, _ expected: Int) -> Judgement {
        Judgement(standing, percent: percent, expectedPercent: expected, reason: "r")
    }

    @Test("counts and means are of equal weight, and means are rounded down")
    func means() {
        let tally = Tally([
            judgement(.finished, 100, 50), judgement(.onPath, 33, 33), judgement(.onPath, 0, 17),
        ])
        #expect(tally.total == 3)
        #expect(tally.count(.onPath) == 2 && tally.count(.finished) == 1 && tally.count(.late) == 0)
        #expect(tally.percent == 44)
        #expect(tally.expectedPercent == 33)
        #expect(tally.standing == .onPath)
    }

    @Test("99.9 % is never shown as all")
    func roundedDown() {
        var tally = Tally()
        for _ in 0..<999 { tally.add(.finished, percent: 100, expected: 100) }
        tally.add(.atRisk, percent: 99, expected: 100)
        #expect(tally.percent == 99)
        #expect(tally.standing == .atRisk)
    }

    @Test("nothing tallied is nothing")
    func empty() {
        let tally = Tally()
        #expect(tally.total == 0 && tally.percent == 0 && tally.expectedPercent == 0 && tally.standing == nil)
    }
}

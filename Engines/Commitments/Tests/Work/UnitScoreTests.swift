import Packs
import Testing

@testable import Commitments

struct UnitScoreTests {
    private let points = ScorePoints(finished: 100, finishedLate: 80, onPath: 100, atRisk: 60, late: 20)

    private func score(_ tasks: [(Standing, Int)]) -> UnitScore {
        UnitScore(tasks.map { (standing: $0.0, weight: $0.1) }, points: points)
    }

    @Test("the score is the weighted mean of the points, rounded half up to a tenth, by hand")
    func byHand() {
        // (100·1 + 80·2 + 60·3 + 20·1) / 7 = 460 / 7 = 65.714…
        #expect(score([(.finished, 1), (.finishedLate, 2), (.atRisk, 3), (.late, 1)]).text == "65.7")
        // (100 + 60 + 60 + 60) / 4 = 70; (100·3 + 20) / 4 = 80
        #expect(score([(.onPath, 3), (.late, 1)]).text == "80.0")
        // 20·1 + 60·7 = 440; 440 / 8 = 55.0; 61.25 rounds up to 61.3.
        #expect(
            score([(.late, 1), (.atRisk, 3), (.finishedLate, 1), (.finished, 1), (.late, 1), (.onPath, 1)]).tenths
                == 625)
    }

    @Test("what has not started or is suspended does not count, and nothing that counts has no score")
    func nothing() {
        #expect(score([(.notStarted, 5), (.suspended, 1)]).text == nil)
        #expect(score([]).tenths == nil)
        #expect(score([(.finished, 1), (.suspended, 50)]).text == "100.0")
    }

    @Test("terms add up to the score that is shown", arguments: 0..<50)
    func terms(_ seed: Int) {
        var state = UInt64(seed + 7)
        func next(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        let all = Standing.allCases
        let tasks = (0..<20).map { _ in (all[next(UInt64(all.count))], 1 + next(9)) }
        let score = score(tasks)
        #expect(score.terms.reduce(0) { $0 + $1.count } == tasks.count { $0.0 != .notStarted && $0.0 != .suspended })
        guard let tenths = score.tenths else { return }
        #expect(abs(Double(tenths) / 10 - Double(score.sum) / Double(score.weight)) <= 0.05 + 1e-12)
    }
}

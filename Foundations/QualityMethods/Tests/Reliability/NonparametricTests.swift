import Glibc
import QualityMath
import QualityMethods
import Testing

@Suite struct NonparametricTests {
    /// The 6-MP group of Freireich and others (1963), as in Kalbfleisch and Prentice (2002), table 1.1.
    private let times: [Double] = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    private let failed: [Bool] = [
        true, true, true, false, true, false, true, false, false, true, true, false, false, false, true, true, false,
        false, false, false, false,
    ]

    @Test("Kaplan-Meier gives the printed survival of the 6-MP group")
    func survival() throws {
        let estimate = try KaplanMeier(times: times, failed: failed)
        #expect(abs(estimate.survival(at: 6) - 0.857142857) < 1e-8)
        #expect(abs(estimate.survival(at: 10) - 0.752941176) < 1e-8)
        #expect(abs(estimate.survival(at: 23) - 0.448179272) < 1e-8)
        #expect(abs(estimate.standardError(at: 6) - 0.0763603) < 1e-6)
        #expect(estimate.life(failing: 0.5) == 23)
    }

    @Test("without censoring Kaplan-Meier is one less the empirical distribution")
    func empirical() throws {
        let estimate = try KaplanMeier(times: [3, 1, 2, 2], failed: [true, true, true, true])
        #expect(estimate.survival(at: 0.5) == 1)
        #expect(abs(estimate.survival(at: 2) - 0.25) < 1e-15)
        #expect(estimate.survival(at: 3) == 0)
        #expect(try estimate.bounds(at: 3).lower.isNaN)
        #expect(abs(estimate.restrictedMean(to: 3) - 2) < 1e-12)
    }

    @Test("units enter the risk set after their entry")
    func truncation() throws {
        let estimate = try KaplanMeier(times: [2, 4, 6], failed: [true, true, true], entries: [0, 3, 1])
        #expect(estimate.steps.map(\.atRisk) == [2, 2, 1])
    }

    @Test("all censored, one unit and unequal lengths are answered or refused")
    func degenerate() throws {
        let estimate = try KaplanMeier(times: [1, 2], failed: [false, false])
        #expect(estimate.steps.isEmpty && estimate.survival(at: 5) == 1)
        #expect(throws: MathProblem.self) { try KaplanMeier(times: [], failed: []) }
        #expect(throws: MathProblem.self) { try KaplanMeier(times: [1], failed: []) }
        #expect(throws: MathProblem.self) { try KaplanMeier(times: [.infinity], failed: [true]) }
    }

    @Test("Turnbull's estimate of right-censored data is that of Kaplan and Meier")
    func turnbullOfRightCensored() throws {
        let estimate = try TurnbullEstimate(try LifeData(times: times, failed: failed))
        let product = try KaplanMeier(times: times, failed: failed)
        for step in product.steps {
            #expect(abs(estimate.survival(at: step.time).upper - step.survival) < 1e-6, "at \(step.time)")
        }
        #expect(estimate.optimalityGap <= 1e-9)
    }

    @Test("Turnbull's masses add up to 1 and meet the conditions of optimality")
    func turnbull() throws {
        let data = try LifeData([
            LifeObservation(from: 0, to: 1), LifeObservation(from: 4, to: 6), LifeObservation(from: 2, to: 6),
            LifeObservation(from: 0, to: 3), LifeObservation(from: 2, to: 4), LifeObservation(from: 5, to: .infinity),
        ])
        let estimate = try TurnbullEstimate(data)
        #expect(abs(estimate.masses.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
        #expect(estimate.optimalityGap <= 1e-9)
    }

    @Test("the log-rank test gives the printed statistic of the leukaemia trial")
    func logRank() throws {
        // Placebo group of the same trial; χ² = 16.793 on 1 degree of freedom (R survdiff; Kalbfleisch and Prentice).
        let placebo: [Double] = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
        let test = try LogRankTest(
            times: times + placebo, failed: failed + placebo.map { _ in true },
            groups: times.map { _ in 0 } + placebo.map { _ in 1 })
        #expect(abs(test.chiSquared - 16.7929) < 1e-3)
        #expect(test.observed == [9, 21])
        #expect(abs(test.expected[0] - 19.2505) < 1e-3)
        let turned = try LogRankTest(
            times: times + placebo, failed: failed + placebo.map { _ in true },
            groups: times.map { _ in 1 } + placebo.map { _ in 0 })
        #expect(abs(turned.chiSquared - test.chiSquared) < 1e-10)
        #expect(throws: MathProblem.self) { try LogRankTest(times: [1, 2], failed: [true, true], groups: [0, 0]) }
        #expect(throws: MathProblem.self) { try LogRankTest(times: [1, 2], failed: [false, false], groups: [0, 1]) }
    }

    @Test("the cumulative hazard is within bounds that are symmetric on its logarithm, and 0 before the first failure")
    func hazardBounds() throws {
        let estimate = try KaplanMeier(times: [1, 2, 3, 4, 5], failed: [true, true, false, true, false])
        for time: Double in [1, 2.5, 4] {
            let hazard = estimate.cumulativeHazard(at: time)
            let bounds = try estimate.hazardBounds(at: time, confidence: 0.9)
            #expect(bounds.lower < hazard && hazard < bounds.upper)
            #expect(abs(bounds.lower * bounds.upper - hazard * hazard) < 1e-14)
        }
        // One failure of five: H = 1/5 with variance 1/25, so that the factor is exp(z).
        let first = try estimate.hazardBounds(at: 1)
        #expect(abs(first.upper - 0.2 * exp(NormalDistribution.standardQuantile(0.975))) < 1e-14)
        #expect(try estimate.hazardBounds(at: 0.5).upper == 0)
        #expect(throws: MathProblem.self) { try estimate.hazardBounds(at: 1, confidence: 1) }
    }
}

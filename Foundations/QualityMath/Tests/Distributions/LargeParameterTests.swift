import QualityMath
import Testing

@Suite("Parameters far beyond the tables", .timeLimit(.minutes(3)))
struct LargeParameterTests {
    @Test("the central limit is reached smoothly: skewness-corrected normal probabilities agree")
    func normalLimit() throws {
        // Edgeworth's first term: Φ(z) - φ(z) γ (z² - 1)/6, with an error of the order of 1/λ.
        func edgeworth(_ z: Double, _ skewness: Double) -> Double {
            NormalDistribution.standardCumulative(z)
                - NormalDistribution.standardDensity(z) * skewness * (z * z - 1) / 6
        }
        let continuous: [any ContinuousDistribution] = [
            try GammaDistribution(shape: 1e8), try ChiSquaredDistribution(degreesOfFreedom: 1e7),
            try BetaDistribution(alpha: 3e6, beta: 1e6),
            try NoncentralChiSquaredDistribution(degreesOfFreedom: 10, noncentrality: 1e6),
            try NoncentralTDistribution(degreesOfFreedom: 1e6, noncentrality: 5),
            try NoncentralTDistribution(degreesOfFreedom: 1e5, noncentrality: 300),
            try StudentTDistribution(degreesOfFreedom: 1e9),
        ]
        for distribution in continuous {
            for z in [-2.5, -0.5, 0.3, 1.7, 3] {
                let x = distribution.mean + z * distribution.standardDeviation
                let wanted = edgeworth(z, distribution.skewness)
                #expect(abs(distribution.cumulative(x) - wanted) < 3e-6, "\(distribution) \(z)")
                #expect(
                    abs(distribution.quantile(distribution.cumulative(x)) - x) < 1e-8 * distribution.standardDeviation
                        * 1e3)
            }
        }
        let discrete: [any DiscreteDistribution] = [
            try BinomialDistribution(trials: 1_000_000_000, probability: 0.3), try PoissonDistribution(mean: 1e8),
            try HypergeometricDistribution(population: 1_000_000_000, marked: 300_000_000, draws: 10_000_000),
            try NegativeBinomialDistribution(successes: 1e6, probability: 0.5),
        ]
        for distribution in discrete {
            for z in [-2.5, 0.3, 3] {
                let k = (distribution.mean + z * distribution.standardDeviation).rounded()
                let exact = (k + 0.5 - distribution.mean) / distribution.standardDeviation
                let wanted = edgeworth(exact, distribution.skewness)
                #expect(abs(distribution.cumulative(k) - wanted) < 3e-6, "\(distribution) \(z)")
                #expect(distribution.quantile(distribution.cumulative(k)) == k, "\(distribution) \(z)")
            }
        }
    }
}

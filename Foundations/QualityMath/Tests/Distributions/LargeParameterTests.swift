import Glibc
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

    @Test("noncentral chi-squared goes on by its saddle point where the mixture has too many terms")
    func saddlePoint() throws {
        // On both sides of the change-over, and far beyond: Edgeworth's first term, whose error is of the order of 1/λ.
        func edgeworth(_ z: Double, _ skewness: Double) -> Double {
            NormalDistribution.standardCumulative(z)
                - NormalDistribution.standardDensity(z) * skewness * (z * z - 1) / 6
        }
        for noncentrality in [1e9, 1.9e9, 2.1e9, 1e10, 1e13, 1e15] {
            let distribution = try NoncentralChiSquaredDistribution(
                degreesOfFreedom: 2, noncentrality: noncentrality)
            for z in [-3.0, -1, -1e-4, 0, 1e-4, 1, 3] {
                // The argument as a double, and how far from the mean it really is.
                let x = distribution.mean + z * distribution.standardDeviation
                let exact = (x - distribution.mean) / distribution.standardDeviation
                let wanted = edgeworth(exact, distribution.skewness)
                // An ulp of x is 1e-16 λ, in standard deviations 1e-16 √λ/2.
                let slack = 1e-12 + 4 / noncentrality + 2e-16 * noncentrality.squareRoot()
                #expect(abs(distribution.cumulative(x) - wanted) < slack, "\(noncentrality) \(z)")
                #expect(abs(distribution.survival(x) - (1 - wanted)) < slack, "\(noncentrality) \(z)")
                #expect(abs(exp(distribution.logCumulative(x)) - distribution.cumulative(x)) < 1e-12)
                let skewed = 1 + distribution.skewness * exact * (exact * exact - 3) / 6
                let height = skewed * NormalDistribution.standardDensity(exact) / distribution.standardDeviation
                #expect(abs(distribution.density(x) / height - 1) < 1e-6)
            }
        }
    }

    @Test("noncentralities up to the greatest double give a number or NaN, and end")
    func endless() throws {
        for noncentrality in [1e14, 1e20, 1e100, 1e300, Double.greatestFiniteMagnitude] {
            let distributions: [any ContinuousDistribution] = [
                try NoncentralChiSquaredDistribution(degreesOfFreedom: 2, noncentrality: noncentrality),
                try NoncentralFDistribution(numerator: 3, denominator: 8, noncentrality: noncentrality),
                try NoncentralBetaDistribution(alpha: 2, beta: 3, noncentrality: noncentrality),
                try NoncentralTDistribution(degreesOfFreedom: 5, noncentrality: noncentrality),
                try NoncentralTDistribution(degreesOfFreedom: 5, noncentrality: -noncentrality),
            ]
            for distribution in distributions {
                for x in [0, 0.5, 1, 1e10, noncentrality / 2, noncentrality, 1e308] {
                    for value in [distribution.cumulative(x), distribution.survival(x)] {
                        #expect(value.isNaN || (value >= 0 && value <= 1), "\(distribution) \(x) \(value)")
                    }
                    #expect(distribution.density(x).isNaN || distribution.density(x) >= 0)
                }
                _ = distribution.quantile(0.3)
                _ = distribution.upperQuantile(0.3)
            }
        }
    }
}

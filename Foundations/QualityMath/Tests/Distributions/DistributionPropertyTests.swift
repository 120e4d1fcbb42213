import QualityMath
import Testing

/// Distributions of every kind with parameters in ordinary use.
enum Examples {
    static func continuous() throws -> [any ContinuousDistribution] {
        [
            NormalDistribution.standard, try NormalDistribution(mean: -3, standardDeviation: 0.2),
            try LognormalDistribution(logMean: 1, logStandardDeviation: 0.5, location: 2),
            try StudentTDistribution(degreesOfFreedom: 7.5), try GammaDistribution(shape: 2.5, scale: 3),
            try ChiSquaredDistribution(degreesOfFreedom: 9), try BetaDistribution(alpha: 2, beta: 5),
            try FDistribution(numerator: 6, denominator: 20),
            try WeibullDistribution(shape: 1.7, scale: 10, location: 5),
            try ExponentialDistribution(scale: 4, location: -1), try LogisticDistribution(location: 2, scale: 3),
            try GumbelDistribution(location: 1, scale: 2),
            try GumbelDistribution(location: 1, scale: 2, extreme: .smallest),
            try UniformDistribution(lower: -2, upper: 7), try TriangularDistribution(lower: 0, mode: 1, upper: 5),
            try NoncentralChiSquaredDistribution(degreesOfFreedom: 4, noncentrality: 6),
            try NoncentralTDistribution(degreesOfFreedom: 15, noncentrality: 2.5),
            try NoncentralFDistribution(numerator: 5, denominator: 30, noncentrality: 8),
            try NoncentralBetaDistribution(alpha: 2, beta: 3, noncentrality: 4),
            try NormalRangeDistribution(sampleSize: 5),
            try StudentizedRangeDistribution(groups: 4, degreesOfFreedom: 20),
        ]
    }

    static func discrete() throws -> [any DiscreteDistribution] {
        [
            try BinomialDistribution(trials: 30, probability: 0.2), try PoissonDistribution(mean: 7.5),
            try NegativeBinomialDistribution(successes: 3.5, probability: 0.3),
            try HypergeometricDistribution(population: 200, marked: 30, draws: 40),
        ]
    }
}

@Suite("Properties of every distribution", .timeLimit(.minutes(3)))
struct DistributionPropertyTests {
    private func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
        abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-3)
    }

    @Test("quantile and cumulative undo each other in both tails")
    func roundTrip() throws {
        for distribution in try Examples.continuous() {
            for p in [1e-9, 1e-4, 0.01, 0.3, 0.5, 0.8] {
                let low = distribution.cumulative(distribution.quantile(p))
                let high = distribution.survival(distribution.upperQuantile(p))
                // A start or an end away from 0 takes digits from a quantile close to it.
                let tolerance = 1e-11 + 1e-16 / p
                #expect(abs(low - p) <= tolerance * p, "\(distribution) lower \(p): \(low)")
                #expect(abs(high - p) <= tolerance * p, "\(distribution) upper \(p): \(high)")
            }
        }
        for distribution in try Examples.discrete() {
            for k in stride(from: distribution.support.lowerBound, through: 40, by: 1) {
                let p = distribution.cumulative(k)
                if k > distribution.support.upperBound || distribution.mass(k) < 1e-12 { continue }
                #expect(distribution.quantile(p) == k, "\(distribution) \(k)")
                #expect(distribution.upperQuantile(distribution.survival(k)) == k, "\(distribution) upper \(k)")
            }
        }
    }

    @Test("survival is one minus cumulative, and both are monotone")
    func complement() throws {
        for distribution in try Examples.continuous() {
            var last = -1.0
            for p in [0.001, 0.02, 0.2, 0.4, 0.6, 0.9, 0.99] {
                let x = distribution.quantile(p)
                let lower = distribution.cumulative(x)
                #expect(abs(lower + distribution.survival(x) - 1) < 1e-12, "\(distribution) \(x)")
                #expect(lower > last)
                last = lower
            }
        }
        for distribution in try Examples.discrete() {
            for k in 0..<60 {
                #expect(abs(distribution.cumulative(k) + distribution.survival(k) - 1) < 1e-13)
            }
        }
    }

    @Test("the density integrates to the cumulative probability")
    func densityIsTheSlope() throws {
        for distribution in try Examples.continuous() {
            let lower = distribution.quantile(0.05)
            let upper = distribution.quantile(0.9)
            let rule = try GaussRule.legendre(24)
            var sum = 0.0
            let pieces = 24
            for piece in 0..<pieces {
                let a = lower + (upper - lower) * Double(piece) / Double(pieces)
                let b = lower + (upper - lower) * Double(piece + 1) / Double(pieces)
                sum += rule.integral(from: a, to: b) { distribution.density($0) }
            }
            let tolerance = distribution is TriangularDistribution ? 1e-4 : 1e-9
            #expect(isClose(sum, 0.85, tolerance), "\(distribution): \(sum)")
            let probability = distribution.probability(from: lower, to: upper)
            #expect(isClose(probability, 0.85, 1e-9))
        }
    }

    @Test("mean, variance, skewness and kurtosis are those of the quantile function")
    func moments() throws {
        let rule = try GaussRule.normalExpectation(180)
        for distribution in try Examples.continuous() {
            let smooth = !(distribution is UniformDistribution || distribution is TriangularDistribution)
            func expectation(_ f: (Double) -> Double) -> Double {
                rule.sum { z in
                    // Far nodes have weights below 1e-16 and quantiles that take long.
                    if abs(z) > 8.2 { return 0 }
                    let x =
                        z < 0
                        ? distribution.quantile(NormalDistribution.standardCumulative(z))
                        : distribution.upperQuantile(NormalDistribution.standardCumulative(-z))
                    return f(x)
                }
            }
            let mean = expectation { $0 }
            let variance = expectation { ($0 - mean) * ($0 - mean) }
            let sigma = variance.squareRoot()
            let skewness = expectation { pow3(($0 - mean) / sigma) }
            let tolerance = smooth ? 1e-6 : 1e-4
            #expect(isClose(distribution.mean, mean, tolerance), "\(distribution) mean \(mean)")
            #expect(isClose(distribution.variance, variance, 20 * tolerance), "\(distribution) variance \(variance)")
            let heavy = distribution is FDistribution || distribution is StudentTDistribution
            if !heavy {
                #expect(
                    abs(distribution.skewness - skewness) < 2e-3 * (1 + abs(skewness)),
                    "\(distribution) skewness \(skewness)")
                let kurtosis = expectation { pow3(($0 - mean) / sigma) * ($0 - mean) / sigma } - 3
                #expect(
                    abs(distribution.excessKurtosis - kurtosis) < 2e-2 * (1 + abs(kurtosis)),
                    "\(distribution) kurtosis \(kurtosis)")
            }
        }
        for distribution in try Examples.discrete() {
            let upper = min(distribution.support.upperBound, 400)
            let ks = Array(stride(from: distribution.support.lowerBound, through: upper, by: 1))
            func expectation(_ f: (Double) -> Double) -> Double {
                Summation.compensated(ks.map { f($0) * distribution.mass($0) })
            }
            let mean = expectation { $0 }
            let variance = expectation { ($0 - mean) * ($0 - mean) }
            let sigma = variance.squareRoot()
            #expect(isClose(expectation { _ in 1 }, 1, 1e-12))
            #expect(isClose(distribution.mean, mean, 1e-12), "\(distribution)")
            #expect(isClose(distribution.variance, variance, 1e-11), "\(distribution)")
            #expect(isClose(distribution.skewness, expectation { pow3(($0 - mean) / sigma) }, 1e-9), "\(distribution)")
            let kurtosis = expectation { pow3(($0 - mean) / sigma) * ($0 - mean) / sigma } - 3
            #expect(isClose(distribution.excessKurtosis, kurtosis, 1e-8), "\(distribution) \(kurtosis)")
        }
    }

    @Test("random samples follow their distribution (Kolmogorov's distance at the 1e-6 level)")
    func sampling() throws {
        let root = RandomStream(key: 20_240_501)
        let limit = 2.7  // P(√n D > 2.7) = 2 exp(-2·2.7²) = 9e-7
        for (index, distribution) in try Examples.continuous().enumerated() {
            var stream = root.child(UInt64(index))
            let n = distribution is StudentizedRangeDistribution ? 400 : 5_000
            let values = distribution.samples(n, using: &stream).sorted()
            var distance = 0.0
            for (i, x) in values.enumerated() {
                let p = distribution.cumulative(x)
                distance = max(distance, p - Double(i) / Double(n), Double(i + 1) / Double(n) - p)
            }
            #expect(distance * Double(n).squareRoot() < limit, "\(distribution): \(distance)")
        }
        for (index, distribution) in try Examples.discrete().enumerated() {
            var stream = root.child(1000 + UInt64(index))
            let n = 20_000
            let values = distribution.samples(n, using: &stream)
            for k in 0..<60 {
                let observed = Double(values.count { $0 <= Double(k) }) / Double(n)
                #expect(abs(observed - distribution.cumulative(k)) * Double(n).squareRoot() < limit)
            }
        }
    }

    @Test("NaN, infinities and probabilities outside 0...1 give NaN, limits and NaN, and never stop the program")
    func degenerateArguments() throws {
        let odd = [Double.nan, .infinity, -.infinity, 1e308, -1e308, 5e-324, 0, -0.0, -1, 2]
        for distribution in try Examples.continuous() {
            for x in odd {
                let values = [
                    distribution.density(x), distribution.logDensity(x), distribution.cumulative(x),
                    distribution.survival(x), distribution.logCumulative(x), distribution.logSurvival(x),
                ]
                for value in values { #expect(value.isNaN == x.isNaN, "\(distribution) at \(x): \(values)") }
            }
            #expect(distribution.cumulative(.infinity) == 1 && distribution.survival(.infinity) == 0)
            #expect(distribution.cumulative(-.infinity) == 0 && distribution.survival(-.infinity) == 1)
            #expect(distribution.density(.infinity) == 0 && distribution.density(-.infinity) == 0)
            for p in [Double.nan, -0.1, 1.1, .infinity, -.infinity] {
                #expect(distribution.quantile(p).isNaN && distribution.upperQuantile(p).isNaN, "\(distribution) \(p)")
            }
            #expect(distribution.quantile(0) == distribution.support.lowerBound, "\(distribution)")
            #expect(distribution.quantile(1) == distribution.support.upperBound, "\(distribution)")
            #expect(distribution.upperQuantile(1) == distribution.support.lowerBound, "\(distribution)")
            #expect(distribution.upperQuantile(0) == distribution.support.upperBound, "\(distribution)")
        }
        for distribution in try Examples.discrete() {
            for k in odd {
                let values = [
                    distribution.mass(k), distribution.logMass(k), distribution.cumulative(k),
                    distribution.survival(k), distribution.logCumulative(k), distribution.logSurvival(k),
                ]
                for value in values { #expect(value.isNaN == k.isNaN, "\(distribution) at \(k): \(values)") }
            }
            #expect(distribution.mass(2.5) == 0)
            #expect(distribution.cumulative(2.5) == distribution.cumulative(2))
            for p in [Double.nan, -0.1, 1.1] {
                #expect(distribution.quantile(p).isNaN && distribution.upperQuantile(p).isNaN)
            }
            #expect(distribution.quantile(0) == distribution.support.lowerBound)
            #expect(distribution.quantile(1) == distribution.support.upperBound)
        }
    }

    @Test("distributions at one point: no trial, no event, nothing drawn")
    func onePoint() throws {
        let none = try BinomialDistribution(trials: 0, probability: 0.3)
        #expect(none.mass(0) == 1 && none.cumulative(0) == 1 && none.quantile(0.7) == 0)
        let certain = try BinomialDistribution(trials: 4, probability: 1)
        #expect(certain.mass(4) == 1 && certain.cumulative(3) == 0 && certain.quantile(0.5) == 4)
        let never = try BinomialDistribution(trials: 4, probability: 0)
        #expect(never.mass(0) == 1 && never.survival(0) == 0 && never.quantile(0.99) == 0)
        let quiet = try PoissonDistribution(mean: 0)
        #expect(quiet.mass(0) == 1 && quiet.mass(1) == 0 && quiet.cumulative(0) == 1 && quiet.quantile(1) == 0)
        let empty = try HypergeometricDistribution(population: 0, marked: 0, draws: 0)
        #expect(empty.mass(0) == 1 && empty.cumulative(0) == 1 && empty.quantile(0.5) == 0)
        let all = try HypergeometricDistribution(population: 9, marked: 4, draws: 9)
        #expect(all.mass(4) == 1 && all.cumulative(3) == 0 && all.quantile(0.01) == 4)
        #expect(try NegativeBinomialDistribution(successes: 2, probability: 1).mass(0) == 1)
    }

    @Test("a parameter out of its range is named with its rule")
    func parameterProblems() {
        #expect(throws: MathProblem.parameter(name: "standardDeviation", rule: .positive, value: 0)) {
            try NormalDistribution(mean: 0, standardDeviation: 0)
        }
        #expect(throws: MathProblem.parameter(name: "probability", rule: .probability, value: 1.5)) {
            try BinomialDistribution(trials: 3, probability: 1.5)
        }
        #expect(throws: MathProblem.parameter(name: "marked", rule: .atMost(10), value: 11)) {
            try HypergeometricDistribution(population: 10, marked: 11, draws: 3)
        }
        #expect(throws: MathProblem.parameter(name: "trials", rule: .atLeast(0), value: -1)) {
            try BinomialDistribution(trials: -1, probability: 0.5)
        }
        #expect(throws: MathProblem.self) { try GammaDistribution(shape: .nan) }
        #expect(throws: MathProblem.self) { try WeibullDistribution(shape: 1, scale: .infinity) }
        #expect(throws: MathProblem.self) { try UniformDistribution(lower: -1.7e308, upper: 1.7e308) }
        let problem = MathProblem.parameter(name: "scale", rule: .positive, value: -2)
        #expect(problem.description == "scale is -2.0; it must be finite and greater than 0.")
    }

    @Test("symmetric distributions mirror, and special cases coincide")
    func relations() throws {
        let t = try StudentTDistribution(degreesOfFreedom: 5)
        let f = try FDistribution(numerator: 1, denominator: 5)
        let noncentral = try NoncentralTDistribution(degreesOfFreedom: 5, noncentrality: 0)
        let turned = try NoncentralTDistribution(degreesOfFreedom: 5, noncentrality: -2)
        let straight = try NoncentralTDistribution(degreesOfFreedom: 5, noncentrality: 2)
        for x in [0.1, 0.7, 1.9, 4.4] {
            #expect(t.cumulative(-x) == t.survival(x))
            #expect(isClose(f.survival(x * x), 2 * t.survival(x), 1e-13))
            #expect(isClose(noncentral.cumulative(x), t.cumulative(x), 1e-13))
            #expect(isClose(turned.cumulative(-x), straight.survival(x), 1e-12))
        }
        let chi = try ChiSquaredDistribution(degreesOfFreedom: 2)
        let exponential = try ExponentialDistribution(scale: 2)
        let weibull = try WeibullDistribution(shape: 1, scale: 2)
        for x in [0.01, 1, 7, 50] {
            #expect(isClose(chi.survival(x), exponential.survival(x), 1e-14))
            #expect(isClose(weibull.density(x), exponential.density(x), 1e-14))
        }
        // Control-chart constants d2 and d3 for samples of 5 (ISO 7870-2, table 2: 2.326 and 0.864).
        let range = try NormalRangeDistribution(sampleSize: 5)
        #expect(abs(range.mean - 2.325_928_947_27) < 1e-10)
        #expect(abs(range.standardDeviation - 0.864_081_941_10) < 1e-10)
        // Tukey's tables: q(0.95; 3, 10) = 3.877 (SciPy 1.17: 3.876776750013).
        let tukey = try StudentizedRangeDistribution(groups: 3, degreesOfFreedom: 10)
        #expect(abs(tukey.quantile(0.95) - 3.876776750013) < 1e-5)
    }

    private func pow3(_ x: Double) -> Double { x * x * x }
}

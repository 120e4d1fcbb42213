import Glibc

/// The hypergeometric distribution: marked items in a draw without replacement.
public struct HypergeometricDistribution: DiscreteDistribution {
    /// The size N of the population.
    public let population: Int
    /// The number K of marked items in the population.
    public let marked: Int
    /// The number n of items drawn.
    public let draws: Int

    /// Creates a hypergeometric distribution; marked and draws must be in 0...population.
    public init(population: Int, marked: Int, draws: Int) throws(MathProblem) {
        self.population = try checked(population, "population")
        self.marked = try checked(marked, "marked")
        self.draws = try checked(draws, "draws")
        _ = try checked(Double(marked), "marked", .atMost(Double(population)))
        _ = try checked(Double(draws), "draws", .atMost(Double(population)))
    }

    private var total: Double { Double(population) }
    private var good: Double { Double(marked) }
    private var bad: Double { Double(population - marked) }
    private var drawn: Double { Double(draws) }

    public var support: ClosedRange<Double> {
        Double(max(0, draws - (population - marked)))...Double(min(draws, marked))
    }
    public var mean: Double { population == 0 ? 0 : drawn * (good / total) }
    public var variance: Double {
        population < 2 ? 0 : drawn * (good / total) * (bad / total) * ((total - drawn) / (total - 1))
    }
    public var skewness: Double {
        guard variance > 0, population > 2 else { return .nan }
        return (bad - good) / total * ((total - 2 * drawn) / (total - 2)) / variance.squareRoot()
    }
    public var excessKurtosis: Double {
        guard variance > 0, population > 3 else { return .nan }
        let (N, K, n) = (total, good, drawn)
        let first = (N - 1) * N * N * (N * (N + 1) - 6 * K * (N - K) - 6 * n * (N - n))
        let second = 6 * n * K * (N - K) * (N - n) * (5 * N - 6)
        return (first + second) / (n * K * (N - K) * (N - n) * (N - 2) * (N - 3))
    }

    public func logMass(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        guard support.contains(k), k == k.rounded(.down) else { return -.infinity }
        if draws == 0 || draws == population { return 0 }
        // Three binomial masses of one probability, whose rounding cancels (Loader 2000).
        let p = drawn / total
        let q = 1 - p
        return SpecialFunctions.logBinomialMass(k, good - k, p, q)
            + SpecialFunctions.logBinomialMass(drawn - k, bad - (drawn - k), p, q)
            - SpecialFunctions.logBinomialMass(drawn, total - drawn, p, q)
    }

    public func cumulative(_ k: Double) -> Double { exp(tails(k).lower) }
    public func survival(_ k: Double) -> Double { exp(tails(k).upper) }
    public func logCumulative(_ k: Double) -> Double { tails(k).lower }
    public func logSurvival(_ k: Double) -> Double { tails(k).upper }

    /// The logarithms of P(X ≤ k) and P(X > k): the tail away from the mean is summed by the ratio of masses, the other
    /// is its complement.
    private func tails(_ k: Double) -> (lower: Double, upper: Double) {
        if k.isNaN { return (.nan, .nan) }
        let k = k.rounded(.down)
        if k < support.lowerBound { return (-.infinity, 0) }
        if k >= support.upperBound { return (0, -.infinity) }
        if k < mean {
            var term = 1.0
            var sum = 1.0
            var x = k
            while x > support.lowerBound {
                term *= x * (bad - drawn + x) / ((drawn - x + 1) * (good - x + 1))
                sum += term
                if term < sum * 1e-17 { break }
                x -= 1
            }
            let lower = min(logMass(k) + log(sum), 0)
            return (lower, SpecialFunctions.log1mExp(lower))
        }
        var term = 1.0
        var sum = 1.0
        var x = k + 1
        while x < support.upperBound {
            term *= (good - x) * (drawn - x) / ((x + 1) * (bad - drawn + x + 1))
            sum += term
            if term < sum * 1e-17 { break }
            x += 1
        }
        let upper = min(logMass(k + 1) + log(sum), 0)
        return (SpecialFunctions.log1mExp(upper), upper)
    }
}

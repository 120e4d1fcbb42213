import Glibc

/// The binomial distribution: successes in a number of independent trials.
public struct BinomialDistribution: DiscreteDistribution {
    /// The number of trials n.
    public let trials: Int
    /// The probability of success p of each trial.
    public let probability: Double

    /// Creates a binomial distribution; trials of 0 or more and a probability in 0...1.
    public init(trials: Int, probability: Double) throws(MathProblem) {
        self.trials = try checked(trials, "trials")
        self.probability = try checked(probability, "probability", .probability)
    }

    private var n: Double { Double(trials) }
    private var q: Double { 1 - probability }
    public var support: ClosedRange<Double> { 0...n }
    public var mean: Double { n * probability }
    public var variance: Double { n * probability * q }
    public var skewness: Double { variance == 0 ? .nan : (q - probability) / variance.squareRoot() }
    public var excessKurtosis: Double { variance == 0 ? .nan : (1 - 6 * probability * q) / variance }

    public func logMass(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        guard k >= 0, k <= n, k == k.rounded(.down) else { return -.infinity }
        return SpecialFunctions.logBinomialMass(k, n - k, probability, q)
    }
    public func cumulative(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 0 }
        let k = k.rounded(.down)
        if k >= n { return 1 }
        return SpecialFunctions.regularizedBetaComplement(probability, k + 1, n - k)
    }
    public func survival(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 1 }
        let k = k.rounded(.down)
        if k >= n { return 0 }
        return SpecialFunctions.regularizedBeta(probability, k + 1, n - k)
    }
    public func logCumulative(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return -.infinity }
        let k = k.rounded(.down)
        if k >= n { return 0 }
        return SpecialFunctions.logRegularizedBetaComplement(probability, k + 1, n - k)
    }
    public func logSurvival(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 0 }
        let k = k.rounded(.down)
        if k >= n { return -.infinity }
        return SpecialFunctions.logRegularizedBeta(probability, k + 1, n - k)
    }
}

import Glibc

/// The negative binomial distribution: failures before the r-th success in independent trials.
///
/// r need not be whole; r = 1 is the geometric distribution counted from 0.
public struct NegativeBinomialDistribution: DiscreteDistribution {
    /// The number of successes r.
    public let successes: Double
    /// The probability of success p of each trial.
    public let probability: Double

    /// Creates a negative binomial distribution; r must be positive and p in (0, 1].
    public init(successes: Double, probability: Double) throws(MathProblem) {
        self.successes = try checked(successes, "successes", .positive)
        self.probability = try checked(probability, "probability", .positiveProbability)
    }

    /// Creates the distribution of counts with a mean and a dispersion r (variance mean + mean²/r).
    public init(mean: Double, dispersion: Double) throws(MathProblem) {
        let mean = try checked(mean, "mean", .nonnegative)
        let dispersion = try checked(dispersion, "dispersion", .positive)
        try self.init(successes: dispersion, probability: dispersion / (dispersion + mean))
    }

    private var q: Double { 1 - probability }
    public var support: ClosedRange<Double> { 0...(probability == 1 ? 0 : .infinity) }
    public var mean: Double { successes * q / probability }
    public var variance: Double { successes * q / (probability * probability) }
    public var skewness: Double { q == 0 ? .nan : (2 - probability) / (successes * q).squareRoot() }
    public var excessKurtosis: Double {
        q == 0 ? .nan : 6 / successes + probability * probability / (successes * q)
    }

    public func logMass(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        guard k >= 0, k == k.rounded(.down), k < .infinity else { return -.infinity }
        if probability == 1 { return k == 0 ? 0 : -.infinity }
        let r = successes
        if k == 0 { return r * (q < 0.5 ? log1p(-q) : log(probability)) }
        return SpecialFunctions.logBinomialMass(r, k, probability, q) + log(r / (r + k))
    }
    public func cumulative(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 0 }
        if k > 1e300 || probability == 1 { return 1 }
        return SpecialFunctions.regularizedBeta(probability, successes, k.rounded(.down) + 1)
    }
    public func survival(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 1 }
        if k > 1e300 || probability == 1 { return 0 }
        return SpecialFunctions.regularizedBetaComplement(probability, successes, k.rounded(.down) + 1)
    }
    public func logCumulative(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return -.infinity }
        if k > 1e300 || probability == 1 { return 0 }
        return SpecialFunctions.logRegularizedBeta(probability, successes, k.rounded(.down) + 1)
    }
    public func logSurvival(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 0 }
        if k > 1e300 || probability == 1 { return -.infinity }
        return SpecialFunctions.logRegularizedBetaComplement(probability, successes, k.rounded(.down) + 1)
    }
}

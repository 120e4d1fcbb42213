import Glibc

/// The Poisson distribution: events at a constant rate.
public struct PoissonDistribution: DiscreteDistribution {
    /// The expected number of events λ.
    public let mean: Double

    /// Creates a Poisson distribution; the mean must be 0 or more.
    public init(mean: Double) throws(MathProblem) {
        self.mean = try checked(mean, "mean", .nonnegative)
    }

    public var support: ClosedRange<Double> { 0...(mean == 0 ? 0 : .infinity) }
    public var variance: Double { mean }
    public var skewness: Double { mean == 0 ? .nan : 1 / mean.squareRoot() }
    public var excessKurtosis: Double { mean == 0 ? .nan : 1 / mean }

    public func logMass(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        guard k >= 0, k == k.rounded(.down) else { return -.infinity }
        return SpecialFunctions.logPoissonMass(k, mean)
    }
    public func cumulative(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 0 }
        if k == .infinity || mean == 0 { return 1 }
        return SpecialFunctions.regularizedGammaQ(k.rounded(.down) + 1, mean)
    }
    public func survival(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 1 }
        if k == .infinity || mean == 0 { return 0 }
        return SpecialFunctions.regularizedGammaP(k.rounded(.down) + 1, mean)
    }
    public func logCumulative(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return -.infinity }
        if k == .infinity || mean == 0 { return 0 }
        return SpecialFunctions.logRegularizedGammaQ(k.rounded(.down) + 1, mean)
    }
    public func logSurvival(_ k: Double) -> Double {
        if k.isNaN { return .nan }
        if k < 0 { return 0 }
        if k == .infinity || mean == 0 { return -.infinity }
        return SpecialFunctions.logRegularizedGammaP(k.rounded(.down) + 1, mean)
    }
}

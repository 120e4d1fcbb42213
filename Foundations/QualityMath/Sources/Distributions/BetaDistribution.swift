import Glibc

/// The beta distribution on 0...1.
public struct BetaDistribution: ContinuousDistribution {
    /// The first shape, which rules the lower end.
    public let alpha: Double
    /// The second shape, which rules the upper end.
    public let beta: Double

    /// Creates a beta distribution; both shapes must be positive.
    public init(alpha: Double, beta: Double) throws(MathProblem) {
        self.alpha = try checked(alpha, "alpha", .positive)
        self.beta = try checked(beta, "beta", .positive)
    }

    public var support: ClosedRange<Double> { 0...1 }
    public var mean: Double { alpha / (alpha + beta) }
    public var variance: Double {
        let sum = alpha + beta
        return alpha / sum * (beta / sum) / (sum + 1)
    }
    public var skewness: Double {
        let sum = alpha + beta
        return 2 * (beta - alpha) * (sum + 1).squareRoot() / ((sum + 2) * (alpha * beta).squareRoot())
    }
    public var excessKurtosis: Double {
        let sum = alpha + beta
        let difference = alpha - beta
        return 6 * (difference * difference * (sum + 1) - alpha * beta * (sum + 2))
            / (alpha * beta * (sum + 2) * (sum + 3))
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < 0 || x > 1 { return -.infinity }
        if x == 0 { return alpha < 1 ? .infinity : alpha == 1 ? log(beta) : -.infinity }
        if x == 1 { return beta < 1 ? .infinity : beta == 1 ? log(alpha) : -.infinity }
        if alpha < 2 || beta < 2 {
            return (alpha - 1) * log(x) + (beta - 1) * log1p(-x) - SpecialFunctions.logBeta(alpha, beta)
        }
        return log(alpha + beta - 1) + SpecialFunctions.logBinomialMass(alpha - 1, beta - 1, x, 1 - x)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= 0 ? 0 : x >= 1 ? 1 : SpecialFunctions.regularizedBeta(x, alpha, beta)
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= 0 ? 1 : x >= 1 ? 0 : SpecialFunctions.regularizedBetaComplement(x, alpha, beta)
    }
    public func logCumulative(_ x: Double) -> Double {
        SpecialFunctions.logRegularizedBeta(min(max(x, 0), 1), alpha, beta) + (x.isNaN ? .nan : 0)
    }
    public func logSurvival(_ x: Double) -> Double {
        SpecialFunctions.logRegularizedBetaComplement(min(max(x, 0), 1), alpha, beta) + (x.isNaN ? .nan : 0)
    }
    public func quantile(_ p: Double) -> Double { SpecialFunctions.inverseRegularizedBeta(p, alpha, beta).x }
    public func upperQuantile(_ q: Double) -> Double {
        SpecialFunctions.inverseRegularizedBetaComplement(q, alpha, beta).x
    }

    /// Returns one random value as a ratio of gamma variables.
    public func sample(using stream: inout RandomStream) -> Double {
        let a = GammaDistribution.standardSample(shape: alpha, using: &stream)
        let b = GammaDistribution.standardSample(shape: beta, using: &stream)
        // Both underflow only for shapes near 1e-3, where the mass sits at the ends in the ratio alpha : beta.
        if a + b == 0 { return stream.uniform() < mean ? 1 : 0 }
        return a / (a + b)
    }
}

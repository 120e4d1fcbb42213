import Glibc

/// Fisher and Snedecor's F distribution, of the ratio of two independent variances.
public struct FDistribution: ContinuousDistribution {
    /// The degrees of freedom m of the numerator.
    public let numerator: Double
    /// The degrees of freedom n of the denominator.
    public let denominator: Double

    /// Creates an F distribution; both degrees of freedom must be positive.
    public init(numerator: Double, denominator: Double) throws(MathProblem) {
        self.numerator = try checked(numerator, "numerator", .positive)
        self.denominator = try checked(denominator, "denominator", .positive)
    }

    public var support: ClosedRange<Double> { 0 ... .infinity }
    public var mean: Double { denominator > 2 ? denominator / (denominator - 2) : .infinity }
    public var variance: Double {
        let (m, n) = (numerator, denominator)
        guard n > 4 else { return n > 2 ? .infinity : .nan }
        return 2 * n * n * (m + n - 2) / (m * (n - 2) * (n - 2) * (n - 4))
    }
    public var skewness: Double {
        let (m, n) = (numerator, denominator)
        guard n > 6 else { return .nan }
        return (2 * m + n - 2) * (8 * (n - 4)).squareRoot() / ((n - 6) * (m * (m + n - 2)).squareRoot())
    }
    public var excessKurtosis: Double {
        let (m, n) = (numerator, denominator)
        guard n > 8 else { return .nan }
        return 12 * (m * (5 * n - 22) * (m + n - 2) + (n - 4) * (n - 2) * (n - 2))
            / (m * (n - 6) * (n - 8) * (m + n - 2))
    }

    /// m x/(n + m x) and its complement n/(n + m x), each with its own digits.
    private func fraction(_ x: Double) -> (x: Double, complement: Double) {
        let ratio = numerator / denominator * x
        if ratio == .infinity { return (1, 0) }
        return (ratio / (1 + ratio), 1 / (1 + ratio))
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < 0 || x == .infinity { return -.infinity }
        let (m, n) = (numerator, denominator)
        if x == 0 { return m < 2 ? .infinity : m == 2 ? 0 : -.infinity }
        let (p, q) = fraction(x)
        if m >= 4 {
            // Loader's form, which does not cancel for many degrees of freedom.
            return log(m * q / 2) + SpecialFunctions.logBinomialMass((m - 2) / 2, n / 2, p, q)
        }
        return m / 2 * log(m / n) + (m / 2 - 1) * log(x) - (m + n) / 2 * log1p(m / n * x)
            - SpecialFunctions.logBeta(m / 2, n / 2)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 0 }
        let (p, q) = fraction(x)
        return SpecialFunctions.regularizedBetaTails(p, q, numerator / 2, denominator / 2).lower
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 1 }
        let (p, q) = fraction(x)
        return SpecialFunctions.regularizedBetaTails(p, q, numerator / 2, denominator / 2).upper
    }
    public func logCumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return -.infinity }
        let (p, q) = fraction(x)
        return SpecialFunctions.logRegularizedBetaTails(p, q, numerator / 2, denominator / 2).lower
    }
    public func logSurvival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 0 }
        let (p, q) = fraction(x)
        return SpecialFunctions.logRegularizedBetaTails(p, q, numerator / 2, denominator / 2).upper
    }
    public func quantile(_ p: Double) -> Double {
        let (x, complement) = SpecialFunctions.inverseRegularizedBeta(p, numerator / 2, denominator / 2)
        return denominator / numerator * (x / complement)
    }
    public func upperQuantile(_ q: Double) -> Double {
        let (x, complement) = SpecialFunctions.inverseRegularizedBetaComplement(q, numerator / 2, denominator / 2)
        return denominator / numerator * (x / complement)
    }

    /// Returns one random value as a ratio of chi-squared variables.
    public func sample(using stream: inout RandomStream) -> Double {
        let a = GammaDistribution.standardSample(shape: numerator / 2, using: &stream) / numerator
        let b = GammaDistribution.standardSample(shape: denominator / 2, using: &stream) / denominator
        return a / b
    }
}

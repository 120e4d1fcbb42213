import Glibc

/// The noncentral F distribution, of (χ²(m, λ)/m)/(χ²(n)/n): the power of an analysis of variance.
public struct NoncentralFDistribution: ContinuousDistribution {
    /// The degrees of freedom m of the numerator, positive.
    public let numerator: Double
    /// The degrees of freedom n of the denominator, positive.
    public let denominator: Double
    /// The noncentrality λ, 0 or more.
    public let noncentrality: Double

    private let central: FDistribution

    /// Creates the distribution; see the parameters for what they must be.
    public init(numerator: Double, denominator: Double, noncentrality: Double) throws(MathProblem) {
        self.numerator = try checked(numerator, "numerator", .positive)
        self.denominator = try checked(denominator, "denominator", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .nonnegative)
        central = try FDistribution(numerator: numerator, denominator: denominator)
    }

    public var support: ClosedRange<Double> { 0 ... .infinity }
    /// E Fᵏ from the moments of a noncentral chi-squared variable and of the reciprocal of a central one.
    private func rawMoment(_ k: Int) -> Double {
        let (m, n, l) = (numerator, denominator, noncentrality)
        let first = m + l
        let second = 2 * (m + 2 * l)
        let third = 8 * (m + 3 * l)
        let fourth = 48 * (m + 4 * l)
        var moment: Double
        switch k {
        case 1: moment = first
        case 2: moment = second + first * first
        case 3: moment = third + 3 * second * first + first * first * first
        default:
            moment = fourth + 4 * third * first + 3 * second * second
            moment += 6 * second * first * first + first * first * first * first
        }
        for j in 1...k { moment *= n / (m * (n - 2 * Double(j))) }
        return moment
    }
    public var mean: Double { denominator > 2 ? rawMoment(1) : .infinity }
    public var variance: Double {
        let (m, n, l) = (numerator, denominator, noncentrality)
        guard n > 4 else { return n > 2 ? .infinity : .nan }
        let sum = (m + l) * (m + l) + (m + 2 * l) * (n - 2)
        return 2 * (n / m) * (n / m) * sum / ((n - 2) * (n - 2) * (n - 4))
    }
    public var skewness: Double {
        guard denominator > 6 else { return .nan }
        let mu = mean
        return (rawMoment(3) - 3 * mu * rawMoment(2) + 2 * mu * mu * mu) / (variance * variance.squareRoot())
    }
    public var excessKurtosis: Double {
        guard denominator > 8 else { return .nan }
        let mu = mean
        let central = rawMoment(4) - 4 * mu * rawMoment(3) + 6 * mu * mu * rawMoment(2) - 3 * mu * mu * mu * mu
        return central / (variance * variance) - 3
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return central.logDensity(0) - noncentrality / 2 }
        if noncentrality == 0 { return central.logDensity(x) }
        let (p, q) = fraction(x)
        if p == 0 || q == 0 { return -.infinity }
        let ratio = numerator / denominator
        return NoncentralBetaDistribution.logDensity(p, q, numerator / 2, denominator / 2, noncentrality)
            + log(ratio) + 2 * (p < 0.5 ? log1p(-p) : log(q))
    }
    public func cumulative(_ x: Double) -> Double { exp(logTails(x).lower) }
    public func survival(_ x: Double) -> Double { exp(logTails(x).upper) }
    public func logCumulative(_ x: Double) -> Double { logTails(x).lower }
    public func logSurvival(_ x: Double) -> Double { logTails(x).upper }

    /// m x/(n + m x) and its complement.
    private func fraction(_ x: Double) -> (x: Double, complement: Double) {
        let ratio = numerator / denominator * x
        if ratio == .infinity { return (1, 0) }
        return (ratio / (1 + ratio), 1 / (1 + ratio))
    }

    private func logTails(_ x: Double) -> (lower: Double, upper: Double) {
        if x.isNaN { return (.nan, .nan) }
        if x <= 0 { return (-.infinity, 0) }
        if noncentrality == 0 { return (central.logCumulative(x), central.logSurvival(x)) }
        let (p, q) = fraction(x)
        if p == 0 { return (-.infinity, 0) }
        if q == 0 { return (0, -.infinity) }
        return NoncentralBetaDistribution.logTails(p, q, numerator / 2, denominator / 2, noncentrality)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        if p == 1 { return support.upperBound }
        if noncentrality == 0 { return central.quantile(p) }
        return PositiveQuantile.solve(
            upper: false, p, start: 1 + noncentrality / numerator, within: support, logCumulative: logCumulative,
            logSurvival: logSurvival)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return support.upperBound }
        if q == 1 { return support.lowerBound }
        if noncentrality == 0 { return central.upperQuantile(q) }
        return PositiveQuantile.solve(
            upper: true, q, start: 1 + noncentrality / numerator, within: support, logCumulative: logCumulative,
            logSurvival: logSurvival)
    }

    /// Returns one random value by its definition.
    public func sample(using stream: inout RandomStream) -> Double {
        let upper = NoncentralChiSquaredDistribution.sample(numerator, noncentrality, using: &stream) / numerator
        let lower = 2 * GammaDistribution.standardSample(shape: denominator / 2, using: &stream) / denominator
        return upper / lower
    }
}

import CNumerics

/// The noncentral F distribution, of (χ²(m, λ)/m)/(χ²(n)/n): the power of an analysis of variance.
public struct NoncentralFDistribution: ContinuousDistribution {
    /// The degrees of freedom m of the numerator, positive.
    public let numerator: Double
    /// The degrees of freedom n of the denominator, positive.
    public let denominator: Double
    /// The noncentrality λ, 0 or more.
    public let noncentrality: Double

    /// Creates the distribution; see the parameters for what they must be.
    public init(numerator: Double, denominator: Double, noncentrality: Double) throws(MathProblem) {
        self.numerator = try checked(numerator, "numerator", .positive)
        self.denominator = try checked(denominator, "denominator", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .nonnegative)
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

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x.isInfinite || x < 0 { return 0 }
        return cn_ncf_pdf(numerator, denominator, noncentrality, x)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 0 }
        if x >= Double.infinity { return 1 }
        return cn_ncf_cdf(numerator, denominator, noncentrality, x)
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 1 }
        if x >= Double.infinity { return 0 }
        return cn_ncf_sf(numerator, denominator, noncentrality, x)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        if p == 1 { return support.upperBound }
        return cn_ncf_quantile(numerator, denominator, noncentrality, p)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return support.upperBound }
        if q == 1 { return support.lowerBound }
        return cn_ncf_upper(numerator, denominator, noncentrality, q)
    }

    /// Returns one random value by its definition.
    public func sample(using stream: inout RandomStream) -> Double {
        let upper = NoncentralChiSquaredDistribution.sample(numerator, noncentrality, using: &stream) / numerator
        let lower = 2 * GammaDistribution.standardSample(shape: denominator / 2, using: &stream) / denominator
        return upper / lower
    }
}

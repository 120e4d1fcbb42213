import CNumerics

/// The noncentral t distribution, of (Z + δ)/√(χ²/ν): the power of a t test, tolerance factors, capability intervals.
public struct NoncentralTDistribution: ContinuousDistribution {
    /// The degrees of freedom ν, positive.
    public let degreesOfFreedom: Double
    /// The noncentrality δ, any finite number.
    public let noncentrality: Double

    /// Creates the distribution; see the parameters for what they must be.
    public init(degreesOfFreedom: Double, noncentrality: Double) throws(MathProblem) {
        self.degreesOfFreedom = try checked(degreesOfFreedom, "degreesOfFreedom", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .finite)
    }

    public var support: ClosedRange<Double> { -.infinity ... .infinity }
    public var mean: Double {
        let n = degreesOfFreedom
        guard n > 1 else { return .nan }
        return noncentrality * (n / 2).squareRoot() * SpecialFunctions.gammaRatio((n - 1) / 2, n / 2)
    }
    /// E Tᵏ for k = 2, 3, 4 from the moments of a normal variable and of the reciprocal of a chi one.
    private var rawMoments: (second: Double, third: Double, fourth: Double) {
        let n = degreesOfFreedom
        let square = noncentrality * noncentrality
        return (
            n / (n - 2) * (1 + square), mean * n / (n - 3) * (3 + square),
            n / (n - 2) * (n / (n - 4)) * (3 + square * (6 + square))
        )
    }
    public var variance: Double {
        guard degreesOfFreedom > 2 else { return degreesOfFreedom > 1 ? .infinity : .nan }
        return rawMoments.second - mean * mean
    }
    public var skewness: Double {
        guard degreesOfFreedom > 3 else { return .nan }
        let (second, third, _) = rawMoments
        let m = mean
        return (third - 3 * m * second + 2 * m * m * m) / (variance * variance.squareRoot())
    }
    public var excessKurtosis: Double {
        guard degreesOfFreedom > 4 else { return .nan }
        let (second, third, fourth) = rawMoments
        let m = mean
        return (fourth - 4 * m * third + 6 * m * m * second - 3 * m * m * m * m) / (variance * variance) - 3
    }

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x.isInfinite { return 0 }
        return cn_nct_pdf(degreesOfFreedom, noncentrality, x)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= -Double.infinity { return 0 }
        if x >= Double.infinity { return 1 }
        return cn_nct_cdf(degreesOfFreedom, noncentrality, x)
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= -Double.infinity { return 1 }
        if x >= Double.infinity { return 0 }
        return cn_nct_sf(degreesOfFreedom, noncentrality, x)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        if p == 1 { return support.upperBound }
        return cn_nct_quantile(degreesOfFreedom, noncentrality, p)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return support.upperBound }
        if q == 1 { return support.lowerBound }
        return cn_nct_upper(degreesOfFreedom, noncentrality, q)
    }

    /// Returns one random value by its definition.
    public func sample(using stream: inout RandomStream) -> Double {
        let z = stream.normal() + noncentrality
        let n = degreesOfFreedom
        return z / (GammaDistribution.standardSample(shape: n / 2, using: &stream) * 2 / n).squareRoot()
    }
}

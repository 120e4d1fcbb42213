import CNumerics
import Glibc

/// The noncentral beta distribution, of X/(X + Y) with X noncentral chi-squared(2α, λ) and Y chi-squared(2β).
public struct NoncentralBetaDistribution: ContinuousDistribution {
    /// The first shape, positive.
    public let alpha: Double
    /// The second shape, positive.
    public let beta: Double
    /// The noncentrality λ, 0 or more.
    public let noncentrality: Double

    /// Creates the distribution; see the parameters for what they must be.
    public init(alpha: Double, beta: Double, noncentrality: Double) throws(MathProblem) {
        self.alpha = try checked(alpha, "alpha", .positive)
        self.beta = try checked(beta, "beta", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .nonnegative)
    }

    public var support: ClosedRange<Double> { 0...1 }
    /// E Xᵏ, a Poisson mixture of the moments of central beta distributions.
    private func rawMoment(_ k: Int) -> Double {
        let half = noncentrality / 2
        // From the mode of the Poisson weights outwards, until they no longer count.
        let start = half.rounded(.down)
        func term(_ j: Double) -> Double {
            var product = exp(SpecialFunctions.logPoissonMass(j, half))
            for i in 0..<k { product *= (alpha + j + Double(i)) / (alpha + beta + j + Double(i)) }
            return product
        }
        var sum = NeumaierSum()
        var j = start
        while true {
            let value = term(j)
            sum.add(value)
            if value <= sum.value * 1e-18 { break }
            j += 1
        }
        j = start - 1
        while j >= 0 {
            let value = term(j)
            sum.add(value)
            if value <= sum.value * 1e-18 { break }
            j -= 1
        }
        return sum.value
    }
    public var mean: Double { rawMoment(1) }
    public var variance: Double {
        let mu = mean
        return rawMoment(2) - mu * mu
    }
    public var skewness: Double {
        let mu = mean
        return (rawMoment(3) - 3 * mu * rawMoment(2) + 2 * mu * mu * mu) / (variance * variance.squareRoot())
    }
    public var excessKurtosis: Double {
        let mu = mean
        let central = rawMoment(4) - 4 * mu * rawMoment(3) + 6 * mu * mu * rawMoment(2) - 3 * mu * mu * mu * mu
        return central / (variance * variance) - 3
    }

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x.isInfinite || x < 0 || x > 1 { return 0 }
        return cn_ncbeta_pdf(alpha, beta, noncentrality, x)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        return cn_ncbeta_cdf(alpha, beta, noncentrality, x)
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 1 }
        if x >= 1 { return 0 }
        return cn_ncbeta_sf(alpha, beta, noncentrality, x)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        if p == 1 { return support.upperBound }
        return cn_ncbeta_quantile(alpha, beta, noncentrality, p)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return support.upperBound }
        if q == 1 { return support.lowerBound }
        return cn_ncbeta_upper(alpha, beta, noncentrality, q)
    }

    /// Returns one random value by its definition.
    public func sample(using stream: inout RandomStream) -> Double {
        let x = NoncentralChiSquaredDistribution.sample(2 * alpha, noncentrality, using: &stream)
        let y = 2 * GammaDistribution.standardSample(shape: beta, using: &stream)
        return x / (x + y)
    }
}

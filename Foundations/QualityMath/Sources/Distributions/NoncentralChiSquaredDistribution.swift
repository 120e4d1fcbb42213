import CNumerics
import Glibc

/// The noncentral chi-squared distribution: the sum of squares of ν normal variables of variance 1 whose means have the
/// sum of squares λ.
public struct NoncentralChiSquaredDistribution: ContinuousDistribution {
    /// The degrees of freedom ν, positive.
    public let degreesOfFreedom: Double
    /// The noncentrality λ, 0 or more.
    public let noncentrality: Double

    /// Creates the distribution; see the parameters for what they must be.
    public init(degreesOfFreedom: Double, noncentrality: Double) throws(MathProblem) {
        self.degreesOfFreedom = try checked(degreesOfFreedom, "degreesOfFreedom", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .nonnegative)
    }

    public var support: ClosedRange<Double> { 0 ... .infinity }
    public var mean: Double { degreesOfFreedom + noncentrality }
    public var variance: Double { 2 * (degreesOfFreedom + 2 * noncentrality) }
    public var skewness: Double {
        let spread = degreesOfFreedom + 2 * noncentrality
        return 8.0.squareRoot() * (degreesOfFreedom + 3 * noncentrality) / (spread * spread.squareRoot())
    }
    public var excessKurtosis: Double {
        let spread = degreesOfFreedom + 2 * noncentrality
        return 12 * (degreesOfFreedom + 4 * noncentrality) / (spread * spread)
    }

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x.isInfinite || x < 0 { return 0 }
        return cn_ncx2_pdf(degreesOfFreedom, noncentrality, x)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 0 }
        if x >= Double.infinity { return 1 }
        return cn_ncx2_cdf(degreesOfFreedom, noncentrality, x)
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= 0 { return 1 }
        if x >= Double.infinity { return 0 }
        return cn_ncx2_sf(degreesOfFreedom, noncentrality, x)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        if p == 1 { return support.upperBound }
        return cn_ncx2_quantile(degreesOfFreedom, noncentrality, p)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return support.upperBound }
        if q == 1 { return support.lowerBound }
        return cn_ncx2_upper(degreesOfFreedom, noncentrality, q)
    }

    /// Returns one random value: a chi-squared variable whose degrees of freedom are raised by twice a Poisson one.
    public func sample(using stream: inout RandomStream) -> Double {
        Self.sample(degreesOfFreedom, noncentrality, using: &stream)
    }

    static func sample(
        _ degreesOfFreedom: Double, _ noncentrality: Double, using stream: inout RandomStream
    ) -> Double {
        let root = noncentrality.squareRoot()
        if degreesOfFreedom > 1 {
            let z = stream.normal() + root
            return z * z + 2 * GammaDistribution.standardSample(shape: (degreesOfFreedom - 1) / 2, using: &stream)
        }
        // Below one degree of freedom: count the events of a Poisson process up to time λ/2.
        var events = 0.0
        var time = -log(stream.uniform())
        while time < noncentrality / 2 {
            events += 1
            time -= log(stream.uniform())
        }
        return 2 * GammaDistribution.standardSample(shape: degreesOfFreedom / 2 + events, using: &stream)
    }
}

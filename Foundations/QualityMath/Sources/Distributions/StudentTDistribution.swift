import CNumerics
import Glibc

/// Student's t distribution with ν degrees of freedom, which need not be whole.
public struct StudentTDistribution: ContinuousDistribution {
    /// The degrees of freedom ν.
    public let degreesOfFreedom: Double

    /// Creates a t distribution; the degrees of freedom must be positive.
    public init(degreesOfFreedom: Double) throws(MathProblem) {
        self.degreesOfFreedom = try checked(degreesOfFreedom, "degreesOfFreedom", .positive)
    }

    public var support: ClosedRange<Double> { -.infinity ... .infinity }
    public var mean: Double { degreesOfFreedom > 1 ? 0 : .nan }
    public var variance: Double {
        let n = degreesOfFreedom
        return n > 2 ? n / (n - 2) : n > 1 ? .infinity : .nan
    }
    public var skewness: Double { degreesOfFreedom > 3 ? 0 : .nan }
    public var excessKurtosis: Double { degreesOfFreedom > 4 ? 6 / (degreesOfFreedom - 4) : .nan }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x.isInfinite { return -.infinity }
        let n = degreesOfFreedom
        return logPeak - (n + 1) / 2 * Self.logOnePlusSquare(x, n)
    }
    /// log density at 0.
    private var logPeak: Double {
        let n = degreesOfFreedom
        if n < 1 {
            return SpecialFunctions.logGamma((n + 1) / 2) - SpecialFunctions.logGamma(n / 2)
                - 0.5 * log(n * Double.pi)
        }
        return SpecialFunctions.stirlingError((n + 1) / 2) - SpecialFunctions.stirlingError(n / 2)
            - SpecialFunctions.deviance(n / 2, (n + 1) / 2) - logSqrtTwoPi
    }
    /// log(1 + x²/n), also where x² overflows.
    private static func logOnePlusSquare(_ x: Double, _ n: Double) -> Double {
        let ratio = abs(x) / n.squareRoot()
        return ratio > 1e8 ? 2 * log(ratio) : log1p(x * x / n)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x.isInfinite { return x < 0 ? 0 : 1 }
        if x > 0 { return 1 - lowerTail(x) }
        return lowerTail(-x)
    }
    public func survival(_ x: Double) -> Double { cumulative(-x) }
    public func logCumulative(_ x: Double) -> Double {
        if x > 0 { return log1p(-cumulative(-x)) }
        let lower = cumulative(x)
        if lower > 1e-290 || lower.isNaN { return log(lower) }
        if x == -.infinity { return -.infinity }
        return logFarTail(-x)
    }
    public func logSurvival(_ x: Double) -> Double { logCumulative(-x) }
    /// P(T < -t) for t ≥ 0: half of I_{n/(n+t²)}(n/2, 1/2).
    private func lowerTail(_ t: Double) -> Double {
        t > 1e7 * degreesOfFreedom.squareRoot() ? exp(logFarTail(t)) : cn_student_cdf(degreesOfFreedom, -t)
    }
    /// log P(T < -t) for large t, also where t² overflows.
    private func logFarTail(_ t: Double) -> Double {
        let n = degreesOfFreedom
        let logX = -Self.logOnePlusSquare(t, n)
        let x = exp(logX)
        return SpecialFunctions.logBetaTail(logX: logX, logComplement: log1p(-x), x: x, n / 2, 0.5)
            - 0.693147180559945309
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        if p == 0.5 { return 0 }
        return cn_student_quantile(degreesOfFreedom, p)
    }
    public func upperQuantile(_ q: Double) -> Double { -quantile(q) }

    /// Returns one random value as a normal variable over the root of a chi-squared one.
    public func sample(using stream: inout RandomStream) -> Double {
        let z = stream.normal()
        let n = degreesOfFreedom
        return z / (GammaDistribution.standardSample(shape: n / 2, using: &stream) * 2 / n).squareRoot()
    }
}

import Glibc

/// The normal distribution with a mean and a standard deviation.
///
/// Density exp(-z²/2)/(σ√(2π)) with z = (x - μ)/σ. The quantile is Wichura's algorithm AS 241 (Applied Statistics 37,
/// 1988), good to about one part in 10¹⁶.
public struct NormalDistribution: ContinuousDistribution {
    /// The mean μ.
    public let mean: Double
    /// The standard deviation σ.
    public let standardDeviation: Double

    /// Mean 0 and standard deviation 1.
    public static let standard = NormalDistribution()

    private init() {
        mean = 0
        standardDeviation = 1
    }

    /// Creates a normal distribution; the standard deviation must be positive.
    public init(mean: Double, standardDeviation: Double) throws(MathProblem) {
        self.mean = try checked(mean, "mean", .finite)
        self.standardDeviation = try checked(standardDeviation, "standardDeviation", .positive)
    }

    public var support: ClosedRange<Double> { -.infinity ... .infinity }
    public var variance: Double { standardDeviation * standardDeviation }
    public var skewness: Double { 0 }
    public var excessKurtosis: Double { 0 }

    @inline(__always) private func standardized(_ x: Double) -> Double { (x - mean) / standardDeviation }

    public func density(_ x: Double) -> Double { Self.standardDensity(standardized(x)) / standardDeviation }
    public func logDensity(_ x: Double) -> Double {
        let z = standardized(x)
        return -z * z / 2 - logSqrtTwoPi - log(standardDeviation)
    }
    public func cumulative(_ x: Double) -> Double { Self.standardCumulative(standardized(x)) }
    public func survival(_ x: Double) -> Double { Self.standardCumulative(-standardized(x)) }
    public func logCumulative(_ x: Double) -> Double { Self.standardLogCumulative(standardized(x)) }
    public func logSurvival(_ x: Double) -> Double { Self.standardLogCumulative(-standardized(x)) }
    public func quantile(_ p: Double) -> Double { mean + standardDeviation * Self.standardQuantile(p) }
    public func upperQuantile(_ q: Double) -> Double { mean - standardDeviation * Self.standardQuantile(q) }
    public func sample(using stream: inout RandomStream) -> Double { mean + standardDeviation * stream.normal() }

    /// Returns φ(z), the density of the standard normal distribution.
    public static func standardDensity(_ z: Double) -> Double {
        let square = z * z
        let low = SpecialFunctions.squareRemainder(z, square)
        return low.isFinite ? exp(-square / 2) * (1 - low / 2) / sqrtTwoPi : exp(-square / 2) / sqrtTwoPi
    }

    /// Returns Φ(z), the cumulative probability of the standard normal distribution.
    public static func standardCumulative(_ z: Double) -> Double {
        let scaled = -z * inverseSqrtTwo
        let value = 0.5 * erfc(scaled)
        if scaled < 1 || scaled > 28 { return value }
        // What -z/√2 lost in rounding, times the slope of log erfc (about 2x for large x, here to first order).
        let lost = (-scaled).addingProduct(-z, inverseSqrtTwo) - z * inverseSqrtTwoLow
        return value * (1 - lost * (scaled + (scaled * scaled + 2).squareRoot()))
    }

    /// Returns log Φ(z), also where Φ underflows (below -38).
    public static func standardLogCumulative(_ z: Double) -> Double {
        if z > 0 { return log1p(-standardCumulative(-z)) }
        if z > -30 { return log(standardCumulative(z)) }
        if z == -.infinity { return -.infinity }
        // Asymptotic series 26.2.12 of Abramowitz and Stegun: at -30 the eighth term is below 1e-17.
        let s = 1 / (z * z)
        let series = s * (-1 + s * (3 + s * (-15 + s * (105 + s * (-945 + s * 10395)))))
        return -z * z / 2 - log(-z) - logSqrtTwoPi + log1p(series)
    }

    /// Returns the inverse Mills ratio φ(z)/(1 - Φ(z)), the hazard of the standard normal distribution.
    public static func standardHazard(_ z: Double) -> Double {
        0.797884560802865355879892119869 / SpecialFunctions.scaledComplementaryErrorFunction(z * inverseSqrtTwo)
    }

    /// Returns the z with Φ(z) = p; NaN outside 0...1.
    public static func standardQuantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
        return NormalQuantile.scalar(p, p - 0.5)
    }

    /// Returns the z whose standard normal log cumulative probability is given, for probabilities that underflow.
    public static func standardQuantile(logProbability: Double) -> Double {
        guard logProbability <= 0 else { return .nan }
        if logProbability > -700 {
            return logProbability > -0.1
                ? -standardQuantile(-expm1(logProbability)) : standardQuantile(exp(logProbability))
        }
        if logProbability == -.infinity { return -.infinity }
        // Newton's method on log Φ from its leading term; the slope of log Φ at z is the hazard at -z.
        var z = -(-2 * logProbability).squareRoot()
        for _ in 0..<20 {
            let step = (standardLogCumulative(z) - logProbability) / standardHazard(-z)
            z -= step
            if abs(step) <= 1e-16 * abs(z) { break }
        }
        return z
    }
}

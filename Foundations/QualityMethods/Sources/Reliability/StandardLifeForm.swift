import Glibc
import QualityMath

/// The standard distributions whose shifted and stretched forms are the log-location-scale life distributions.
///
/// If T is Weibull, log T is smallest-extreme-value; if T is lognormal, log T is normal; if T is loglogistic, log T is
/// logistic. Every term of a likelihood comes with its first two derivatives, so that Newton's method is exact.
/// Source: Meeker and Escobar, "Statistical Methods for Reliability Data" (1998), chapters 4 and 8.
public enum StandardLifeForm: String, Hashable, Sendable, CaseIterable {
    /// F(z) = 1 - exp(-exp z).
    case smallestExtreme
    /// F(z) = exp(-exp(-z)).
    case largestExtreme
    /// F(z) = Φ(z).
    case normal
    /// F(z) = 1/(1 + exp(-z)).
    case logistic

    /// A function of z with its first and second derivative.
    struct Term {
        var value: Double
        var first: Double
        var second: Double

        var mirrored: Term { Term(value: value, first: -first, second: second) }
    }

    /// The logarithm of the standard density.
    @inline(__always)
    func logDensity(_ z: Double) -> Term {
        switch self {
        case .smallestExtreme:
            let e = exp(z)
            return Term(value: z - e, first: 1 - e, second: -e)
        case .largestExtreme: return StandardLifeForm.smallestExtreme.logDensity(-z).mirrored
        case .normal: return Term(value: -z * z / 2 - 0.918938533204672742, first: -z, second: -1)
        case .logistic:
            let below = Self.logisticCumulative(z)
            let density = below * Self.logisticCumulative(-z)
            return Term(
                value: -abs(z) - 2 * log1p(exp(-abs(z))), first: 1 - 2 * below, second: -2 * density)
        }
    }

    /// The logarithm of the standard survival function.
    @inline(__always)
    func logSurvival(_ z: Double) -> Term {
        switch self {
        case .smallestExtreme:
            let e = exp(z)
            return Term(value: -e, first: -e, second: -e)
        case .largestExtreme: return StandardLifeForm.smallestExtreme.logCumulative(-z).mirrored
        case .normal:
            let hazard = NormalDistribution.standardHazard(z)
            return Term(
                value: NormalDistribution.standardLogCumulative(-z), first: -hazard, second: -hazard * (hazard - z))
        case .logistic:
            let below = Self.logisticCumulative(z)
            return Term(
                value: -SpecialFunctions.log1pExp(z), first: -below, second: -below * Self.logisticCumulative(-z))
        }
    }

    /// The logarithm of the standard cumulative probability.
    @inline(__always)
    func logCumulative(_ z: Double) -> Term {
        switch self {
        case .smallestExtreme:
            let e = exp(z)
            let value = SpecialFunctions.log1mExp(-e)
            let ratio = exp(z - e - value)
            return Term(value: value, first: ratio, second: ratio * (1 - e - ratio))
        case .largestExtreme: return StandardLifeForm.smallestExtreme.logSurvival(-z).mirrored
        case .normal, .logistic: return logSurvival(-z).mirrored
        }
    }

    /// The logarithm of F(upper) - F(lower), from whichever tail keeps the digits.
    @inline(__always)
    func logProbability(_ lower: Double, _ upper: Double) -> Double {
        let below = logCumulative(lower).value
        if below > -0.6931471805599453 {
            let atLower = logSurvival(lower).value
            return atLower + SpecialFunctions.log1mExp(logSurvival(upper).value - atLower)
        }
        let atUpper = logCumulative(upper).value
        return atUpper + SpecialFunctions.log1mExp(below - atUpper)
    }

    /// Returns the z below which a part p of the standard distribution lies.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        switch self {
        case .smallestExtreme: return log(-log1p(-p))
        case .largestExtreme: return -log(-log(p))
        case .normal: return NormalDistribution.standardQuantile(p)
        case .logistic: return log(p) - log1p(-p)
        }
    }

    /// Returns F(z).
    public func cumulative(_ z: Double) -> Double { exp(logCumulative(z).value) }

    /// Returns 1 - F(z).
    public func survival(_ z: Double) -> Double { exp(logSurvival(z).value) }

    /// The standard deviation of the standard distribution.
    public var standardDeviation: Double {
        switch self {
        case .smallestExtreme, .largestExtreme: 1.2825498301618640
        case .normal: 1
        case .logistic: 1.8137993642342178
        }
    }

    /// The mean of the standard distribution.
    public var mean: Double {
        switch self {
        case .smallestExtreme: -0.5772156649015329
        case .largestExtreme: 0.5772156649015329
        case .normal, .logistic: 0
        }
    }

    private static func logisticCumulative(_ z: Double) -> Double {
        if z >= 0 { return 1 / (1 + exp(-z)) }
        let e = exp(z)
        return e / (1 + e)
    }
}

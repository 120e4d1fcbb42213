import Glibc

/// The Gumbel (extreme value type I) distribution of a largest or of a smallest value.
///
/// The logarithm of a Weibull variable has the Gumbel distribution of the smallest value, with location log(scale) and
/// scale 1/shape.
public struct GumbelDistribution: ContinuousDistribution {
    /// Which extreme is described.
    public enum Extreme: Hashable, Sendable {
        /// The largest value: cumulative exp(-exp(-z)).
        case largest
        /// The smallest value: cumulative 1 - exp(-exp(z)).
        case smallest
    }

    /// The mode.
    public let location: Double
    /// The scale.
    public let scale: Double
    /// Whether the largest or the smallest value is described.
    public let extreme: Extreme

    /// Creates a Gumbel distribution; the scale must be positive.
    public init(location: Double = 0, scale: Double = 1, extreme: Extreme = .largest) throws(MathProblem) {
        self.location = try checked(location, "location", .finite)
        self.scale = try checked(scale, "scale", .positive)
        self.extreme = extreme
    }

    private var sign: Double { extreme == .largest ? 1 : -1 }
    public var support: ClosedRange<Double> { -.infinity ... .infinity }
    public var mean: Double { location + sign * scale * 0.577215664901532860606512090082 }
    public var variance: Double { scale * scale * (Double.pi * Double.pi / 6) }
    public var skewness: Double { sign * 1.13954709940464865749294 }
    public var excessKurtosis: Double { 2.4 }

    /// The standardised value, turned so that it describes a largest value.
    @inline(__always) private func turned(_ x: Double) -> Double { sign * (x - location) / scale }

    public func density(_ x: Double) -> Double {
        let z = turned(x)
        return z < -745 ? 0 : exp(-z - exp(-z)) / scale
    }
    public func logDensity(_ x: Double) -> Double {
        let z = turned(x)
        return z == -.infinity ? -.infinity : -z - exp(-z) - log(scale)
    }
    public func cumulative(_ x: Double) -> Double {
        extreme == .largest ? Self.lower(turned(x)) : Self.upper(turned(x))
    }
    public func survival(_ x: Double) -> Double {
        extreme == .largest ? Self.upper(turned(x)) : Self.lower(turned(x))
    }
    public func logCumulative(_ x: Double) -> Double {
        extreme == .largest ? -exp(-turned(x)) : Self.logUpper(turned(x))
    }
    public func logSurvival(_ x: Double) -> Double {
        extreme == .largest ? Self.logUpper(turned(x)) : -exp(-turned(x))
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return extreme == .largest ? location - scale * log(-log(p)) : location + scale * log(-log1p(-p))
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        return extreme == .largest ? location - scale * log(-log1p(-q)) : location + scale * log(-log(q))
    }

    private static func lower(_ z: Double) -> Double { exp(-exp(-z)) }
    private static func upper(_ z: Double) -> Double { -expm1(-exp(-z)) }
    /// log(1 - exp(-exp(-z))), also where exp(-z) underflows.
    private static func logUpper(_ z: Double) -> Double {
        z > 40 ? -z : SpecialFunctions.log1mExp(-exp(-z))
    }
}

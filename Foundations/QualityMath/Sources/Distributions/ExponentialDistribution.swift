import Glibc

/// The exponential distribution with a scale (its mean when it starts at 0) and a start.
public struct ExponentialDistribution: ContinuousDistribution {
    /// The scale, the reciprocal of the failure rate.
    public let scale: Double
    /// The smallest possible value.
    public let location: Double

    /// Creates an exponential distribution; the scale must be positive.
    public init(scale: Double, location: Double = 0) throws(MathProblem) {
        self.scale = try checked(scale, "scale", .positive)
        self.location = try checked(location, "location", .finite)
    }

    public var support: ClosedRange<Double> { location ... .infinity }
    public var mean: Double { location + scale }
    public var variance: Double { scale * scale }
    public var skewness: Double { 2 }
    public var excessKurtosis: Double { 6 }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x < location ? -.infinity : -(x - location) / scale - log(scale)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 0 : -expm1(-(x - location) / scale)
    }
    public func survival(_ x: Double) -> Double { exp(logSurvival(x)) }
    public func logCumulative(_ x: Double) -> Double { SpecialFunctions.log1mExp(logSurvival(x)) }
    public func logSurvival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 0 : -(x - location) / scale
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return location - scale * log1p(-p)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        return location - scale * log(q)
    }
}

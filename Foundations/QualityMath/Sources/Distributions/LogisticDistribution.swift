import Glibc

/// The logistic distribution; the loglogistic one of reliability is the exponential of a logistic variable.
public struct LogisticDistribution: ContinuousDistribution {
    /// The mean and median.
    public let location: Double
    /// The scale; the standard deviation is scale · π/√3.
    public let scale: Double

    /// Creates a logistic distribution; the scale must be positive.
    public init(location: Double = 0, scale: Double = 1) throws(MathProblem) {
        self.location = try checked(location, "location", .finite)
        self.scale = try checked(scale, "scale", .positive)
    }

    public var support: ClosedRange<Double> { -.infinity ... .infinity }
    public var mean: Double { location }
    public var variance: Double { scale * scale * (Double.pi * Double.pi / 3) }
    public var skewness: Double { 0 }
    public var excessKurtosis: Double { 1.2 }

    @inline(__always) private func standardized(_ x: Double) -> Double { (x - location) / scale }

    public func density(_ x: Double) -> Double {
        let e = exp(-abs(standardized(x)))
        return e / (scale * (1 + e) * (1 + e))
    }
    public func logDensity(_ x: Double) -> Double {
        let z = abs(standardized(x))
        return -z - 2 * log1p(exp(-z)) - log(scale)
    }
    public func cumulative(_ x: Double) -> Double { Self.standardCumulative(standardized(x)) }
    public func survival(_ x: Double) -> Double { Self.standardCumulative(-standardized(x)) }
    public func logCumulative(_ x: Double) -> Double { -SpecialFunctions.log1pExp(-standardized(x)) }
    public func logSurvival(_ x: Double) -> Double { -SpecialFunctions.log1pExp(standardized(x)) }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return location + scale * Self.logit(p)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        return location - scale * Self.logit(q)
    }

    private static func standardCumulative(_ z: Double) -> Double {
        if z >= 0 { return 1 / (1 + exp(-z)) }
        let e = exp(z)
        return e / (1 + e)
    }
    /// log(p/(1-p)), near one half through log1p so that it does not cancel.
    private static func logit(_ p: Double) -> Double {
        p > 0.3 && p < 0.7 ? log1p((2 * p - 1) / (1 - p)) : log(p / (1 - p))
    }
}

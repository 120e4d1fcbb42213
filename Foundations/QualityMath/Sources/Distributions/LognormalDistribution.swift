import Glibc

/// The lognormal distribution: log(X - location) is normal.
public struct LognormalDistribution: ContinuousDistribution {
    /// The mean μ of the logarithm.
    public let logMean: Double
    /// The standard deviation σ of the logarithm.
    public let logStandardDeviation: Double
    /// The smallest possible value.
    public let location: Double

    /// Creates a lognormal distribution; the standard deviation of the logarithm must be positive.
    public init(logMean: Double, logStandardDeviation: Double, location: Double = 0) throws(MathProblem) {
        self.logMean = try checked(logMean, "logMean", .finite)
        self.logStandardDeviation = try checked(logStandardDeviation, "logStandardDeviation", .positive)
        self.location = try checked(location, "location", .finite)
    }

    private var square: Double { logStandardDeviation * logStandardDeviation }
    public var support: ClosedRange<Double> { location ... .infinity }
    public var mean: Double { location + exp(logMean + square / 2) }
    public var variance: Double { expm1(square) * exp(2 * logMean + square) }
    public var skewness: Double { (exp(square) + 2) * expm1(square).squareRoot() }
    public var excessKurtosis: Double {
        expm1(4 * square) + 2 * expm1(3 * square) + 3 * expm1(2 * square)
    }

    @inline(__always) private func standardized(_ x: Double) -> Double {
        (log(x - location) - logMean) / logStandardDeviation
    }

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= location || x == .infinity { return 0 }
        return NormalDistribution.standardDensity(standardized(x)) / (logStandardDeviation * (x - location))
    }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x <= location || x == .infinity { return -.infinity }
        let z = standardized(x)
        return -z * z / 2 - logSqrtTwoPi - log(logStandardDeviation) - log(x - location)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 0 : NormalDistribution.standardCumulative(standardized(x))
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 1 : NormalDistribution.standardCumulative(-standardized(x))
    }
    public func logCumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? -.infinity : NormalDistribution.standardLogCumulative(standardized(x))
    }
    public func logSurvival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 0 : NormalDistribution.standardLogCumulative(-standardized(x))
    }
    public func quantile(_ p: Double) -> Double {
        location + exp(logMean + logStandardDeviation * NormalDistribution.standardQuantile(p))
    }
    public func upperQuantile(_ q: Double) -> Double {
        location + exp(logMean - logStandardDeviation * NormalDistribution.standardQuantile(q))
    }
    public func sample(using stream: inout RandomStream) -> Double {
        location + exp(logMean + logStandardDeviation * stream.normal())
    }
}

import Glibc

/// The uniform (rectangular) distribution on an interval.
public struct UniformDistribution: ContinuousDistribution {
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double

    /// Creates a uniform distribution; the upper end must be greater than the lower one.
    public init(lower: Double = 0, upper: Double = 1) throws(MathProblem) {
        self.lower = try checked(lower, "lower", .finite)
        self.upper = try checked(upper, "upper", .greaterThan(lower))
        _ = try checked(upper - lower, "width", .positive)
    }

    private var width: Double { upper - lower }
    public var support: ClosedRange<Double> { lower...upper }
    public var mean: Double { lower + width / 2 }
    public var variance: Double { width * width / 12 }
    public var skewness: Double { 0 }
    public var excessKurtosis: Double { -1.2 }

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x >= lower && x <= upper ? 1 / width : 0
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= lower ? 0 : x >= upper ? 1 : (x - lower) / width
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= lower ? 1 : x >= upper ? 0 : (upper - x) / width
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return p < 0.5 ? lower + p * width : upper - (1 - p) * width
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        return q < 0.5 ? upper - q * width : lower + (1 - q) * width
    }
}

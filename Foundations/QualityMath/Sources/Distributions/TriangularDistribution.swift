import Glibc

/// The triangular distribution on an interval with a mode inside it or at an end.
public struct TriangularDistribution: ContinuousDistribution {
    /// The lower end.
    public let lower: Double
    /// The most likely value.
    public let mode: Double
    /// The upper end.
    public let upper: Double

    /// Creates a triangular distribution; lower ≤ mode ≤ upper and lower < upper.
    public init(lower: Double, mode: Double, upper: Double) throws(MathProblem) {
        self.lower = try checked(lower, "lower", .finite)
        self.upper = try checked(upper, "upper", .greaterThan(lower))
        _ = try checked(mode, "mode", .atLeast(lower))
        self.mode = try checked(mode, "mode", .atMost(upper))
        _ = try checked(upper - lower, "width", .positive)
    }

    private var width: Double { upper - lower }
    public var support: ClosedRange<Double> { lower...upper }
    public var mean: Double { lower / 3 + mode / 3 + upper / 3 }
    public var variance: Double {
        let a = mode - lower
        let b = upper - mode
        return (a * a + a * b + b * b) / 18
    }
    public var skewness: Double {
        let a = mode - lower
        let b = upper - mode
        let scale = a * a + a * b + b * b
        return 1.4142135623730951 * (b - a) * (2 * a + b) * (a + 2 * b) / (5 * scale * scale.squareRoot())
    }
    public var excessKurtosis: Double { -0.6 }

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < lower || x > upper { return 0 }
        if x < mode { return 2 * (x - lower) / (width * (mode - lower)) }
        if x > mode { return 2 * (upper - x) / (width * (upper - mode)) }
        return 2 / width
    }
    public func cumulative(_ x: Double) -> Double { tails(x).lower }
    public func survival(_ x: Double) -> Double { tails(x).upper }

    /// Both probabilities; the one on the far side of the mode as the sum of what lies between x, the mode and the end.
    private func tails(_ x: Double) -> (lower: Double, upper: Double) {
        if x.isNaN { return (.nan, .nan) }
        if x <= lower { return (0, 1) }
        if x >= upper { return (1, 0) }
        if x < mode {
            let below = (x - lower) / width * ((x - lower) / (mode - lower))
            return (below, (mode - x) / width * (1 + (x - lower) / (mode - lower)) + (upper - mode) / width)
        }
        if x == mode { return ((mode - lower) / width, (upper - mode) / width) }
        let above = (upper - x) / width * ((upper - x) / (upper - mode))
        return ((x - mode) / width * (1 + (upper - x) / (upper - mode)) + (mode - lower) / width, above)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p * width <= mode - lower { return lower + (p * width * (mode - lower)).squareRoot() }
        return upper - ((1 - p) * width * (upper - mode)).squareRoot()
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q * width <= upper - mode { return upper - (q * width * (upper - mode)).squareRoot() }
        return lower + ((1 - q) * width * (mode - lower)).squareRoot()
    }
}

import Glibc

/// The Weibull distribution with shape, scale and, for the three-parameter form, a location (threshold).
///
/// Survival exp(-((x - location)/scale)^shape).
public struct WeibullDistribution: ContinuousDistribution {
    /// The shape β.
    public let shape: Double
    /// The scale η, the value at which 63.2 % have failed (measured from the location).
    public let scale: Double
    /// The smallest possible value γ.
    public let location: Double

    /// Creates a Weibull distribution; shape and scale must be positive.
    public init(shape: Double, scale: Double, location: Double = 0) throws(MathProblem) {
        self.shape = try checked(shape, "shape", .positive)
        self.scale = try checked(scale, "scale", .positive)
        self.location = try checked(location, "location", .finite)
    }

    public var support: ClosedRange<Double> { location ... .infinity }

    private func moment(_ k: Double) -> Double { tgamma(1 + k / shape) }
    public var mean: Double { location + scale * moment(1) }
    public var variance: Double { scale * scale * relativeVariance }
    /// Γ(1+2/β) - Γ(1+1/β)², without cancellation for large shapes.
    private var relativeVariance: Double {
        let first = SpecialFunctions.logGamma(1 + 1 / shape)
        return exp(2 * first) * expm1(logMomentRatio)
    }
    /// log Γ(1+2h) - 2 log Γ(1+h) for h = 1/β; for small h by its Taylor series, which does not cancel.
    private var logMomentRatio: Double {
        let h = 1 / shape
        guard h < 0.02 else { return SpecialFunctions.logGamma(1 + 2 * h) - 2 * SpecialFunctions.logGamma(1 + h) }
        // log Γ(1+h) = -γh + Σ ζ(k)(-h)^k/k; the linear terms cancel exactly.
        let zetas = [
            1.64493406684822643647, 1.20205690315959428540, 1.08232323371113819152, 1.03692775514336992633,
            1.01734306198444913971, 1.00834927738192282684, 1.00407735619794433938, 1.00200839282608221442,
            1.00099457512781808534, 1.00049418860411946456, 1.00024608655330804830, 1.00012271334757848915,
        ]
        var sum = 0.0
        var power = h * h
        for (index, zeta) in zetas.enumerated() {
            let k = Double(index + 2)
            sum += (index.isMultiple(of: 2) ? 1 : -1) * zeta * power * (exp2(k) - 2) / k
            power *= h
        }
        return sum
    }
    public var skewness: Double {
        let v = relativeVariance
        let m = moment(1)
        return (moment(3) - 3 * m * v - m * m * m) / (v * v.squareRoot())
    }
    public var excessKurtosis: Double {
        let v = relativeVariance
        let m = moment(1)
        return (moment(4) - 4 * moment(3) * m + 6 * moment(2) * m * m - 3 * m * m * m * m) / (v * v) - 3
    }

    @inline(__always) private func standardized(_ x: Double) -> Double { (x - location) / scale }

    public func density(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < location || x == .infinity { return 0 }
        let z = standardized(x)
        if z == 0 { return shape < 1 ? .infinity : shape == 1 ? 1 / scale : 0 }
        return shape / scale * pow(z, shape - 1) * exp(-pow(z, shape))
    }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < location || x == .infinity { return -.infinity }
        let z = standardized(x)
        if z == 0 { return shape < 1 ? .infinity : shape == 1 ? -log(scale) : -.infinity }
        return log(shape / scale) + (shape - 1) * log(z) - pow(z, shape)
    }
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 0 : -expm1(-pow(standardized(x), shape))
    }
    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 1 : exp(-pow(standardized(x), shape))
    }
    public func logCumulative(_ x: Double) -> Double { SpecialFunctions.log1mExp(logSurvival(x)) }
    public func logSurvival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        return x <= location ? 0 : -pow(standardized(x), shape)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return location + scale * pow(-log1p(-p), 1 / shape)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        return location + scale * pow(-log(q), 1 / shape)
    }
}

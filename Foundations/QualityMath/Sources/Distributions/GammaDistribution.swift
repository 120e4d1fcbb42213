import Glibc

/// The gamma distribution with a shape and a scale (mean shape · scale).
public struct GammaDistribution: ContinuousDistribution {
    /// The shape α.
    public let shape: Double
    /// The scale θ, the reciprocal of the rate.
    public let scale: Double

    /// Creates a gamma distribution; shape and scale must be positive.
    public init(shape: Double, scale: Double = 1) throws(MathProblem) {
        self.shape = try checked(shape, "shape", .positive)
        self.scale = try checked(scale, "scale", .positive)
    }

    public var support: ClosedRange<Double> { 0 ... .infinity }
    public var mean: Double { shape * scale }
    public var variance: Double { shape * scale * scale }
    public var skewness: Double { 2 / shape.squareRoot() }
    public var excessKurtosis: Double { 6 / shape }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return shape < 1 ? .infinity : shape == 1 ? -log(scale) : -.infinity }
        let z = x / scale
        if shape < 1 {
            let kernel = SpecialFunctions.logPoissonMass(shape, z)
            return kernel + log(shape / x)
        }
        return SpecialFunctions.logPoissonMass(shape - 1, z) - log(scale)
    }
    public func cumulative(_ x: Double) -> Double {
        x < 0 ? 0 : SpecialFunctions.regularizedGammaP(shape, x / scale)
    }
    public func survival(_ x: Double) -> Double {
        x < 0 ? 1 : SpecialFunctions.regularizedGammaQ(shape, x / scale)
    }
    public func logCumulative(_ x: Double) -> Double {
        x < 0 ? -.infinity : SpecialFunctions.logRegularizedGammaP(shape, x / scale)
    }
    public func logSurvival(_ x: Double) -> Double {
        x < 0 ? 0 : SpecialFunctions.logRegularizedGammaQ(shape, x / scale)
    }
    public func quantile(_ p: Double) -> Double { scale * SpecialFunctions.inverseRegularizedGammaP(shape, p) }
    public func upperQuantile(_ q: Double) -> Double { scale * SpecialFunctions.inverseRegularizedGammaQ(shape, q) }

    /// Returns one random value by Marsaglia and Tsang's method (ACM TOMS 26, 2000), which is exact.
    public func sample(using stream: inout RandomStream) -> Double {
        scale * Self.standardSample(shape: shape, using: &stream)
    }

    static func standardSample(shape: Double, using stream: inout RandomStream) -> Double {
        if shape < 1 {
            let power = pow(stream.uniform(), 1 / shape)
            return power * standardSample(shape: shape + 1, using: &stream)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let z = stream.normal()
            let base = 1 + c * z
            if base <= 0 { continue }
            let v = base * base * base
            let u = stream.uniform()
            if log(u) < 0.5 * z * z + d - d * v + d * log(v) { return d * v }
        }
    }
}

import Glibc

/// The chi-squared distribution, a gamma distribution of shape ν/2 and scale 2.
public struct ChiSquaredDistribution: ContinuousDistribution {
    /// The degrees of freedom ν, which need not be whole.
    public let degreesOfFreedom: Double
    private let gamma: GammaDistribution

    /// Creates a chi-squared distribution; the degrees of freedom must be positive.
    public init(degreesOfFreedom: Double) throws(MathProblem) {
        self.degreesOfFreedom = try checked(degreesOfFreedom, "degreesOfFreedom", .positive)
        gamma = try GammaDistribution(shape: degreesOfFreedom / 2, scale: 2)
    }

    public var support: ClosedRange<Double> { 0 ... .infinity }
    public var mean: Double { degreesOfFreedom }
    public var variance: Double { 2 * degreesOfFreedom }
    public var skewness: Double { gamma.skewness }
    public var excessKurtosis: Double { gamma.excessKurtosis }

    public func density(_ x: Double) -> Double { gamma.density(x) }
    public func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }
    public func cumulative(_ x: Double) -> Double { gamma.cumulative(x) }
    public func survival(_ x: Double) -> Double { gamma.survival(x) }
    public func logCumulative(_ x: Double) -> Double { gamma.logCumulative(x) }
    public func logSurvival(_ x: Double) -> Double { gamma.logSurvival(x) }
    public func quantile(_ p: Double) -> Double { gamma.quantile(p) }
    public func upperQuantile(_ q: Double) -> Double { gamma.upperQuantile(q) }
    public func sample(using stream: inout RandomStream) -> Double { gamma.sample(using: &stream) }
}

import Glibc

/// A probability distribution on the real line with a density.
///
/// Arguments never throw: NaN in gives NaN out, a probability outside 0...1 gives NaN, an `x` outside the support has
/// density 0 and cumulative probability 0 or 1. Infinite arguments are limits. Parameters are checked once, by the
/// initialiser, which throws a ``MathProblem`` that names the parameter and its rule.
///
/// `cumulative` and `survival` are computed separately, so that both keep their relative precision in their own tail;
/// use `survival` rather than `1 - cumulative`, and `upperQuantile` rather than `quantile(1 - q)`.
public protocol ContinuousDistribution: Hashable, Sendable {
    /// The smallest closed interval that holds all the probability; the ends may be infinite.
    var support: ClosedRange<Double> { get }
    /// Returns the density at x.
    func density(_ x: Double) -> Double
    /// Returns the natural logarithm of the density at x, also where the density underflows.
    func logDensity(_ x: Double) -> Double
    /// Returns the probability of a value of at most x.
    func cumulative(_ x: Double) -> Double
    /// Returns the probability of a value greater than x.
    func survival(_ x: Double) -> Double
    /// Returns the natural logarithm of the cumulative probability.
    func logCumulative(_ x: Double) -> Double
    /// Returns the natural logarithm of the survival probability.
    func logSurvival(_ x: Double) -> Double
    /// Returns the x whose cumulative probability is p.
    func quantile(_ p: Double) -> Double
    /// Returns the x whose survival probability is q.
    func upperQuantile(_ q: Double) -> Double
    /// The mean; NaN where it does not exist.
    var mean: Double { get }
    /// The variance; infinity or NaN where it does not exist.
    var variance: Double { get }
    /// The skewness E(X-μ)³/σ³; NaN where it does not exist.
    var skewness: Double { get }
    /// The excess kurtosis E(X-μ)⁴/σ⁴ - 3; NaN where it does not exist.
    var excessKurtosis: Double { get }
    /// Returns one random value, and moves the stream on.
    func sample(using stream: inout RandomStream) -> Double
}

extension ContinuousDistribution {
    /// Returns the logarithm of the density.
    public func logDensity(_ x: Double) -> Double { log(density(x)) }

    /// Returns the logarithm of the cumulative probability, precise on both sides of the median.
    public func logCumulative(_ x: Double) -> Double {
        let lower = cumulative(x)
        return lower > 0.5 ? log1p(-survival(x)) : log(lower)
    }

    /// Returns the logarithm of the survival probability, precise on both sides of the median.
    public func logSurvival(_ x: Double) -> Double {
        let upper = survival(x)
        return upper > 0.5 ? log1p(-cumulative(x)) : log(upper)
    }

    /// The square root of the variance.
    public var standardDeviation: Double { variance.squareRoot() }

    /// The median.
    public var median: Double { quantile(0.5) }

    /// Returns the hazard density(x)/survival(x), the failure rate at x.
    public func hazard(_ x: Double) -> Double { exp(logDensity(x) - logSurvival(x)) }

    /// Returns the cumulative hazard, -log survival(x).
    public func cumulativeHazard(_ x: Double) -> Double { -logSurvival(x) }

    /// Returns the probability of a value in lower..<upper, without cancellation in either tail.
    public func probability(from lower: Double, to upper: Double) -> Double {
        guard lower <= upper else { return .nan }
        let below = cumulative(lower)
        return below > 0.5 ? survival(lower) - survival(upper) : cumulative(upper) - below
    }

    /// Returns one random value by inversion.
    public func sample(using stream: inout RandomStream) -> Double { quantile(stream.uniform()) }

    /// Returns `count` random values.
    public func samples(_ count: Int, using stream: inout RandomStream) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(max(count, 0))
        for _ in 0..<max(count, 0) { values.append(sample(using: &stream)) }
        return values
    }

    /// Returns the densities of a batch of arguments.
    public func densities(_ xs: [Double]) -> [Double] { xs.map { density($0) } }

    /// Returns the cumulative probabilities of a batch of arguments.
    public func cumulatives(_ xs: [Double]) -> [Double] { xs.map { cumulative($0) } }

    /// Returns the quantiles of a batch of probabilities.
    public func quantiles(_ ps: [Double]) -> [Double] { ps.map { quantile($0) } }

    /// Returns the sum of the log densities of a batch, the log likelihood of independent values.
    public func logLikelihood(_ xs: [Double]) -> Double {
        var sum = NeumaierSum()
        for x in xs { sum.add(logDensity(x)) }
        return sum.value
    }
}

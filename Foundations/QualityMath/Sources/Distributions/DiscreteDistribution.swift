import Glibc

/// A probability distribution on whole numbers.
///
/// Arguments and quantiles are `Double`, so that NaN and infinity can be said: a mass at a number that is not whole is 0,
/// a cumulative probability at x counts all whole numbers up to x. `quantile(p)` is the smallest k whose cumulative
/// probability is at least p, with no tolerance: `quantile(cumulative(k)) == k` wherever the mass at k can be seen in the
/// cumulative probability.
public protocol DiscreteDistribution: Hashable, Sendable {
    /// The smallest closed interval that holds all the probability; the upper end may be infinite.
    var support: ClosedRange<Double> { get }
    /// Returns the probability of exactly k.
    func mass(_ k: Double) -> Double
    /// Returns the natural logarithm of the probability of exactly k, also where it underflows.
    func logMass(_ k: Double) -> Double
    /// Returns the probability of a value of at most k.
    func cumulative(_ k: Double) -> Double
    /// Returns the probability of a value greater than k.
    func survival(_ k: Double) -> Double
    /// Returns the natural logarithm of the cumulative probability.
    func logCumulative(_ k: Double) -> Double
    /// Returns the natural logarithm of the survival probability.
    func logSurvival(_ k: Double) -> Double
    /// Returns the smallest whole number whose cumulative probability is at least p.
    func quantile(_ p: Double) -> Double
    /// Returns the smallest whole number whose survival probability is at most q.
    func upperQuantile(_ q: Double) -> Double
    /// The mean.
    var mean: Double { get }
    /// The variance.
    var variance: Double { get }
    /// The skewness; NaN for a distribution at one point.
    var skewness: Double { get }
    /// The excess kurtosis; NaN for a distribution at one point.
    var excessKurtosis: Double { get }
    /// Returns one random value, and moves the stream on.
    func sample(using stream: inout RandomStream) -> Double
}

extension DiscreteDistribution {
    /// Returns the probability of exactly k.
    public func mass(_ k: Int) -> Double { mass(Double(k)) }

    /// Returns the probability of a value of at most k.
    public func cumulative(_ k: Int) -> Double { cumulative(Double(k)) }

    /// Returns the probability of a value greater than k.
    public func survival(_ k: Int) -> Double { survival(Double(k)) }

    /// Returns the probability of exactly k.
    public func mass(_ k: Double) -> Double { exp(logMass(k)) }

    /// Returns the logarithm of the cumulative probability, precise on both sides of the median.
    public func logCumulative(_ k: Double) -> Double {
        let lower = cumulative(k)
        return lower > 0.5 ? log1p(-survival(k)) : log(lower)
    }

    /// Returns the logarithm of the survival probability, precise on both sides of the median.
    public func logSurvival(_ k: Double) -> Double {
        let upper = survival(k)
        return upper > 0.5 ? log1p(-cumulative(k)) : log(upper)
    }

    /// The square root of the variance.
    public var standardDeviation: Double { variance.squareRoot() }

    /// The median: the smallest k with a cumulative probability of at least one half.
    public var median: Double { quantile(0.5) }

    /// Returns the smallest whole number whose cumulative probability is at least p, by a search from the normal
    /// approximation with Cornish and Fisher's term: O(log(error of the start)) cumulative probabilities.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        if p == 1 { return support.upperBound }
        return smallest(startAt: cornishFisher(NormalDistribution.standard.quantile(p))) { cumulative($0) >= p }
    }

    /// Returns the smallest whole number whose survival probability is at most q.
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 1 { return support.lowerBound }
        if q == 0 { return support.upperBound }
        return smallest(startAt: cornishFisher(-NormalDistribution.standard.quantile(q))) { survival($0) <= q }
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

    /// Returns the masses at lower...upper, one after the other.
    public func masses(from lower: Int, through upper: Int) -> [Double] {
        lower <= upper ? (lower...upper).map { mass(Double($0)) } : []
    }

    private func cornishFisher(_ z: Double) -> Double {
        let start = mean + standardDeviation * (z + (skewness.isNaN ? 0 : skewness) * (z * z - 1) / 6)
        return start.isFinite ? start.rounded() : mean.rounded()
    }

    /// The smallest k of the support for which a condition holds that stays true once it is.
    private func smallest(startAt start: Double, where holds: (Double) -> Bool) -> Double {
        let first = support.lowerBound
        let last = support.upperBound
        var low: Double
        var high: Double
        var step = 1.0
        let begin = min(max(start, first), last)
        if holds(begin) {
            high = begin
            low = begin
            repeat {
                if low == first { return bisect(first - 1, high, holds) }
                high = low
                low = max(first, high - step)
                step *= 2
            } while holds(low)
        } else {
            low = begin
            high = begin
            repeat {
                low = high
                high = min(last, low + step)
                step *= 2
                // The last number of the support always meets the condition; so does a number beyond exact counting.
                if high == last || high > 9e15 { break }
            } while !holds(high)
        }
        return bisect(low, high, holds)
    }

    /// The smallest whole number in (low, high] for which the condition holds, given that it holds at high.
    private func bisect(_ low: Double, _ high: Double, _ holds: (Double) -> Bool) -> Double {
        var low = low
        var high = high
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if middle <= low || middle >= high { break }
            if holds(middle) { high = middle } else { low = middle }
        }
        return high
    }
}

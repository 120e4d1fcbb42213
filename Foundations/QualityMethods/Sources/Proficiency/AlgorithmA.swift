import Glibc
import QualityMath

/// Robust mean and standard deviation by Algorithm A: values beyond 1.5 s* from x* are moved to that distance until
/// nothing changes.
///
/// x* = mean of the moved values, s* = factor · their standard deviation. The standard prints the factor as 1.134 (and
/// 1.483 for the start); its unrounded value, which makes s* consistent under normality, is 1.13353…. Both are offered,
/// because they differ by about 10⁻³ in s*. Up to about 25 % of outliers are borne.
/// Source: ISO 13528:2022, C.3; ISO 5725-5:1998.
public struct AlgorithmA: Explainable {
    /// Which factor to use.
    public enum Factor: String, Hashable, Sendable, CaseIterable {
        /// 1.134 and 1.483, as the standard prints them.
        case printed
        /// Without rounding.
        case exact
    }

    /// The robust mean x*.
    public let mean: Double
    /// The robust standard deviation s*.
    public let standardDeviation: Double
    /// The number of values p.
    public let count: Int
    /// The number of iterations.
    public let iterations: Int
    /// The number of values moved at the end.
    public let moved: Int
    /// The factor used.
    public let factor: Factor

    /// The square root of 1/E min(|Z|, 1.5)², Z standard normal.
    static let exactFactor: Double = {
        let c = 1.5
        let tail = NormalDistribution.standardCumulative(-c)
        let inside = 1 - 2 * tail - 2 * c * NormalDistribution.standardDensity(c)
        return 1 / (inside + 2 * c * c * tail).squareRoot()
    }()

    /// Computes the estimates.
    ///
    /// Where more than half the values are equal the scaled median deviation is 0; the iteration then starts from the
    /// ordinary standard deviation, and constant values give s* = 0.
    public init(_ values: [Double], factor: Factor = .printed) throws(MathProblem) {
        try RequiredInput.count(values.count, atLeast: 2, "values")
        try RequiredInput.allFinite(values, "values")
        let multiplier = factor == .printed ? 1.134 : Self.exactFactor
        let start = factor == .printed ? 1.483 : 1.482602218505602
        let center = RobustScale.median(values)
        // Work around the median: far values lose nothing to a common offset.
        let shifted = values.map { $0 - center }
        guard shifted.allSatisfy({ $0.isFinite }) else { throw .notFinite(name: "values") }
        var mean = 0.0
        var deviation = start * RobustScale.median(shifted.map { abs($0) })
        if deviation == 0 { deviation = Moments(of: shifted).standardDeviation }
        var iterations = 0
        var moved = 0
        while deviation > 0, iterations < 10_000 {
            iterations += 1
            let reach = 1.5 * deviation
            let kept = shifted.map { min(max($0, mean - reach), mean + reach) }
            moved = zip(kept, shifted).count { $0 != $1 }
            let moments = Moments(of: kept)
            let change = max(
                abs(moments.mean - mean), abs(multiplier * moments.standardDeviation - deviation))
            mean = moments.mean
            deviation = multiplier * moments.standardDeviation
            if change <= 1e-15 * max(abs(mean), deviation) { break }
        }
        guard deviation.isFinite else { throw .notFinite(name: "values") }
        self.mean = center + mean
        standardDeviation = deviation
        count = values.count
        self.iterations = iterations
        self.moved = moved
        self.factor = factor
    }

    /// The standard uncertainty of x* as an assigned value, 1.25 s*/√p (ISO 13528:2022, 7.7.3).
    public var uncertainty: Double { 1.25 * standardDeviation / Double(count).squareRoot() }

    /// The estimates with the number of moved values.
    public var explanation: Explanation {
        let share = Double(moved) / Double(count)
        return Explanation(
            steps: [
                MethodText("x* = \(mean.significant(8)), s* = \(standardDeviation.significant(8)), p = \(count)"),
                MethodText(
                    zh: "有 \(moved) 个值被移到 x* ± 1.5 s*，迭代 \(iterations) 次",
                    en: "\(moved) values were moved to x* ± 1.5 s*, \(iterations) iterations"),
                MethodText("u(x*) = 1.25 s*/√p = \(uncertainty.significant())"),
            ], source: "ISO 13528:2022, C.3",
            assumptions: [
                Assumption(isMet: share <= 0.25, zh: "离群值不超过四分之一", en: "at most a quarter of the values is moved"),
                Assumption(.unknown, zh: "结果大体单峰、对称", en: "the results are roughly unimodal and symmetric"),
            ])
    }
}

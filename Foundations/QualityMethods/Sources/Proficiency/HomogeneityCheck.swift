import Glibc
import QualityMath

/// Whether the items of a proficiency test are alike, and whether they stay so.
///
/// From g items with m ≥ 2 test portions each: s_x of the item means, s_w within, between-item
/// s_s = √max(0, s_x² - s_w²/m). Homogeneous enough when s_s ≤ 0.3 σ, or, allowing for the check's own scatter,
/// s_s² ≤ F₁ (0.3σ)² + F₂ s_w², F₁ = χ²(0.95; g - 1)/(g - 1) and F₂ = (F(0.95; g - 1, g(m - 1)) - 1)/m.
/// Source: ISO 13528:2022, annex B.
public struct HomogeneityCheck: Explainable {
    /// The mean of all portions.
    public let mean: Double
    /// The standard deviation of the item means.
    public let meanDeviation: Double
    /// The standard deviation within items.
    public let withinDeviation: Double
    /// The standard deviation between items.
    public let betweenDeviation: Double
    /// 0.3 σ.
    public let limit: Double
    /// The square root of the expanded criterion.
    public let expandedLimit: Double
    /// The F statistic between items.
    public let statistic: Double
    /// Its probability if the items are alike.
    public let probability: Double

    /// Whether s_s ≤ 0.3 σ.
    public var isHomogeneous: Bool { betweenDeviation <= limit }
    /// Whether s_s is within the expanded criterion.
    public var isHomogeneousExpanded: Bool { betweenDeviation <= expandedLimit }

    /// Computes the check.
    ///
    /// - Parameters:
    ///   - items: the portions of each item, as many for every item.
    ///   - deviation: σ for proficiency assessment.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(items: [[Double]], deviation: Double) throws(MathProblem) {
        try RequiredInput.count(items.count, atLeast: 2, "items")
        try RequiredInput.positive(deviation, "deviation")
        let m = items[0].count
        try RequiredInput.count(m, atLeast: 2, "items[0]")
        for (index, item) in items.enumerated() {
            try RequiredInput.sameCount(item.count, m, "items[\(index)]")
            try RequiredInput.allFinite(item, "items[\(index)]")
        }
        let g = Double(items.count)
        let portions = Double(m)
        let moments = items.map { Moments(of: $0) }
        let means = Moments(of: moments.map(\.mean))
        let within = Summation.compensated(moments.map(\.sumOfSquares)) / (g * (portions - 1))
        mean = means.mean
        meanDeviation = means.standardDeviation
        withinDeviation = within.squareRoot()
        betweenDeviation = max(0, means.variance - within / portions).squareRoot()
        limit = 0.3 * deviation
        let f1 = try ChiSquaredDistribution(degreesOfFreedom: g - 1).quantile(0.95) / (g - 1)
        let f = try FDistribution(numerator: g - 1, denominator: g * (portions - 1))
        let f2 = (f.quantile(0.95) - 1) / portions
        expandedLimit = (f1 * limit * limit + f2 * within).squareRoot()
        statistic = within > 0 ? portions * means.variance / within : (means.variance > 0 ? .infinity : .nan)
        probability = statistic.isNaN ? .nan : f.survival(statistic)
    }

    /// Whether items stay stable: the mean afterwards differs by at most 0.3 σ, or at most 0.3 σ + 2 √(u₁² + u₂²).
    public struct Stability: Hashable, Sendable {
        /// The difference of the means.
        public let difference: Double
        /// 0.3 σ.
        public let limit: Double
        /// 0.3 σ + 2 √(u₁² + u₂²).
        public let expandedLimit: Double
        /// Whether the difference is within the limit.
        public var isStable: Bool { abs(difference) <= limit }
        /// Whether the difference is within the expanded limit.
        public var isStableExpanded: Bool { abs(difference) <= expandedLimit }
    }

    /// Compares values before and after (ISO 13528:2022, B.5).
    public static func stability(
        before: [Double], after: [Double], deviation: Double
    ) throws(MathProblem) -> Stability {
        try RequiredInput.count(before.count, atLeast: 2, "before")
        try RequiredInput.count(after.count, atLeast: 2, "after")
        try RequiredInput.allFinite(before, "before")
        try RequiredInput.allFinite(after, "after")
        try RequiredInput.positive(deviation, "deviation")
        let (a, b) = (Moments(of: before), Moments(of: after))
        let error = (a.variance / Double(a.count) + b.variance / Double(b.count)).squareRoot()
        return Stability(
            difference: b.mean - a.mean, limit: 0.3 * deviation, expandedLimit: 0.3 * deviation + 2 * error)
    }

    /// The deviations and the criterion with their numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "s_s = √max(0, s_x² - s_w²/m) = \(betweenDeviation.significant()); "
                        + "s_x = \(meanDeviation.significant()), s_w = \(withinDeviation.significant())"),
                MethodText("0.3 σ = \(limit.significant()), √(F₁(0.3σ)² + F₂s_w²) = \(expandedLimit.significant())"),
            ], source: "ISO 13528:2022, B.3",
            assumptions: [
                Assumption(
                    isMet: withinDeviation <= 0.5 * limit / 0.3, zh: "测量方法的重复性足够好（s_w 不大于 0.5 σ）",
                    en: "the method is repeatable enough (s_w at most 0.5 σ)")
            ])
    }
}

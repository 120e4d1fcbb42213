import Glibc
import QualityMath

/// Mandel's statistics of consistency: h between laboratories, k within.
///
/// h_i = (x̄_i - x̄)/s(x̄) and k_i = s_i √p/√Σs². Indicator values at 5 % and 1 %:
/// h = (p - 1) t/√(p (t² + p - 2)) with t two-sided for p - 2; k = √(p q) with q the upper quantile of the beta distribution
/// with shapes (n - 1)/2 and (p - 1)(n - 1)/2. Source: ISO 5725-2:2019, 8.3.1.
public struct MandelStatistics: Explainable {
    /// The mean of each laboratory.
    public let means: [Double]
    /// The standard deviation of each laboratory; NaN for one result.
    public let deviations: [Double]
    /// h of each laboratory; NaN where all means are equal.
    public let h: [Double]
    /// k of each laboratory; NaN without replicates or where all deviations are 0.
    public let k: [Double]
    private let replicates: Int

    /// Computes the statistics from the results of each laboratory; at least two laboratories.
    public init(_ laboratories: [[Double]]) throws(MathProblem) {
        try RequiredInput.count(laboratories.count, atLeast: 2, "laboratories")
        for (index, results) in laboratories.enumerated() {
            try RequiredInput.count(results.count, atLeast: 1, "laboratories[\(index)]")
            try RequiredInput.allFinite(results, "laboratories[\(index)]")
        }
        let moments = laboratories.map { Moments(of: $0) }
        means = moments.map(\.mean)
        deviations = moments.map(\.standardDeviation)
        let spread = Moments(of: means)
        h = means.map { spread.standardDeviation > 0 ? ($0 - spread.mean) / spread.standardDeviation : .nan }
        let usable = deviations.filter { !$0.isNaN }
        let pooled = (Summation.compensated(usable.map { $0 * $0 }) / Double(max(usable.count, 1))).squareRoot()
        k = deviations.map { pooled > 0 ? $0 / pooled : .nan }
        replicates = laboratories.map(\.count).min() ?? 0
    }

    /// Returns the indicator value of h for a number of laboratories (at least 3).
    public static func criticalH(laboratories p: Int, significance: Double) throws(MathProblem) -> Double {
        guard p >= 3 else { throw .tooFewValues(name: "laboratories", needed: 3, found: p) }
        try RequiredInput.openProbability(significance, "significance")
        let t = try StudentTDistribution(degreesOfFreedom: Double(p - 2)).upperQuantile(significance / 2)
        let count = Double(p)
        return (count - 1) * t / (count * (t * t + count - 2)).squareRoot()
    }

    /// Returns the indicator value of k for a number of laboratories (at least 2) with n ≥ 2 replicates.
    public static func criticalK(
        laboratories p: Int, replicates n: Int, significance: Double
    ) throws(MathProblem) -> Double {
        guard p >= 2 else { throw .tooFewValues(name: "laboratories", needed: 2, found: p) }
        guard n >= 2 else { throw .tooFewValues(name: "replicates", needed: 2, found: n) }
        try RequiredInput.openProbability(significance, "significance")
        let count = Double(p)
        // k²/p is the share of one of p sums of squares: beta((n - 1)/2, (p - 1)(n - 1)/2).
        let share = try BetaDistribution(alpha: Double(n - 1) / 2, beta: (count - 1) * Double(n - 1) / 2)
        return (count * share.upperQuantile(significance)).squareRoot()
    }

    /// The statistics and the indicator values.
    public var explanation: Explanation {
        var steps = [
            MethodText("h = (x̄ᵢ - x̄)/s(x̄): \(h.map { $0.significant(4) }.joined(separator: ", "))"),
            MethodText("k = sᵢ/√(Σs²/p): \(k.map { $0.significant(4) }.joined(separator: ", "))"),
        ]
        do {
            let atFive = try Self.criticalH(laboratories: means.count, significance: 0.05)
            let atOne = try Self.criticalH(laboratories: means.count, significance: 0.01)
            steps.append(MethodText("h(5 %) = \(atFive.significant(3)), h(1 %) = \(atOne.significant(3))"))
        } catch {
            steps.append(MethodText(zh: "实验室少于 3 个，无临界值", en: "no indicator value below 3 laboratories"))
        }
        return Explanation(
            steps: steps, source: "ISO 5725-2:2019, 8.3.1",
            assumptions: [
                Assumption(
                    isMet: replicates >= 2, zh: "各实验室均有重复结果", en: "every laboratory has replicates")
            ])
    }
}

import Glibc
import QualityMath

/// Cochran's and Grubbs' tests for outlying laboratories or results.
///
/// Source: ISO 5725-2:2019, 8.3.4 and 8.3.5; Grubbs and Beck, Technometrics 14 (1972). Probabilities of Cochran's and of
/// Grubbs' single test follow from the beta and t distributions by Bonferroni's bound, which is what the standard's
/// tables hold.
public struct OutlierTest: Explainable {
    /// Which test was made.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The largest variance over the sum of variances.
        case cochran
        /// The largest result.
        case grubbsHighest
        /// The smallest result.
        case grubbsLowest
        /// The two largest results together.
        case grubbsTwoHighest
        /// The two smallest results together.
        case grubbsTwoLowest
    }

    /// Which test was made.
    public let kind: Kind
    /// The statistic; small values are significant in the tests of two results, large ones in the others.
    public let statistic: Double
    /// The index of the outlying laboratory or result (of two, the outer one).
    public let index: Int
    /// The probability of so extreme a statistic without outliers, at most 1; nil for the tests of two results, whose
    /// critical values are simulated.
    public let probability: Double?
    /// The critical value at 5 %.
    public let criticalFive: Double
    /// The critical value at 1 %.
    public let criticalOne: Double

    /// Whether the statistic is beyond its 1 % value: an outlier.
    public var isOutlier: Bool { isBeyond(criticalOne) }
    /// Whether the statistic is beyond its 5 % value but not beyond its 1 % value: a straggler.
    public var isStraggler: Bool { isBeyond(criticalFive) && !isOutlier }

    private func isBeyond(_ limit: Double) -> Bool {
        kind == .grubbsTwoLowest || kind == .grubbsTwoHighest ? statistic < limit : statistic > limit
    }

    private init(
        kind: Kind, statistic: Double, index: Int, probability: Double?, criticalFive: Double, criticalOne: Double
    ) {
        self.kind = kind
        self.statistic = statistic
        self.index = index
        self.probability = probability
        self.criticalFive = criticalFive
        self.criticalOne = criticalOne
    }

    /// Makes Cochran's test on the standard deviations of p laboratories with n replicates each.
    public static func cochran(deviations: [Double], replicates n: Int) throws(MathProblem) -> OutlierTest {
        try RequiredInput.count(deviations.count, atLeast: 2, "deviations")
        for (index, value) in deviations.enumerated() { try RequiredInput.nonnegative(value, "deviations[\(index)]") }
        guard n >= 2 else { throw .tooFewValues(name: "replicates", needed: 2, found: n) }
        let largest = deviations.max() ?? 0
        guard largest > 0 else { throw .singular(name: "deviations") }
        let index = deviations.firstIndex(of: largest) ?? 0
        let statistic = 1 / Summation.compensated(deviations.map { ($0 / largest) * ($0 / largest) })
        let p = Double(deviations.count)
        let share = try BetaDistribution(alpha: Double(n - 1) / 2, beta: (p - 1) * Double(n - 1) / 2)
        return OutlierTest(
            kind: .cochran, statistic: statistic, index: index, probability: min(1, p * share.survival(statistic)),
            criticalFive: share.upperQuantile(0.05 / p), criticalOne: share.upperQuantile(0.01 / p))
    }

    /// Makes Grubbs' test on the largest or the smallest of at least three results.
    public static func grubbs(_ values: [Double], highest: Bool) throws(MathProblem) -> OutlierTest {
        try RequiredInput.count(values.count, atLeast: 3, "values")
        try RequiredInput.allFinite(values, "values")
        let moments = Moments(of: values)
        guard moments.standardDeviation > 0 else { throw .singular(name: "values") }
        let extreme = highest ? moments.maximum : moments.minimum
        let g = abs(extreme - moments.mean) / moments.standardDeviation
        let n = Double(values.count)
        let t = try StudentTDistribution(degreesOfFreedom: n - 2)
        let square = n * (n - 2) * g * g / ((n - 1) * (n - 1) - n * g * g)
        let probability = square > 0 && square.isFinite ? min(1, n * t.survival(square.squareRoot())) : 0
        func critical(_ alpha: Double) -> Double {
            // ISO 5725-2 tables are for a two-sided choice of side: α/(2n) each.
            let quantile = t.upperQuantile(alpha / (2 * n))
            return (n - 1) / n.squareRoot() * (quantile * quantile / (n - 2 + quantile * quantile)).squareRoot()
        }
        return OutlierTest(
            kind: highest ? .grubbsHighest : .grubbsLowest, statistic: g,
            index: values.firstIndex(of: extreme) ?? 0, probability: min(1, 2 * probability),
            criticalFive: critical(0.05), criticalOne: critical(0.01))
    }

    /// Makes Grubbs' test on the two largest or the two smallest of 4 to 100 results: the sum of squares without
    /// them over that with them.
    ///
    /// Critical values are simulated from 200,000 normal samples of a fixed stream (three digits).
    public static func grubbsTwo(_ values: [Double], highest: Bool) throws(MathProblem) -> OutlierTest {
        try RequiredInput.count(values.count, atLeast: 4, "values")
        guard values.count <= 100 else {
            throw .parameter(name: "values", rule: .atMost(100), value: Double(values.count))
        }
        try RequiredInput.allFinite(values, "values")
        let statistic = twoStatistic(values, highest: highest)
        guard statistic.isFinite else { throw .singular(name: "values") }
        let n = values.count
        let draws = 200_000
        let parts = ConcurrentChunks.map(20, threads: 2) { chunk in
            var stream = RandomStream(key: 0x6772_7562_6273).child(UInt64(n) << 16 | UInt64(chunk))
            return (0..<draws / 20).map { _ in
                let sample = stream.normals(n)
                // Either pair may be tested: the smaller of both statistics.
                return min(twoStatistic(sample, highest: true), twoStatistic(sample, highest: false))
            }
        }
        let sorted = parts.flatMap { $0 }.sorted()
        let extreme = highest ? values.max() : values.min()
        return OutlierTest(
            kind: highest ? .grubbsTwoHighest : .grubbsTwoLowest, statistic: statistic,
            index: extreme.flatMap { values.firstIndex(of: $0) } ?? 0, probability: nil,
            criticalFive: sorted[draws / 20], criticalOne: sorted[draws / 100])
    }

    private static func twoStatistic(_ values: [Double], highest: Bool) -> Double {
        let sorted = values.sorted()
        let rest = highest ? Array(sorted.dropLast(2)) : Array(sorted.dropFirst(2))
        return Moments(of: rest).sumOfSquares / Moments(of: sorted).sumOfSquares
    }

    /// The statistic beside its critical values.
    public var explanation: Explanation {
        let verdict =
            isOutlier
            ? MethodText(zh: "离群值", en: "outlier")
            : isStraggler ? MethodText(zh: "歧离值", en: "straggler") : MethodText(zh: "正常", en: "accepted")
        return Explanation(
            steps: [
                MethodText(
                    "\(kind.rawValue) = \(statistic.significant()), 5 %: \(criticalFive.significant(4)), "
                        + "1 %: \(criticalOne.significant(4))"), verdict,
            ], source: "ISO 5725-2:2019, 8.3",
            assumptions: [Assumption(.unknown, zh: "结果服从正态分布", en: "the results are normally distributed")])
    }
}

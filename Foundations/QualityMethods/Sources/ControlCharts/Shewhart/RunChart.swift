import Glibc
import QualityMath

/// A run chart: values in time order about their median, with tests of runs.
public struct RunChart: Explainable, Hashable {
    /// The median.
    public let median: Double
    /// The number of values that are not on the median.
    public let usefulCount: Int
    /// The longest run on one side of the median.
    public let longestRun: Int
    /// The longest run that chance allows, round(log₂ n) + 3 (Schilling 2012; Anhøj and Olesen 2014).
    public let longestRunLimit: Int
    /// The number of crossings of the median.
    public let crossings: Int
    /// The fewest crossings that chance allows: the 5 % quantile of the binomial (n - 1, 1/2).
    public let crossingsLimit: Int
    /// The number of runs about the median.
    public let runs: Int
    /// The two-sided p value of the number of runs about the median (Wald and Wolfowitz 1940, normal approximation).
    public let runsProbability: Double

    /// Whether a test tells that the process shifted: too long a run or too few crossings.
    public var showsShift: Bool { longestRun > longestRunLimit || crossings < crossingsLimit }

    /// Creates the chart; values on the median count for no side.
    public init(_ values: [Double]) throws(MethodProblem) {
        try ControlChart.requireFinite(values)
        let sorted = values.sorted()
        let middle = sorted.count / 2
        median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        let center = median
        let sides = values.filter { $0 != center }.map { $0 > center }
        usefulCount = sides.count
        guard sides.count >= 2 else {
            throw MethodProblem(
                .degenerate, at: "values", zh: "几乎所有值都等于中位数，不能检验。",
                en: "Almost all values equal the median: there is nothing to test.")
        }
        var (run, longest, changes) = (1, 1, 0)
        for place in 1..<sides.count {
            if sides[place] == sides[place - 1] {
                run += 1
            } else {
                changes += 1
                run = 1
            }
            longest = max(longest, run)
        }
        longestRun = longest
        crossings = changes
        runs = changes + 1
        let n = Double(sides.count)
        longestRunLimit = Int(log2(n).rounded()) + 3
        let binomial = try naming("values") { () throws(MathProblem) in
            try BinomialDistribution(trials: sides.count - 1, probability: 0.5)
        }
        crossingsLimit = Int(binomial.quantile(0.05))
        let above = Double(sides.filter { $0 }.count)
        let below = n - above
        let expected = 2 * above * below / n + 1
        let variance = (expected - 1) * (expected - 2) / (n - 1)
        runsProbability =
            variance > 0
            ? min(1, 2 * NormalDistribution.standardCumulative(-abs(Double(runs) - expected) / variance.squareRoot()))
            : 1
    }

    /// The tests with their numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    zh:
                        "中位数 \(median.significant(8))；最长游程 \(longestRun)（界限 \(longestRunLimit)）；穿越 \(crossings) 次（至少 \(crossingsLimit)）",
                    en:
                        "median \(median.significant(8)); longest run \(longestRun) (limit \(longestRunLimit)); \(crossings) crossings (at least \(crossingsLimit))"
                )
            ],
            source: "Anhøj and Olesen (2014), PLoS ONE 9, e113825; Wald and Wolfowitz (1940)",
            assumptions: [
                Assumption(
                    isMet: usefulCount >= 10, zh: "不在中位数上的值不少于 10 个（现有 \(usefulCount) 个）",
                    en: "at least 10 values are off the median (here \(usefulCount))")
            ])
    }
}

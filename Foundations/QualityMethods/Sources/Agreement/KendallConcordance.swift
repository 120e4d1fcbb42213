import QualityMath

/// Kendall's coefficient of concordance W of several rankings, corrected for ties.
public struct KendallConcordance: Hashable, Sendable, Explainable {
    /// W: 1 where all raters rank alike, 0 where their ranks cancel.
    public let coefficient: Double
    /// m (n - 1) W, nearly chi-squared with n - 1 degrees of freedom without concordance.
    public let chiSquared: Double
    /// The probability of so great a value without concordance.
    public let probability: Double
    /// The interval from the jackknife over subjects, cut at 0 and 1: rough with few subjects.
    public let interval: ClosedRange<Double>?
    /// The number of subjects ranked by all.
    public let subjects: Int
    /// The number of raters.
    public let raters: Int

    /// Computes W over the subjects rated by all raters.
    ///
    /// W = 12 S / (m²(n³ - n) - m Σ(t³ - t)), with S the squared deviations of the rank sums. Source: Kendall and
    /// Babington Smith (1939); Siegel and Castellan (1988) for ties.
    ///
    /// - Throws: ``MethodProblem`` for fewer than 2 complete subjects, ratings that are all tied, or a level out of range.
    public init(_ table: RatingTable, confidence: Double = 0.95) throws(MethodProblem) {
        let rows = try table.complete(2)
        let (n, m) = (Double(rows.count), Double(table.raters))
        let all = Self.coefficient(rows)
        guard all.isFinite else {
            throw MethodProblem(
                .degenerate, at: "data", zh: "所有评价均相同，无法排序。", en: "All ratings are tied: there is no ranking.")
        }
        coefficient = all
        chiSquared = m * (n - 1) * all
        let statistic = chiSquared
        probability = numberOrNaN { () throws(MathProblem) -> Double in
            try ChiSquaredDistribution(degreesOfFreedom: n - 1).survival(statistic)
        }
        let quantile = try studentQuantile(confidence, max(n - 1, 1))
        if rows.count >= 4 {
            let left = rows.indices.map { skipped in
                Self.coefficient(rows.enumerated().filter { $0.offset != skipped }.map(\.element))
            }
            let mean = left.reduce(0, +) / n
            let spread: Double = left.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
            let error = ((n - 1) / n * spread).squareRoot()
            interval = error.isFinite ? max(0, all - quantile * error)...min(1, all + quantile * error) : nil
        } else {
            interval = nil
        }
        subjects = rows.count
        raters = table.raters
    }

    private static func coefficient(_ rows: [[Double]]) -> Double {
        let (n, m) = (Double(rows.count), Double(rows.first?.count ?? 0))
        var sums = [Double](repeating: 0, count: rows.count)
        var ties = 0.0
        for rater in 0..<(rows.first?.count ?? 0) {
            let order = rows.indices.sorted { rows[$0][rater] < rows[$1][rater] }
            var start = 0
            while start < order.count {
                var end = start
                while end < order.count, rows[order[end]][rater] == rows[order[start]][rater] { end += 1 }
                let tied = Double(end - start)
                ties += tied * tied * tied - tied
                for place in start..<end { sums[order[place]] += Double(start + 1 + end) / 2 }
                start = end
            }
        }
        let mean = m * (n + 1) / 2
        let s: Double = sums.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        let scale = m * m * (n * n * n - n) - m * ties
        return scale > 0 ? 12 * s / scale : .nan
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "W = 12 S / (m²(n³ - n) - m Σ(t³ - t)) = \(coefficient.significant()), m = \(raters), n = \(subjects)"
                ),
                MethodText("χ² = m (n - 1) W = \(chiSquared.significant()), p = \(probability.significant())"),
            ], source: "Kendall and Babington Smith (1939); Siegel and Castellan (1988)",
            assumptions: [
                Assumption(
                    isMet: subjects > 7, zh: "卡方近似（对象多于 7 个）", en: "chi-squared approximation (more than 7 subjects)")
            ])
    }
}

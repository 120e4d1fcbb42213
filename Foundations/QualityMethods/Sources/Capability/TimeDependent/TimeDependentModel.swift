import Glibc
import QualityMath

/// The time-dependent distribution model of a process (ISO 22514-2:2017, clause 5), told from subgroups in time order.
///
/// Location constant or not by one-way analysis of variance, dispersion constant or not by Levene's test about medians
/// (Brown and Forsythe 1974), a trend of means by Kendall's rank correlation with time (Mann 1945), the shapes by
/// Anderson-Darling. Each test at the given significance.
public struct TimeDependentModel: Explainable, Hashable {
    /// The models of the standard.
    public enum Model: String, Sendable, Hashable, CaseIterable {
        /// Location and dispersion constant, normal.
        case a1 = "A1"
        /// Location and dispersion constant, not normal.
        case a2 = "A2"
        /// Location constant, dispersion varies.
        case b = "B"
        /// Location varies at random and normally, dispersion constant.
        case c1 = "C1"
        /// Location varies at random, the resulting distribution not normal.
        case c2 = "C2"
        /// Location follows a trend.
        case c3 = "C3"
        /// Location varies systematically and at random, for example from batch to batch.
        case c4 = "C4"
        /// Location and dispersion vary.
        case d = "D"
    }

    /// The model.
    public let model: Model
    /// The p value of equal means.
    public let locationProbability: Double
    /// The p value of equal dispersions.
    public let dispersionProbability: Double
    /// The p value of no trend in the means.
    public let trendProbability: Double
    /// The p value of normality within subgroups (residuals).
    public let withinNormality: Double
    /// The p value of normality of all values.
    public let overallNormality: Double

    /// Tells the model of at least five subgroups of at least two values.
    public init(_ subgroups: Subgroups, significance: Double = 0.01) throws(MethodProblem) {
        guard subgroups.count >= 5, (0..<subgroups.count).allSatisfy({ subgroups.size($0) >= 2 }) else {
            throw MethodProblem(
                .tooFewValues, at: "data", zh: "至少要 5 个子组，每组至少 2 个值。",
                en: "At least 5 subgroups of at least 2 values are needed.")
        }
        guard significance > 0, significance < 0.5 else {
            throw MethodProblem(
                .outOfRange, at: "significance", zh: "应在 0 与 0.5 之间。", en: "It must be between 0 and 0.5.")
        }
        let rows = subgroups.rows
        let means = try subgroups.statistics().means
        let location = try OneWayAnalysis(rows).probability
        let dispersion = try OneWayAnalysis(
            rows.map { row in
                let middle = Self.median(row)
                return row.map { abs($0 - middle) }
            }
        ).probability
        locationProbability = location
        dispersionProbability = dispersion
        trendProbability = Self.trend(means)
        let residuals = zip(rows, means).flatMap { row, mean in row.map { $0 - mean } }
        withinNormality = try NormalityTest.andersonDarling(residuals).probability
        overallNormality = try NormalityTest.andersonDarling(subgroups.values).probability
        let moves = location < significance
        let spreads = dispersion < significance
        if moves, spreads {
            model = .d
        } else if spreads {
            model = .b
        } else if !moves {
            model = overallNormality >= significance ? .a1 : .a2
        } else if trendProbability < significance {
            model = Self.residualTrend(means, rows, significance) ? .c4 : .c3
        } else {
            model = overallNormality >= significance ? .c1 : .c2
        }
    }

    /// Whether the means scatter about a straight trend by more than the values within explain.
    private static func residualTrend(_ means: [Double], _ rows: [[Double]], _ significance: Double) -> Bool {
        let n = Double(means.count)
        let times = means.indices.map { Double($0) - (n - 1) / 2 }
        let center = NumberColumn.mean(means)
        let slope = Summation.dot(times, means.map { $0 - center }) / Summation.dot(times, times)
        let size = Double(rows.map(\.count).reduce(0, +)) / n
        let left = means.indices.reduce(0.0) { sum, index in
            let gap = means[index] - center - slope * times[index]
            return sum + gap * gap
        }
        var (squares, degrees) = (0.0, 0.0)
        for (row, mean) in zip(rows, means) {
            squares += row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            degrees += Double(row.count - 1)
        }
        let ratio = size * left / (n - 2) / (squares / degrees)
        let top = (n - 2) * ratio
        return SpecialFunctions.regularizedBetaComplement(top / (top + degrees), (n - 2) / 2, degrees / 2)
            < significance
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The two-sided p value of Mann's test of trend, normal approximation with continuity correction.
    private static func trend(_ means: [Double]) -> Double {
        var score = 0
        for later in means.indices {
            for earlier in 0..<later {
                score += means[later] > means[earlier] ? 1 : means[later] < means[earlier] ? -1 : 0
            }
        }
        let n = Double(means.count)
        let deviation = (n * (n - 1) * (2 * n + 5) / 18).squareRoot()
        let z = max(abs(Double(score)) - 1, 0) / deviation
        return min(1, 2 * NormalDistribution.standardCumulative(-z))
    }

    /// Pp and Ppk for the distribution that results from a model.
    public struct Performance: Sendable, Hashable {
        /// How the quantiles were found: `normal`, a family of distributions, or `empirical`.
        public let way: String
        /// Pp; nil with one limit.
        public let spread: Double?
        /// Ppk.
        public let minimum: Double
    }

    /// Returns the performance of all values together, as the model asks for it (ISO 22514-2:2017, clause 6).
    ///
    /// A1 and C1 result in a normal distribution: x̄ ± 3s of all values. The other models result in one that is not:
    /// quantiles of the values where there are 740 or more, and below those of the family that fits best by the
    /// Anderson-Darling distance.
    public func performance(
        _ values: [Double], limits: SpecificationLimits
    ) throws(MethodProblem) -> Performance {
        if model == .a1 || model == .c1 {
            let moments = Moments(of: values)
            let normal = try NormalCapability(
                mean: moments.mean, sigma: moments.standardDeviation, count: values.count, limits: limits)
            return Performance(way: "normal", spread: normal.spread?.value, minimum: normal.minimum.value)
        }
        if values.count >= 740 {
            let capability = try QuantileCapability(empirical: values, limits: limits)
            return Performance(way: "empirical", spread: capability.spread, minimum: capability.minimum)
        }
        guard let fit = try FittedDistribution.best(values).first else {
            throw MethodProblem(.degenerate, at: "data", zh: "没有可拟合的分布。", en: "No family can be fitted.")
        }
        let capability = try QuantileCapability(fit, limits: limits)
        return Performance(way: fit.family.rawValue, spread: capability.spread, minimum: capability.minimum)
    }

    /// The tests and what they tell.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    zh:
                        "位置相等 p = \(locationProbability.significant(3))；离散相等 p = \(dispersionProbability.significant(3))；无趋势 p = \(trendProbability.significant(3))；模型 \(model.rawValue)",
                    en:
                        "equal means p = \(locationProbability.significant(3)); equal dispersion p = \(dispersionProbability.significant(3)); no trend p = \(trendProbability.significant(3)); model \(model.rawValue)"
                )
            ], source: "ISO 22514-2:2017, clause 5",
            assumptions: [Assumption(.unknown, zh: "子组按时间顺序", en: "the subgroups are in time order")])
    }
}

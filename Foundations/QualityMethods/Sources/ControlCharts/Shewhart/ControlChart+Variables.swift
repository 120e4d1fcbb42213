import QualityMath

extension ControlChart {
    /// The chart of subgroup means (X̄ chart, ISO 7870-2).
    ///
    /// Centre x̿ = Σ nᵢ x̄ᵢ / Σ nᵢ, limits x̿ ± width · σ / √nᵢ, with σ by the estimator, or both from the reference.
    public static func mean(
        _ subgroups: Subgroups, estimator: SigmaEstimator = .range, reference: ProcessReference? = nil,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        let (means, middle, sigma) = try meansAndSigma(subgroups, estimator, reference, options)
        let error: ChartLine =
            subgroups.commonSize.map { .constant(sigma / Double($0).squareRoot()) }
            ?? .varying(subgroups.sizes.map { sigma / Double($0).squareRoot() })
        let size = subgroups.commonSize.map { String($0) } ?? "nᵢ"
        let width = options.width
        return ControlChart(
            .mean, points: means, center: .constant(middle), standardError: error, width: width,
            sigma: sigma, rules: options.rules, threads: options.threads,
            steps: [
                MethodText("CL = \(middle.significant(8))"),
                MethodText(
                    zh: "σ = \(sigma.significant(8))（\(reference == nil ? estimator.rawValue : "给定")）",
                    en: "sigma = \(sigma.significant(8)) (\(reference == nil ? estimator.rawValue : "given"))"),
                MethodText(
                    "CL ± \(width.plain)σ/√n = \(middle.significant(8)) ± \(width.plain) × \(sigma.significant(6))/√\(size)"
                ),
            ],
            source: "ISO 7870-2:2023 (X̄ chart); GB/T 17989.2",
            assumptions: normalAssumptions(subgroups.count))
    }

    /// The points of a chart of means with its centre and the standard deviation behind its limits.
    private static func meansAndSigma(
        _ subgroups: Subgroups, _ estimator: SigmaEstimator, _ reference: ProcessReference?, _ options: ChartOptions
    ) throws(MethodProblem) -> (means: [Double], middle: Double, sigma: Double) {
        let usesRanges = estimator == .range || estimator == .weightedRange
        if let size = subgroups.commonSize, reference != nil || (usesRanges && size >= 2),
            let averages = subgroups.averages(threads: options.threads)
        {
            // Ranges of one size count only by their mean, so that they need not be kept.
            if let reference { return (averages.means, reference.mean, reference.sigma) }
            let sigma = try ProcessReference.checkedSigma(averages.meanOfRanges / options.constants.d2(size))
            return (averages.means, averages.meanOfMeans, sigma)
        }
        let statistics = try subgroups.statistics(threads: options.threads)
        if let reference { return (statistics.means, reference.mean, reference.sigma) }
        let sigma = try ProcessReference.checkedSigma(
            try estimator.estimate(subgroups, statistics, options.constants))
        return (statistics.means, statistics.grandMean, sigma)
    }

    /// The chart of subgroup ranges: centre d₂(nᵢ)σ, limits (d₂ ± width · d₃)σ, never below 0.
    public static func range(
        _ subgroups: Subgroups, estimator: SigmaEstimator = .range, reference: ProcessReference? = nil,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        let statistics = try subgroups.statistics()
        return try dispersion(
            .range, subgroups, statistics, points: statistics.ranges, estimator: estimator, reference: reference,
            options: options, mean: options.constants.d2, deviation: options.constants.d3,
            formula: "(d₂ ± \(options.width.plain)d₃)σ")
    }

    /// The chart of subgroup standard deviations: centre c₄(nᵢ)σ, limits (c₄ ± width · √(1-c₄²))σ, never below 0.
    public static func standardDeviation(
        _ subgroups: Subgroups, estimator: SigmaEstimator = .standardDeviation, reference: ProcessReference? = nil,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        let statistics = try subgroups.statistics()
        return try dispersion(
            .standardDeviation, subgroups, statistics,
            points: subgroups.standardDeviations(means: statistics.means), estimator: estimator,
            reference: reference, options: options, mean: ControlChartConstants.c4,
            deviation: { n in
                let c4 = ControlChartConstants.c4(n)
                return (1 - c4 * c4).squareRoot()
            }, formula: "(c₄ ± \(options.width.plain)√(1-c₄²))σ")
    }

    private static func dispersion(
        _ kind: ChartKind, _ subgroups: Subgroups, _ statistics: SubgroupStatistics, points: [Double],
        estimator: SigmaEstimator, reference: ProcessReference?, options: ChartOptions, mean: (Int) -> Double,
        deviation: (Int) -> Double, formula: String
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        for index in 0..<subgroups.count where subgroups.size(index) < 2 {
            throw MethodProblem(
                .tooFewValues, at: "data[\(index)]", zh: "极差图和标准差图的子组至少要 2 个值。",
                en: "A chart of spread needs at least 2 values in each subgroup.")
        }
        let sigma: Double
        if let reference {
            sigma = reference.sigma
        } else {
            sigma = try ProcessReference.checkedSigma(
                try estimator.estimate(subgroups, statistics, options.constants))
        }
        let center: ChartLine
        let error: ChartLine
        if let size = subgroups.commonSize {
            center = .constant(mean(size) * sigma)
            error = .constant(deviation(size) * sigma)
        } else {
            let means = ControlChartConstants.table(subgroups.sizes, mean)
            let deviations = ControlChartConstants.table(subgroups.sizes, deviation)
            center = .varying(subgroups.sizes.map { (means[$0] ?? .nan) * sigma })
            error = .varying(subgroups.sizes.map { (deviations[$0] ?? .nan) * sigma })
        }
        return ControlChart(
            kind, points: points, center: center, standardError: error, width: options.width, floor: 0,
            sigma: sigma, rules: options.rules,
            steps: [
                MethodText(
                    zh: "σ = \(sigma.significant(8))（\(reference == nil ? estimator.rawValue : "给定")）",
                    en: "sigma = \(sigma.significant(8)) (\(reference == nil ? estimator.rawValue : "given"))"),
                MethodText("CL = \(center[0].significant(8)); LCL, UCL = max(0, \(formula))"),
            ],
            source: "ISO 7870-2:2023 (R and s charts); GB/T 17989.2", assumptions: normalAssumptions(subgroups.count))
    }

    /// The chart of single values: centre x̄, limits x̄ ± width · σ with σ by moving ranges or otherwise.
    public static func individuals(
        _ values: [Double], estimator: IndividualsEstimator = .movingRange(span: 2),
        reference: ProcessReference? = nil, options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        try requireFinite(values)
        let sigma: Double
        if let reference {
            sigma = reference.sigma
        } else {
            sigma = try ProcessReference.checkedSigma(try estimator.estimate(values, constants: options.constants))
        }
        let middle = reference?.mean ?? NumberColumn.mean(values)
        return ControlChart(
            .individuals, points: values, center: .constant(middle), standardError: .constant(sigma),
            width: options.width, sigma: sigma, rules: options.rules,
            steps: [
                MethodText("CL = \(middle.significant(8)); σ = \(sigma.significant(8))"),
                MethodText(
                    "CL ± \(options.width.plain)σ = \(middle.significant(8)) ± \(options.width.plain) × \(sigma.significant(6))"
                ),
            ],
            source: "ISO 7870-2:2023 (individuals chart); GB/T 17989.2", assumptions: normalAssumptions(values.count))
    }

    /// The chart of moving ranges: centre d₂(span)σ, upper limit (d₂ + width · d₃)σ.
    public static func movingRange(
        _ values: [Double], span: Int = 2, reference: ProcessReference? = nil,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        try requireFinite(values)
        let ranges = try IndividualsEstimator.movingRanges(values, span: span)
        let sigma = try ProcessReference.checkedSigma(
            reference?.sigma ?? NumberColumn.mean(ranges) / options.constants.d2(span))
        let middle = options.constants.d2(span) * sigma
        return ControlChart(
            .movingRange, points: ranges, center: .constant(middle),
            standardError: .constant(options.constants.d3(span) * sigma), width: options.width, floor: 0,
            sigma: sigma, rules: options.rules == .none ? .none : options.rules.only(["1"]),
            steps: [
                MethodText("CL = d₂(\(span))σ = \(middle.significant(8)); UCL = (d₂ + \(options.width.plain)d₃)σ")
            ],
            source: "ISO 7870-2:2023 (moving range chart)", assumptions: normalAssumptions(values.count))
    }

    static func requireFinite(_ values: [Double]) throws(MethodProblem) {
        guard !values.isEmpty else {
            throw MethodProblem(.tooFewValues, at: "values", zh: "没有数据。", en: "There are no values.")
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw MethodProblem(.outOfRange, at: "values[\(index)]", zh: "应为有限的数。", en: "It must be a finite number.")
        }
    }

    static func normalAssumptions(_ count: Int) -> [Assumption] {
        [
            Assumption(.unknown, zh: "观测值相互独立", en: "the values are independent"),
            Assumption(.unknown, zh: "子组内近似正态分布", en: "the values within a subgroup are about normal"),
            Assumption(
                isMet: count >= 20, zh: "设限所用子组不少于 20 个（现有 \(count) 个）",
                en: "at least 20 subgroups stand behind the limits (here \(count))"),
        ]
    }
}

/// The three charts of variation within and between subgroups (I-MR-R/S): means as single values, their moving
/// ranges, and the spread within.
public struct BetweenWithinCharts: Sendable, Hashable {
    /// The chart of subgroup means with limits from their moving ranges.
    public let means: ControlChart
    /// The moving ranges of the means.
    public let movingRanges: ControlChart
    /// The spread within: ranges up to size 8, standard deviations above.
    public let within: ControlChart
    /// The standard deviation within subgroups.
    public let sigmaWithin: Double
    /// The standard deviation between subgroups, √max(0, σ²(x̄) - σ²(within)/n).
    public let sigmaBetween: Double

    /// Creates the three charts from subgroups of one size.
    public init(_ subgroups: Subgroups, options: ChartOptions = ChartOptions()) throws(MethodProblem) {
        guard let size = subgroups.commonSize, size >= 2 else {
            throw MethodProblem(
                .wrongShape, at: "data", zh: "组间组内图要求各子组大小相同且不小于 2。",
                en: "Charts between and within need subgroups of one size of at least 2.")
        }
        let statistics = try subgroups.statistics()
        means = try .individuals(statistics.means, options: options)
        movingRanges = try .movingRange(statistics.means, options: options)
        within =
            size <= 8 ? try .range(subgroups, options: options) : try .standardDeviation(subgroups, options: options)
        let spread = within.sigma ?? .nan
        let total = means.sigma ?? .nan
        sigmaWithin = spread
        sigmaBetween = max(total * total - spread * spread / Double(size), 0).squareRoot()
    }
}

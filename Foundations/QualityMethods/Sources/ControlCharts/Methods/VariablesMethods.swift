import QualityMath

/// Means of subgroups with ranges or standard deviations, as one method.
public enum SubgroupChartsMethod: QualityMethod {
    public static let name = "control-charts/subgroups"
    public static let title = MethodText(zh: "均值与极差（标准差）控制图", en: "Mean and range (or standard deviation) charts")
    public static let standard = "ISO 7870-2:2023"
    public static let version = 1
    public static let inputs = [
        ChartFields.data,
        InputField(
            "spread", .choice(["r", "s"]), default: "r", zh: "离散图：极差或标准差", en: "chart of spread: ranges or deviations"),
        ChartFields.estimatorField(.range), ChartFields.mean, ChartFields.sigma, ChartFields.rules,
        ChartFields.customRules, ChartFields.only, ChartFields.width,
        InputField(
            "stages", .integers, rule: .nonnegative, optional: true, zh: "各阶段首个子组的序号（从 0 起）",
            en: "first subgroup of each stage, counted from 0"),
        InputField(
            "freezesFirst", .boolean, default: false, zh: "以首阶段的限用于其后各阶段", en: "the limits of the first stage hold on"),
        InputField(
            "phaseOne", .boolean, default: false, zh: "反复剔除失控子组", en: "set subgroups out of control aside, repeatedly"),
    ]
    public static let outputs = [
        OutputField("mean", .object, zh: "均值图", en: "chart of means"),
        OutputField("spread", .object, zh: "离散图", en: "chart of spread"),
        OutputField("stages", .objects, zh: "各阶段的均值图", en: "charts of means by stage"),
        OutputField("excluded", .matrix, zh: "每轮剔除的子组", en: "subgroups set aside in each round"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let subgroups = try Subgroups(try inputs.matrix("data", ragged: true))
        let options = try ChartFields.options(inputs)
        let estimator = try ChartFields.estimator(inputs)
        let reference = try ChartFields.reference(inputs)
        let asRange = try inputs.text("spread", oneOf: ["r", "s"]) == "r"
        var chart = try ControlChart.mean(subgroups, estimator: estimator, reference: reference, options: options)
        let spread: ControlChart =
            asRange
            ? try .range(subgroups, estimator: estimator, reference: reference, options: options)
            : try .standardDeviation(subgroups, estimator: estimator, reference: reference, options: options)
        var values: [String: MethodValue] = [
            "spread": .object(spread.values), "stages": .null, "excluded": .list([]),
        ]
        if try inputs.boolean("phaseOne") {
            let phase = try PhaseOne(
                subgroups, estimator: estimator, spread: asRange ? .range : .standardDeviation, options: options)
            chart = phase.chart
            values["excluded"] = .list(phase.excluded.map { MethodValue($0) })
        }
        if inputs.has("stages") {
            let staged = try StagedChart(
                subgroups, starts: try inputs.integers("stages"), estimator: estimator,
                freezingFirst: try inputs.boolean("freezesFirst"), options: options)
            values["stages"] = .list(staged.stages.map { .object($0.values) })
        }
        values["mean"] = .object(chart.values)
        var outcome = chart.outcome
        outcome.values = values
        return outcome
    }
}

/// Single values and their moving ranges, as one method.
public enum IndividualsChartsMethod: QualityMethod {
    public static let name = "control-charts/individuals"
    public static let title = MethodText(zh: "单值与移动极差控制图", en: "Individuals and moving range charts")
    public static let standard = "ISO 7870-2:2023"
    public static let version = 1
    private static let estimators = [
        "moving-range", "median-moving-range", "screened-moving-range", "standard-deviation", "successive-differences",
    ]
    public static let inputs = [
        ChartFields.values,
        InputField("estimator", .choice(estimators), default: "moving-range", zh: "标准差的估计", en: "estimator of sigma"),
        InputField("span", .integer, rule: .between(2, 50), default: 2, zh: "移动极差跨度", en: "span of the moving range"),
        ChartFields.mean, ChartFields.sigma, ChartFields.rules, ChartFields.customRules, ChartFields.only,
        ChartFields.width,
        InputField("phaseOne", .boolean, default: false, zh: "反复剔除失控点", en: "set points out of control aside"),
    ]
    public static let outputs = [
        OutputField("individuals", .object, zh: "单值图", en: "chart of single values"),
        OutputField("movingRange", .object, zh: "移动极差图", en: "chart of moving ranges"),
        ChartFields.excludedField,
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let span = try inputs.integer("span", in: 2...50)
        let estimator: IndividualsEstimator =
            switch try inputs.text("estimator", oneOf: estimators) {
            case "median-moving-range": .medianMovingRange(span: span)
            case "screened-moving-range": .screenedMovingRange
            case "standard-deviation": .standardDeviation
            case "successive-differences": .successiveDifferences
            default: .movingRange(span: span)
            }
        let options = try ChartFields.options(inputs)
        let reference = try ChartFields.reference(inputs)
        var kept = values
        var outcome = try ChartFields.outcome(inputs, count: values.count) { places throws(MethodProblem) in
            kept = places.map { values[$0] }
            return try .individuals(kept, estimator: estimator, reference: reference, options: options)
        }
        let ranges = try ControlChart.movingRange(kept, span: span, reference: reference, options: options)
        let excluded = outcome.values.removeValue(forKey: "excluded") ?? .list([])
        outcome.values = [
            "individuals": .object(outcome.values), "movingRange": .object(ranges.values), "excluded": excluded,
        ]
        return outcome
    }
}

/// The three charts between and within subgroups (I-MR-R/S), as a method.
public enum BetweenWithinMethod: QualityMethod {
    public static let name = "control-charts/between-within"
    public static let title = MethodText(zh: "组间组内控制图（I-MR-R/S）", en: "Charts between and within (I-MR-R/S)")
    public static let standard = "ISO 7870-2:2023; Wheeler (1995)"
    public static let version = 1
    public static let inputs = [
        ChartFields.data, ChartFields.rules, ChartFields.customRules, ChartFields.only, ChartFields.width,
    ]
    public static let outputs = [
        OutputField("means", .object, zh: "子组均值的单值图", en: "chart of the means as single values"),
        OutputField("movingRanges", .object, zh: "均值的移动极差图", en: "moving ranges of the means"),
        OutputField("within", .object, zh: "组内极差图（8 个以上为标准差图）", en: "ranges within, deviations above size 8"),
        OutputField("sigmaWithin", .number, zh: "组内标准差", en: "standard deviation within"),
        OutputField("sigmaBetween", .number, zh: "组间标准差", en: "standard deviation between"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let charts = try BetweenWithinCharts(
            try Subgroups(try inputs.matrix("data", ragged: true)), options: try ChartFields.options(inputs))
        var outcome = charts.means.outcome
        outcome.values = [
            "means": .object(charts.means.values), "movingRanges": .object(charts.movingRanges.values),
            "within": .object(charts.within.values), "sigmaWithin": .number(charts.sigmaWithin),
            "sigmaBetween": .number(charts.sigmaBetween),
        ]
        return outcome
    }
}

/// A run chart, as a method.
public enum RunChartMethod: QualityMethod {
    public static let name = "control-charts/run-chart"
    public static let title = MethodText(zh: "链图（游程检验）", en: "Run chart with tests of runs")
    public static let standard = "Anhøj and Olesen (2014)"
    public static let version = 1
    public static let inputs = [ChartFields.values]
    public static let outputs = [
        OutputField("median", .number, zh: "中位数", en: "median"),
        OutputField("longestRun", .integer, zh: "最长游程", en: "longest run"),
        OutputField("longestRunLimit", .integer, zh: "最长游程界限", en: "limit of the longest run"),
        OutputField("crossings", .integer, zh: "穿越中位数次数", en: "crossings of the median"),
        OutputField("crossingsLimit", .integer, zh: "穿越次数下限", en: "fewest crossings by chance"),
        OutputField("runsProbability", .number, zh: "游程数检验 p 值", en: "p value of the number of runs"),
        OutputField("showsShift", .boolean, zh: "是否有偏移迹象", en: "whether a shift shows"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let chart = try RunChart(try inputs.numbers("values"))
        return MethodOutcome(
            [
                "median": .number(chart.median), "longestRun": .integer(chart.longestRun),
                "longestRunLimit": .integer(chart.longestRunLimit), "crossings": .integer(chart.crossings),
                "crossingsLimit": .integer(chart.crossingsLimit),
                "runsProbability": .number(chart.runsProbability), "showsShift": .boolean(chart.showsShift),
            ], explanation: chart.explanation)
    }
}

import QualityMath

/// The EWMA chart, as a method.
public enum EWMAMethod: QualityMethod {
    public static let name = "control-charts/ewma"
    public static let title = MethodText(zh: "指数加权移动平均控制图", en: "EWMA chart")
    public static let standard = "ISO 7870-6:2016"
    public static let version = 1
    public static let inputs = [
        ChartFields.values,
        InputField("mean", .number, zh: "均值", en: "mean of a point"),
        InputField("sigma", .number, rule: .positive, zh: "标准差", en: "standard deviation of a point"),
        InputField("lambda", .number, rule: .between(0, 1), default: 0.2, zh: "平滑系数", en: "weight of the newest point"),
        InputField("width", .number, unit: "σ", rule: .positive, default: 2.7, zh: "控制限宽度", en: "width of the limits"),
        InputField("startsExact", .boolean, default: true, zh: "起始点用精确限", en: "exact limits of the first points"),
    ]
    public static let outputs = ChartFields.outputs

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let reference = try ProcessReference(
            mean: try inputs.number("mean"), sigma: try inputs.number("sigma", .positive))
        let chart = try EWMAChart(
            reference: reference, lambda: try inputs.number("lambda"), width: try inputs.number("width"),
            startsExact: try inputs.boolean("startsExact"))
        return try chart.chart(try inputs.numbers("values")).outcome
    }
}

/// The tabular CUSUM, as a method.
public enum CUSUMMethod: QualityMethod {
    public static let name = "control-charts/cusum"
    public static let title = MethodText(zh: "累积和控制图", en: "CUSUM chart")
    public static let standard = "ISO 7870-4:2021"
    public static let version = 1
    public static let inputs = [
        ChartFields.values,
        InputField("mean", .number, zh: "均值", en: "mean of a point"),
        InputField("sigma", .number, rule: .positive, zh: "标准差", en: "standard deviation of a point"),
        InputField("allowance", .number, unit: "σ", rule: .nonnegative, default: 0.5, zh: "参考值 k", en: "allowance k"),
        InputField(
            "decision", .number, unit: "σ", rule: .positive, default: 5.0, zh: "判定距 h", en: "decision interval h"),
        InputField("headStart", .number, unit: "σ", rule: .nonnegative, default: 0.0, zh: "初始值", en: "head start"),
    ]
    public static let outputs = [
        OutputField("upper", .numbers, unit: "σ", zh: "上侧累积和", en: "upper sums"),
        OutputField("lower", .numbers, unit: "σ", zh: "下侧累积和（不小于 0）", en: "lower sums, 0 or greater"),
        OutputField("signals", .objects, zh: "信号：点、方向、偏移起点", en: "signals: point, side, start of the shift"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let reference = try ProcessReference(
            mean: try inputs.number("mean"), sigma: try inputs.number("sigma", .positive))
        let result = try CUSUMChart(
            reference: reference, allowance: try inputs.number("allowance"), decision: try inputs.number("decision"),
            headStart: try inputs.number("headStart")
        ).result(try inputs.numbers("values"))
        let signals: [MethodValue] = result.signals.map {
            ["point": .integer($0.index), "side": .text($0.isUpper ? "upper" : "lower"), "start": .integer($0.start)]
        }
        return MethodOutcome(
            ["upper": MethodValue(result.upper), "lower": MethodValue(result.lower), "signals": .list(signals)],
            explanation: result.explanation)
    }
}

/// The moving average chart, as a method.
public enum MovingAverageMethod: QualityMethod {
    public static let name = "control-charts/moving-average"
    public static let title = MethodText(zh: "移动平均控制图", en: "Moving average chart")
    public static let standard = "Montgomery, section 9.3"
    public static let version = 1
    public static let inputs = [
        ChartFields.values,
        InputField("span", .integer, rule: .atLeast(1), default: 5, zh: "跨度", en: "span"),
        InputField("mean", .number, zh: "均值", en: "mean of a point"),
        InputField("sigma", .number, rule: .positive, zh: "标准差", en: "standard deviation of a point"),
        ChartFields.rules, ChartFields.customRules, ChartFields.only, ChartFields.width,
    ]
    public static let outputs = ChartFields.outputs

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let reference = try ProcessReference(
            mean: try inputs.number("mean"), sigma: try inputs.number("sigma", .positive))
        return try MovingAverageChart.chart(
            try inputs.numbers("values"), span: try inputs.integer("span", in: 1...), reference: reference,
            options: try ChartFields.options(inputs)
        ).outcome
    }
}

/// Hotelling's T², MEWMA and MCUSUM, as one method.
public enum MultivariateChartMethod: QualityMethod {
    public static let name = "control-charts/multivariate"
    public static let title = MethodText(zh: "多元控制图", en: "Multivariate charts")
    public static let standard = "ISO 7870-7:2020"
    public static let version = 1
    private static let kinds = ["t2", "mewma", "mcusum"]
    public static let inputs = [
        InputField("kind", .choice(kinds), default: "t2", zh: "图的种类", en: "kind of chart"),
        InputField("data", .matrix, zh: "每行一次观测", en: "observations, a row each"),
        InputField("mean", .numbers, optional: true, zh: "已知均值", en: "known means"),
        InputField("covariance", .matrix, optional: true, zh: "已知协方差矩阵", en: "known covariance"),
        InputField(
            "confidence", .number, rule: .openProbability, default: 0.9973, zh: "T² 的置信水平", en: "confidence of T²"),
        InputField("lambda", .number, rule: .between(0, 1), default: 0.1, zh: "MEWMA 平滑系数", en: "lambda of the MEWMA"),
        InputField(
            "averageRunLength", .number, rule: .greaterThan(1), default: 200.0, zh: "MEWMA 受控平均链长",
            en: "in-control ARL of the MEWMA"),
        InputField("allowance", .number, rule: .nonnegative, default: 0.5, zh: "MCUSUM 的 k", en: "k of the MCUSUM"),
        InputField("decision", .number, rule: .positive, default: 5.5, zh: "MCUSUM 的 h", en: "h of the MCUSUM"),
    ]
    public static let outputs = ChartFields.outputs

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let rows = try inputs.matrix("data")
        var reference: MultivariateReference?
        if inputs.has("mean") || inputs.has("covariance") {
            let rows = try inputs.matrix("covariance")
            let covariance = try naming("covariance") { () throws(MathProblem) in try Matrix(rows) }
            reference = try MultivariateReference(mean: try inputs.numbers("mean"), covariance: covariance)
        }
        let kind = try inputs.text("kind", oneOf: kinds)
        if kind == "t2" {
            return try MultivariateChart.hotelling(
                rows, confidence: try inputs.number("confidence"), reference: reference
            ).outcome
        }
        let frame: MultivariateReference
        if let reference { frame = reference } else { frame = try MultivariateReference(observations: rows) }
        if kind == "mcusum" {
            return try MultivariateChart.mcusum(
                rows, reference: frame, allowance: try inputs.number("allowance"),
                decision: try inputs.number("decision")
            ).outcome
        }
        let lambda = try inputs.number("lambda")
        let limit = try RunLength.mewmaLimit(
            lambda: lambda, variables: frame.mean.count, averageRunLength: try inputs.number("averageRunLength"))
        return try MultivariateChart.mewma(rows, reference: frame, lambda: lambda, limit: limit).outcome
    }
}

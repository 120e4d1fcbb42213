import QualityMath

/// Charts of counts and fractions: p, np, c, u and Laney's p′ and u′, as one method.
public enum AttributesChartMethod: QualityMethod {
    public static let name = "control-charts/attributes"
    public static let title = MethodText(zh: "计数控制图", en: "Charts of attributes")
    public static let standard = "ISO 7870-2:2023; Laney (2002)"
    public static let version = 1
    private static let kinds = ["p", "np", "c", "u", "laney-p", "laney-u"]
    public static let inputs = [
        InputField("kind", .choice(kinds), zh: "图的种类", en: "kind of chart"),
        InputField("counts", .numbers, rule: .nonnegative, zh: "不合格数或不合格品数", en: "counts"),
        InputField("sizes", .numbers, rule: .positive, optional: true, zh: "样本量（c 图不用）", en: "sample sizes; not for c"),
        InputField("reference", .number, rule: .positive, optional: true, zh: "已知的平均率", en: "known average rate"),
        ChartFields.rules, ChartFields.width,
    ]
    public static let outputs = ChartFields.outputs

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let kind = try inputs.text("kind", oneOf: kinds)
        let counts = try inputs.numbers("counts", .nonnegative)
        let options = try ChartFields.options(inputs)
        let reference = try inputs.optionalNumber("reference", .positive)
        if kind == "c" { return try ControlChart.counts(counts, reference: reference, options: options).outcome }
        let sizes = try inputs.numbers("sizes", .positive)
        let chart: ControlChart =
            switch kind {
            case "np": try .numbersNonconforming(counts, sizes: sizes, reference: reference, options: options)
            case "u": try .rates(counts, sizes: sizes, reference: reference, options: options)
            case "laney-p": try .laneyFractions(counts, sizes: sizes, options: options)
            case "laney-u": try .laneyRates(counts, sizes: sizes, options: options)
            default: try .fractions(counts, sizes: sizes, reference: reference, options: options)
            }
        return chart.outcome
    }
}

/// Charts of rare events: g and t, as one method.
public enum RareEventsChartMethod: QualityMethod {
    public static let name = "control-charts/rare-events"
    public static let title = MethodText(zh: "稀有事件控制图（g、t）", en: "Charts of rare events (g, t)")
    public static let standard = "Benneyan (2001); Nelson (1994)"
    public static let version = 1
    public static let inputs = [
        InputField("kind", .choice(["g", "t"]), zh: "间隔单位数（g）或间隔时间（t）", en: "units (g) or time (t) between events"),
        InputField("values", .numbers, rule: .nonnegative, zh: "间隔", en: "the gaps in time order"),
        InputField("probabilityLimits", .boolean, default: false, zh: "g 图用概率限", en: "probability limits for g"),
        ChartFields.rules, ChartFields.width,
    ]
    public static let outputs = ChartFields.outputs

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values", .nonnegative)
        let options = try ChartFields.options(inputs)
        if try inputs.text("kind", oneOf: ["g", "t"]) == "t" {
            return try ControlChart.timesBetweenEvents(values, options: options).outcome
        }
        let probability = try inputs.boolean("probabilityLimits")
        return try ControlChart.unitsBetweenEvents(values, probabilityLimits: probability, options: options).outcome
    }
}

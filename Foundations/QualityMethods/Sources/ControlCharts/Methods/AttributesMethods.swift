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
        InputField(
            "screensRanges", .boolean, default: false, zh: "Laney 图剔除过大的移动极差",
            en: "leave too large moving ranges out (Laney)"),
        ChartFields.rules, ChartFields.customRules, ChartFields.only, ChartFields.width,
        InputField("phaseOne", .boolean, default: false, zh: "反复剔除失控样本", en: "set samples out of control aside"),
    ]
    public static let outputs = ChartFields.outputs + [ChartFields.excludedField]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let kind = try inputs.text("kind", oneOf: kinds)
        let counts = try inputs.numbers("counts", .nonnegative)
        let options = try ChartFields.options(inputs)
        let reference = try inputs.optionalNumber("reference", .positive)
        let sizes = kind == "c" ? [] : try inputs.numbers("sizes", .positive)
        let screens = try inputs.boolean("screensRanges")
        if kind != "c", sizes.count != counts.count {
            throw MethodProblem(
                .wrongShape, at: "sizes", zh: "有 \(sizes.count) 个样本量，应有 \(counts.count) 个。",
                en: "There are \(sizes.count) sizes and must be \(counts.count).")
        }
        func chart(_ kept: [Int]) throws(MethodProblem) -> ControlChart {
            let d = kept.map { counts[$0] }
            let n = kind == "c" ? [] : kept.map { sizes[$0] }
            return switch kind {
            case "c": try .counts(d, reference: reference, options: options)
            case "np": try .numbersNonconforming(d, sizes: n, reference: reference, options: options)
            case "u": try .rates(d, sizes: n, reference: reference, options: options)
            case "laney-p": try .laneyFractions(d, sizes: n, screensRanges: screens, options: options)
            case "laney-u": try .laneyRates(d, sizes: n, screensRanges: screens, options: options)
            default: try .fractions(d, sizes: n, reference: reference, options: options)
            }
        }
        return try ChartFields.outcome(inputs, count: counts.count, chart)
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
        ChartFields.rules, ChartFields.customRules, ChartFields.only, ChartFields.width,
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

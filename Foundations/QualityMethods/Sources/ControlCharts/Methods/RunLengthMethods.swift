import QualityMath

/// The average run length of a chart, as a method.
public enum RunLengthMethod: QualityMethod {
    public static let name = "control-charts/run-length"
    public static let title = MethodText(zh: "平均链长", en: "Average run length")
    public static let standard = "Page (1954); Crowder (1987); Champ and Woodall (1987); Rigdon (1995)"
    public static let version = 1
    private static let charts = ["rules", "cusum", "ewma", "mewma"]
    public static let inputs = [
        InputField("chart", .choice(charts), zh: "图的种类", en: "kind of chart"),
        InputField("shift", .number, unit: "σ", default: 0.0, zh: "均值偏移", en: "shift of the mean"),
        InputField("rules", .choice(RuleSet.names), default: "western-electric", zh: "准则组", en: "the set of rules"),
        ChartFields.customRules, ChartFields.only,
        InputField("allowance", .number, rule: .nonnegative, default: 0.5, zh: "CUSUM 的 k", en: "k of the CUSUM"),
        InputField("decision", .number, rule: .positive, default: 5.0, zh: "CUSUM 的 h", en: "h of the CUSUM"),
        InputField(
            "headStart", .number, rule: .nonnegative, default: 0.0, zh: "CUSUM 的初始值", en: "head start of the CUSUM"),
        InputField(
            "sides", .integer, rule: .between(1, 2), default: 2, zh: "CUSUM 单侧（上侧）1 或双侧 2",
            en: "1 (upper) or 2 sides of the CUSUM"),
        InputField("lambda", .number, rule: .between(0, 1), default: 0.2, zh: "平滑系数", en: "lambda"),
        InputField("width", .number, rule: .positive, default: 2.7, zh: "EWMA 的 L", en: "L of the EWMA"),
        InputField("limit", .number, rule: .positive, default: 10.79, zh: "MEWMA 的限", en: "limit of the MEWMA"),
        InputField("variables", .integer, rule: .between(1, 200), default: 2, zh: "变量数", en: "variables of the MEWMA"),
        InputField(
            "runs", .integer, rule: .between(2, 1_000_000), default: 10_000, zh: "模拟次数", en: "runs of a simulation"),
        InputField("seed", .integer, rule: .nonnegative, default: 1, zh: "模拟种子", en: "seed of a simulation"),
    ]
    public static let outputs = [
        OutputField("averageRunLength", .number, zh: "平均链长", en: "average run length"),
        OutputField("standardError", .number, zh: "模拟的标准误", en: "standard error where it was simulated"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let shift = try inputs.number("shift")
        var error: Double?
        let length: Double
        let source: String
        switch try inputs.text("chart", oneOf: charts) {
        case "cusum":
            source = "Page (1954), Biometrika 41, 100-115"
            let (k, h) = (try inputs.number("allowance"), try inputs.number("decision"))
            let start = try inputs.number("headStart")
            length =
                try inputs.integer("sides") == 2
                ? try RunLength.cusumTwoSided(allowance: k, decision: h, shift: shift, headStart: start)
                : try RunLength.cusum(allowance: k, decision: h, shift: shift, headStart: start)
        case "ewma":
            source = "Crowder (1987), Technometrics 29, 401-407"
            length = try RunLength.ewma(
                lambda: try inputs.number("lambda"), width: try inputs.number("width"), shift: shift)
        case "mewma":
            source = "Rigdon (1995), Journal of Statistical Computation and Simulation 52, 351-365"
            length = try RunLength.mewma(
                lambda: try inputs.number("lambda"), limit: try inputs.number("limit"),
                variables: try inputs.integer("variables", in: 1...200), shift: shift)
        default:
            source = "Champ and Woodall (1987), Technometrics 29, 393-399"
            (length, error) = try rules(try ChartFields.rules(inputs), shift, inputs)
        }
        return MethodOutcome(
            ["averageRunLength": .number(length), "standardError": MethodValue(error)],
            explanation: Explanation(
                steps: [MethodText("ARL(δ = \(shift.plain)) = \(length.significant(8))")], source: source,
                assumptions: [
                    Assumption(.unknown, zh: "点独立且正态，参数已知", en: "points independent and normal, known parameters")
                ]))
    }

    /// Exact where the rules have a finite chain, simulated where they hold trends or alternation.
    private static func rules(
        _ set: RuleSet, _ shift: Double, _ inputs: MethodInputs
    ) throws(MethodProblem) -> (Double, Double?) {
        let finite = set.rules.allSatisfy { rule in
            switch rule.pattern {
            case .trend, .alternating: false
            default: true
            }
        }
        guard !set.rules.isEmpty else {
            throw MethodProblem(.tooFewValues, at: "rules", zh: "至少要一条准则。", en: "At least one rule is needed.")
        }
        if finite { return (try set.averageRunLength(shift: shift), nil) }
        let seed = UInt64(try inputs.integer("seed", in: 0...Int.max))
        let simulated = try set.simulatedRunLength(
            shift: shift, runs: try inputs.integer("runs", in: 2...1_000_000), stream: RandomStream(key: seed))
        return (simulated.average, simulated.standardError)
    }
}

/// The design of a CUSUM, EWMA, MEWMA or X̄ chart for a wanted in-control ARL and shift, as a method.
public enum ChartDesignMethod: QualityMethod {
    public static let name = "control-charts/design"
    public static let title = MethodText(zh: "按平均链长设计控制图", en: "Design of a chart for a wanted run length")
    public static let standard = "ISO 7870-4:2021; ISO 7870-6:2016"
    public static let version = 2
    private static let charts = ["cusum", "ewma", "mewma", "xbar"]
    public static let inputs = [
        InputField("chart", .choice(charts), zh: "图的种类", en: "kind of chart"),
        InputField(
            "averageRunLength", .number, rule: .greaterThan(1), default: 370.4, zh: "受控平均链长", en: "in-control ARL"),
        InputField("shift", .number, unit: "σ", rule: .positive, default: 1.0, zh: "要检出的偏移", en: "shift to detect"),
        InputField("variables", .integer, rule: .between(1, 50), default: 2, zh: "变量数", en: "variables of the MEWMA"),
        InputField("lambda", .number, rule: .between(0, 1), default: 0.1, zh: "MEWMA 平滑系数", en: "lambda of the MEWMA"),
        InputField(
            "wantedAtShift", .number, rule: .greaterThan(1), default: 2.0, zh: "均值图偏移下的平均链长上限",
            en: "greatest ARL of the X̄ chart at the shift"),
    ]
    public static let outputs = [
        OutputField("parameter", .number, zh: "k、λ 或子组大小", en: "k, lambda or the size of subgroups"),
        OutputField("limit", .number, zh: "h、L 或控制限", en: "h, L or the limit"),
        OutputField("inControl", .number, zh: "受控平均链长", en: "in-control ARL"),
        OutputField("atShift", .number, zh: "偏移下的平均链长", en: "ARL at the shift"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let (wanted, shift) = (try inputs.number("averageRunLength"), try inputs.number("shift"))
        let design: ChartDesign =
            switch try inputs.text("chart", oneOf: charts) {
            case "cusum": try RunLength.designCUSUM(averageRunLength: wanted, shift: shift)
            case "mewma":
                try RunLength.designMEWMA(
                    averageRunLength: wanted, shift: shift, variables: try inputs.integer("variables"),
                    lambda: try inputs.number("lambda"))
            case "xbar":
                try RunLength.designMeanChart(
                    averageRunLength: wanted, shift: shift, wantedAtShift: try inputs.number("wantedAtShift"))
            default: try RunLength.designEWMA(averageRunLength: wanted, shift: shift)
            }
        return MethodOutcome(
            [
                "parameter": .number(design.parameter), "limit": .number(design.limit),
                "inControl": .number(design.inControl), "atShift": .number(design.atShift),
            ],
            explanation: Explanation(
                steps: [
                    MethodText(
                        "\(design.parameter.significant(5)), \(design.limit.significant(6)): ARL(0) = \(design.inControl.significant(6)), ARL(\(shift.plain)) = \(design.atShift.significant(6))"
                    )
                ], source: standard,
                assumptions: [
                    Assumption(.unknown, zh: "点独立且正态，参数已知", en: "points independent and normal, known parameters")
                ]))
    }
}

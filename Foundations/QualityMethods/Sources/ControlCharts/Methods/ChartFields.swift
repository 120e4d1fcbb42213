import QualityMath

/// Fields and readings that the methods of control charts share.
enum ChartFields {
    static let rules = InputField(
        "rules", .choice(RuleSet.names), default: "limits", zh: "判异准则组", en: "the set of rules to watch")
    static let width = InputField(
        "width", .number, unit: "σ", rule: .positive, default: 3.0, zh: "控制限宽度", en: "width of the limits")
    static let mean = InputField(
        "mean", .number, optional: true, zh: "已知或冻结的均值（与 sigma 同时给出）", en: "known or frozen mean, together with sigma")
    static let sigma = InputField(
        "sigma", .number, rule: .positive, optional: true, zh: "已知或冻结的标准差", en: "known or frozen standard deviation")
    static let data = InputField("data", .matrix, zh: "各子组的测量值", en: "measurements, a list for each subgroup")
    static let values = InputField("values", .numbers, zh: "按时间顺序的值", en: "values in time order")
    static let outputs = [
        OutputField("points", .numbers, zh: "点", en: "plotted points"),
        OutputField("center", .numbers, zh: "中心线", en: "centre line"),
        OutputField("lower", .numbers, zh: "下控制限", en: "lower limit"),
        OutputField("upper", .numbers, zh: "上控制限", en: "upper limit"),
        OutputField("sigma", .number, zh: "标准差", en: "standard deviation"),
        OutputField("signals", .objects, zh: "异常信号（点从 0 起编号）", en: "signals; points are counted from 0"),
    ]

    static func options(_ inputs: MethodInputs) throws(MethodProblem) -> ChartOptions {
        let name = try inputs.text("rules", oneOf: RuleSet.names)
        return ChartOptions(width: try inputs.number("width", .positive), rules: RuleSet.named(name) ?? .beyondLimits)
    }

    static func reference(_ inputs: MethodInputs) throws(MethodProblem) -> ProcessReference? {
        guard inputs.has("mean") || inputs.has("sigma") else { return nil }
        return try ProcessReference(mean: try inputs.number("mean"), sigma: try inputs.number("sigma", .positive))
    }

    static func estimator(_ inputs: MethodInputs) throws(MethodProblem) -> SigmaEstimator {
        try inputs.choice("estimator")
    }

    static func estimatorField(_ standard: SigmaEstimator) -> InputField {
        InputField(
            "estimator", .choice(SigmaEstimator.allCases.map(\.rawValue)), default: .text(standard.rawValue),
            zh: "组内标准差的估计", en: "estimator of the spread within subgroups")
    }
}

extension ControlChart {
    /// The chart as values: points, lines, sigma, signals.
    public var values: [String: MethodValue] {
        [
            "points": MethodValue(points), "center": MethodValue(center.values(points.count)),
            "lower": MethodValue(lower.values(points.count)), "upper": MethodValue(upper.values(points.count)),
            "sigma": MethodValue(sigma),
            "signals": .list(signals.map { ["point": .integer($0.index), "rule": .text($0.rule)] }),
        ]
    }

    /// The chart as the outcome of a method; each assumption that is not met is a warning.
    var outcome: MethodOutcome {
        MethodOutcome(
            values, warnings: assumptions.filter { $0.state == .notMet }.map { Self.warning($0) },
            explanation: explanation)
    }

    static func warning(_ assumption: Assumption) -> MethodText {
        MethodText(zh: "前提不满足：\(assumption.text.zh)", en: "Not met: \(assumption.text.en)")
    }
}

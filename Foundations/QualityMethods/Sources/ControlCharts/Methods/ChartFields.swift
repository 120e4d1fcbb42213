import QualityMath

/// Fields and readings that the methods of control charts share.
enum ChartFields {
    static let rules = InputField(
        "rules", .choice(RuleSet.names), default: "limits", zh: "判异准则组", en: "the set of rules to watch")
    static let customRules = InputField(
        "customRules", .objects, optional: true,
        zh: "自定准则（代替 rules）：name、pattern（same-side、within、outside、trend、alternating）、count、window、distance",
        en:
            "rules of one's own in place of rules: name, pattern (same-side, within, outside, trend, alternating), count, window, distance"
    )
    static let only = InputField(
        "only", .texts, optional: true, zh: "只用这些编号的准则", en: "only the rules of these names")
    static let excludedField = OutputField(
        "excluded", .any, zh: "每轮剔除的点（从 0 起）", en: "points set aside in each round, counted from 0")
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
        ChartOptions(width: try inputs.number("width", .positive), rules: try rules(inputs))
    }

    /// The set that is named, or the rules that are given one by one; with `only`, those of its names.
    static func rules(_ inputs: MethodInputs) throws(MethodProblem) -> RuleSet {
        var set = RuleSet.named(try inputs.text("rules", oneOf: RuleSet.names)) ?? .beyondLimits
        if inputs.has("customRules") {
            var rules: [ControlRule] = []
            for item in try inputs.objects("customRules", fields: ruleFields) { rules.append(try rule(item)) }
            set = RuleSet(rules)
        }
        guard inputs.has("only") else { return set }
        let names = try inputs.texts("only")
        for (index, name) in names.enumerated() where !set.rules.contains(where: { $0.name == name }) {
            throw MethodProblem(
                .outOfRange, at: "only[\(index)]", zh: "准则组没有名为 \(name) 的准则。",
                en: "The set has no rule named \(name).")
        }
        return set.only(names)
    }

    private static let patterns = ["same-side", "within", "outside", "trend", "alternating"]
    private static let ruleFields = [
        InputField("name", .text, zh: "名称", en: "name"),
        InputField("pattern", .choice(patterns), zh: "图形", en: "pattern"),
        InputField("count", .integer, rule: .between(1, 64), zh: "点数", en: "number of points"),
        InputField("window", .integer, rule: .between(1, 64), optional: true, zh: "窗口", en: "out of so many points"),
        InputField(
            "distance", .number, unit: "σ", rule: .nonnegative, default: 0.0, zh: "距中心线的距离",
            en: "distance from the centre line"),
    ]

    private static func rule(_ item: MethodInputs) throws(MethodProblem) -> ControlRule {
        let count = try item.integer("count")
        let distance = try item.number("distance")
        let pattern: ControlRule.Pattern =
            switch try item.text("pattern", oneOf: patterns) {
            case "within": .within(count: count, distance: distance)
            case "outside": .outside(count: count, distance: distance)
            case "trend": .trend(points: count)
            case "alternating": .alternating(points: count)
            default: .sameSide(count: count, window: try item.optionalInteger("window") ?? count, distance: distance)
            }
        do {
            return try ControlRule(try item.text("name"), pattern)
        } catch {
            throw MethodProblem(error.code, at: item.path, error.rule)
        }
    }

    /// The outcome of a chart, made anew without the points out of control where `phaseOne` asks for it.
    static func outcome(
        _ inputs: MethodInputs, count: Int, _ chart: ([Int]) throws(MethodProblem) -> ControlChart
    ) throws(MethodProblem) -> MethodOutcome {
        guard try inputs.boolean("phaseOne") else {
            var outcome = try chart(Array(0..<count)).outcome
            outcome.values["excluded"] = .list([])
            return outcome
        }
        let phase = try PhaseOneExclusion(count: count, chart: chart)
        var outcome = phase.chart.outcome
        outcome.values["excluded"] = .list(phase.excluded.map { MethodValue($0) })
        return outcome
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

import QualityMath

/// Fields that the methods of capability share.
enum CapabilityFields {
    static let lower = InputField("lowerLimit", .number, optional: true, zh: "下规范限", en: "lower specification limit")
    static let upper = InputField("upperLimit", .number, optional: true, zh: "上规范限", en: "upper specification limit")
    static let target = InputField("target", .number, optional: true, zh: "目标值", en: "target")
    static let confidence = InputField(
        "confidence", .number, rule: .openProbability, default: 0.95, zh: "置信水平", en: "confidence")

    static func limits(_ inputs: MethodInputs) throws(MethodProblem) -> SpecificationLimits {
        try SpecificationLimits(
            lower: try inputs.optionalNumber("lowerLimit"), upper: try inputs.optionalNumber("upperLimit"),
            target: try inputs.optionalNumber("target"))
    }

    static func values(_ capability: NormalCapability) -> MethodValue {
        let (below, above) = capability.expectedFractions
        return [
            "mean": .number(capability.mean), "sigma": .number(capability.sigma),
            "spread": capability.spread?.asValue ?? .null, "lowerSide": capability.lowerSide?.asValue ?? .null,
            "upperSide": capability.upperSide?.asValue ?? .null, "minimum": capability.minimum.asValue,
            "cpm": capability.taguchi?.asValue ?? .null, "expectedBelow": .number(below),
            "expectedAbove": .number(above),
        ]
    }
}

/// Capability and performance of a normal process, as a method.
public enum NormalCapabilityMethod: QualityMethod {
    public static let name = "capability/normal"
    public static let title = MethodText(zh: "正态过程能力与性能", en: "Capability and performance of a normal process")
    public static let standard = "ISO 22514-2:2017; ISO/TR 22514-4:2016"
    public static let version = 2
    public static let inputs = [
        ChartFields.data, CapabilityFields.lower, CapabilityFields.upper, CapabilityFields.target,
        ChartFields.estimatorField(.pooled), CapabilityFields.confidence,
        InputField(
            "standardUncertainty", .number, rule: .nonnegative, optional: true, zh: "测量的标准不确定度",
            en: "standard uncertainty of one measurement"),
    ]
    public static let outputs = [
        OutputField("within", .object, zh: "能力（组内 σ）", en: "capability, sigma within"),
        OutputField("overall", .object, zh: "性能（总 σ）", en: "performance, sigma of all values"),
        OutputField("betweenWithin", .object, zh: "组间组内能力", en: "capability of both within and between"),
        OutputField("corrected", .object, zh: "扣除测量不确定度后的性能", en: "performance without the uncertainty of measuring"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let subgroups = try Subgroups(try inputs.matrix("data", ragged: true))
        let capability = try ProcessCapability(
            subgroups, limits: try CapabilityFields.limits(inputs), estimator: try ChartFields.estimator(inputs),
            confidence: try inputs.number("confidence", .openProbability))
        var values: [String: MethodValue] = [
            "within": CapabilityFields.values(capability.within),
            "overall": CapabilityFields.values(capability.overall),
            "betweenWithin": capability.betweenWithin.map { CapabilityFields.values($0) } ?? .null,
            "corrected": .null,
        ]
        if let uncertainty = try inputs.optionalNumber("standardUncertainty", .nonnegative) {
            let corrected = try UncertaintyCorrectedCapability(capability.overall, standardUncertainty: uncertainty)
            values["corrected"] = CapabilityFields.values(corrected.corrected)
        }
        let explanation = capability.within.explanation
        return MethodOutcome(
            values,
            warnings: explanation.assumptions.filter { $0.state == .notMet }.map { ControlChart.warning($0) },
            explanation: explanation)
    }
}

/// Performance of a process that is not normal, as a method.
public enum NonnormalCapabilityMethod: QualityMethod {
    public static let name = "capability/nonnormal"
    public static let title = MethodText(zh: "非正态过程性能", en: "Performance of a process that is not normal")
    public static let standard = "ISO 22514-2:2017, 6.2"
    public static let version = 2
    private static let ways =
        ["best"] + DistributionFamily.allCases.map(\.rawValue) + ["empirical", "johnson", "box-cox"]
    public static let inputs = [
        ChartFields.values, CapabilityFields.lower, CapabilityFields.upper,
        InputField(
            "way", .choice(ways), default: "best", zh: "分布、分位数或变换", en: "distribution, quantiles or transformation"),
        CapabilityFields.confidence,
        InputField(
            "replicates", .integer, rule: .between(0, 100_000), default: 400, zh: "区间的自助法重复次数，0 为不算",
            en: "bootstrap replicates for the intervals, 0 for none"),
        InputField("seed", .integer, rule: .nonnegative, default: 1, zh: "随机种子", en: "seed of the replicates"),
    ]
    public static let outputs = [
        OutputField("way", .text, zh: "所用的分布或变换", en: "the distribution or transformation used"),
        OutputField("parameters", .object, zh: "参数", en: "its parameters"),
        OutputField("quantiles", .numbers, zh: "0.135%、50%、99.865% 分位数", en: "quantiles of 0.135 %, 50 % and 99.865 %"),
        OutputField("spread", .number, zh: "Pp", en: "Pp"), OutputField("minimum", .number, zh: "Ppk", en: "Ppk"),
        OutputField("fits", .objects, zh: "各分布的 A²", en: "A² of each family"),
        OutputField("spreadInterval", .object, zh: "Pp 的置信区间", en: "interval of Pp"),
        OutputField("minimumInterval", .object, zh: "Ppk 的置信区间", en: "interval of Ppk"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let limits = try CapabilityFields.limits(inputs)
        let way = try inputs.text("way", oneOf: ways)
        if way == "box-cox" {
            let transformation = try BoxCoxTransformation(fitting: values)
            let capability = try transformation.capability(
                values, limits: limits, confidence: try inputs.number("confidence"))
            return MethodOutcome(
                [
                    "way": "box-cox", "parameters": ["lambda": .number(transformation.lambda)],
                    "quantiles": .null, "fits": .list([]),
                    "spread": MethodValue(capability.spread?.value), "minimum": .number(capability.minimum.value),
                    "spreadInterval": capability.spread?.asValue ?? .null,
                    "minimumInterval": capability.minimum.asValue,
                ], explanation: capability.explanation)
        }
        var fits: [FittedDistribution] = []
        let capability: QuantileCapability
        var parameters: [String: MethodValue] = [:]
        if way == "empirical" {
            capability = try QuantileCapability(empirical: values, limits: limits)
        } else if way == "johnson" {
            let transformation = try JohnsonTransformation(fitting: values)
            capability = try transformation.capability(values, limits: limits)
            parameters = [
                "gamma": .number(transformation.gamma), "eta": .number(transformation.eta),
                "epsilon": .number(transformation.epsilon), "lambda": .number(transformation.lambda),
            ]
        } else {
            let families = DistributionFamily(rawValue: way).map { [$0] } ?? DistributionFamily.allCases
            fits = try FittedDistribution.best(values, among: families)
            guard let best = fits.first else {
                throw MethodProblem(
                    .outOfRange, at: "values", zh: "此分布要求所有值大于 0。", en: "This family needs values greater than 0.")
            }
            capability = try QuantileCapability(best, limits: limits)
            parameters = best.parameters.mapValues { .number($0) }
        }
        let (intervals, warnings) = try intervals(inputs, way, fits.first, values, limits)
        return MethodOutcome(
            [
                "spreadInterval": intervals?.spread?.asValue ?? .null,
                "minimumInterval": intervals?.minimum.asValue ?? .null,
                "way": .text(capability.origin.en), "parameters": .object(parameters),
                "quantiles": MethodValue(capability.quantiles), "spread": MethodValue(capability.spread),
                "minimum": .number(capability.minimum),
                "fits": .list(
                    fits.map { ["family": .text($0.family.rawValue), "andersonDarling": .number($0.andersonDarling)] }),
            ], warnings: warnings, explanation: capability.explanation)
    }

    /// The intervals that are asked for; none for Johnson's curves, whose search is too long to be repeated, and none for
    /// so many values that they would take minutes.
    private static func intervals(
        _ inputs: MethodInputs, _ way: String, _ fit: FittedDistribution?, _ values: [Double],
        _ limits: SpecificationLimits
    ) throws(MethodProblem) -> (QuantileIntervals?, [MethodText]) {
        let replicates = try inputs.integer("replicates")
        guard replicates > 0 else { return (nil, []) }
        guard way != "johnson", values.count * replicates <= 40_000_000 else {
            return (
                nil,
                [
                    MethodText(
                        zh: "未计算置信区间：约翰逊变换不支持，或数据过多，请减少重复次数",
                        en:
                            "no intervals: Johnson's curves have none here, or the data are too many for so many replicates"
                    )
                ]
            )
        }
        let confidence = try inputs.number("confidence")
        let stream = RandomStream(key: UInt64(try inputs.integer("seed", in: 0...Int.max)))
        guard let fit else {
            return (
                try QuantileIntervals(
                    empirical: values, limits: limits, confidence: confidence, replicates: replicates, stream: stream),
                []
            )
        }
        return (
            try QuantileIntervals(
                fit, count: values.count, limits: limits, confidence: confidence, replicates: replicates,
                stream: stream), []
        )
    }
}

/// Capability of counts, as a method.
public enum AttributeCapabilityMethod: QualityMethod {
    public static let name = "capability/attributes"
    public static let title = MethodText(zh: "计数型过程能力", en: "Capability of counts")
    public static let standard = "ISO 22514-5:2019"
    public static let version = 1
    public static let inputs = [
        InputField(
            "model", .choice(AttributeCapability.Model.allCases.map(\.rawValue)), default: "binomial",
            zh: "不合格品（二项）或不合格（泊松）", en: "units (binomial) or nonconformities (Poisson)"),
        InputField("counts", .numbers, rule: .nonnegative, zh: "各样本的计数", en: "count of each sample"),
        InputField("sizes", .numbers, rule: .positive, zh: "各样本的样本量", en: "size of each sample"),
        CapabilityFields.confidence,
    ]
    public static let outputs = [
        OutputField("rate", .object, zh: "不合格率及区间", en: "rate with its interval"),
        OutputField("perMillion", .number, zh: "每百万", en: "per million"),
        OutputField("z", .number, zh: "过程 Z", en: "process Z"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let capability = try AttributeCapability(
            try inputs.choice("model"), counts: try inputs.numbers("counts", .nonnegative),
            sizes: try inputs.numbers("sizes", .positive), confidence: try inputs.number("confidence"))
        return MethodOutcome(
            [
                "rate": capability.rate.asValue, "perMillion": .number(capability.perMillion),
                "z": .number(capability.z),
            ], explanation: capability.explanation)
    }
}

/// Statistical tolerance intervals, as a method.
public enum ToleranceIntervalMethod: QualityMethod {
    public static let name = "capability/tolerance-interval"
    public static let title = MethodText(zh: "统计容忍区间", en: "Statistical tolerance interval")
    public static let standard = "ISO 16269-6:2014"
    public static let version = 2
    public static let inputs = [
        InputField("values", .numbers, zh: "样本", en: "the sample"),
        InputField("coverage", .number, rule: .openProbability, default: 0.95, zh: "包含比例", en: "fraction to hold"),
        CapabilityFields.confidence,
        InputField("sides", .integer, rule: .between(1, 2), default: 2, zh: "单侧 1 或双侧 2", en: "1 or 2 sides"),
        InputField("side", .choice(["upper", "lower"]), default: "upper", zh: "单侧时的方向", en: "which side, with one"),
        InputField("normal", .boolean, default: true, zh: "按正态分布", en: "for a normal population"),
    ]
    public static let outputs = [
        OutputField("lower", .number, zh: "下限", en: "lower end"),
        OutputField("upper", .number, zh: "上限", en: "upper end"),
        OutputField("factor", .number, zh: "系数 k", en: "factor k of the normal interval"),
        OutputField("confidence", .number, zh: "达到的置信水平", en: "confidence reached"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values", atLeast: 2)
        let (coverage, confidence) = (try inputs.number("coverage"), try inputs.number("confidence"))
        let sides = try inputs.integer("sides", in: 1...2)
        let source = "ISO 16269-6:2014"
        let isLower = sides == 1 ? try inputs.text("side", oneOf: ["upper", "lower"]) == "lower" : false
        guard try inputs.boolean("normal") else {
            // The lower limit of a sample is the upper one of the sample turned round.
            let interval = try ToleranceInterval.nonparametric(
                isLower ? values.map { -$0 } : values, coverage: coverage, confidence: confidence, sides: sides)
            guard let interval else {
                let needed = try ToleranceInterval.smallestCount(
                    coverage: coverage, confidence: confidence, sides: sides)
                throw MethodProblem(
                    .tooFewValues, at: "values", zh: "有 \(values.count) 个值，至少要 \(needed) 个。",
                    en: "There are \(values.count) values; at least \(needed) are needed.")
            }
            let (lower, upper) = isLower ? (-interval.upper, Double.infinity) : (interval.lower, interval.upper)
            return MethodOutcome(
                [
                    "lower": lower.isFinite ? .number(lower) : .null, "upper": upper.isFinite ? .number(upper) : .null,
                    "factor": .null, "confidence": .number(interval.confidence),
                ],
                explanation: Explanation(
                    steps: [MethodText("[\(lower.significant(8)), \(upper.significant(8))]")], source: source,
                    assumptions: [Assumption(.unknown, zh: "总体分布连续", en: "the population is continuous")]))
        }
        let moments = Moments(of: values)
        let factor =
            sides == 2
            ? try ToleranceInterval.twoSidedFactor(count: values.count, coverage: coverage, confidence: confidence)
            : try ToleranceInterval.oneSidedFactor(count: values.count, coverage: coverage, confidence: confidence)
        let half = factor * moments.standardDeviation
        return MethodOutcome(
            [
                "lower": sides == 2 || isLower ? .number(moments.mean - half) : .null,
                "upper": sides == 2 || !isLower ? .number(moments.mean + half) : .null, "factor": .number(factor),
                "confidence": .number(confidence),
            ],
            explanation: Explanation(
                steps: [
                    MethodText(
                        "\(moments.mean.significant(8)) ± \(factor.significant(6)) × \(moments.standardDeviation.significant(6))"
                    )
                ], source: source,
                assumptions: [Assumption(.unknown, zh: "总体服从正态分布", en: "the population is normal")]))
    }
}

/// Tests of normality, as a method.
public enum NormalityMethod: QualityMethod {
    public static let name = "capability/normality"
    public static let title = MethodText(zh: "正态性检验", en: "Tests of normality")
    public static let standard = "ISO 5479; D'Agostino and Stephens (1986); Royston (1995)"
    public static let version = 1
    public static let inputs = [ChartFields.values]
    public static let outputs = [
        OutputField("andersonDarling", .object, zh: "Anderson-Darling 检验", en: "Anderson-Darling test"),
        OutputField(
            "shapiroWilk", .object, zh: "Shapiro-Wilk 检验（至多 5000 个值）", en: "Shapiro-Wilk test, up to 5000 values"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let anderson = try NormalityTest.andersonDarling(values)
        var outcome: [String: MethodValue] = [
            "andersonDarling": [
                "statistic": .number(anderson.statistic), "probability": .number(anderson.probability),
            ], "shapiroWilk": .null,
        ]
        if values.count <= 5000 {
            let shapiro = try NormalityTest.shapiroWilk(values)
            outcome["shapiroWilk"] = [
                "statistic": .number(shapiro.statistic), "probability": .number(shapiro.probability),
            ]
        }
        return MethodOutcome(outcome, explanation: anderson.explanation)
    }
}

/// The time-dependent model of a process, as a method.
public enum TimeDependentModelMethod: QualityMethod {
    public static let name = "capability/time-dependent-model"
    public static let title = MethodText(zh: "时间相关分布模型", en: "Time-dependent distribution model")
    public static let standard = "ISO 22514-2:2017, clause 5"
    public static let version = 1
    public static let inputs = [
        ChartFields.data,
        InputField(
            "significance", .number, rule: .between(0.0001, 0.4), default: 0.01, zh: "显著性水平", en: "significance"),
        CapabilityFields.lower, CapabilityFields.upper,
    ]
    public static let outputs = [
        OutputField("model", .text, zh: "模型 A1 至 D", en: "model A1 to D"),
        OutputField("locationProbability", .number, zh: "均值相等的 p 值", en: "p value of equal means"),
        OutputField("dispersionProbability", .number, zh: "离散相等的 p 值", en: "p value of equal dispersion"),
        OutputField("trendProbability", .number, zh: "无趋势的 p 值", en: "p value of no trend"),
        OutputField("withinNormality", .number, zh: "组内正态的 p 值", en: "p value of normality within"),
        OutputField("overallNormality", .number, zh: "总体正态的 p 值", en: "p value of normality overall"),
        OutputField(
            "performance", .object, zh: "按此模型的 Pp、Ppk（给出规范限时）", en: "Pp and Ppk by this model, where limits are given"),
    ]

    public static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let subgroups = try Subgroups(try inputs.matrix("data", ragged: true))
        let model = try TimeDependentModel(subgroups, significance: try inputs.number("significance"))
        var performance: TimeDependentModel.Performance?
        if inputs.has("lowerLimit") || inputs.has("upperLimit") {
            performance = try model.performance(subgroups.values, limits: try CapabilityFields.limits(inputs))
        }
        return MethodOutcome(
            [
                "model": .text(model.model.rawValue), "locationProbability": .number(model.locationProbability),
                "dispersionProbability": .number(model.dispersionProbability),
                "trendProbability": .number(model.trendProbability),
                "withinNormality": .number(model.withinNormality),
                "overallNormality": .number(model.overallNormality),
                "performance": performance.map {
                    ["way": .text($0.way), "spread": MethodValue($0.spread), "minimum": .number($0.minimum)]
                } ?? .null,
            ], explanation: model.explanation)
    }
}

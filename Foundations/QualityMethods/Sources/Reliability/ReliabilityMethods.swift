import QualityMath

/// `reliability/life-fit`.
enum LifeFitMethod: QualityMethod {
    static let name = "reliability/life-fit"
    static let title = MethodText(zh: "寿命分布拟合（极大似然）", en: "Life distribution by maximum likelihood")
    static let standard = "IEC 61649:2008; Meeker and Escobar (1998), 7-8"
    static let version = 1
    static let inputs: [InputField] =
        LifeDataFields.all + [
            InputField(
                "family", .choice(LifeFamily.allCases.map(\.rawValue)), default: "weibull", zh: "分布", en: "The family."),
            .confidence,
            InputField(
                "interval", .choice(LifeFit.IntervalKind.allCases.map(\.rawValue)), default: "likelihoodRatio",
                zh: "区间方法", en: "How intervals are found."),
            InputField(
                "at", .numbers, default: [], zh: "求可靠度的时间", en: "Times at which reliability is wanted."),
            InputField(
                "failing", .numbers, rule: .openProbability, default: [0.1], zh: "求寿命的失效比例（0.1 即 B10）",
                en: "Failed parts at which life is wanted (0.1 is B10)."),
        ]
    static let outputs: [OutputField] = [
        OutputField("parameters", .object, zh: "参数估计", en: "The estimates by name."),
        OutputField("standardErrors", .object, zh: "标准误", en: "Their standard errors."),
        OutputField("bounds", .object, zh: "参数的区间", en: "Their intervals."),
        OutputField("logLikelihood", .number, zh: "对数似然", en: "The log likelihood."),
        OutputField("aic", .number, zh: "赤池信息量", en: "Akaike's criterion."),
        OutputField("reliability", .objects, zh: "各时间的可靠度与区间", en: "Reliability with intervals."),
        OutputField("life", .objects, zh: "各失效比例的寿命与区间", en: "Life with intervals."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let data = try LifeDataFields.read(inputs)
        let family: LifeFamily = try inputs.choice("family")
        let kind: LifeFit.IntervalKind = try inputs.choice("interval")
        let confidence = try inputs.number("confidence", .openProbability)
        let times = try inputs.numbers("at")
        let parts = try inputs.numbers("failing", .openProbability)
        return try namingFields(Self.inputs, else: inputs.has("times") ? "times" : "lower") {
            () throws(MathProblem) in
            let fit = try LifeFit(data, family: family)
            let bounds = try fit.parameterBounds(confidence: confidence, kind: kind)
            func named(_ values: [MethodValue]) -> MethodValue {
                .object(Dictionary(uniqueKeysWithValues: zip(family.parameterNames, values)))
            }
            var reliability: [MethodValue] = []
            for time in times {
                let ends = try fit.reliabilityBounds(at: time, confidence: confidence, kind: kind)
                reliability.append([
                    "time": .number(time), "reliability": .number(fit.reliability(at: time)), "bounds": ends.value,
                ])
            }
            var life: [MethodValue] = []
            for part in parts {
                let ends = try fit.lifeBounds(failing: part, confidence: confidence, kind: kind)
                life.append([
                    "failing": .number(part), "life": .number(fit.life(failing: part)), "bounds": ends.value,
                ])
            }
            return MethodOutcome(
                [
                    "parameters": named(fit.parameters.map { .number($0) }),
                    "standardErrors": named(fit.standardErrors.map { .number($0) }),
                    "bounds": named(bounds.map(\.value)), "logLikelihood": .number(fit.logLikelihood),
                    "aic": .number(fit.akaike), "reliability": .list(reliability), "life": .list(life),
                ], explanation: fit.explanation)
        }
    }
}

extension LifeFit: Explainable {
    /// The estimates, the likelihood, and whether there are failures enough for normal intervals.
    public var explanation: Explanation {
        let names = zip(family.parameterNames, parameters).map { "\($0) = \($1.significant())" }
        return Explanation(
            steps: [
                MethodText("log L = Σ log f + Σ log S + Σ log(F₂ - F₁) = \(logLikelihood.significant(9))"),
                MethodText("\(family.rawValue): " + names.joined(separator: ", ")),
            ], source: "IEC 61649:2008, 9; Meeker and Escobar (1998), 8",
            assumptions: [
                Assumption(
                    isMet: failures >= 20, zh: "失效不少于 20 个（费希尔区间可用）",
                    en: "at least 20 failures (Fisher intervals may be used)"),
                Assumption(.unknown, zh: "截尾与失效无关", en: "censoring does not depend on failure"),
            ])
    }
}

/// `reliability/weibull-threshold`.
enum ThresholdWeibullMethod: QualityMethod {
    static let name = "reliability/weibull-threshold"
    static let title = MethodText(zh: "三参数威布尔分布", en: "Weibull distribution with a threshold")
    static let standard = "IEC 61649:2008; Smith and Naylor (1987)"
    static let version = 1
    static let inputs: [InputField] = LifeDataFields.all + [.confidence]
    static let outputs: [OutputField] = [
        OutputField("shape", .number, zh: "形状 β", en: "The shape."),
        OutputField("scale", .number, zh: "尺度 η", en: "The scale."),
        OutputField("threshold", .number, zh: "位置 γ", en: "The threshold."),
        OutputField("isThresholdFound", .boolean, zh: "似然是否有内部极大", en: "Whether the likelihood has an inner maximum."),
        OutputField("logLikelihood", .number, zh: "对数似然", en: "The log likelihood."),
        OutputField("thresholdBounds", .numbers, zh: "位置的似然比区间", en: "The threshold's likelihood-ratio interval."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let data = try LifeDataFields.read(inputs)
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: inputs.has("times") ? "times" : "lower") {
            () throws(MathProblem) in
            let fit = try ThresholdWeibullFit(data)
            let bounds = fit.isThresholdFound ? try fit.thresholdBounds(confidence: confidence).value : .null
            return MethodOutcome(
                [
                    "shape": .number(fit.shape), "scale": .number(fit.scale), "threshold": .number(fit.threshold),
                    "isThresholdFound": .boolean(fit.isThresholdFound), "logLikelihood": .number(fit.logLikelihood),
                    "thresholdBounds": bounds,
                ],
                warnings: fit.isThresholdFound
                    ? []
                    : [
                        MethodText(
                            zh: "似然没有内部极大，给出的是二参数结果。",
                            en: "The likelihood has no inner maximum: the two-parameter fit is given.")
                    ], explanation: fit.explanation)
        }
    }
}

extension ThresholdWeibullFit: Explainable {
    /// The three parameters and whether the profile has an inner maximum.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "S(t) = exp(-((t - γ)/η)^β): β = \(shape.significant()), η = \(scale.significant()), "
                        + "γ = \(threshold.significant()), log L = \(logLikelihood.significant(8))")
            ], source: "Smith and Naylor, Applied Statistics 36 (1987)",
            assumptions: [
                Assumption(isMet: isThresholdFound, zh: "似然有内部极大", en: "the likelihood has an inner maximum"),
                Assumption(isMet: shape > 2, zh: "形状大于 2（正则情形）", en: "the shape is above 2 (the regular case)"),
            ])
    }
}

/// `reliability/rank-regression`.
enum RankRegressionMethod: QualityMethod {
    static let name = "reliability/rank-regression"
    static let title = MethodText(zh: "中位秩回归", en: "Median rank regression")
    static let standard = "IEC 61649:2008, 7"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("failures", .numbers, zh: "失效时间", en: "The failure times."),
        InputField("suspensions", .numbers, default: [], zh: "中止时间", en: "The times of suspensions."),
        InputField(
            "family", .choice(["weibull", "lognormal", "loglogistic", "gumbelSmallest", "gumbelLargest", "normal"]),
            default: "weibull", zh: "分布", en: "The family."),
        InputField(
            "position", .choice(RankRegression.Position.allCases.map(\.rawValue)), default: "median", zh: "绘点位置",
            en: "How ranks become probabilities."),
        InputField(
            "direction", .choice(RankRegression.Direction.allCases.map(\.rawValue)), default: "timeOnRank",
            zh: "回归方向", en: "Which differences are squared."),
    ]
    static let outputs: [OutputField] = [
        OutputField("parameters", .object, zh: "参数估计", en: "The estimates by name."),
        OutputField("rSquared", .number, zh: "相关系数平方", en: "The squared correlation."),
        OutputField("probabilities", .numbers, zh: "各失效的绘点位置", en: "The plotting positions."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let failures = try inputs.numbers("failures")
        let suspensions = try inputs.numbers("suspensions")
        let family: LifeFamily = try inputs.choice("family")
        let position: RankRegression.Position = try inputs.choice("position")
        let direction: RankRegression.Direction = try inputs.choice("direction")
        return try namingFields(Self.inputs, else: "failures") { () throws(MathProblem) in
            let fit = try RankRegression(
                failures: failures, suspensions: suspensions, family: family, position: position, direction: direction)
            return MethodOutcome(
                [
                    "parameters": .object(
                        Dictionary(
                            uniqueKeysWithValues: zip(family.parameterNames, fit.parameters.map { .number($0) }))),
                    "rSquared": .number(fit.determination),
                    "probabilities": MethodValue(fit.points.map(\.probability)),
                ], explanation: fit.explanation)
        }
    }
}

/// `reliability/kaplan-meier`.
enum KaplanMeierMethod: QualityMethod {
    static let name = "reliability/kaplan-meier"
    static let title = MethodText(zh: "卡普兰-迈耶与纳尔逊-阿伦估计", en: "Kaplan-Meier and Nelson-Aalen estimates")
    static let standard = "Kaplan and Meier (1958); Kalbfleisch and Prentice (2002)"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("times", .numbers, zh: "最后一次观测的时间", en: "When each unit was last seen."),
        InputField("failed", .booleans, zh: "此时是否失效", en: "Whether it failed then."),
        InputField("entries", .numbers, optional: true, zh: "开始观测的时间", en: "When observation began."),
        InputField("at", .numbers, default: [], zh: "求生存率的时间", en: "Times at which survival is wanted."),
        InputField(
            "scale", .choice(KaplanMeier.Scale.allCases.map(\.rawValue)), default: "logLog", zh: "区间所用的尺度",
            en: "The scale of the interval."),
        .confidence,
    ]
    static let outputs: [OutputField] = [
        OutputField("times", .numbers, zh: "失效时间", en: "The failure times."),
        OutputField("survival", .numbers, zh: "生存率", en: "Survival after each."),
        OutputField("standardErrors", .numbers, zh: "格林伍德标准误", en: "Greenwood's standard errors."),
        OutputField("cumulativeHazard", .numbers, zh: "累积失效率", en: "The cumulative hazard."),
        OutputField("median", .number, zh: "中位寿命，未达到为空", en: "The median life; null if not reached."),
        OutputField("at", .objects, zh: "所问时间的生存率与区间", en: "Survival and interval at the times asked for."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let times = try inputs.numbers("times", atLeast: 1)
        let failed = try inputs.booleans("failed")
        let entries = try inputs.optionalNumbers("entries")
        let asked = try inputs.numbers("at")
        let scale: KaplanMeier.Scale = try inputs.choice("scale")
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: "times") { () throws(MathProblem) in
            let estimate = try KaplanMeier(times: times, failed: failed, entries: entries)
            var at: [MethodValue] = []
            for time in asked {
                at.append([
                    "time": .number(time), "survival": .number(estimate.survival(at: time)),
                    "standardError": .number(estimate.standardError(at: time)),
                    "bounds": try estimate.bounds(at: time, confidence: confidence, scale: scale).value,
                ])
            }
            return MethodOutcome(
                [
                    "times": MethodValue(estimate.steps.map(\.time)),
                    "survival": MethodValue(estimate.steps.map(\.survival)),
                    "standardErrors": MethodValue(estimate.steps.map(\.standardError)),
                    "cumulativeHazard": MethodValue(estimate.steps.map(\.cumulativeHazard)),
                    "median": MethodValue(estimate.life(failing: 0.5)), "at": .list(at),
                ], explanation: estimate.explanation)
        }
    }
}

extension KaplanMeier: Explainable {
    /// The product formula with the last survival.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("S(t) = Π (1 - d/n), se = S √Σ d/(n(n - d))"),
                MethodText(
                    zh: "\(units) 个产品，\(steps.count) 个失效时间，最后生存率 \((steps.last?.survival ?? 1).significant())",
                    en:
                        "\(units) units, \(steps.count) failure times, last survival \((steps.last?.survival ?? 1).significant())"
                ),
            ], source: "Kaplan and Meier, JASA 53 (1958)",
            assumptions: [Assumption(.unknown, zh: "截尾与失效无关", en: "censoring does not depend on failure")])
    }
}

/// `reliability/turnbull`.
enum TurnbullMethod: QualityMethod {
    static let name = "reliability/turnbull"
    static let title = MethodText(zh: "区间截尾的非参数估计（特恩布尔）", en: "Turnbull's estimate for interval censoring")
    static let standard = "Turnbull (1976); Gentleman and Geyer (1994)"
    static let version = 1
    static let inputs: [InputField] = LifeDataFields.untruncated
    static let outputs: [OutputField] = [
        OutputField("masses", .objects, zh: "各区间的概率", en: "The probability of each interval."),
        OutputField("logLikelihood", .number, zh: "对数似然", en: "The log likelihood."),
        OutputField("optimalityGap", .number, zh: "最优条件的最大偏差", en: "The largest violation of optimality."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let data = try LifeDataFields.read(inputs)
        return try namingFields(Self.inputs, else: inputs.has("times") ? "times" : "lower") {
            () throws(MathProblem) in
            let estimate = try TurnbullEstimate(data)
            return MethodOutcome(
                [
                    "masses": .list(
                        estimate.masses.map {
                            [
                                "lower": .number($0.lower), "upper": .number($0.upper),
                                "probability": .number($0.probability),
                            ]
                        }), "logLikelihood": .number(estimate.logLikelihood),
                    "optimalityGap": .number(estimate.optimalityGap),
                ], explanation: estimate.explanation)
        }
    }
}

extension TurnbullEstimate: Explainable {
    /// The number of intervals that hold probability.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    zh: "\(masses.count) 个最内区间有概率，对数似然 \(logLikelihood.significant(8))，迭代 \(iterations) 次",
                    en:
                        "\(masses.count) innermost intervals, log L = \(logLikelihood.significant(8)), \(iterations) iterations"
                )
            ], source: "Turnbull, JRSS B 38 (1976)",
            assumptions: [
                Assumption(.unknown, zh: "检查时刻与失效无关", en: "inspection times do not depend on failure")
            ])
    }
}

/// `reliability/log-rank`.
enum LogRankMethod: QualityMethod {
    static let name = "reliability/log-rank"
    static let title = MethodText(zh: "生存率相同的检验（对数秩）", en: "Log-rank test")
    static let standard = "Harrington and Fleming (1982)"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("times", .numbers, zh: "最后一次观测的时间", en: "When each unit was last seen."),
        InputField("failed", .booleans, zh: "此时是否失效", en: "Whether it failed then."),
        InputField("groups", .integers, rule: .nonnegative, zh: "组号，从 0 起", en: "The group of each unit, from 0."),
        InputField("rho", .number, rule: .nonnegative, default: 0, zh: "权的幂，0 为对数秩", en: "The power of the weight."),
    ]
    static let outputs: [OutputField] = [
        OutputField("observed", .numbers, zh: "各组失效数", en: "Failures seen."),
        OutputField("expected", .numbers, zh: "各组期望失效数", en: "Failures expected."),
        OutputField("chiSquared", .number, zh: "统计量", en: "The statistic."),
        OutputField("degreesOfFreedom", .integer, zh: "自由度", en: "The degrees of freedom."),
        OutputField("probability", .number, zh: "p 值", en: "The p-value."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let times = try inputs.numbers("times")
        let failed = try inputs.booleans("failed")
        let groups = try inputs.integers("groups", in: 0...1_000_000)
        let rho = try inputs.number("rho", .nonnegative)
        return try namingFields(Self.inputs, else: "times") { () throws(MathProblem) in
            let test = try LogRankTest(times: times, failed: failed, groups: groups, rho: rho)
            return MethodOutcome(
                [
                    "observed": MethodValue(test.observed), "expected": MethodValue(test.expected),
                    "chiSquared": .number(test.chiSquared), "degreesOfFreedom": .integer(test.degreesOfFreedom),
                    "probability": .number(test.probability),
                ], explanation: test.explanation)
        }
    }
}

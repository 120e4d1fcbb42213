import QualityMath

/// `uncertainty/budget`.
enum BudgetMethod: QualityMethod {
    static let name = "uncertainty/budget"
    static let title = MethodText(zh: "不确定度评定（GUM 法）", en: "Uncertainty budget")
    static let standard = "JCGM 100:2008; JJF 1059.1-2012"
    static let version = 1
    static let inputs: [InputField] =
        UncertaintyInputFields.all + [
            InputField(
                "probability", .number, rule: .openProbability, default: 0.95, zh: "包含概率",
                en: "The coverage probability.")
        ]
    static let outputs: [OutputField] = [
        OutputField(
            "outputs", .objects, zh: "各输出量：估计值、标准不确定度、有效自由度、包含因子、扩展不确定度、各分量",
            en: "Each output: value, uncertainty, degrees of freedom, coverage factor, expanded uncertainty, lines."),
        OutputField("correlation", .matrix, zh: "输出量的相关系数", en: "The correlations of the outputs."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let content = try UncertaintyInputFields.read(inputs)
        let probability = try inputs.number("probability", .openProbability)
        return try namingFields(Self.inputs, else: "model") { () throws(MathProblem) in
            let budget = try UncertaintyBudget(
                content.model, inputs: content.inputs, correlations: content.correlations)
            var outputs: [MethodValue] = []
            var warnings: [MethodText] = []
            for (index, output) in budget.outputs.enumerated() {
                let factor = content.outputFactors[index]
                let lines = zip(budget.inputs, output.contributions).map { input, line -> MethodValue in
                    [
                        "name": .text(input.name), "sensitivity": .number(line.sensitivity / factor),
                        "component": .number(line.component / factor), "share": .number(line.share),
                    ]
                }
                outputs.append([
                    "name": .text(output.name), "value": .number(output.value / factor),
                    "uncertainty": .number(output.uncertainty / factor), "unit": .text(content.outputUnits[index]),
                    "degreesOfFreedom": .number(output.degreesOfFreedom),
                    "coverageFactor": .number(try output.coverageFactor(probability)),
                    "expanded": .number(try output.expanded(probability) / factor), "lines": .list(lines),
                ])
                if output.secondOrder > 0.05 * output.uncertainty * output.uncertainty {
                    warnings.append(
                        MethodText(
                            zh: "\(output.name) 的二阶项超过方差的 5%，宜用蒙特卡洛法。",
                            en: "The second-order terms of \(output.name) exceed 5 % of its variance: use Monte Carlo.")
                    )
                }
            }
            return MethodOutcome(
                [
                    "outputs": .list(outputs),
                    "correlation": MethodValue(
                        rows: (0..<budget.outputs.count).map { budget.correlation.row($0) }),
                ], warnings: warnings, explanation: budget.explanation)
        }
    }
}

/// `uncertainty/monte-carlo`.
enum MonteCarloMethod: QualityMethod {
    static let name = "uncertainty/monte-carlo"
    static let title = MethodText(zh: "分布传播（蒙特卡洛法）", en: "Propagation of distributions by Monte Carlo")
    static let standard = "JCGM 101:2008, 7; JCGM 102:2011, 7; JJF 1059.2-2012"
    static let version = 1
    static let inputs: [InputField] =
        UncertaintyInputFields.all + [
            InputField(
                "probability", .number, rule: .openProbability, default: 0.95, zh: "包含概率",
                en: "The coverage probability."),
            InputField(
                "draws", .integer, rule: .between(100, 1e8), optional: true, zh: "抽样次数，缺省为自适应",
                en: "The draws; adaptive if absent."),
            InputField(
                "digits", .integer, rule: .between(1, 4), default: 2, zh: "标准不确定度的有效位数",
                en: "Significant digits of the uncertainty."),
            InputField(
                "limit", .integer, rule: .between(20_000, 1e8), default: 10_000_000, zh: "自适应的最多抽样次数",
                en: "The most draws when adaptive."),
            InputField(
                "seed", .integer, rule: .nonnegative, default: 1, zh: "随机数的种子", en: "The seed of random numbers."),
            InputField(
                "region", .boolean, default: false, zh: "是否求多个输出量的包含区域",
                en: "Whether a joint coverage region is wanted."),
        ]
    static let outputs: [OutputField] = [
        OutputField(
            "outputs", .objects, zh: "各输出量：均值、标准不确定度、对称与最短区间、GUM 法验证",
            en: "Each output: mean, uncertainty, intervals, validation."),
        OutputField("draws", .integer, zh: "抽样次数", en: "The number of draws."),
        OutputField("isConverged", .boolean, zh: "是否达到数值容差", en: "Whether the tolerance was reached."),
        OutputField("correlation", .matrix, zh: "输出量的相关系数", en: "The correlations of the outputs."),
        OutputField("ellipsoidFactor", .number, zh: "椭球区域的因子", en: "The factor of the ellipsoid."),
        OutputField("rectangleFactor", .number, zh: "矩形区域的因子", en: "The factor of the rectangle."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let content = try UncertaintyInputFields.read(inputs)
        let probability = try inputs.number("probability", .openProbability)
        let draws = try inputs.optionalInteger("draws", in: 100...100_000_000)
        let digits = try inputs.integer("digits", in: 1...4)
        let limit = try inputs.integer("limit", in: 20_000...100_000_000)
        let seed = try inputs.integer("seed", in: 0...)
        let wantsRegion = try inputs.boolean("region")
        return try namingFields(Self.inputs, else: "model") { () throws(MathProblem) in
            let correlated = try CorrelatedInputs(content.distributions, correlations: content.correlations)
            let stream = RandomStream(key: UInt64(seed))
            let result: MonteCarloPropagation
            if let draws {
                result = try MonteCarloPropagation(
                    content.model, inputs: correlated, count: draws, probability: probability, stream: stream)
            } else {
                result = try MonteCarloPropagation(
                    adaptively: content.model, inputs: correlated, digits: digits, probability: probability,
                    limit: limit, stream: stream)
            }
            let budget = try UncertaintyBudget(
                content.model, inputs: content.inputs, correlations: content.correlations)
            var outputs: [MethodValue] = []
            for (index, output) in result.outputs.enumerated() {
                let factor = content.outputFactors[index]
                func scaled(_ interval: CoverageInterval) -> MethodValue {
                    MethodValue([interval.lower / factor, interval.upper / factor])
                }
                let check =
                    budget.outputs[index].degreesOfFreedom.isNaN
                    ? nil
                    : try BudgetValidation(budget.outputs[index], output, probability: probability, digits: digits)
                outputs.append([
                    "name": .text(output.name), "mean": .number(output.mean / factor),
                    "uncertainty": .number(output.uncertainty / factor), "unit": .text(content.outputUnits[index]),
                    "symmetric": scaled(output.symmetric), "shortest": scaled(output.shortest),
                    "budgetIsValidated": check.map { .boolean($0.isValidated) } ?? .null,
                ])
            }
            let region = wantsRegion ? try CoverageRegion(draws: result.draws, probability: probability) : nil
            return MethodOutcome(
                [
                    "outputs": .list(outputs), "draws": .integer(result.count),
                    "isConverged": .boolean(result.isConverged),
                    "correlation": MethodValue(rows: (0..<outputs.count).map { result.correlation.row($0) }),
                    "ellipsoidFactor": MethodValue(region?.ellipsoidFactor),
                    "rectangleFactor": MethodValue(region?.rectangleFactor),
                ],
                warnings: result.isConverged
                    ? []
                    : [
                        MethodText(
                            zh: "抽样 \(result.count) 次仍未达到数值容差。",
                            en: "\(result.count) draws did not reach the tolerance.")
                    ], explanation: result.explanation)
        }
    }
}

/// `uncertainty/calibration-line`.
enum CalibrationLineMethod: QualityMethod {
    static let name = "uncertainty/calibration-line"
    static let title = MethodText(zh: "校准直线", en: "Calibration line")
    static let standard = "ISO 11095:1996; ISO/TS 28037:2010"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("x", .numbers, zh: "标准值", en: "The reference values."),
        InputField("y", .numbers, zh: "响应值", en: "The responses."),
        InputField("xUncertainties", .numbers, rule: .nonnegative, optional: true, zh: "标准值的标准不确定度", en: "u(x)."),
        InputField("yUncertainties", .numbers, rule: .nonnegative, optional: true, zh: "响应值的标准不确定度", en: "u(y)."),
        InputField(
            "demingRatio", .number, rule: .positive, optional: true, zh: "戴明回归的方差比 var(y)/var(x)",
            en: "Deming's ratio var(y)/var(x)."),
        InputField("reading", .number, optional: true, zh: "要反算的读数", en: "A reading to be turned into x."),
        InputField(
            "replicates", .integer, rule: .atLeast(1), default: 1, zh: "读数的重复次数", en: "The replicates of the reading."),
        InputField(
            "readingUncertainty", .number, rule: .nonnegative, optional: true, zh: "读数的标准不确定度", en: "u of the reading."),
    ]
    static let outputs: [OutputField] = [
        OutputField("intercept", .number, zh: "截距", en: "The intercept."),
        OutputField("slope", .number, zh: "斜率", en: "The slope."),
        OutputField("interceptUncertainty", .number, zh: "截距的标准不确定度", en: "u(a)."),
        OutputField("slopeUncertainty", .number, zh: "斜率的标准不确定度", en: "u(b)."),
        OutputField("covariance", .number, zh: "协方差", en: "cov(a, b)."),
        OutputField("chiSquared", .number, zh: "残差平方和", en: "The (weighted) sum of squares."),
        OutputField("probability", .number, zh: "一致性检验的 p 值", en: "The p-value of the fit."),
        OutputField("stimulus", .number, zh: "反算值", en: "The x of the reading."),
        OutputField("stimulusUncertainty", .number, zh: "反算值的标准不确定度", en: "Its uncertainty."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let x = try inputs.numbers("x")
        let y = try inputs.numbers("y")
        let ux = try inputs.optionalNumbers("xUncertainties", .nonnegative)
        let uy = try inputs.optionalNumbers("yUncertainties", .nonnegative)
        let ratio = try inputs.optionalNumber("demingRatio", .positive)
        let reading = try inputs.optionalNumber("reading")
        let replicates = try inputs.integer("replicates", in: 1...)
        let readingUncertainty = try inputs.optionalNumber("readingUncertainty", .nonnegative)
        return try namingFields(Self.inputs, else: "x") { () throws(MathProblem) in
            if ux != nil || ratio != nil {
                let line: ErrorsInVariablesLine
                if let ratio {
                    line = try .deming(x: x, y: y, ratio: ratio)
                } else {
                    line = try ErrorsInVariablesLine(
                        x: x, y: y, xUncertainties: ux ?? [], yUncertainties: uy ?? [])
                }
                let found = try reading.map { reading throws(MathProblem) in
                    try line.stimulus(for: reading, readingUncertainty: readingUncertainty ?? 0)
                }
                return MethodOutcome(
                    values(
                        line.intercept, line.slope, line.interceptUncertainty, line.slopeUncertainty, line.covariance,
                        line.chiSquared, line.probability, found), explanation: line.explanation)
            }
            let line = try CalibrationLine(x: x, y: y, uncertainties: uy)
            let found = try reading.map { reading throws(MathProblem) in
                try line.stimulus(for: reading, replicates: replicates, readingUncertainty: readingUncertainty)
            }
            return MethodOutcome(
                values(
                    line.intercept, line.slope, line.interceptUncertainty, line.slopeUncertainty,
                    line.correlation * line.interceptUncertainty * line.slopeUncertainty, line.residualSumOfSquares,
                    line.consistency, found), explanation: line.explanation)
        }
    }

    private static func values(
        _ a: Double, _ b: Double, _ ua: Double, _ ub: Double, _ covariance: Double, _ chi: Double,
        _ probability: Double, _ found: (value: Double, uncertainty: Double)?
    ) -> [String: MethodValue] {
        [
            "intercept": .number(a), "slope": .number(b), "interceptUncertainty": .number(ua),
            "slopeUncertainty": .number(ub), "covariance": .number(covariance), "chiSquared": .number(chi),
            "probability": .number(probability), "stimulus": MethodValue(found?.value),
            "stimulusUncertainty": MethodValue(found?.uncertainty),
        ]
    }
}

/// `uncertainty/conformity`.
enum ConformityMethod: QualityMethod {
    static let name = "uncertainty/conformity"
    static let title = MethodText(zh: "符合性判定", en: "Conformity decision")
    static let standard = "JCGM 106:2012; ISO 14253-1:2017"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("value", .number, zh: "测得值", en: "The measured value."),
        InputField("uncertainty", .number, rule: .nonnegative, zh: "标准不确定度", en: "Its standard uncertainty."),
        InputField(
            "degreesOfFreedom", .number, rule: .positive, optional: true, zh: "自由度", en: "The degrees of freedom."),
        InputField("lower", .number, optional: true, zh: "下容许限", en: "The lower tolerance limit."),
        InputField("upper", .number, optional: true, zh: "上容许限", en: "The upper tolerance limit."),
        InputField(
            "rule", .choice(["simple", "guardedAcceptance", "guardedRejection", "probability"]),
            default: "guardedAcceptance",
            zh: "判定规则", en: "The decision rule."),
        InputField(
            "multiple", .number, rule: .nonnegative, default: 1, zh: "保护带是 U 的几倍",
            en: "The guard band as a multiple of U."),
        InputField(
            "probability", .number, rule: .openProbability, default: 0.95, zh: "按概率判定时的最小合格概率",
            en: "The least conformance probability of the rule by probability."),
        InputField(
            "processMean", .number, optional: true, zh: "过程均值（求总体风险）", en: "The process mean (for global risks)."),
        InputField(
            "processDeviation", .number, rule: .positive, optional: true, zh: "过程标准差", en: "The process deviation."),
    ]
    static let outputs: [OutputField] = [
        OutputField("verdict", .text, zh: "accepted 或 rejected", en: "accepted or rejected."),
        OutputField("conformanceProbability", .number, zh: "合格概率", en: "The conformance probability."),
        OutputField("acceptance", .numbers, zh: "接收区间", en: "The acceptance interval."),
        OutputField("consumerRisk", .number, zh: "总体使用方风险", en: "The consumer's global risk."),
        OutputField("producerRisk", .number, zh: "总体生产方风险", en: "The producer's global risk."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let value = try inputs.number("value")
        let uncertainty = try inputs.number("uncertainty", .nonnegative)
        let degrees = try inputs.optionalNumber("degreesOfFreedom", .positive) ?? .infinity
        let (lower, upper) = (try inputs.optionalNumber("lower"), try inputs.optionalNumber("upper"))
        let multiple = try inputs.number("multiple", .nonnegative)
        let rule: ConformityDecision.Rule
        switch try inputs.text("rule") {
        case "simple": rule = .simple
        case "guardedRejection": rule = .guardedRejection(multiple: multiple)
        case "probability": rule = .probability(try inputs.number("probability", .openProbability))
        default: rule = .guardedAcceptance(multiple: multiple)
        }
        let mean = try inputs.optionalNumber("processMean")
        let deviation = try inputs.optionalNumber("processDeviation", .positive)
        return try namingFields(Self.inputs, else: "lower") { () throws(MathProblem) in
            let tolerance = try ConformityDecision.Tolerance(lower: lower, upper: upper)
            let decision = try ConformityDecision(
                value: value, uncertainty: uncertainty, tolerance: tolerance, rule: rule, degreesOfFreedom: degrees)
            var risk: ConformityDecision.GlobalRisk?
            if let mean, let deviation, let acceptance = decision.acceptance {
                risk = try ConformityDecision.globalRisk(
                    processMean: mean, processDeviation: deviation, uncertainty: uncertainty, tolerance: tolerance,
                    acceptance: acceptance)
            }
            return MethodOutcome(
                [
                    "verdict": .text(decision.verdict.rawValue),
                    "conformanceProbability": .number(decision.conformanceProbability),
                    "acceptance": decision.acceptance.map(\.value) ?? .null,
                    "consumerRisk": MethodValue(risk?.consumer), "producerRisk": MethodValue(risk?.producer),
                ], explanation: decision.explanation)
        }
    }
}

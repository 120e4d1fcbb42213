import QualityMath

/// `reliability/crow-amsaa`.
enum CrowAMSAAMethod: QualityMethod {
    static let name = "reliability/crow-amsaa"
    static let title = MethodText(zh: "可靠性增长（Crow-AMSAA）", en: "Reliability growth (Crow-AMSAA)")
    static let standard = "MIL-HDBK-189C; IEC 61164:2004"
    static let version = 1
    static let inputs: [InputField] = [
        InputField(
            "times", .numbers, rule: .positive, zh: "累积试验时间上的失效时刻", en: "Failure times on cumulative test time."),
        InputField(
            "end", .number, rule: .positive, optional: true, zh: "定时截尾的结束时间；缺省为末次失效截尾",
            en: "The end of a time-terminated test; absent for failure-terminated."),
        .confidence,
    ]
    static let outputs: [OutputField] = [
        OutputField("beta", .number, zh: "β", en: "β."), OutputField("lambda", .number, zh: "λ", en: "λ."),
        OutputField("betaUnbiased", .number, zh: "无偏 β", en: "β without bias."),
        OutputField("mtbf", .number, zh: "当前 MTBF", en: "The instantaneous MTBF."),
        OutputField("mtbfCumulative", .number, zh: "累积 MTBF", en: "The cumulative MTBF."),
        OutputField("betaBounds", .numbers, zh: "β 的区间（克劳）", en: "Bounds of β (Crow)."),
        OutputField("betaBoundsFisher", .numbers, zh: "β 的区间（费希尔）", en: "Bounds of β (Fisher)."),
        OutputField("mtbfBounds", .numbers, zh: "MTBF 的区间（克劳）", en: "Bounds of the MTBF (Crow)."),
        OutputField("mtbfBoundsFisher", .numbers, zh: "MTBF 的区间（费希尔）", en: "Bounds of the MTBF (Fisher)."),
        OutputField("cramerVonMises", .number, zh: "拟合统计量", en: "The statistic of fit."),
        OutputField("cramerVonMisesCritical", .number, zh: "0.10 水平的临界值", en: "Its critical value at 0.10."),
        OutputField("trendProbability", .number, zh: "趋势检验的 p 值", en: "The p-value of the trend test."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let times = try inputs.numbers("times", .positive)
        let end = try inputs.optionalNumber("end", .positive)
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: "times") { () throws(MathProblem) in
            let growth = try CrowAMSAA(times: times, termination: end.map { .time($0) } ?? .failure)
            let (statistic, terms) = growth.cramerVonMises
            let isBounded = !growth.endsAtFailure || times.count >= 3
            return MethodOutcome(
                [
                    "beta": .number(growth.beta), "lambda": .number(growth.lambda),
                    "betaUnbiased": .number(growth.unbiasedBeta), "mtbf": .number(growth.instantaneousMTBF),
                    "mtbfCumulative": .number(growth.cumulativeMTBF),
                    "betaBounds": try growth.betaBounds(confidence: confidence).value,
                    "betaBoundsFisher": try growth.fisherBetaBounds(confidence: confidence).value,
                    "mtbfBounds": isBounded ? try growth.mtbfBounds(confidence: confidence).value : .null,
                    "mtbfBoundsFisher": try growth.fisherMTBFBounds(confidence: confidence).value,
                    "cramerVonMises": .number(statistic),
                    "cramerVonMisesCritical": MethodValue(
                        CrowAMSAA.cramerVonMisesCritical(terms: terms, significance: 0.1)),
                    "trendProbability": .number(growth.trendProbability),
                ], explanation: growth.explanation)
        }
    }
}

/// `reliability/accelerated-life`.
enum AcceleratedLifeMethod: QualityMethod {
    static let name = "reliability/accelerated-life"
    static let title = MethodText(zh: "加速寿命", en: "Accelerated life")
    static let standard = "IEC 62506:2013; Nelson (1990)"
    static let version = 1
    static let laws = ["arrhenius", "eyring", "power", "exponential", "dual", "humidity"]
    static let inputs: [InputField] =
        LifeDataFields.all + [
            InputField("law", .choice(laws), default: "arrhenius", zh: "应力规律", en: "The stress law."),
            InputField(
                "celsius", .numbers, unit: "degC", optional: true, zh: "各产品的温度", en: "The temperature of each unit."),
            InputField(
                "stress", .numbers, optional: true, zh: "各产品的应力（电压、湿度等）",
                en: "The stress of each unit (voltage, humidity)."),
            InputField(
                "family", .choice(["exponential", "weibull", "lognormal", "loglogistic"]), default: "weibull", zh: "分布",
                en: "The family."),
            InputField("useCelsius", .number, unit: "degC", optional: true, zh: "使用温度", en: "The use temperature."),
            InputField("useStress", .number, optional: true, zh: "使用应力", en: "The use stress."),
            InputField(
                "failing", .number, rule: .openProbability, default: 0.1, zh: "求寿命的失效比例",
                en: "The failed part at which life is wanted."),
            .confidence,
        ]
    static let outputs: [OutputField] = [
        OutputField("coefficients", .object, zh: "应力系数", en: "The coefficients by name."),
        OutputField("logScaleAtMean", .number, zh: "平均应力处的对数尺度", en: "log η at the mean stress."),
        OutputField("shape", .number, zh: "形状", en: "The shape."),
        OutputField("logLikelihood", .number, zh: "对数似然", en: "The log likelihood."),
        OutputField("useScale", .number, zh: "使用应力下的尺度", en: "The scale at the use stress."),
        OutputField("useScaleBounds", .numbers, zh: "其区间", en: "Its interval."),
        OutputField("useLife", .number, zh: "使用应力下的寿命", en: "Life at the use stress."),
    ]

    private static func stress(_ law: String, _ celsius: Double?, _ stress: Double?) -> StressLaw? {
        switch law {
        case "arrhenius": celsius.map { .arrhenius(celsius: $0) }
        case "eyring": celsius.map { .eyring(celsius: $0) }
        case "power": stress.map { .power(stress: $0) }
        case "exponential": stress.map { .exponential(stress: $0) }
        case "dual": if let celsius, let stress { .dual(celsius: celsius, stress: stress) } else { nil }
        default:
            if let celsius, let stress { .humidity(celsius: celsius, relativeHumidity: stress) } else { nil }
        }
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let data = try LifeDataFields.read(inputs)
        let law = try inputs.text("law", oneOf: laws)
        let celsius = try inputs.optionalNumbers("celsius")
        let stress = try inputs.optionalNumbers("stress")
        let count = data.observations.count
        if let celsius { try LifeDataFields.same(celsius.count, count, "celsius") }
        if let stress { try LifeDataFields.same(stress.count, count, "stress") }
        var stresses: [StressLaw] = []
        for index in 0..<count {
            guard let one = Self.stress(law, celsius?[index], stress?[index]) else {
                throw MethodProblem(
                    .missing, at: celsius == nil && law != "power" && law != "exponential" ? "celsius" : "stress",
                    zh: "此应力规律要用此项。", en: "The law \(law) needs this field.")
            }
            stresses.append(one)
        }
        let laws = stresses
        let family: LifeFamily = try inputs.choice("family")
        let use = Self.stress(law, try inputs.optionalNumber("useCelsius"), try inputs.optionalNumber("useStress"))
        let part = try inputs.number("failing", .openProbability)
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: celsius == nil ? "stress" : "celsius") { () throws(MathProblem) in
            let model = try AcceleratedLife(data, stresses: laws, family: family)
            var values: [String: MethodValue] = [
                "coefficients": .object(
                    Dictionary(
                        uniqueKeysWithValues: zip(model.coefficientNames, model.coefficients.map { .number($0) }))),
                "logScaleAtMean": .number(model.logScaleAtMean), "shape": .number(model.shape),
                "logLikelihood": .number(model.logLikelihood), "useScale": .null, "useScaleBounds": .null,
                "useLife": .null,
            ]
            if let use {
                let (scale, bounds) = try model.scale(at: use, confidence: confidence)
                values["useScale"] = .number(scale)
                values["useScaleBounds"] = bounds.value
                values["useLife"] = .number(try model.life(failing: part, at: use))
            }
            return MethodOutcome(values, explanation: model.explanation)
        }
    }
}

/// `reliability/warranty-forecast`.
enum WarrantyForecastMethod: QualityMethod {
    static let name = "reliability/warranty-forecast"
    static let title = MethodText(zh: "三包索赔预测", en: "Warranty forecast")
    static let standard = "Meeker and Escobar (1998), 12.7"
    static let version = 1
    static let inputs: [InputField] =
        LifeDataFields.all + [
            InputField(
                "family", .choice(LifeFamily.allCases.map(\.rawValue)), default: "weibull", zh: "分布", en: "The family."),
            InputField("units", .numbers, rule: .nonnegative, zh: "各批在用产品数", en: "Units at work, cohort by cohort."),
            InputField("ages", .numbers, rule: .nonnegative, zh: "各批已用时间", en: "The age of each cohort."),
            InputField("horizon", .number, rule: .positive, zh: "预测的时间长度", en: "The time ahead."),
            InputField(
                "limit", .number, rule: .positive, optional: true, zh: "三包期", en: "The age at which warranty ends."),
            .confidence,
        ]
    static let outputs: [OutputField] = [
        OutputField("expected", .number, zh: "期望失效数", en: "The expected failures."),
        OutputField("bounds", .numbers, zh: "预测区间", en: "The prediction interval."),
        OutputField("byCohort", .numbers, zh: "各批期望失效数", en: "The expected failures of each cohort."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let data = try LifeDataFields.read(inputs)
        let family: LifeFamily = try inputs.choice("family")
        let units = try inputs.numbers("units", .nonnegative)
        let ages = try inputs.numbers("ages", .nonnegative)
        try LifeDataFields.same(ages.count, units.count, "ages")
        let horizon = try inputs.number("horizon", .positive)
        let limit = try inputs.optionalNumber("limit", .positive)
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: inputs.has("times") ? "times" : "lower") {
            () throws(MathProblem) in
            let forecast = try WarrantyForecast(
                cohorts: zip(units, ages).map { WarrantyForecast.Cohort(units: $0, age: $1) }, horizon: horizon,
                limit: limit, fit: try LifeFit(data, family: family))
            return MethodOutcome(
                [
                    "expected": .number(forecast.expected),
                    "bounds": try forecast.predictionBounds(confidence: confidence).value,
                    "byCohort": MethodValue(forecast.byCohort),
                ], explanation: forecast.explanation)
        }
    }
}

/// `reliability/demonstration-units`.
enum DemonstrationUnitsMethod: QualityMethod {
    static let name = "reliability/demonstration-units"
    static let title = MethodText(zh: "可靠度验证的样本量", en: "Units for a reliability demonstration")
    static let standard = "IEC 61123:2019"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("reliability", .number, rule: .openProbability, zh: "要验证的可靠度", en: "The reliability to be shown."),
        .confidence,
        InputField(
            "allowedFailures", .integer, rule: .between(0, 1e6), default: 0, zh: "允许失效数", en: "The failures allowed."),
    ]
    static let outputs: [OutputField] = [
        OutputField("units", .integer, zh: "样本量", en: "The units to test."),
        OutputField("reachedConfidence", .number, zh: "达到的置信水平", en: "The confidence reached."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let reliability = try inputs.number("reliability", .openProbability)
        let confidence = try inputs.number("confidence", .openProbability)
        let allowed = try inputs.integer("allowedFailures", in: 0...1_000_000)
        return try namingFields(Self.inputs, else: "reliability") { () throws(MathProblem) in
            let plan = try DemonstrationTest.units(
                reliability: reliability, confidence: confidence, allowedFailures: allowed)
            return MethodOutcome(
                ["units": .integer(plan.units), "reachedConfidence": .number(plan.reachedConfidence)],
                explanation: plan.explanation)
        }
    }
}

/// `reliability/mtbf-bounds`.
enum MTBFBoundsMethod: QualityMethod {
    static let name = "reliability/mtbf-bounds"
    static let title = MethodText(zh: "平均失效间隔的置信限", en: "Bounds of the MTBF")
    static let standard = "IEC 60605-4:2001"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("totalTime", .number, rule: .positive, zh: "总试验时间", en: "The total time on test."),
        InputField("failures", .integer, rule: .between(0, 1e9), zh: "失效数", en: "The failures."),
        InputField(
            "endsAtFailure", .boolean, default: false, zh: "是否定数截尾", en: "Whether the test ended at the last failure."),
        .confidence,
    ]
    static let outputs: [OutputField] = [
        OutputField("lowerBound", .number, zh: "单侧下限", en: "The one-sided lower bound."),
        OutputField("bounds", .numbers, zh: "双侧区间", en: "The two-sided interval."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let time = try inputs.number("totalTime", .positive)
        let failures = try inputs.integer("failures", in: 0...1_000_000_000)
        let ends = try inputs.boolean("endsAtFailure")
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: "totalTime") { () throws(MathProblem) in
            let lower = try DemonstrationTest.mtbfLowerBound(
                totalTime: time, failures: failures, confidence: confidence, endsAtFailure: ends)
            let both = try DemonstrationTest.mtbfBounds(
                totalTime: time, failures: failures, confidence: confidence, endsAtFailure: ends)
            let degrees = 2 * failures + (ends ? 0 : 2)
            return MethodOutcome(
                ["lowerBound": .number(lower), "bounds": both.value],
                explanation: Explanation(
                    steps: [MethodText("θ_L = 2T/χ²(\(confidence.plain); \(degrees)) = \(lower.significant())")],
                    source: standard,
                    assumptions: [Assumption(.unknown, zh: "失效率恒定", en: "the failure rate is constant")]))
        }
    }
}

/// `reliability/test-plan`.
enum TestPlanMethod: QualityMethod {
    static let name = "reliability/test-plan"
    static let title = MethodText(zh: "定时试验方案（双方风险）", en: "Fixed-length test plan under both risks")
    static let standard = "IEC 61124:2023"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("upperMTBF", .number, rule: .positive, zh: "可接收的 MTBF", en: "The MTBF to be accepted."),
        InputField("lowerMTBF", .number, rule: .positive, zh: "应拒收的 MTBF", en: "The MTBF to be refused."),
        InputField(
            "producerRisk", .number, rule: .openProbability, default: 0.1, zh: "生产方风险", en: "The producer's risk."),
        InputField(
            "consumerRisk", .number, rule: .openProbability, default: 0.1, zh: "使用方风险", en: "The consumer's risk."),
    ]
    static let outputs: [OutputField] = [
        OutputField("totalTime", .number, zh: "总试验时间", en: "The total time on test."),
        OutputField("allowedFailures", .integer, zh: "允许失效数", en: "The failures allowed."),
        OutputField("producerRisk", .number, zh: "实际生产方风险", en: "The producer's risk reached."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let upper = try inputs.number("upperMTBF", .positive)
        let lower = try inputs.number("lowerMTBF", .positive)
        let producer = try inputs.number("producerRisk", .openProbability)
        let consumer = try inputs.number("consumerRisk", .openProbability)
        return try namingFields(Self.inputs, else: "upperMTBF") { () throws(MathProblem) in
            let plan = try DemonstrationTest.twoRiskPlan(
                upperMTBF: upper, lowerMTBF: lower, producerRisk: producer, consumerRisk: consumer)
            return MethodOutcome(
                [
                    "totalTime": .number(plan.totalTime), "allowedFailures": .integer(plan.allowedFailures),
                    "producerRisk": .number(plan.producerRisk),
                ],
                explanation: Explanation(
                    steps: [
                        MethodText(
                            "T = θ₁ χ²(1 - β; 2c + 2)/2 = \(plan.totalTime.significant()), c = \(plan.allowedFailures)")
                    ], source: standard,
                    assumptions: [Assumption(.unknown, zh: "失效率恒定", en: "the failure rate is constant")]))
        }
    }
}

import QualityMath

extension InputField {
    /// The failures that a demonstration allows.
    fileprivate static var allowedFailures: InputField {
        InputField(
            "allowedFailures", .integer, rule: .between(0, 1e6), default: 0, zh: "允许失效数", en: "The failures allowed.")
    }
}

/// `reliability/demonstration-time`.
enum DemonstrationTimeMethod: QualityMethod {
    static let name = "reliability/demonstration-time"
    static let title = MethodText(zh: "平均失效间隔验证的总试验时间", en: "Test time to show an MTBF")
    static let standard = "IEC 61124:2023; MIL-HDBK-781A"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("mtbf", .number, rule: .positive, zh: "要验证的 MTBF", en: "The MTBF to be shown."), .confidence,
        .allowedFailures,
    ]
    static let outputs: [OutputField] = [
        OutputField("totalTime", .number, zh: "总试验时间", en: "The total time on test.")
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let mtbf = try inputs.number("mtbf", .positive)
        let confidence = try inputs.number("confidence", .openProbability)
        let allowed = try inputs.integer("allowedFailures", in: 0...1_000_000)
        return try namingFields(Self.inputs, else: "mtbf") { () throws(MathProblem) in
            let time = try DemonstrationTest.totalTime(mtbf: mtbf, confidence: confidence, allowedFailures: allowed)
            return MethodOutcome(
                ["totalTime": .number(time)],
                explanation: Explanation(
                    steps: [
                        MethodText("T = θ χ²(\(confidence.plain); \(2 * allowed + 2))/2 = \(time.significant())")
                    ], source: standard,
                    assumptions: [Assumption(.unknown, zh: "失效率恒定", en: "the failure rate is constant")]))
        }
    }
}

/// `reliability/weibull-demonstration`.
enum WeibullDemonstrationMethod: QualityMethod {
    static let name = "reliability/weibull-demonstration"
    static let title = MethodText(zh: "已知形状的威布尔寿命验证", en: "Demonstration of Weibull lives of known shape")
    static let standard = "Meeker and Escobar (1998), 10.6; IEC 61123:2019"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("units", .integer, rule: .between(1, 1e9), zh: "受试产品数", en: "The units on test."),
        InputField("reliability", .number, rule: .openProbability, zh: "要验证的可靠度", en: "The reliability to be shown."),
        InputField(
            "missionTime", .number, rule: .positive, zh: "可靠度所对应的时间", en: "The time at which it is to be shown."),
        InputField("shape", .number, rule: .positive, zh: "形状 β", en: "The shape."), .confidence, .allowedFailures,
    ]
    static let outputs: [OutputField] = [
        OutputField("duration", .number, zh: "每个产品的试验时间", en: "How long each unit must run.")
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let units = try inputs.integer("units", in: 1...1_000_000_000)
        let reliability = try inputs.number("reliability", .openProbability)
        let mission = try inputs.number("missionTime", .positive)
        let shape = try inputs.number("shape", .positive)
        let confidence = try inputs.number("confidence", .openProbability)
        let allowed = try inputs.integer("allowedFailures", in: 0...1_000_000)
        return try namingFields(Self.inputs, else: "units") { () throws(MathProblem) in
            let duration = try DemonstrationTest.weibullDuration(
                units: units, reliability: reliability, missionTime: mission, shape: shape, confidence: confidence,
                allowedFailures: allowed)
            return MethodOutcome(
                ["duration": .number(duration)],
                explanation: Explanation(
                    steps: [
                        MethodText(
                            "t = t₀ (log R_t/log R)^(1/β) = \(duration.significant()), R = \(reliability.plain), "
                                + "t₀ = \(mission.plain), β = \(shape.plain)")
                    ], source: standard,
                    assumptions: [
                        Assumption(.unknown, zh: "寿命服从形状已知的威布尔分布", en: "lives are Weibull with the shape given")
                    ]))
        }
    }
}

/// `reliability/success-bounds`.
enum SuccessBoundsMethod: QualityMethod {
    static let name = "reliability/success-bounds"
    static let title = MethodText(zh: "成功率的置信限（克洛珀-皮尔逊）", en: "Bounds of a proportion of successes")
    static let standard = "Clopper and Pearson (1934); IEC 61123:2019"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("successes", .integer, rule: .between(0, 1e9), zh: "成功数", en: "The successes."),
        InputField("trials", .integer, rule: .between(1, 1e9), zh: "试验数", en: "The trials."), .confidence,
    ]
    static let outputs: [OutputField] = [
        OutputField("bounds", .numbers, zh: "双侧区间", en: "The two-sided interval."),
        OutputField("lowerBound", .number, zh: "单侧下限", en: "The one-sided lower bound."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let successes = try inputs.integer("successes", in: 0...1_000_000_000)
        let trials = try inputs.integer("trials", in: 1...1_000_000_000)
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: "successes") { () throws(MathProblem) in
            let both = try DemonstrationTest.clopperPearson(
                successes: successes, trials: trials, confidence: confidence)
            // One tail of 1 - C is one of the two tails of 2C - 1; below C = 0.5 there are no two.
            let lower =
                successes == 0
                ? 0
                : SpecialFunctions.inverseRegularizedBeta(
                    1 - confidence, Double(successes), Double(trials - successes) + 1
                ).x
            return MethodOutcome(
                ["bounds": both.value, "lowerBound": .number(lower)],
                explanation: Explanation(
                    steps: [
                        MethodText(
                            "p_L = B⁻¹(α/2; x, n - x + 1) = \(both.lower.significant()), "
                                + "p_U = B⁻¹(1 - α/2; x + 1, n - x) = \(both.upper.significant())")
                    ], source: standard,
                    assumptions: [
                        Assumption(.unknown, zh: "各次试验独立、成功率相同", en: "trials are independent with one probability")
                    ]))
        }
    }
}

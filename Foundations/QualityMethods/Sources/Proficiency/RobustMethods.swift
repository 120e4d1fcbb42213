import QualityMath

/// `proficiency/algorithm-s`.
enum AlgorithmSMethod: QualityMethod {
    static let name = "proficiency/algorithm-s"
    static let title = MethodText(zh: "稳健的合并标准差（算法 S）", en: "Robust pooled deviation (Algorithm S)")
    static let standard = "ISO 13528:2022, C.4"
    static let version = 1
    static let inputs: [InputField] = [
        InputField(
            "deviations", .numbers, rule: .nonnegative, zh: "各实验室的标准差（或两次结果之差）",
            en: "The deviations (or ranges of two) of the laboratories."),
        InputField(
            "degreesOfFreedom", .integer, rule: .between(1, 1e6), zh: "每个标准差的自由度",
            en: "The degrees of freedom of each."),
    ]
    static let outputs: [OutputField] = [
        OutputField("standardDeviation", .number, zh: "稳健的合并标准差", en: "The robust pooled deviation."),
        OutputField("limitFactor", .number, zh: "限系数 η", en: "The limit factor."),
        OutputField("adjustmentFactor", .number, zh: "修正系数 ξ", en: "The adjustment factor."),
        OutputField("moved", .integer, zh: "被移动的个数", en: "How many were moved."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let deviations = try inputs.numbers("deviations", .nonnegative)
        let degrees = try inputs.integer("degreesOfFreedom", in: 1...1_000_000)
        return try namingFields(Self.inputs, else: "deviations") { () throws(MathProblem) in
            let result = try AlgorithmS(deviations, degreesOfFreedom: degrees)
            return MethodOutcome(
                [
                    "standardDeviation": .number(result.standardDeviation),
                    "limitFactor": .number(result.limitFactor), "adjustmentFactor": .number(result.adjustmentFactor),
                    "moved": .integer(result.moved),
                ], explanation: result.explanation)
        }
    }
}

/// `proficiency/q-hampel`.
enum QHampelMethod: QualityMethod {
    static let name = "proficiency/q-hampel"
    static let title = MethodText(zh: "Q 法与汉佩尔估计", en: "Q method and Hampel's estimator")
    static let standard = "ISO 13528:2022, C.5"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("laboratories", .matrix, zh: "各实验室的结果", en: "The results of each laboratory.")
    ]
    static let outputs: [OutputField] = [
        OutputField("mean", .number, zh: "汉佩尔均值", en: "Hampel's mean."),
        OutputField("standardDeviation", .number, zh: "Q 法（再现性）标准差", en: "The (reproducibility) deviation."),
        OutputField("uncertainty", .number, zh: "均值的标准不确定度", en: "u of the mean."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let results = try inputs.matrix("laboratories", ragged: true, atLeast: 2)
        return try namingFields(Self.inputs, else: "laboratories") { () throws(MathProblem) in
            let result = try QHampel(results)
            return MethodOutcome(
                [
                    "mean": .number(result.mean), "standardDeviation": .number(result.standardDeviation),
                    "uncertainty": .number(result.uncertainty),
                ], explanation: result.explanation)
        }
    }
}

/// `proficiency/key-comparison-median`.
enum KeyComparisonMedianMethod: QualityMethod {
    static let name = "proficiency/key-comparison-median"
    static let title = MethodText(zh: "关键比对（中位数，蒙特卡洛）", en: "Key comparison by the median (Monte Carlo)")
    static let standard = "Cox, Metrologia 39 (2002), procedure B"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("values", .numbers, zh: "各实验室的结果", en: "The results."),
        InputField("uncertainties", .numbers, rule: .positive, zh: "标准不确定度", en: "Their standard uncertainties."),
        InputField("draws", .integer, rule: .between(1000, 1e7), default: 100_000, zh: "抽样次数", en: "The draws."),
        InputField(
            "seed", .integer, rule: .nonnegative, default: 1, zh: "随机数的种子", en: "The seed of random numbers."),
    ]
    static let outputs: [OutputField] = [
        OutputField("reference", .number, zh: "参考值", en: "The reference value."),
        OutputField("uncertainty", .number, zh: "其标准不确定度", en: "Its standard uncertainty."),
        OutputField("degrees", .numbers, zh: "等效度", en: "The degrees of equivalence."),
        OutputField("intervals", .matrix, zh: "等效度的 95 % 最短区间", en: "Their shortest 95 % intervals."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let uncertainties = try inputs.numbers("uncertainties", .positive)
        let draws = try inputs.integer("draws", in: 1000...10_000_000)
        let seed = try inputs.integer("seed", in: 0...)
        return try namingFields(Self.inputs, else: "values") { () throws(MathProblem) in
            let result = try KeyComparison.median(
                values: values, uncertainties: uncertainties, draws: draws, stream: RandomStream(key: UInt64(seed)))
            return MethodOutcome(
                [
                    "reference": .number(result.reference), "uncertainty": .number(result.uncertainty),
                    "degrees": MethodValue(result.degrees), "intervals": .list(result.intervals.map(\.value)),
                ],
                explanation: Explanation(
                    steps: [
                        MethodText(
                            zh: "\(draws) 次抽样中位数的均值 \(result.reference.significant(8))",
                            en: "mean of \(draws) medians \(result.reference.significant(8))")
                    ], source: standard,
                    assumptions: [Assumption(.unknown, zh: "各结果相互独立", en: "results are independent")]))
        }
    }
}

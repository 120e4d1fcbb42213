/// The methods of the family of acceptance sampling (ISO 2859, ISO 3951, ISO 28590).
public enum AcceptanceSamplingFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            PlanLookupMethod.self, OperatingCharacteristicMethod.self, PlanSearchMethod.self, RectifyingMethod.self,
            DodgeRomigMethod.self, SequentialMethod.self, VariablesPlanMethod.self, MatchedVariablesPlanMethod.self,
            VariablesDecisionMethod.self,
            SwitchingMethod.self, SchemeMethod.self, LimitingQualityMethod.self, DeclaredQualityMethod.self,
            SkipLotMethod.self,
        ]
    }
}

extension AcceptancePlan {
    /// Reads a plan from the inputs n, c and r, each a list of one value a stage; r is c + 1 of the last stage if absent.
    static func read(_ inputs: MethodInputs) throws(MethodProblem) -> AcceptancePlan {
        let sizes = try inputs.integers("n", in: 1...1_000_000_000, atLeast: 1)
        let accepts = try inputs.integers("c", in: -1...1_000_000_000, atLeast: 1)
        let rejects: [Int] =
            inputs.has("r")
            ? try inputs.integers("r", in: 1...1_000_000_000, atLeast: 1)
            : [Int](repeating: (accepts.last ?? 0) + 1, count: accepts.count)
        for (name, count) in [("c", accepts.count), ("r", rejects.count)] where count != sizes.count {
            throw MethodProblem(
                .wrongShape, at: inputs.place(name), zh: "应与 n 一样有 \(sizes.count) 个值。",
                en: "It must have \(sizes.count) values like n.")
        }
        return try AcceptancePlan(
            stages: sizes.indices.map { Stage(sampleSize: sizes[$0], acceptance: accepts[$0], rejection: rejects[$0]) })
    }

    /// The plan as values n, c, r.
    var values: [String: MethodValue] {
        [
            "n": MethodValue(stages.map(\.sampleSize)), "c": MethodValue(stages.map(\.acceptance)),
            "r": MethodValue(stages.map(\.rejection)),
        ]
    }

    /// The inputs of a plan.
    static var fields: [InputField] {
        [
            InputField("n", .integers, unit: "items", zh: "各阶段样本量", en: "sample size of each stage"),
            InputField(
                "c", .integers, unit: "items", zh: "各阶段累计接收数，-1 表示不得接收",
                en: "cumulative acceptance numbers, -1 where none is permitted"),
            InputField(
                "r", .integers, unit: "items", optional: true, zh: "各阶段累计拒收数", en: "cumulative rejection numbers"),
        ]
    }

    /// The outputs of a plan.
    static var outputFields: [OutputField] {
        [
            OutputField("n", .integers, unit: "items", zh: "样本量", en: "sample sizes"),
            OutputField("c", .integers, unit: "items", zh: "接收数", en: "acceptance numbers"),
            OutputField("r", .integers, unit: "items", zh: "拒收数", en: "rejection numbers"),
        ]
    }
}

extension LotModel {
    /// Reads the model: binomial, poisson or hypergeometric with the lot size N.
    static func read(_ inputs: MethodInputs) throws(MethodProblem) -> LotModel {
        switch try inputs.text("model", oneOf: choices) {
        case "poisson": .poisson
        case "hypergeometric": .hypergeometric(lotSize: try inputs.integer("N", in: 1...1_000_000_000))
        default: .binomial
        }
    }

    static let choices = ["binomial", "poisson", "hypergeometric"]

    static var fields: [InputField] {
        [
            InputField("model", .choice(choices), default: "binomial", zh: "计数模型", en: "how items are counted"),
            InputField(
                "N", .integer, unit: "items", rule: .atLeast(1), optional: true, zh: "批量（超几何）",
                en: "lot size (hypergeometric)"),
        ]
    }
}

extension RiskPoints {
    /// Reads p1, a, p2, b.
    static func read(_ inputs: MethodInputs) throws(MethodProblem) -> RiskPoints {
        try RiskPoints(
            producerQuality: try inputs.number("p1"), producerAcceptance: try inputs.number("a"),
            consumerQuality: try inputs.number("p2"), consumerAcceptance: try inputs.number("b"))
    }

    static var fields: [InputField] {
        [
            InputField("p1", .number, rule: .openProbability, zh: "生产方风险质量", en: "producer's risk quality"),
            InputField(
                "a", .number, rule: .openProbability, default: .number(0.95), zh: "p1 处最低接收概率",
                en: "least acceptance at p1"),
            InputField("p2", .number, rule: .openProbability, zh: "使用方风险质量", en: "consumer's risk quality"),
            InputField(
                "b", .number, rule: .openProbability, default: .number(0.1), zh: "p2 处最高接收概率",
                en: "greatest acceptance at p2"),
        ]
    }
}

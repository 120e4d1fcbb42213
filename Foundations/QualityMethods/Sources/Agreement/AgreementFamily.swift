/// The methods of the family of agreement between raters.
public enum AgreementFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            CohenMethod.self, FleissMethod.self, GwetMethod.self, KrippendorffMethod.self, KendallMethod.self,
            IntraclassMethod.self,
        ]
    }
}

extension RatingTable {
    /// Reads the input data: one row a subject, one column a rater, null for a missing rating.
    static func read(_ inputs: MethodInputs) throws(MethodProblem) -> RatingTable {
        var rows: [[Double?]] = []
        for (index, row) in try inputs.list("data", atLeast: 1).enumerated() {
            guard let list = row.asList else {
                throw MethodProblem(.wrongKind, at: "data[\(index)]", zh: "应为列表。", en: "It must be a list.")
            }
            var values: [Double?] = []
            for (place, value) in list.enumerated() {
                if value.isNull {
                    values.append(nil)
                } else if let number = value.asNumber {
                    values.append(number)
                } else {
                    throw MethodProblem(
                        .wrongKind, at: "data[\(index)][\(place)]", zh: "应为数值或 null。",
                        en: "It must be a number or null.")
                }
            }
            rows.append(values)
        }
        return try RatingTable(rows)
    }

    static var fields: [InputField] {
        [
            InputField(
                "data", .matrixOrNull, zh: "评价：每行一个对象，每列一名评价人，缺失为 null",
                en: "ratings: one row a subject, one column a rater, null if missing"),
            InputField(
                "confidence", .number, rule: .openProbability, default: .number(0.95), zh: "置信水平",
                en: "confidence level"),
        ]
    }

    static var weightField: InputField {
        InputField(
            "weights", .choice(AgreementWeights.allCases.map(\.rawValue)), default: "identity", zh: "权重", en: "weights")
    }

    static var outputs: [OutputField] {
        [
            OutputField("value", .number, zh: "一致性系数", en: "coefficient"),
            OutputField("standardError", .number, zh: "标准误", en: "standard error"),
            OutputField("lower", .number, zh: "区间下限", en: "lower end of the interval"),
            OutputField("upper", .number, zh: "区间上限", en: "upper end of the interval"),
            OutputField("observed", .number, zh: "观测一致率", en: "observed agreement"),
            OutputField("expected", .number, zh: "期望一致率", en: "agreement by chance"),
            OutputField("z", .number, zh: "检验统计量", en: "test statistic"),
        ]
    }
}

extension AgreementCoefficient {
    var outcome: MethodOutcome {
        MethodOutcome(
            [
                "value": .number(value), "standardError": .number(standardError),
                "lower": MethodValue(interval?.lowerBound), "upper": MethodValue(interval?.upperBound),
                "observed": .number(observed), "expected": .number(expected), "z": MethodValue(z),
            ],
            warnings: value.isFinite
                ? [] : [MethodText(zh: "评价没有变异，系数无定义", en: "the ratings do not vary: the coefficient is not defined")],
            explanation: explanation)
    }
}

/// Cohen's kappa.
enum CohenMethod: QualityMethod {
    static let name = "agreement/cohen-kappa"
    static let title = MethodText(zh: "科恩 κ", en: "Cohen's kappa")
    static let standard = "Cohen (1960, 1968); Fleiss, Cohen and Everitt (1969)"
    static let version = 1
    static var inputs: [InputField] {
        RatingTable.fields + [
            RatingTable.weightField,
            InputField(
                "raters", .integers, default: .list([.integer(1), .integer(2)]), zh: "两名评价人的序号，从 1 起",
                en: "the two raters, from 1"),
            InputField(
                "categories", .numbers, optional: true, zh: "量表的全部类别，按次序",
                en: "all categories of the scale in their order"),
        ]
    }
    static var outputs: [OutputField] { RatingTable.outputs }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let raters = try inputs.integers("raters", in: 1...1_000_000, atLeast: 2)
        return try CohenKappa.coefficient(
            try RatingTable.read(inputs), raters: (raters[0] - 1, raters[1] - 1), weights: try inputs.choice("weights"),
            categories: try inputs.optionalNumbers("categories"), confidence: try inputs.number("confidence")
        ).outcome
    }
}

/// Fleiss' kappa.
enum FleissMethod: QualityMethod {
    static let name = "agreement/fleiss-kappa"
    static let title = MethodText(zh: "弗莱斯 κ", en: "Fleiss' kappa")
    static let standard = "Fleiss (1971); Gwet (2014)"
    static let version = 1
    static var inputs: [InputField] { RatingTable.fields + [RatingTable.weightField] }
    static var outputs: [OutputField] { RatingTable.outputs }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        try ChanceCorrectedAgreement.fleiss(
            try RatingTable.read(inputs), weights: try inputs.choice("weights"),
            confidence: try inputs.number("confidence")
        ).outcome
    }
}

/// Gwet's AC1 and AC2.
enum GwetMethod: QualityMethod {
    static let name = "agreement/gwet"
    static let title = MethodText(zh: "格维特 AC1 与 AC2", en: "Gwet's AC1 and AC2")
    static let standard = "Gwet (2008, 2014)"
    static let version = 1
    static var inputs: [InputField] {
        RatingTable.fields + [
            RatingTable.weightField,
            InputField("categories", .numbers, optional: true, zh: "量表的全部类别", en: "all categories of the scale"),
        ]
    }
    static var outputs: [OutputField] { RatingTable.outputs }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        try ChanceCorrectedAgreement.gwet(
            try RatingTable.read(inputs), weights: try inputs.choice("weights"),
            categories: try inputs.optionalNumbers("categories"), confidence: try inputs.number("confidence")
        ).outcome
    }
}

/// Krippendorff's alpha.
enum KrippendorffMethod: QualityMethod {
    static let name = "agreement/krippendorff-alpha"
    static let title = MethodText(zh: "克里彭多夫 α", en: "Krippendorff's alpha")
    static let standard = "Krippendorff (2011)"
    static let version = 1
    static var inputs: [InputField] {
        RatingTable.fields + [
            InputField(
                "metric", .choice(RatingMetric.allCases.map(\.rawValue)), default: "nominal", zh: "量表类型", en: "metric")
        ]
    }
    static var outputs: [OutputField] { RatingTable.outputs }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        try KrippendorffAlpha.coefficient(
            try RatingTable.read(inputs), metric: try inputs.choice("metric"),
            confidence: try inputs.number("confidence")
        ).outcome
    }
}

/// Kendall's W.
enum KendallMethod: QualityMethod {
    static let name = "agreement/kendall-w"
    static let title = MethodText(zh: "肯德尔 W", en: "Kendall's W")
    static let standard = "Kendall and Babington Smith (1939); Siegel and Castellan (1988)"
    static let version = 1
    static var inputs: [InputField] { RatingTable.fields }
    static var outputs: [OutputField] {
        [
            OutputField("value", .number, zh: "一致性系数", en: "coefficient"),
            OutputField("chiSquared", .number, zh: "卡方", en: "chi-squared"),
            OutputField("p", .number, zh: "概率", en: "probability without concordance"),
            OutputField("lower", .number, zh: "区间下限", en: "lower end of the interval"),
            OutputField("upper", .number, zh: "区间上限", en: "upper end of the interval"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let result = try KendallConcordance(
            try RatingTable.read(inputs), confidence: try inputs.number("confidence"))
        return MethodOutcome(
            [
                "value": .number(result.coefficient), "chiSquared": .number(result.chiSquared),
                "p": .number(result.probability), "lower": MethodValue(result.interval?.lowerBound),
                "upper": MethodValue(result.interval?.upperBound),
            ], explanation: result.explanation)
    }
}

/// The intraclass correlation.
enum IntraclassMethod: QualityMethod {
    static let name = "agreement/intraclass"
    static let title = MethodText(zh: "组内相关系数", en: "Intraclass correlation")
    static let standard = "McGraw and Wong (1996)"
    static let version = 1
    static var inputs: [InputField] {
        RatingTable.fields + [
            InputField(
                "form", .choice(IntraclassForm.allCases.map(\.rawValue)), default: "ICC(A,1)", zh: "形式", en: "form")
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("value", .number, zh: "系数", en: "coefficient"),
            OutputField("lower", .number, zh: "区间下限", en: "lower end of the interval"),
            OutputField("upper", .number, zh: "区间上限", en: "upper end of the interval"),
            OutputField("f", .number, zh: "F 值", en: "F"),
            OutputField("p", .number, zh: "概率", en: "probability without correlation"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let result = try IntraclassCorrelation(
            try RatingTable.read(inputs), form: try inputs.choice("form"), confidence: try inputs.number("confidence"))
        return MethodOutcome(
            [
                "value": .number(result.value), "lower": MethodValue(result.interval?.lowerBound),
                "upper": MethodValue(result.interval?.upperBound), "f": .number(result.f),
                "p": .number(result.probability),
            ], explanation: result.explanation)
    }
}

import Glibc
import QualityMath

/// The fields by which methods take a measurement model and its inputs.
enum UncertaintyInputFields {
    static let all: [InputField] = [
        InputField(
            "model", .text, zh: "测量模型，如 R = V / I * cos(phi)；每行一个量",
            en: "The model, such as R = V / I * cos(phi); one quantity a line."),
        InputField(
            "outputs", .texts, optional: true, zh: "输出量的名称，缺省为全部各行",
            en: "The names of the outputs; all lines if absent."),
        InputField("inputs", .objects, members: input, zh: "输入量", en: "The inputs."),
        InputField(
            "correlations", .objects, default: [], members: correlation, zh: "相关系数：first、second 为名称，coefficient 为系数",
            en: "Correlations: the names first and second, and the coefficient."),
        InputField(
            "outputUnits", .texts, optional: true, zh: "输出量的单位", en: "The units of the outputs."),
    ]

    /// The members of one input.
    static let input: [InputField] = [
        InputField("name", .text, zh: "名称", en: "The name."),
        InputField("value", .number, optional: true, zh: "估计值", en: "The estimate."),
        InputField(
            "uncertainty", .number, rule: .nonnegative, optional: true, zh: "标准不确定度", en: "The standard uncertainty."),
        InputField(
            "degreesOfFreedom", .number, rule: .positive, optional: true, zh: "自由度，缺省为无穷",
            en: "Its degrees of freedom; infinite if absent."),
        InputField(
            "ensemble", .integer, optional: true, zh: "同时测量的组号", en: "The number of the group measured together."),
        InputField("unit", .text, optional: true, zh: "单位", en: "The unit."),
        InputField(
            "distribution",
            .choice([
                "normal", "student", "rectangular", "triangular", "trapezoidal", "curvilinear", "arcsine",
                "exponential",
                "gamma", "lognormal", "beta", "weibull", "empirical", "tabulated", "constant",
            ]), optional: true, zh: "分布，缺省由估计值与标准不确定度得出", en: "The distribution; from value and uncertainty if absent."),
        InputField("lower", .number, optional: true, zh: "下限", en: "The lower limit."),
        InputField("upper", .number, optional: true, zh: "上限", en: "The upper limit."),
        InputField("mode", .number, optional: true, zh: "众数", en: "The mode."),
        InputField("shape", .number, optional: true, zh: "形状（梯形为顶底之比）", en: "The shape (trapezoid: top over base)."),
        InputField("scale", .number, rule: .positive, optional: true, zh: "尺度", en: "The scale."),
        InputField(
            "inexactness", .number, rule: .nonnegative, optional: true, zh: "界限的不确定量 d",
            en: "How inexact the limits are."),
        InputField("alpha", .number, rule: .positive, optional: true, zh: "第一形状", en: "The first shape."),
        InputField("beta", .number, rule: .positive, optional: true, zh: "第二形状", en: "The second shape."),
        InputField(
            "values", .numbers, optional: true, zh: "经验分布或分布函数表的数值",
            en: "The values of an empirical or tabulated distribution."),
        InputField(
            "probabilities", .numbers, rule: .probability, optional: true, zh: "分布函数表的概率，从 0 到 1",
            en: "The probabilities of a tabulated distribution, from 0 to 1."),
    ]

    /// The members of one correlation.
    static let correlation: [InputField] = [
        InputField("first", .text, zh: "一个输入量的名称", en: "The name of an input."),
        InputField("second", .text, zh: "另一个输入量的名称", en: "The name of another input."),
        InputField("coefficient", .number, rule: .between(-1, 1), zh: "相关系数", en: "The coefficient."),
    ]

    /// What the fields hold, in SI units where units are given.
    struct Content {
        var model: MeasurementModel
        var inputs: [UncertaintyBudget.Input]
        var distributions: [InputDistribution]
        var correlations: [CorrelatedInputs.Pair]
        /// SI units in one unit of each output.
        var outputFactors: [Double]
        var outputUnits: [String]
    }

    static func read(_ inputs: MethodInputs) throws(MethodProblem) -> Content {
        let items = try inputs.objects("inputs", fields: input)
        var names: [String] = []
        var units: [MeasurementUnit] = []
        var hasUnits = inputs.has("outputUnits")
        for item in items {
            names.append(try item.text("name"))
            let unit = try item.optionalText("unit")
            if unit != nil { hasUnits = true }
            units.append(
                try named(item.place("unit")) { () throws(ExpressionProblem) in try MeasurementUnit(unit ?? "") })
        }
        let text = try inputs.text("model")
        let wanted = inputs.has("outputs") ? try inputs.texts("outputs") : nil
        let model = try named("model") { () throws(ExpressionProblem) in
            try MeasurementModel(text, inputs: names, outputs: wanted)
        }
        var factors = [Double](repeating: 1, count: model.outputs.count)
        var outputUnits = [String](repeating: "", count: model.outputs.count)
        if hasUnits {
            let found = try named("model") { () throws(ExpressionProblem) in try model.dimensions(of: units) }
            outputUnits = found.map { $0.isNumber ? "" : $0.baseDescription }
            if inputs.has("outputUnits") {
                let texts = try inputs.texts("outputUnits")
                try LifeDataFields.same(texts.count, model.outputs.count, "outputUnits")
                for (index, text) in texts.enumerated() {
                    let place = "outputUnits[\(index)]"
                    let unit = try named(place) { () throws(ExpressionProblem) in try MeasurementUnit(text) }
                    guard unit.isComparable(to: found[index]) else {
                        throw MethodProblem(
                            .outOfRange, at: place, zh: "模型给出的是 \(found[index].baseDescription)。",
                            en: "The model gives \(found[index].baseDescription).")
                    }
                    factors[index] = unit.factor
                    outputUnits[index] = text
                }
            }
        }
        var budget: [UncertaintyBudget.Input] = []
        var distributions: [InputDistribution] = []
        for (index, item) in items.enumerated() {
            let factor = units[index].factor
            let distribution = try Self.distribution(item, factor)
            try namingFields(input, else: item.path) { () throws(MathProblem) in
                try distribution.check(item.path)
            }
            distributions.append(distribution)
            let value = try item.optionalNumber("value").map { $0 * factor } ?? distribution.mean
            let uncertainty =
                try item.optionalNumber("uncertainty", .nonnegative).map { $0 * factor }
                ?? distribution.standardDeviation
            guard value.isFinite, uncertainty.isFinite else {
                throw MethodProblem(
                    .outOfRange, at: item.path, zh: "此分布没有有限的均值或标准差。",
                    en: "This distribution has no finite mean or deviation.")
            }
            budget.append(
                UncertaintyBudget.Input(
                    names[index], value: value, uncertainty: uncertainty,
                    degreesOfFreedom: try item.optionalNumber("degreesOfFreedom", .positive) ?? .infinity,
                    ensemble: try item.optionalInteger("ensemble")))
        }
        return Content(
            model: model, inputs: budget, distributions: distributions,
            correlations: try correlations(inputs, names), outputFactors: factors, outputUnits: outputUnits)
    }

    private static func correlations(
        _ inputs: MethodInputs, _ names: [String]
    ) throws(MethodProblem) -> [CorrelatedInputs.Pair] {
        var pairs: [CorrelatedInputs.Pair] = []
        for item in try inputs.objects("correlations", fields: correlation) {
            var places: [Int] = []
            for member in ["first", "second"] {
                let name = try item.text(member, oneOf: names)
                places.append(names.firstIndex(of: name) ?? 0)
            }
            guard places[0] != places[1] else {
                throw MethodProblem(
                    .outOfRange, at: item.place("second"), zh: "应与 first 不同。", en: "It must differ from first.")
            }
            pairs.append(.init(places[0], places[1], try item.number("coefficient", .between(-1, 1))))
        }
        return pairs
    }

    /// The distribution of one input; every length is multiplied by the unit's factor.
    private static func distribution(
        _ item: MethodInputs, _ factor: Double
    ) throws(MethodProblem) -> InputDistribution {
        func limits() throws(MethodProblem) -> (Double, Double) {
            (try item.number("lower") * factor, try item.number("upper") * factor)
        }
        func moments() throws(MethodProblem) -> (Double, Double) {
            (try item.number("value") * factor, try item.number("uncertainty", .nonnegative) * factor)
        }
        guard let kind = try item.optionalText("distribution") else {
            let (value, uncertainty) = try moments()
            guard uncertainty > 0 else { return .constant(value) }
            // JCGM 101, 6.4.9.7: a standard uncertainty with degrees of freedom is the scale of Student's t.
            if let degrees = try item.optionalNumber("degreesOfFreedom", .positive) {
                return .student(mean: value, scale: uncertainty, degreesOfFreedom: degrees)
            }
            return .normal(mean: value, uncertainty: uncertainty)
        }
        switch kind {
        case "constant": return .constant(try item.number("value") * factor)
        case "normal":
            let (value, uncertainty) = try moments()
            return .normal(mean: value, uncertainty: uncertainty)
        case "student":
            let (value, uncertainty) = try moments()
            return .student(
                mean: value, scale: uncertainty, degreesOfFreedom: try item.number("degreesOfFreedom", .positive))
        case "rectangular":
            let (lower, upper) = try limits()
            return .rectangular(lower: lower, upper: upper)
        case "triangular":
            let (lower, upper) = try limits()
            return .triangular(lower: lower, upper: upper, mode: try item.optionalNumber("mode").map { $0 * factor })
        case "trapezoidal":
            let (lower, upper) = try limits()
            return .trapezoidal(lower: lower, upper: upper, shape: try item.number("shape", .probability))
        case "curvilinear":
            let (lower, upper) = try limits()
            return .curvilinear(
                lower: lower, upper: upper, inexactness: try item.number("inexactness", .nonnegative) * factor)
        case "arcsine":
            let (lower, upper) = try limits()
            return .arcsine(lower: lower, upper: upper)
        case "exponential": return .exponential(mean: try item.number("value", .positive) * factor)
        case "gamma":
            return .gamma(
                shape: try item.number("shape", .positive), scale: try item.number("scale", .positive) * factor)
        case "weibull":
            return .weibull(
                shape: try item.number("shape", .positive), scale: try item.number("scale", .positive) * factor)
        case "lognormal":
            // By the median and the deviation of the logarithm.
            let deviation = try item.number("shape", .positive)
            return try namingFields(input, else: item.place("scale")) { () throws(MathProblem) in
                let median = (item.optional("scale")?.asNumber ?? .nan) * factor
                try RequiredInput.positive(median, "scale")
                return .lognormal(logMean: log(median), logDeviation: deviation)
            }
        case "beta":
            let (lower, upper) = try limits()
            return .beta(
                alpha: try item.number("alpha", .positive), beta: try item.number("beta", .positive), lower: lower,
                upper: upper)
        case "tabulated":
            return .tabulated(
                values: try item.numbers("values", atLeast: 2).map { $0 * factor },
                probabilities: try item.numbers("probabilities", .probability))
        default: return .empirical(try item.numbers("values", atLeast: 1).map { $0 * factor })
        }
    }

    private static func named<Result>(
        _ field: String, _ computation: () throws(ExpressionProblem) -> Result
    ) throws(MethodProblem) -> Result {
        do {
            return try computation()
        } catch {
            throw error.methodProblem(at: field)
        }
    }
}

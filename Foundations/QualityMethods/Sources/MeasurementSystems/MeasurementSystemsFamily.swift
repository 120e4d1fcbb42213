/// The methods of the family of measurement systems (AIAG MSA, VDA 5).
public enum MeasurementSystemsFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            CrossedGaugeMethod.self, NestedGaugeMethod.self, RestrictedLikelihoodGaugeMethod.self,
            GaugeBiasMethod.self, GaugeLinearityMethod.self, GaugeStabilityMethod.self, AttributeStudyMethod.self,
            ProcessCapabilityMethod.self,
        ]
    }
}

extension GaugeSettings {
    static func read(_ inputs: MethodInputs) throws(MethodProblem) -> GaugeSettings {
        var settings = GaugeSettings(
            lowerLimit: try inputs.optionalNumber("lsl"), upperLimit: try inputs.optionalNumber("usl"))
        settings.multiple = try inputs.number("multiple")
        settings.confidence = try inputs.number("confidence")
        if inputs.has("interactionLevel") { settings.interactionLevel = try inputs.number("interactionLevel") }
        return settings
    }

    static var fields: [InputField] {
        [
            InputField("part", .integers, zh: "零件号", en: "part of each measurement"),
            InputField("op", .integers, zh: "评价人号", en: "operator of each measurement"),
            InputField("y", .numbers, zh: "测量值", en: "measurements"),
            InputField("lsl", .number, optional: true, zh: "下规范限", en: "lower limit"),
            InputField("usl", .number, optional: true, zh: "上规范限", en: "upper limit"),
            InputField(
                "multiple", .number, rule: .positive, default: .number(6), zh: "研究变异倍数",
                en: "multiple of the study variation"),
            confidenceField,
        ]
    }

    static var confidenceField: InputField {
        InputField(
            "confidence", .number, rule: .openProbability, default: .number(0.95), zh: "置信水平", en: "confidence level")
    }
}

extension GaugeStudy {
    static var outputs: [OutputField] {
        [
            OutputField("components", .objects, zh: "方差分量及其区间", en: "components with their intervals"),
            OutputField("ndc", .integer, zh: "可区分类别数", en: "number of distinct categories"),
            OutputField("anova", .objects, zh: "方差分析表", en: "analysis of variance"),
            OutputField("interaction", .boolean, zh: "是否保留交互", en: "whether the interaction was kept"),
        ]
    }

    var outcome: MethodOutcome {
        let list = components.map { component -> MethodValue in
            .object([
                "source": .text(component.source.rawValue), "variance": .number(component.variance),
                "contribution": .number(component.contribution),
                "standardDeviation": .number(component.standardDeviation),
                "studyVariation": .number(component.studyVariation), "studyShare": .number(component.studyShare),
                "toleranceShare": MethodValue(component.toleranceShare),
                "lower": MethodValue(component.interval?.lowerBound),
                "upper": MethodValue(component.interval?.upperBound),
                "satterthwaiteLower": MethodValue(component.satterthwaite?.lowerBound),
                "satterthwaiteUpper": MethodValue(component.satterthwaite?.upperBound),
            ])
        }
        let rows = table.map { row -> MethodValue in
            .object([
                "source": .text(row.source), "df": .integer(row.degreesOfFreedom), "ss": .number(row.sumOfSquares),
                "ms": .number(row.meanSquare), "f": MethodValue(row.f), "p": MethodValue(row.probability),
            ])
        }
        return MethodOutcome(
            [
                "components": .list(list), "ndc": MethodValue(distinctCategories), "anova": .list(rows),
                "interaction": keepsInteraction.map { .boolean($0) } ?? .null,
            ], warnings: warnings, explanation: explanation)
    }
}

/// The crossed study.
enum CrossedGaugeMethod: QualityMethod {
    static let name = "measurement-systems/gauge-crossed"
    static let title = MethodText(zh: "交叉型量具重复性与再现性", en: "Crossed gauge R&R")
    static let standard = "AIAG MSA, 4th edition, III.B"
    static let version = 1
    static var inputs: [InputField] {
        GaugeSettings.fields + [
            InputField(
                "interactionLevel", .number, rule: .probability, default: .number(0.05), zh: "保留交互的显著性水平",
                en: "level at which the interaction is kept")
        ]
    }
    static var outputs: [OutputField] { GaugeStudy.outputs }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        try CrossedGaugeStudy.analyse(
            parts: try inputs.integers("part"), operators: try inputs.integers("op"), values: try inputs.numbers("y"),
            settings: try GaugeSettings.read(inputs)
        ).outcome
    }
}

/// The nested study.
enum NestedGaugeMethod: QualityMethod {
    static let name = "measurement-systems/gauge-nested"
    static let title = MethodText(zh: "嵌套型量具重复性与再现性", en: "Nested gauge R&R")
    static let standard = "AIAG MSA, 4th edition, IV"
    static let version = 1
    static var inputs: [InputField] { GaugeSettings.fields }
    static var outputs: [OutputField] { GaugeStudy.outputs }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        try NestedGaugeStudy.analyse(
            operators: try inputs.integers("op"), parts: try inputs.integers("part"), values: try inputs.numbers("y"),
            settings: try GaugeSettings.read(inputs)
        ).study.outcome
    }
}

/// Any layout by REML.
enum RestrictedLikelihoodGaugeMethod: QualityMethod {
    static let name = "measurement-systems/gauge-reml"
    static let title = MethodText(zh: "扩展型与不平衡量具研究（REML）", en: "Expanded and unbalanced gauge study by REML")
    static let standard = "Patterson and Thompson (1971)"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField(
                "factors", .object, zh: "各因子的水平：名称到整数列表", en: "levels of each factor: names to lists of whole numbers"),
            InputField("effects", .texts, zh: "随机效应，以冒号连接因子", en: "random effects, factors joined by colons"),
            InputField(
                "partEffects", .texts, default: .list([.text("part")]), zh: "属于零件的效应",
                en: "the effects that are the parts"),
            InputField("y", .numbers, zh: "测量值", en: "measurements"), GaugeSettings.confidenceField,
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("components", .objects, zh: "方差分量及其区间", en: "components with their intervals"),
            OutputField("ndc", .integer, zh: "可区分类别数", en: "number of distinct categories"),
            OutputField("mean", .number, zh: "均值", en: "mean"),
            OutputField("iterations", .integer, zh: "迭代次数", en: "iterations"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let object = try inputs.object("factors")
        var factors: [String: [Int]] = [:]
        for name in object.values.keys.sorted() { factors[name] = try object.integers(name) }
        let parts = Set(try inputs.texts("partEffects"))
        let effects = try inputs.texts("effects").map {
            RandomEffectsStudy.Effect($0.split(separator: ":").map { String($0) }, isPart: parts.contains($0))
        }
        let study = try RandomEffectsStudy(
            factors: factors, effects: effects, values: try inputs.numbers("y"),
            confidence: try inputs.number("confidence"))
        let list = (study.components + [study.gauge, study.parts, study.total]).map { component -> MethodValue in
            .object([
                "source": .text(component.name), "variance": .number(component.variance),
                "standardError": .number(component.standardError),
                "lower": MethodValue(component.interval?.lowerBound),
                "upper": MethodValue(component.interval?.upperBound),
            ])
        }
        return MethodOutcome(
            [
                "components": .list(list), "ndc": MethodValue(study.distinctCategories), "mean": .number(study.mean),
                "iterations": .integer(study.iterations),
            ], explanation: study.explanation)
    }
}

/// Bias.
enum GaugeBiasMethod: QualityMethod {
    static let name = "measurement-systems/bias"
    static let title = MethodText(zh: "偏倚", en: "Bias")
    static let standard = "AIAG MSA, 4th edition, III.B"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField("ref", .numbers, zh: "参考值", en: "references"),
            InputField("y", .numbers, zh: "测量值", en: "measurements"), GaugeSettings.confidenceField,
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("bias", .number, zh: "偏倚", en: "bias"), OutputField("t", .number, zh: "t 值", en: "t"),
            OutputField("p", .number, zh: "概率", en: "probability without bias"),
            OutputField("lower", .number, zh: "区间下限", en: "lower end of the interval"),
            OutputField("upper", .number, zh: "区间上限", en: "upper end of the interval"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let result = try GaugeBias(
            references: try inputs.numbers("ref"), values: try inputs.numbers("y"),
            confidence: try inputs.number("confidence"))
        return MethodOutcome(
            [
                "bias": .number(result.bias), "t": .number(result.t), "p": .number(result.probability),
                "lower": .number(result.interval.lowerBound), "upper": .number(result.interval.upperBound),
            ], explanation: result.explanation)
    }
}

/// Linearity.
enum GaugeLinearityMethod: QualityMethod {
    static let name = "measurement-systems/linearity"
    static let title = MethodText(zh: "线性", en: "Linearity")
    static let standard = "AIAG MSA, 4th edition, III.B"
    static let version = 1
    static var inputs: [InputField] { GaugeBiasMethod.inputs }
    static var outputs: [OutputField] {
        [
            OutputField("intercept", .number, zh: "截距", en: "intercept"),
            OutputField("slope", .number, zh: "斜率", en: "slope"),
            OutputField("pIntercept", .number, zh: "截距的概率", en: "probability of the intercept"),
            OutputField("pSlope", .number, zh: "斜率的概率", en: "probability of the slope"),
            OutputField("r2", .number, zh: "决定系数", en: "coefficient of determination"),
            OutputField("byReference", .objects, zh: "各参考值处的偏倚", en: "bias at each reference"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let result = try GaugeLinearity(
            references: try inputs.numbers("ref"), values: try inputs.numbers("y"),
            confidence: try inputs.number("confidence"))
        return MethodOutcome(
            [
                "intercept": .number(result.intercept), "slope": .number(result.slope),
                "pIntercept": .number(result.interceptProbability), "pSlope": .number(result.slopeProbability),
                "r2": .number(result.determination),
                "byReference": .list(
                    result.byReference.map {
                        .object([
                            "reference": .number($0.reference), "bias": .number($0.bias.bias),
                            "p": .number($0.bias.probability), "lower": .number($0.bias.interval.lowerBound),
                            "upper": .number($0.bias.interval.upperBound),
                        ])
                    }),
            ], explanation: result.explanation)
    }
}

/// Stability.
enum GaugeStabilityMethod: QualityMethod {
    static let name = "measurement-systems/stability"
    static let title = MethodText(zh: "稳定性", en: "Stability")
    static let standard = "AIAG MSA, 4th edition, III.B"
    static let version = 1
    static var inputs: [InputField] {
        [InputField("subgroups", .matrix, zh: "标准件的各次子组", en: "subgroups of a master part in order of time")]
    }
    static var outputs: [OutputField] {
        [
            OutputField("stable", .boolean, zh: "是否稳定", en: "whether it is stable"),
            OutputField("center", .number, zh: "中心", en: "center"),
            OutputField("meanLimits", .numbers, zh: "均值控制限", en: "limits of the means"),
            OutputField("rangeLimits", .numbers, zh: "极差控制限", en: "limits of the ranges"),
            OutputField("meansOutside", .integers, zh: "均值失控的子组，从 0 起", en: "subgroups whose mean is outside, from 0"),
            OutputField(
                "rangesOutside", .integers, zh: "极差失控的子组，从 0 起", en: "subgroups whose range is outside, from 0"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let result = try GaugeStability(subgroups: try inputs.matrix("subgroups"))
        return MethodOutcome(
            [
                "stable": .boolean(result.isStable), "center": .number(result.center),
                "meanLimits": MethodValue([result.meanLimits.lowerBound, result.meanLimits.upperBound]),
                "rangeLimits": MethodValue([result.rangeLimits.lowerBound, result.rangeLimits.upperBound]),
                "meansOutside": MethodValue(result.meansOutside), "rangesOutside": MethodValue(result.rangesOutside),
            ], explanation: result.explanation)
    }
}

/// Attribute agreement.
enum AttributeStudyMethod: QualityMethod {
    static let name = "measurement-systems/attribute-agreement"
    static let title = MethodText(zh: "计数型一致性分析", en: "Attribute agreement")
    static let standard = "AIAG MSA, 4th edition, III.C"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField(
                "appraisers", .objects,
                members: [
                    InputField("name", .text, zh: "评价人", en: "the appraiser"),
                    InputField("trials", .matrix, zh: "每行一个对象，每列一次", en: "one row an item, one column a trial"),
                ],
                zh: "各评价人：name 与 trials（每行一个对象，每列一次）",
                en: "each appraiser: name, and trials with one row an item and one column a trial"),
            InputField("standard", .numbers, optional: true, zh: "标准类别", en: "right category of each item"),
            InputField(
                "nonconforming", .number, optional: true, zh: "表示不合格的类别", en: "category that means nonconforming"),
            GaugeSettings.confidenceField,
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("appraisers", .objects, zh: "各评价人的结果", en: "results of each appraiser"),
            OutputField("between", .number, zh: "全部一致的比例", en: "share of items on which all agree"),
            OutputField("kappa", .number, zh: "全部评价的 κ", en: "kappa of all ratings"),
            OutputField(
                "allWithStandard", .number, zh: "全部与标准一致的比例", en: "share of items on which all agree with the standard"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        var (names, trials): ([String], [[[Double]]]) = ([], [])
        for appraiser in try inputs.objects("appraisers") {
            names.append(try appraiser.text("name"))
            trials.append(try appraiser.matrix("trials", atLeast: 1))
        }
        let study = try AttributeAgreementStudy(
            trials: trials, names: names, standard: try inputs.optionalNumbers("standard"),
            nonconforming: try inputs.optionalNumber("nonconforming"), confidence: try inputs.number("confidence"))
        func value(_ share: AttributeAgreementStudy.Share?) -> MethodValue {
            share.map {
                .object([
                    "matched": .integer($0.matched), "inspected": .integer($0.inspected), "share": .number($0.value),
                    "lower": .number($0.interval.lowerBound), "upper": .number($0.interval.upperBound),
                ])
            } ?? .null
        }
        let list = study.appraisers.map { appraiser -> MethodValue in
            .object([
                "name": .text(appraiser.name), "within": value(appraiser.within),
                "withinKappa": MethodValue(appraiser.withinKappa?.value),
                "withStandard": value(appraiser.withStandard),
                "standardKappa": MethodValue(appraiser.standardKappa?.value),
                "missRate": MethodValue(appraiser.missRate),
                "falseAlarmRate": MethodValue(appraiser.falseAlarmRate),
            ])
        }
        return MethodOutcome(
            [
                "appraisers": .list(list), "between": .number(study.between.value),
                "kappa": .number(study.betweenKappa.value),
                "allWithStandard": MethodValue(study.allWithStandard?.value),
            ], explanation: study.explanation)
    }
}

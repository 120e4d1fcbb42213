import QualityMethods

/// Answers the cases of the area msa.
enum MeasurementSystemsCases: CaseSolver {
    static var kinds: [String] { ["msa-grr", "msa-nested", "msa-bias-lin"] }

    private static let fields: [String: [String]] = [
        "msa-grr": ["part", "op", "y", "lsl", "usl", "tolerance", "sigma", "alphaLim"],
        "msa-nested": ["op", "part", "y"], "msa-bias-lin": ["ref", "y"],
    ]

    static func answers(kind: String, inputs value: MethodValue) throws -> [String: MethodValue] {
        let inputs = try caseInputs(value, fields: fields[kind] ?? [])
        switch kind {
        case "msa-grr": return try crossed(inputs)
        case "msa-nested":
            let result = try NestedGaugeStudy.analyse(
                operators: try labels(inputs, "op"), parts: try labels(inputs, "part"),
                values: try inputs.numbers("y"))
            return [
                "MS_op": .number(result.operators.value), "MS_part_op": .number(result.parts.value),
                "MS_rep": .number(result.repeats.value),
                "var_repeat": MethodValue(result.study.component(.repeatability)?.variance),
                "var_part": MethodValue(result.study.component(.partToPart)?.variance),
                "var_op": MethodValue(result.study.component(.reproducibility)?.variance),
            ]
        case "msa-bias-lin":
            let result = try GaugeLinearity(references: try inputs.numbers("ref"), values: try inputs.numbers("y"))
            return [
                "intercept": .number(result.intercept), "slope": .number(result.slope),
                "p_intercept": .number(result.interceptProbability), "p_slope": .number(result.slopeProbability),
                "r2": .number(result.determination), "bias": .number(result.overall.bias),
                "bias_t": .number(result.overall.t), "bias_p": .number(result.overall.probability),
            ]
        default: throw unanswered(kind)
        }
    }

    /// SixSigma: shares in percent to two decimals, and √2 of the number of distinct categories as 1.41.
    private static func crossed(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        var settings = GaugeSettings(
            lowerLimit: try inputs.optionalNumber("lsl"), upperLimit: try inputs.optionalNumber("usl"))
        if let width = try inputs.optionalNumber("tolerance", .positive) {
            (settings.lowerLimit, settings.upperLimit) = (0, width)
        }
        settings.multiple = try inputs.optionalNumber("sigma", .positive) ?? 6
        settings.interactionLevel = try inputs.optionalNumber("alphaLim", .probability) ?? 0.05
        let study = try CrossedGaugeStudy.analyse(
            parts: try labels(inputs, "part"), operators: try labels(inputs, "op"), values: try inputs.numbers("y"),
            settings: settings)
        let names: [(GaugeComponent.Source, String)] = [
            (.totalGauge, "Total Gage R&R"), (.repeatability, "Repeatability"), (.reproducibility, "Reproducibility"),
            (.operatorToOperator, "op"), (.interaction, "part:op"), (.partToPart, "Part-To-Part"),
            (.total, "Total Variation"),
        ]
        func percent(_ share: Double) -> MethodValue { .number((share * 10_000).rounded(.toNearestOrEven) / 100) }
        var answers: [String: MethodValue] = [:]
        for (source, name) in names {
            guard let component = study.component(source) else { continue }
            answers["\(name)|VarComp"] = .number(component.variance)
            answers["\(name)|%Contrib"] = percent(component.contribution)
            answers["SV|\(name)|StdDev"] = .number(component.standardDeviation)
            answers["SV|\(name)|StudyVar"] = .number(component.studyVariation)
            answers["SV|\(name)|%StudyVar"] = percent(component.studyShare)
            if let share = component.toleranceShare { answers["SV|\(name)|%Tolerance"] = percent(share) }
        }
        if let part = study.component(.partToPart), let gauge = study.component(.totalGauge), gauge.variance > 0 {
            let ratio = part.standardDeviation / gauge.standardDeviation * 1.41
            if ratio < 1e15 { answers["ncat"] = .integer(max(1, Int(ratio.rounded(.down)))) }
        }
        return answers
    }

    /// The levels of a factor, whole numbers or texts, as places in order of first sight.
    private static func labels(_ inputs: MethodInputs, _ name: String) throws -> [Int] {
        let list = try inputs.list(name)
        if list.allSatisfy({ $0.asInteger != nil }) { return try inputs.integers(name) }
        var places: [MethodValue: Int] = [:]
        return list.map { label in
            let place = places[label] ?? places.count
            places[label] = place
            return place
        }
    }
}

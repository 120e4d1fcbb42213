import QualityMethods

/// Answers the cases of the area msa.
enum MeasurementSystemsCases: CaseSolver {
    static var kinds: [String] { ["msa-grr", "msa-nested", "msa-bias-lin"] }

    static func answers(kind: String, inputs value: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(value)
        switch kind {
        case "msa-grr": return try crossed(inputs)
        case "msa-nested":
            let result = try NestedGaugeStudy.analyse(
                operators: try inputs.integers("op"), parts: try inputs.integers("part"),
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

    private static func crossed(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let settings = GaugeSettings(
            lowerLimit: try inputs.optionalNumber("lsl"), upperLimit: try inputs.optionalNumber("usl"))
        let study = try CrossedGaugeStudy.analyse(
            parts: try inputs.integers("part"), operators: try inputs.integers("op"), values: try inputs.numbers("y"),
            settings: settings)
        let names: [(GaugeComponent.Source, String)] = [
            (.totalGauge, "Total Gage R&R"), (.repeatability, "Repeatability"), (.reproducibility, "Reproducibility"),
            (.operatorToOperator, "op"), (.interaction, "part:op"), (.partToPart, "Part-To-Part"),
            (.total, "Total Variation"),
        ]
        var answers: [String: MethodValue] = ["ncat": MethodValue(study.distinctCategories)]
        for (source, name) in names {
            guard let component = study.component(source) else { continue }
            answers["\(name)|VarComp"] = .number(component.variance)
            answers["\(name)|%Contrib"] = .number(100 * component.contribution)
            answers["SV|\(name)|StdDev"] = .number(component.standardDeviation)
            answers["SV|\(name)|StudyVar"] = .number(component.studyVariation)
            answers["SV|\(name)|%StudyVar"] = .number(100 * component.studyShare)
            if let share = component.toleranceShare { answers["SV|\(name)|%Tolerance"] = .number(100 * share) }
        }
        return answers
    }
}

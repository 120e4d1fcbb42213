import QualityMethods

/// Answers the NIST reference data sets of univariate summaries and one-way analysis of variance.
enum ReferenceDataCases: CaseSolver {
    static var kinds: [String] { ["strd-univariate", "strd-anova"] }

    static func answers(kind: String, inputs: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(inputs)
        switch kind {
        case "strd-univariate":
            let summary = try UnivariateSummary(try values(inputs))
            return [
                "mean": .number(summary.mean), "sd": .number(summary.standardDeviation),
                "lag1": .number(summary.autocorrelation),
            ]
        case "strd-anova":
            let analysis = try OneWayAnalysis(inputs.matrix("groups", ragged: true))
            return [
                "F": .number(analysis.ratio), "MS_between": .number(analysis.betweenMeanSquare),
                "MS_within": .number(analysis.withinMeanSquare),
            ]
        default: throw unanswered(kind)
        }
    }

    /// The values themselves, or those built by rule: the first, then low and high in turn.
    private static func values(_ inputs: MethodInputs) throws -> [Double] {
        for name in ["x", "values", "data"] where inputs.has(name) { return try inputs.numbers(name) }
        let (low, high) = try (inputs.number("low"), inputs.number("high"))
        let repeats = try inputs.integer("repeats", in: 0...10_000_000)
        return [try inputs.number("first")] + (0..<repeats).flatMap { _ in [low, high] }
    }
}

import QualityMath

/// Runs a computation; a problem of the mathematics becomes one of the field that it names, or of the fallback.
///
/// Computations name their arguments as the methods name their fields, so that `uncertainties[2]` is the third number of
/// the field `uncertainties`.
func namingFields<Result>(
    _ fields: [InputField], else fallback: String, _ computation: () throws(MathProblem) -> Result
) throws(MethodProblem) -> Result {
    do {
        return try computation()
    } catch {
        let named: String? =
            switch error {
            case .parameter(let name, _, _), .shape(let name, _, _), .tooFewValues(let name, _, _),
                .notFinite(let name),
                .singular(let name), .notPositiveDefinite(let name):
                name
            case .noSignChange, .noConvergence: nil
            }
        let root = named.map { String($0.prefix { $0 != "[" && $0 != "." }) }
        if let named, let root, fields.contains(where: { $0.name == root }) {
            throw MethodProblem(error, at: named)
        }
        throw MethodProblem(error, at: fallback)
    }
}

extension LifeFit.Bounds {
    /// The ends as a list of two numbers; infinite ends become null in JSON.
    var value: MethodValue { MethodValue([lower, upper]) }
}

extension CoverageInterval {
    /// The ends as a list of two numbers.
    var value: MethodValue { MethodValue([lower, upper]) }
}

extension InputField {
    /// The confidence level that most methods ask for.
    static var confidence: InputField {
        InputField(
            "confidence", .number, rule: .openProbability, default: 0.95, zh: "置信水平", en: "The confidence level.")
    }
}

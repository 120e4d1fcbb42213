import QualityMath

/// Checks of inputs that computations share: each throws the one `MathProblem` that names the input and its rule.
enum RequiredInput {
    static func positive(_ value: Double, _ name: String) throws(MathProblem) {
        guard ParameterRule.positive.isMet(by: value) else {
            throw .parameter(name: name, rule: .positive, value: value)
        }
    }

    static func nonnegative(_ value: Double, _ name: String) throws(MathProblem) {
        guard ParameterRule.nonnegative.isMet(by: value) else {
            throw .parameter(name: name, rule: .nonnegative, value: value)
        }
    }

    static func finite(_ value: Double, _ name: String) throws(MathProblem) {
        guard value.isFinite else { throw .parameter(name: name, rule: .finite, value: value) }
    }

    /// A probability strictly between 0 and 1, as a confidence level is.
    static func openProbability(_ value: Double, _ name: String) throws(MathProblem) {
        guard value > 0 else { throw .parameter(name: name, rule: .greaterThan(0), value: value) }
        guard value < 1 else { throw .parameter(name: name, rule: .probability, value: value) }
    }

    static func allFinite(_ values: [Double], _ name: String) throws(MathProblem) {
        guard values.allSatisfy({ $0.isFinite }) else { throw .notFinite(name: name) }
    }

    static func allPositive(_ values: [Double], _ name: String) throws(MathProblem) {
        for (index, value) in values.enumerated() { try positive(value, "\(name)[\(index)]") }
    }

    static func count(_ values: Int, atLeast needed: Int, _ name: String) throws(MathProblem) {
        guard values >= needed else { throw .tooFewValues(name: name, needed: needed, found: values) }
    }

    static func sameCount(_ found: Int, _ expected: Int, _ name: String) throws(MathProblem) {
        guard found == expected else { throw .shape(name: name, expected: expected, found: found) }
    }
}

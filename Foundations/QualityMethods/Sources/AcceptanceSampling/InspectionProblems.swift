import QualityMath

extension MethodProblem {
    /// A value that a plan or a study does not admit, with the rule in both languages.
    static func refused(_ field: String, zh: String, en: String) -> MethodProblem {
        MethodProblem(.outOfRange, at: field, zh: zh + "。", en: en.prefix(1).uppercased() + en.dropFirst() + ".")
    }

    /// A fraction that is not between 0 and 1.
    static func fraction(_ field: String) -> MethodProblem {
        MethodProblem(
            .outOfRange, at: field, zh: "应为\(NumberRule.probability.words.zh)。",
            en: "It must be \(NumberRule.probability.words.en).")
    }

    /// A probability that is not strictly between 0 and 1.
    static func openFraction(_ field: String) -> MethodProblem {
        MethodProblem(
            .outOfRange, at: field, zh: "应为\(NumberRule.openProbability.words.zh)。",
            en: "It must be \(NumberRule.openProbability.words.en).")
    }
}

/// The value of a computation whose parameters were checked before; NaN where the mathematics finds none.
func numberOrNaN(_ computation: () throws(MathProblem) -> Double) -> Double {
    do {
        return try computation()
    } catch {
        // The callers check their parameters: what remains is a NaN among them, and NaN in gives NaN out.
        return .nan
    }
}

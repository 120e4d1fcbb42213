import Glibc
import QualityMath

/// Whether an uncertainty budget agrees with the propagation of distributions.
///
/// The ends y ± U of the budget's interval are compared with those of the Monte Carlo interval: both differences must be at
/// most δ, half a unit of the last wanted digit of u(y). The Monte Carlo tolerance should be δ/5.
/// Source: JCGM 101:2008, clause 8; JCGM 102:2011, clause 8.
public struct BudgetValidation: Explainable {
    /// The output.
    public let name: String
    /// The budget's interval y ± U.
    public let budget: CoverageInterval
    /// The Monte Carlo interval (probabilistically symmetric).
    public let monteCarlo: CoverageInterval
    /// |y - U - y_low|.
    public let lowerDifference: Double
    /// |y + U - y_high|.
    public let upperDifference: Double
    /// δ.
    public let tolerance: Double

    /// Whether both differences are at most δ.
    public var isValidated: Bool { lowerDifference <= tolerance && upperDifference <= tolerance }

    /// Compares one output of a budget with one of a propagation.
    public init(
        _ output: UncertaintyBudget.Output, _ propagated: MonteCarloPropagation.Output, probability: Double,
        digits: Int = 2
    ) throws(MathProblem) {
        guard (1...4).contains(digits) else {
            throw .parameter(name: "digits", rule: digits < 1 ? .atLeast(1) : .atMost(4), value: Double(digits))
        }
        let expanded = try output.expanded(probability)
        name = output.name
        budget = CoverageInterval(lower: output.value - expanded, upper: output.value + expanded)
        monteCarlo = propagated.symmetric
        lowerDifference = abs(budget.lower - monteCarlo.lower)
        upperDifference = abs(budget.upper - monteCarlo.upper)
        tolerance = MonteCarloPropagation.tolerance(output.uncertainty, digits: digits)
    }

    /// Both intervals and their differences.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "y ± U: [\(budget.lower.significant()), \(budget.upper.significant())]; MC: "
                        + "[\(monteCarlo.lower.significant()), \(monteCarlo.upper.significant())]"),
                MethodText(
                    "d_low = \(lowerDifference.significant(3)), d_high = \(upperDifference.significant(3)), "
                        + "δ = \(tolerance.significant(3))"),
            ], source: "JCGM 101:2008, 8",
            assumptions: [
                Assumption(isMet: isValidated, zh: "GUM 法通过验证", en: "the budget is validated")
            ])
    }
}

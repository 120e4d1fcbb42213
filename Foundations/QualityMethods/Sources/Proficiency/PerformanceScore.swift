import Glibc
import QualityMath

/// The performance scores of one result of a proficiency test.
///
/// z = (x - X)/σ, z′ = (x - X)/√(σ² + u²(X)), ζ = (x - X)/√(u²(x) + u²(X)), Eₙ = (x - X)/√(U²(x) + U²(X)),
/// D = x - X and D % = 100 D/X. Scores up to 2 are satisfactory, from 3 on unsatisfactory; for Eₙ the limit is 1.
/// Source: ISO 13528:2022, clause 9; ISO/IEC 17043:2023, B.4.
public struct PerformanceScore: Explainable {
    /// How a score is judged.
    public enum Verdict: String, Hashable, Sendable {
        /// Satisfactory: |score| at most 2 (Eₙ: at most 1).
        case satisfactory
        /// Questionable: between 2 and 3.
        case questionable
        /// Unsatisfactory: 3 or more (Eₙ: more than 1).
        case unsatisfactory

        /// Returns the verdict of a z, z′ or ζ score; nil for NaN.
        public static func of(_ score: Double) -> Verdict? {
            score.isNaN ? nil : abs(score) <= 2 ? .satisfactory : abs(score) < 3 ? .questionable : .unsatisfactory
        }
        /// Returns the verdict of an Eₙ score; nil for NaN.
        public static func ofNormalizedError(_ score: Double) -> Verdict? {
            score.isNaN ? nil : abs(score) <= 1 ? .satisfactory : .unsatisfactory
        }
    }

    /// The participant's result x.
    public let result: Double
    /// The assigned value X.
    public let assigned: Double
    /// The difference x - X.
    public let difference: Double
    /// 100 (x - X)/X; NaN for an assigned value of 0.
    public let percentDifference: Double
    /// z; NaN without σ.
    public let z: Double
    /// z′; NaN without σ or u(X).
    public let zPrime: Double
    /// ζ; NaN without both standard uncertainties.
    public let zeta: Double
    /// Eₙ; NaN without both expanded uncertainties.
    public let normalizedError: Double
    private let deviation: Double?
    private let assignedUncertainty: Double?

    /// Computes the scores that the numbers given allow.
    ///
    /// - Parameters:
    ///   - result: the participant's result.
    ///   - assigned: the assigned value.
    ///   - deviation: σ for proficiency assessment.
    ///   - assignedUncertainty: u(X).
    ///   - resultUncertainty: u(x) as the participant states it.
    ///   - coverage: k by which expanded uncertainties are standard ones.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(
        result: Double, assigned: Double, deviation: Double? = nil, assignedUncertainty: Double? = nil,
        resultUncertainty: Double? = nil, coverage: Double = 2
    ) throws(MathProblem) {
        try RequiredInput.finite(result, "result")
        try RequiredInput.finite(assigned, "assigned")
        if let deviation { try RequiredInput.positive(deviation, "deviation") }
        if let assignedUncertainty { try RequiredInput.nonnegative(assignedUncertainty, "assignedUncertainty") }
        if let resultUncertainty { try RequiredInput.nonnegative(resultUncertainty, "resultUncertainty") }
        try RequiredInput.positive(coverage, "coverage")
        let d = result - assigned
        self.result = result
        self.assigned = assigned
        difference = d
        percentDifference = assigned == 0 ? .nan : 100 * d / assigned
        z = deviation.map { d / $0 } ?? .nan
        zPrime =
            if let deviation, let assignedUncertainty { d / hypot(deviation, assignedUncertainty) } else { Double.nan }
        if let assignedUncertainty, let resultUncertainty, assignedUncertainty + resultUncertainty > 0 {
            zeta = d / hypot(assignedUncertainty, resultUncertainty)
            normalizedError = zeta / coverage
        } else {
            zeta = .nan
            normalizedError = .nan
        }
        self.deviation = deviation
        self.assignedUncertainty = assignedUncertainty
    }

    /// The scores with their formulas; whether u(X) is small enough for z (ISO 13528:2022, 9.2.1).
    public var explanation: Explanation {
        var steps = [MethodText("D = x - X = \(result.plain) - \(assigned.plain) = \(difference.significant())")]
        if !z.isNaN { steps.append(MethodText("z = D/σ = \(z.significant())")) }
        if !zPrime.isNaN { steps.append(MethodText("z′ = D/√(σ² + u²(X)) = \(zPrime.significant())")) }
        if !zeta.isNaN {
            steps.append(MethodText("ζ = D/√(u²(x) + u²(X)) = \(zeta.significant())"))
            steps.append(MethodText("Eₙ = D/√(U²(x) + U²(X)) = \(normalizedError.significant())"))
        }
        var assumptions: [Assumption] = []
        if let deviation, let assignedUncertainty {
            assumptions.append(
                Assumption(
                    isMet: assignedUncertainty < 0.3 * deviation, zh: "u(X) 小于 0.3 σ，可用 z",
                    en: "u(X) is below 0.3 σ, so that z may be used"))
        }
        return Explanation(steps: steps, source: "ISO 13528:2022, 9", assumptions: assumptions)
    }
}

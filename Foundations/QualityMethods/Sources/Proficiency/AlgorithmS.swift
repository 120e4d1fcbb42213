import Glibc
import QualityMath

/// Robust pooled standard deviation (or range) of many laboratories by Algorithm S.
///
/// Values above η w* are moved to η w*; w* = ξ √(Σ w²/p) until nothing changes. η² is the 90 % point of χ²(ν)/ν and ξ
/// makes w* consistent; both depend on the degrees of freedom ν of each standard deviation, and are computed, not looked
/// up. Source: ISO 13528:2022, C.4; ISO 5725-5:1998, 5.3.
public struct AlgorithmS: Explainable {
    /// The robust pooled standard deviation w*.
    public let standardDeviation: Double
    /// The limit factor η.
    public let limitFactor: Double
    /// The adjustment factor ξ.
    public let adjustmentFactor: Double
    /// The number of standard deviations moved at the end.
    public let moved: Int
    /// The number of iterations.
    public let iterations: Int

    /// Computes the estimate.
    ///
    /// - Parameters:
    ///   - deviations: standard deviations (or ranges of two) of the laboratories.
    ///   - degreesOfFreedom: ν of each, the replicates less 1.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(_ deviations: [Double], degreesOfFreedom: Int) throws(MathProblem) {
        try RequiredInput.count(deviations.count, atLeast: 2, "deviations")
        for (index, value) in deviations.enumerated() { try RequiredInput.nonnegative(value, "deviations[\(index)]") }
        guard degreesOfFreedom >= 1 else {
            throw .parameter(name: "degreesOfFreedom", rule: .atLeast(1), value: Double(degreesOfFreedom))
        }
        let nu = Double(degreesOfFreedom)
        let point = try ChiSquaredDistribution(degreesOfFreedom: nu).quantile(0.9)
        let eta = (point / nu).squareRoot()
        // E min(χ²/ν, η²) = P(χ²_{ν+2} ≤ νη²) + η²·0.1.
        let inside = try ChiSquaredDistribution(degreesOfFreedom: nu + 2).cumulative(point)
        let xi = 1 / (inside + 0.1 * eta * eta).squareRoot()
        let scale = deviations.max() ?? 0
        var w = RobustScale.median(deviations)
        if w == 0 { w = scale }
        var iterations = 0
        var moved = 0
        while w > 0, iterations < 10_000 {
            iterations += 1
            let limit = eta * w
            moved = deviations.count { $0 > limit }
            let squares = deviations.map { min($0, limit) / scale }.map { $0 * $0 }
            let next = xi * scale * (Summation.compensated(squares) / Double(deviations.count)).squareRoot()
            let change = abs(next - w)
            w = next
            if change <= 1e-15 * w { break }
        }
        standardDeviation = w
        limitFactor = eta
        adjustmentFactor = xi
        self.moved = moved
        self.iterations = iterations
    }

    /// The estimate with its factors.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "w* = ξ √(Σ min(w, ηw*)²/p) = \(standardDeviation.significant()), "
                        + "η = \(limitFactor.significant(4)), ξ = \(adjustmentFactor.significant(4))")
            ], source: "ISO 13528:2022, C.4",
            assumptions: [
                Assumption(.unknown, zh: "各实验室重复次数相同", en: "every laboratory has as many replicates")
            ])
    }
}

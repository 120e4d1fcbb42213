import Glibc
import QualityMath

/// Capability of a process that is judged good or bad, or by counts, with exact intervals.
public struct AttributeCapability: Explainable, Hashable {
    /// What was counted.
    public enum Model: String, Sendable, Hashable, CaseIterable {
        /// Nonconforming units out of inspected ones.
        case binomial
        /// Nonconformities over inspected units.
        case poisson
    }

    /// The model.
    public let model: Model
    /// The count of all samples together.
    public let count: Double
    /// The units of all samples together.
    public let units: Double
    /// The fraction nonconforming, or the nonconformities per unit, with its exact interval.
    public let rate: CapabilityIndex
    /// The normal quantile that leaves this fraction above it, the process's Z; from the rate of the binomial, and from
    /// 1 - exp(-rate) of the Poisson.
    public let z: Double

    /// Creates the capability of counts over samples of these sizes.
    ///
    /// Intervals by Clopper and Pearson (1934) and Garwood (1936).
    public init(
        _ model: Model, counts: [Double], sizes: [Double], confidence: Double = 0.95
    ) throws(MethodProblem) {
        guard counts.count == sizes.count, !counts.isEmpty else {
            throw MethodProblem(
                .wrongShape, at: "sizes", zh: "样本量应与计数一一对应。", en: "There must be one size for each count.")
        }
        guard confidence > 0, confidence < 1 else {
            throw MethodProblem(.outOfRange, at: "confidence", zh: "应在 0 与 1 之间。", en: "It must be between 0 and 1.")
        }
        for index in counts.indices {
            guard counts[index] >= 0, counts[index] == counts[index].rounded(), counts[index].isFinite else {
                throw MethodProblem(
                    .outOfRange, at: "counts[\(index)]", zh: "应为不小于 0 的整数。",
                    en: "It must be a whole number, at least 0.")
            }
            guard sizes[index] > 0, sizes[index].isFinite, model == .poisson || counts[index] <= sizes[index] else {
                throw MethodProblem(
                    .outOfRange, at: "sizes[\(index)]", zh: "应大于 0 且不小于计数。",
                    en: "It must be greater than 0 and not below the count.")
            }
        }
        let d = counts.reduce(0, +)
        let n = sizes.reduce(0, +)
        let tail = (1 - confidence) / 2
        self.model = model
        count = d
        units = n
        switch model {
        case .binomial:
            rate = CapabilityIndex(
                value: d / n, lower: d == 0 ? 0 : SpecialFunctions.inverseRegularizedBeta(tail, d, n - d + 1).x,
                upper: d == n ? 1 : SpecialFunctions.inverseRegularizedBetaComplement(tail, d + 1, n - d).x)
        case .poisson:
            rate = CapabilityIndex(
                value: d / n, lower: d == 0 ? 0 : SpecialFunctions.inverseRegularizedGammaP(d, tail) / n,
                upper: SpecialFunctions.inverseRegularizedGammaQ(d + 1, tail) / n)
        }
        let good = model == .binomial ? d / n : 1 - exp(-d / n)
        z = -NormalDistribution.standardQuantile(good)
    }

    /// Nonconforming units or nonconformities per million.
    public var perMillion: Double { rate.value * 1e6 }

    /// The formula with its numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "\(model == .binomial ? "p" : "u") = \(count.plain)/\(units.plain) = \(rate.value.significant()) [\(rate.lower.significant()), \(rate.upper.significant())], Z = \(z.significant(4))"
                )
            ],
            source: model == .binomial
                ? "Clopper and Pearson (1934); ISO 22514-5:2019" : "Garwood (1936); ISO 22514-5:2019",
            assumptions: [Assumption(.unknown, zh: "过程受控，单位相互独立", en: "the process is in control, units independent")])
    }
}

/// Two points that the operating characteristic of a plan must respect.
///
/// Source: ISO 28590 and ISO 28591 (producer's and consumer's risk points).
public struct RiskPoints: Hashable, Sendable {
    /// The producer's risk quality: a good fraction nonconforming.
    public let producerQuality: Double
    /// The least probability of acceptance there (1 - producer's risk).
    public let producerAcceptance: Double
    /// The consumer's risk quality: a bad fraction nonconforming.
    public let consumerQuality: Double
    /// The greatest probability of acceptance there (the consumer's risk).
    public let consumerAcceptance: Double

    /// Makes the two points.
    ///
    /// - Throws: ``MethodProblem`` unless 0 < p1 < p2 < 1 and 0 < b < a < 1.
    public init(
        producerQuality: Double, producerAcceptance: Double, consumerQuality: Double, consumerAcceptance: Double
    ) throws(MethodProblem) {
        guard producerQuality > 0, producerQuality < 1 else { throw .openFraction("p1") }
        guard consumerQuality > producerQuality, consumerQuality < 1 else {
            throw .refused("p2", zh: "使用方风险质量须大于 p1 且小于 1", en: "the consumer's quality is above p1 and below 1")
        }
        guard producerAcceptance > 0, producerAcceptance < 1 else { throw .openFraction("a") }
        guard consumerAcceptance > 0, consumerAcceptance < producerAcceptance else {
            throw .refused("b", zh: "使用方风险须大于 0 且小于 a", en: "the consumer's risk is above 0 and below a")
        }
        self.producerQuality = producerQuality
        self.producerAcceptance = producerAcceptance
        self.consumerQuality = consumerQuality
        self.consumerAcceptance = consumerAcceptance
    }
}

extension AcceptancePlan {
    /// Finds the smallest single plan that meets both risks.
    ///
    /// For c = 0, 1, 2, … the least sample that meets the consumer's risk is found by bisection (the probability of
    /// acceptance falls with the sample); the first that also meets the producer's risk is the answer. Both risks are
    /// met exactly, not nearly. Lots: qualities stand for round(N p) items. O(c log n) probabilities.
    ///
    /// - Throws: ``MethodProblem`` when the lot is too small to tell the two qualities apart, or no sample of up to
    ///   10⁸ items does.
    public static func smallest(
        meeting risks: RiskPoints, model: LotModel = .binomial
    ) throws(MethodProblem) -> AcceptancePlan {
        var largest = 100_000_000
        if case .hypergeometric(let lotSize) = model {
            try model.check(risks.consumerQuality, sample: 1)
            largest = lotSize
            guard let good = model.nonconforming(risks.producerQuality),
                let bad = model.nonconforming(risks.consumerQuality), good < bad
            else {
                throw .refused(
                    "N", zh: "批量太小，两个质量水平对应同一不合格品数", en: "the lot is too small: both qualities stand for one count")
            }
        }
        var least = 1
        for c in 0..<1_000_000 {
            var high = max(least, c + 1)
            while high < largest,
                model.cumulative(c, sample: high, fraction: risks.consumerQuality) > risks.consumerAcceptance
            {
                high = min(largest, high * 2)
            }
            var low = max(least, c + 1)
            guard model.cumulative(c, sample: high, fraction: risks.consumerQuality) <= risks.consumerAcceptance
            else { break }
            while low < high {
                let middle = low + (high - low) / 2
                if model.cumulative(c, sample: middle, fraction: risks.consumerQuality) <= risks.consumerAcceptance {
                    high = middle
                } else {
                    low = middle + 1
                }
            }
            least = low
            if model.cumulative(c, sample: low, fraction: risks.producerQuality) >= risks.producerAcceptance {
                return AcceptancePlan(tabulated: [Stage(sampleSize: low, acceptance: c, rejection: c + 1)])
            }
        }
        throw .refused(
            "p2", zh: "没有满足两类风险的方案，请拉开 p1 与 p2", en: "no plan meets both risks: move p1 and p2 apart")
    }
}

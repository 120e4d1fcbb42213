/// A single plan for an isolated lot, by limiting quality.
///
/// The consumer's risk at the limiting quality is at most the given one (0.1 in ISO 2859-2): the sample is the smallest
/// for the acceptance number. The tables of ISO 2859-2 hold plans of this kind with rounded samples; they are not in
/// this library. Source: ISO 2859-2 (principle of procedures A, hypergeometric, and B, binomial).
public struct LimitingQualityPlan: Hashable, Sendable {
    /// The plan.
    public let plan: AcceptancePlan
    /// The exact probability of acceptance at the limiting quality.
    public let consumerRisk: Double
    /// The fraction that is accepted with probability 0.95 (binomial).
    public let producerQuality: Double

    /// Finds the smallest sample for an acceptance number.
    ///
    /// - Parameters:
    ///   - limitingQuality: the fraction nonconforming that is seldom accepted.
    ///   - acceptance: the acceptance number.
    ///   - lotSize: the size of the isolated lot (procedure A); nil for a lot from a continuing series (procedure B).
    ///   - risk: the greatest probability of acceptance at the limiting quality.
    /// - Throws: ``MethodProblem`` where the lot has no more nonconforming items at the limiting quality than the
    ///   acceptance number.
    public init(
        limitingQuality: Double, acceptance: Int, lotSize: Int? = nil, risk: Double = 0.1
    ) throws(MethodProblem) {
        guard limitingQuality > 0, limitingQuality < 1 else { throw .openFraction("lq") }
        guard risk > 0, risk < 1 else { throw .openFraction("risk") }
        guard (0...10_000).contains(acceptance) else {
            throw .refused("c", zh: "接收数须为 0 至 10000", en: "the acceptance number is 0 to 10000")
        }
        let model: LotModel = lotSize.map { .hypergeometric(lotSize: $0) } ?? .binomial
        try model.check(limitingQuality, sample: 1)
        if let marked = model.nonconforming(limitingQuality), marked <= acceptance {
            throw .refused(
                "c", zh: "极限质量下批中只有 \(marked) 个不合格品，接收数须更小",
                en: "at the limiting quality the lot has only \(marked) nonconforming items: take a smaller number")
        }
        var low = acceptance + 1
        var high = low
        let largest = lotSize ?? 1_000_000_000
        func risky(_ n: Int) -> Bool { model.cumulative(acceptance, sample: n, fraction: limitingQuality) > risk }
        while high < largest, risky(high) {
            low = high + 1
            high = min(largest, high * 2)
        }
        while low < high {
            let middle = low + (high - low) / 2
            if risky(middle) { low = middle + 1 } else { high = middle }
        }
        plan = AcceptancePlan(tabulated: [
            .init(sampleSize: low, acceptance: acceptance, rejection: acceptance + 1)
        ])
        consumerRisk = model.cumulative(acceptance, sample: low, fraction: limitingQuality)
        producerQuality = try plan.quality(acceptedWith: 0.95)
    }
}

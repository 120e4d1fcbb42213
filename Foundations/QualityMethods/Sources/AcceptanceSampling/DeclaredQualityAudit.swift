/// A check of a declared quality level by one sample: the declaration is contradicted when the count exceeds a limit.
///
/// The sample is the largest (up to the population) for which a true declaration is contradicted with at most the given
/// risk (0.05 in ISO 2859-4). The limiting quality ratio LQR is the quality found uncontradicted with 10 %, over the
/// declared one. Source: GB/T 2828.4 (ISO 2859-4) for processes and large populations, GB/T 2828.11 for small
/// populations; their tables round the samples and are not in this library.
public struct DeclaredQualityAudit: Hashable, Sendable {
    /// The sample size.
    public let sampleSize: Int
    /// The greatest count that does not contradict the declaration (L).
    public let limit: Int
    /// The exact risk of contradicting a true declaration.
    public let risk: Double
    /// The quality with 10 % probability of not being contradicted, over the declared one (binomial).
    public let limitingQualityRatio: Double

    /// Finds the sample for a limit.
    ///
    /// - Parameters:
    ///   - declared: the declared fraction nonconforming.
    ///   - limit: the count that is still in order (0 to 3 are the levels 0 to III).
    ///   - population: the number of items, nil for a process or a large population.
    ///   - risk: the greatest risk of contradicting a true declaration.
    /// - Throws: ``MethodProblem`` for values out of range, or a declaration that no sample can contradict.
    public init(declared: Double, limit: Int, population: Int? = nil, risk: Double = 0.05) throws(MethodProblem) {
        guard declared > 0, declared < 1 else { throw .openFraction("dql") }
        guard risk > 0, risk < 1 else { throw .openFraction("risk") }
        guard (0...1000).contains(limit) else {
            throw .refused("limit", zh: "不合格品限定数须为 0 至 1000", en: "the limit is 0 to 1000")
        }
        let model: LotModel = population.map { .hypergeometric(lotSize: $0) } ?? .binomial
        try model.check(declared, sample: 1)
        func safe(_ n: Int) -> Bool { 1 - model.cumulative(limit, sample: n, fraction: declared) <= risk }
        let largest = population ?? 100_000_000
        guard limit + 1 <= largest, safe(limit + 1) else {
            throw .refused(
                "limit", zh: "声称质量水平太差或总体太小，没有可用的样本量",
                en: "the declared level is too poor or the population too small for this limit")
        }
        var low = limit + 1
        var high = low
        while high < largest, safe(high) {
            low = high
            high = min(largest, high * 2)
        }
        if safe(high) { low = high }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if safe(middle) { low = middle } else { high = middle }
        }
        sampleSize = low
        self.limit = limit
        self.risk = 1 - model.cumulative(limit, sample: low, fraction: declared)
        let plan = AcceptancePlan(tabulated: [.init(sampleSize: low, acceptance: limit, rejection: limit + 1)])
        limitingQualityRatio = try plan.quality(acceptedWith: 0.1) / declared
    }

    /// Whether a count contradicts the declaration.
    public func contradicts(_ count: Int) -> Bool { count > limit }
}

import Glibc
import QualityMath

/// What is known about the spread of a characteristic.
public enum SpreadKnowledge: String, Hashable, Sendable, CaseIterable {
    /// The standard deviation of the process is known (σ method).
    case known
    /// The standard deviation of the sample is used (s method).
    case unknown
}

/// A single plan by variables for one specification limit: accept when (limit distance)/(σ or s) ≥ k.
///
/// A lot with a fraction p beyond the limit is accepted with the probability
/// Φ(√n (z(1-p) - k)) with known σ, and P(T ≥ k √n) with a noncentral t of n - 1 degrees of freedom and noncentrality
/// √n z(1-p) with s. Assumes a normal characteristic. Source: ISO 3951-1 and ISO 3951-2 (criteria), ISO 3951-1 annex on
/// operating characteristics; Lieberman and Resnikoff (1955) for the estimates. The k tables of ISO 3951 are not in this
/// library: plans are designed from two points, or to match a plan by attributes.
public struct VariablesPlan: Hashable, Sendable {
    /// The sample size.
    public let sampleSize: Int
    /// The acceptability constant k.
    public let acceptability: Double
    /// What is known about the spread.
    public let spread: SpreadKnowledge

    /// Makes a plan.
    ///
    /// - Throws: ``MethodProblem`` for fewer than 2 items with unknown spread (1 with known), or k that is not finite.
    public init(sampleSize: Int, acceptability: Double, spread: SpreadKnowledge) throws(MethodProblem) {
        guard sampleSize >= (spread == .known ? 1 : 2), sampleSize <= 10_000_000 else {
            throw .refused(
                "n", zh: "标准差已知时样本量不小于 1，未知时不小于 2，且不超过 10000000",
                en: "the sample is at least 1 with known spread, 2 with unknown, and at most 10000000")
        }
        guard acceptability.isFinite else {
            throw .refused("k", zh: "接收常数须为有限数", en: "the acceptability constant is finite")
        }
        self.sampleSize = sampleSize
        self.acceptability = acceptability
        self.spread = spread
    }

    /// Finds the smallest plan that meets both risks, with k set so that the producer's point is met exactly.
    ///
    /// - Throws: ``MethodProblem`` when more than 10⁶ items would be needed.
    public init(meeting risks: RiskPoints, spread: SpreadKnowledge) throws(MethodProblem) {
        let good = -NormalDistribution.standardQuantile(risks.producerQuality)
        let bad = -NormalDistribution.standardQuantile(risks.consumerQuality)
        let za = NormalDistribution.standardQuantile(risks.producerAcceptance)
        let zb = NormalDistribution.standardQuantile(risks.consumerAcceptance)
        let root = (za - zb) / (good - bad)
        let known = (root * root).rounded(.up)
        guard known <= 1_000_000 else {
            throw .refused(
                "p2", zh: "所需样本量超过 1000000，请拉开 p1 与 p2", en: "more than 1000000 items are needed: move p1 and p2 apart")
        }
        var n = max(1, Int(known))
        if spread == .known {
            try self.init(sampleSize: n, acceptability: good - za / Double(n).squareRoot(), spread: .known)
            return
        }
        // The sample rises from the known case; a bracket by doubling, then bisection (the risk falls with n).
        func constant(_ n: Int) -> Double {
            let root = Double(n).squareRoot()
            return numberOrNaN { () throws(MathProblem) -> Double in
                try NoncentralTDistribution(degreesOfFreedom: Double(n - 1), noncentrality: good * root)
                    .upperQuantile(risks.producerAcceptance) / root
            }
        }
        func meets(_ n: Int) -> Bool {
            let root = Double(n).squareRoot()
            let risk = numberOrNaN { () throws(MathProblem) -> Double in
                try NoncentralTDistribution(degreesOfFreedom: Double(n - 1), noncentrality: bad * root)
                    .survival(constant(n) * root)
            }
            return risk <= risks.consumerAcceptance
        }
        var low = 2
        n = max(n, 2)
        while !meets(n) {
            guard n < 10_000_000 else {
                throw .refused("p2", zh: "没有满足两类风险的方案", en: "no plan meets both risks")
            }
            low = n + 1
            n *= 2
        }
        while low < n {
            let middle = low + (n - low) / 2
            if meets(middle) { n = middle } else { low = middle + 1 }
        }
        try self.init(sampleSize: n, acceptability: constant(n), spread: .unknown)
    }

    /// Finds the plan whose curve passes near that of a plan by attributes at 95 % and 10 % acceptance, as the plans of
    /// ISO 3951 are matched to those of ISO 2859-1.
    public init(matching plan: AcceptancePlan, spread: SpreadKnowledge) throws(MethodProblem) {
        try self.init(
            meeting: RiskPoints(
                producerQuality: try plan.quality(acceptedWith: 0.95), producerAcceptance: 0.95,
                consumerQuality: try plan.quality(acceptedWith: 0.1), consumerAcceptance: 0.1), spread: spread)
    }

    /// Returns the probability of acceptance of a lot with a fraction beyond the limit.
    ///
    /// - Throws: ``MethodProblem`` for a fraction outside 0 to 1.
    public func acceptance(at fraction: Double) throws(MethodProblem) -> Double {
        try LotModel.binomial.check(fraction, sample: 1)
        if fraction == 0 { return 1 }
        if fraction == 1 { return 0 }
        let z = -NormalDistribution.standardQuantile(fraction)
        let root = Double(sampleSize).squareRoot()
        if spread == .known { return NormalDistribution.standardCumulative(root * (z - acceptability)) }
        return numberOrNaN { () throws(MathProblem) -> Double in
            try NoncentralTDistribution(degreesOfFreedom: Double(sampleSize - 1), noncentrality: root * z)
                .survival(acceptability * root)
        }
    }
}

/// The decision on a lot by variables.
public struct VariablesDecision: Hashable, Sendable {
    /// The sample mean.
    public let mean: Double
    /// σ, or the standard deviation of the sample.
    public let standardDeviation: Double
    /// (mean - lower limit)/σ; nil without a lower limit.
    public let lowerQuality: Double?
    /// (upper limit - mean)/σ; nil without an upper limit.
    public let upperQuality: Double?
    /// The estimated fraction beyond the limits (Lieberman and Resnikoff).
    public let estimatedFraction: Double
    /// The greatest estimated fraction that is accepted, from k.
    public let maximumFraction: Double
    /// Whether the lot is accepted.
    public let isAccepted: Bool
}

extension VariablesPlan {
    /// Decides on a lot from its sample.
    ///
    /// One limit: Q ≥ k. Two limits, combined control: the estimated fraction beyond both is at most the fraction that
    /// k stands for (ISO 3951-2, 16). With s the fraction beyond one limit is estimated by the beta distribution with
    /// both parameters n/2 - 1 at (1 - Q √n/(n-1))/2; with σ it is Φ(-Q √(n/(n-1))).
    ///
    /// - Throws: ``MethodProblem`` for a sample of another size, no limit, limits out of order, constant data with s,
    ///   two limits with fewer than 3 items and s.
    public func decide(
        sample: [Double], lowerLimit: Double?, upperLimit: Double?, standardDeviation: Double? = nil
    ) throws(MethodProblem) -> VariablesDecision {
        guard sample.count == sampleSize else {
            throw .refused("values", zh: "应有 \(sampleSize) 个值", en: "the sample has \(sampleSize) values")
        }
        guard sample.allSatisfy({ $0.isFinite }) else {
            throw .refused("values", zh: "须为有限数", en: "the values are finite")
        }
        guard lowerLimit != nil || upperLimit != nil else {
            throw .refused("lowerLimit", zh: "至少给出一个规范限", en: "give at least one limit")
        }
        if let lowerLimit, let upperLimit, !(lowerLimit < upperLimit) {
            throw .refused("upperLimit", zh: "上规范限须大于下规范限", en: "the upper limit is above the lower one")
        }
        let moments = Moments(of: sample)
        let spreadValue = spread == .known ? (standardDeviation ?? .nan) : moments.standardDeviation
        guard spreadValue > 0, spreadValue.isFinite else {
            throw .refused("sigma", zh: "标准差须大于 0 且有限", en: "the standard deviation is finite and greater than 0")
        }
        let lower = lowerLimit.map { (moments.mean - $0) / spreadValue }
        let upper = upperLimit.map { ($0 - moments.mean) / spreadValue }
        let both = lower != nil && upper != nil
        if both, spread == .unknown, sampleSize < 3 {
            throw .refused("n", zh: "双侧规范限的 s 法至少要 3 个样本", en: "two limits with s need at least 3 items")
        }
        let estimate = [lower, upper].compactMap { $0 }.reduce(0) { $0 + estimatedFraction($1) }
        let maximum = estimatedFraction(acceptability)
        let accepted = both ? estimate <= maximum : (lower ?? upper ?? -.infinity) >= acceptability
        return VariablesDecision(
            mean: moments.mean, standardDeviation: spreadValue, lowerQuality: lower, upperQuality: upper,
            estimatedFraction: estimate, maximumFraction: maximum, isAccepted: accepted)
    }

    /// The estimated fraction beyond a limit at a quality statistic Q.
    func estimatedFraction(_ q: Double) -> Double {
        let n = Double(sampleSize)
        if spread == .known {
            return sampleSize == 1
                ? (q >= 0 ? 0 : 1) : NormalDistribution.standardCumulative(-q * (n / (n - 1)).squareRoot())
        }
        if sampleSize < 3 { return q >= 0 ? 0 : 1 }
        let x = min(1, max(0, 0.5 * (1 - q * n.squareRoot() / (n - 1))))
        return SpecialFunctions.regularizedBeta(x, n / 2 - 1, n / 2 - 1)
    }
}

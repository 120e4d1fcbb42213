import QualityMath

/// What leaves after inspection when lots that are not accepted are screened and made good.
public struct RectifiedQuality: Hashable, Sendable {
    /// The probability of acceptance.
    public let acceptance: Double
    /// AOQ: the mean fraction nonconforming after inspection.
    public let averageOutgoingQuality: Double
    /// ATI: the mean number of items inspected per lot.
    public let averageTotalInspection: Double
}

/// Rectifying inspection of lots of one size by one plan.
///
/// Nonconforming items found are replaced; a lot that is not accepted is inspected in full. With the sample sizes
/// n₁, n₂, … and the probabilities A₁, A₂, … of acceptance in each stage:
/// AOQ = p Σ Aₖ (N - n₁ - … - nₖ) / N and ATI = Σ Aₖ (n₁ + … + nₖ) + N (1 - Σ Aₖ).
/// Source: Dodge and Romig (1959); ISO 2859-1:1999, 12.5.
public struct RectifyingInspection: Hashable, Sendable {
    /// The number of items in a lot.
    public let lotSize: Int
    /// The plan.
    public let plan: AcceptancePlan

    /// Makes an inspection.
    ///
    /// - Throws: ``MethodProblem`` when the sample is larger than the lot.
    public init(lotSize: Int, plan: AcceptancePlan) throws(MethodProblem) {
        guard lotSize >= plan.totalSampleSize, lotSize <= 1_000_000_000 else {
            throw .refused(
                "N", zh: "批量须不小于样本量且不超过 1000000000", en: "the lot holds the sample and at most 1000000000 items")
        }
        self.lotSize = lotSize
        self.plan = plan
    }

    /// Returns AOQ and ATI at one quality level, with binomial counts.
    public func quality(at fraction: Double) throws(MethodProblem) -> RectifiedQuality {
        try LotModel.binomial.check(fraction, sample: plan.totalSampleSize)
        return outgoing(fraction)
    }

    /// Returns the average outgoing quality limit: the worst AOQ over all qualities, and where it occurs.
    ///
    /// A grid of 400 points over (0, 1), then golden section around its best: 10 digits of the limit.
    public func limit() -> (quality: Double, averageOutgoingQualityLimit: Double) {
        let steps = 400
        // Denser near 0, where the curve of a large sample has its peak.
        func fraction(_ i: Int) -> Double {
            let t = Double(i) / Double(steps)
            return t * t * t
        }
        var best = (index: 1, value: -1.0)
        for i in 1..<steps {
            let value = outgoing(fraction(i)).averageOutgoingQuality
            if value > best.value { best = (i, value) }
        }
        var (low, high) = (fraction(best.index - 1), fraction(best.index + 1))
        let ratio = 0.618033988749894848
        for _ in 0..<90 {
            let (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
            if outgoing(a).averageOutgoingQuality < outgoing(b).averageOutgoingQuality { low = a } else { high = b }
        }
        let p = (low + high) / 2
        return (p, outgoing(p).averageOutgoingQuality)
    }

    func outgoing(_ fraction: Double) -> RectifiedQuality {
        let performance = plan.performance(unchecked: fraction, model: .binomial)
        var (drawn, unscreened, inspected) = (0, 0.0, 0.0)
        for (stage, accepted) in zip(plan.stages, performance.acceptanceByStage) {
            drawn += stage.sampleSize
            unscreened += accepted * Double(lotSize - drawn)
            inspected += accepted * Double(drawn)
        }
        return RectifiedQuality(
            acceptance: performance.acceptance, averageOutgoingQuality: fraction * unscreened / Double(lotSize),
            averageTotalInspection: inspected + Double(lotSize) * (1 - performance.acceptance))
    }
}

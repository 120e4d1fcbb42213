/// A single plan of Dodge and Romig: the consumer is protected, and the mean inspection is least at the process average.
///
/// Source: Dodge and Romig, Sampling Inspection Tables (1959). The plans are searched exactly and not read from the
/// tables, which round the process average to classes.
public struct DodgeRomigPlan: Hashable, Sendable {
    /// The plan.
    public let plan: AcceptancePlan
    /// ATI at the process average.
    public let averageTotalInspection: Double

    /// Finds the LTPD plan: lots with a tolerance fraction pₜ are accepted with at most the consumer's risk.
    ///
    /// The risk is hypergeometric at round(N pₜ) nonconforming items; ATI at the process average is binomial.
    ///
    /// - Parameters:
    ///   - lotSize: 2 to 10⁷ items.
    ///   - tolerance: the lot tolerance fraction pₜ.
    ///   - processAverage: below the tolerance.
    ///   - consumerRisk: strictly between 0 and 1.
    /// - Returns: the plan.
    /// - Throws: ``MethodProblem`` for inputs out of range or a lot in which the tolerance stands for no item.
    public static func lotTolerance(
        lotSize: Int, tolerance: Double, processAverage: Double, consumerRisk: Double
    ) throws(MethodProblem) -> DodgeRomigPlan {
        try check(lotSize: lotSize, limit: tolerance, name: "pt", processAverage: processAverage)
        guard consumerRisk > 0, consumerRisk < 1 else { throw .openFraction("beta") }
        let model = LotModel.hypergeometric(lotSize: lotSize)
        guard let marked = model.nonconforming(tolerance), marked >= 1 else {
            throw .refused("pt", zh: "批容许不合格品率在该批量下不足一件", en: "the tolerance stands for less than one item of the lot")
        }
        return try best(lotSize: lotSize, processAverage: processAverage) { c, sample in
            model.cumulative(c, sample: sample, fraction: tolerance) <= consumerRisk
        }
    }

    /// Finds the AOQL plan: the worst mean outgoing quality is at most the limit.
    ///
    /// AOQL is binomial with the factor (N - n)/N.
    ///
    /// - Parameters:
    ///   - lotSize: 2 to 10⁷ items.
    ///   - limit: the average outgoing quality limit.
    ///   - processAverage: below the limit, or at it.
    /// - Returns: the plan.
    /// - Throws: ``MethodProblem`` for inputs out of range.
    public static func outgoingQuality(
        lotSize: Int, limit: Double, processAverage: Double
    ) throws(MethodProblem) -> DodgeRomigPlan {
        try check(lotSize: lotSize, limit: limit, name: "AOQL", processAverage: processAverage)
        return try best(lotSize: lotSize, processAverage: processAverage) { c, sample in
            if sample == lotSize { return true }
            let plan = AcceptancePlan(tabulated: [.init(sampleSize: sample, acceptance: c, rejection: c + 1)])
            do {
                return try RectifyingInspection(lotSize: lotSize, plan: plan).limit().averageOutgoingQualityLimit
                    <= limit
            } catch {
                // A plan that no lot of this size can be inspected by protects nothing.
                return false
            }
        }
    }

    private static func check(
        lotSize: Int, limit: Double, name: String, processAverage: Double
    ) throws(MethodProblem) {
        guard (2...10_000_000).contains(lotSize) else {
            throw .refused("N", zh: "批量须为 2 至 10000000", en: "the lot size is 2 to 10000000")
        }
        guard limit > 0, limit < 1 else { throw .openFraction(name) }
        guard processAverage >= 0, processAverage <= limit else {
            throw .refused("pbar", zh: "过程平均须不小于 0 且不超过 \(name)", en: "the process average is 0 to \(name)")
        }
    }

    /// The plan of least ATI among those that protect; the least sample rises with c, and ATI is at least the sample.
    private static func best(
        lotSize: Int, processAverage: Double, protects: (_ c: Int, _ sample: Int) -> Bool
    ) throws(MethodProblem) -> DodgeRomigPlan {
        var best: DodgeRomigPlan?
        var low = 1
        for c in 0..<lotSize {
            low = max(low, c + 1)
            if let best, Double(low) >= best.averageTotalInspection { break }
            var high = lotSize
            guard low <= high, protects(c, high) else { break }
            while low < high {
                let middle = low + (high - low) / 2
                if protects(c, middle) { high = middle } else { low = middle + 1 }
            }
            let accepted = LotModel.binomial.cumulative(c, sample: low, fraction: processAverage)
            let inspected = Double(low) + Double(lotSize - low) * (1 - accepted)
            if best.map({ inspected < $0.averageTotalInspection }) ?? true {
                best = DodgeRomigPlan(
                    plan: AcceptancePlan(tabulated: [.init(sampleSize: low, acceptance: c, rejection: c + 1)]),
                    averageTotalInspection: inspected)
            }
        }
        guard let best else {
            throw .refused("N", zh: "没有满足保护条件的方案", en: "no plan gives the wanted protection")
        }
        return best
    }
}

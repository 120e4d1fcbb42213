import QualityMath

/// Confidence intervals of Pp and Ppk of a process that need not be normal, by the bootstrap.
///
/// A fitted distribution makes samples of the size of the data, which are fitted anew (parametric bootstrap); quantiles
/// of the data themselves are taken from samples drawn from the data. The ends are the quantiles of the indices over the
/// replicates (percentile interval; Efron and Tibshirani 1993, ch. 13). The stream is passed in and each replicate has a
/// child of its own, so that the same stream gives the same interval. Replicates whose fit fails are left out and
/// counted. The family is taken as known: its choice adds to the uncertainty and is not in the interval.
public struct QuantileIntervals: Sendable, Hashable {
    /// Pp with its interval; nil with one limit.
    public let spread: CapabilityIndex?
    /// Ppk with its interval.
    public let minimum: CapabilityIndex
    /// The replicates that gave an index.
    public let replicates: Int

    /// Makes the intervals of a fitted distribution of `count` values.
    public init(
        _ fit: FittedDistribution, count: Int, limits: SpecificationLimits, confidence: Double = 0.95,
        replicates: Int = 400, stream: RandomStream
    ) throws(MethodProblem) {
        let estimate = try QuantileCapability(fit, limits: limits)
        try self.init(estimate, confidence, replicates) { index throws(MethodProblem) in
            var own = stream.child(UInt64(index))
            let sample = fit.distribution.samples(count, using: &own)
            return try QuantileCapability(try FittedDistribution(fit.family, to: sample), limits: limits)
        }
    }

    /// Makes the intervals of quantiles of the data.
    public init(
        empirical values: [Double], limits: SpecificationLimits, confidence: Double = 0.95, replicates: Int = 400,
        stream: RandomStream
    ) throws(MethodProblem) {
        let estimate = try QuantileCapability(empirical: values, limits: limits)
        try self.init(estimate, confidence, replicates) { index throws(MethodProblem) in
            var own = stream.child(UInt64(index))
            let sample = values.map { _ in values[own.integer(below: values.count)] }
            return try QuantileCapability(empirical: sample, limits: limits)
        }
    }

    private init(
        _ estimate: QuantileCapability, _ confidence: Double, _ replicates: Int,
        _ replicate: (Int) throws(MethodProblem) -> QuantileCapability
    ) throws(MethodProblem) {
        guard confidence > 0, confidence < 1 else {
            throw MethodProblem(.outOfRange, at: "confidence", zh: "应在 0 与 1 之间。", en: "It must be between 0 and 1.")
        }
        guard (20...100_000).contains(replicates) else {
            throw MethodProblem(
                .outOfRange, at: "replicates", zh: "重复次数应在 20 到 100000 之间。", en: "Replicates must be from 20 to 100000."
            )
        }
        var (spreads, minima): ([Double], [Double]) = ([], [])
        for index in 0..<replicates {
            do throws(MethodProblem) {
                let again = try replicate(index)
                minima.append(again.minimum)
                if let spread = again.spread { spreads.append(spread) }
            } catch {
                // A sample without variation or a fit that does not converge gives no index; it is counted as missing.
                continue
            }
        }
        guard minima.count >= replicates / 2 else {
            throw MethodProblem(
                .noConvergence, at: "values", zh: "多数重复样本不能拟合，给不出区间。",
                en: "Most of the replicates could not be fitted: there is no interval.")
        }
        let tail = (1 - confidence) / 2
        func ends(_ value: Double, _ all: [Double]) -> CapabilityIndex {
            let sorted = all.sorted()
            func quantile(_ p: Double) -> Double {
                sorted[min(max(Int((p * Double(sorted.count + 1)).rounded()) - 1, 0), sorted.count - 1)]
            }
            return CapabilityIndex(value: value, lower: quantile(tail), upper: quantile(1 - tail))
        }
        minimum = ends(estimate.minimum, minima)
        spread = estimate.spread.map { ends($0, spreads) }
        self.replicates = minima.count
    }
}

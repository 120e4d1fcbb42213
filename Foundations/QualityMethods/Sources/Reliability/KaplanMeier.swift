import Glibc
import QualityMath

/// The product-limit estimate of survival from right-censored (and left-truncated) lives.
///
/// S(t) = Π (1 - dᵢ/nᵢ) over failure times up to t; its standard error by Greenwood's formula,
/// S √Σ dᵢ/(nᵢ(nᵢ - dᵢ)). A unit that stops running at a failure time still counts as at risk there.
/// Source: Kaplan and Meier, JASA 53 (1958); intervals as in Kalbfleisch and Prentice (2002).
public struct KaplanMeier: Sendable {
    /// One failure time.
    public struct Step: Hashable, Sendable {
        /// The time.
        public let time: Double
        /// The units at risk just before it.
        public let atRisk: Double
        /// The units that failed at it.
        public let failures: Double
        /// The survival just after it.
        public let survival: Double
        /// Greenwood's sum Σ d/(n(n - d)) up to it; infinity once survival is 0.
        public let greenwood: Double
        /// Nelson and Aalen's cumulative hazard Σ d/n up to it.
        public let cumulativeHazard: Double
        /// The variance of the cumulative hazard, Σ d/n².
        public let hazardVariance: Double
        /// The standard error of the survival.
        public var standardError: Double { survival == 0 ? .nan : survival * greenwood.squareRoot() }
    }

    /// The scale on which an interval is symmetric.
    public enum Scale: String, Hashable, Sendable, CaseIterable {
        /// S itself; the ends are cut at 0 and 1.
        case plain
        /// log S; the upper end is cut at 1.
        case logarithmic
        /// log(-log S), which stays inside 0 and 1.
        case logLog
    }

    /// The failure times in order.
    public let steps: [Step]
    /// The number of units.
    public let units: Int

    /// Computes the estimate in O(n), with entries in O(n log n).
    ///
    /// - Parameters:
    ///   - times: when each unit was last seen.
    ///   - failed: whether it failed then.
    ///   - entries: when each unit came under observation (left truncation), all before the times; nil for 0.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(times: [Double], failed: [Bool], entries: [Double]? = nil) throws(MathProblem) {
        try RequiredInput.count(times.count, atLeast: 1, "times")
        try RequiredInput.sameCount(failed.count, times.count, "failed")
        try RequiredInput.allFinite(times, "times")
        if let entries {
            try RequiredInput.sameCount(entries.count, times.count, "entries")
            for (index, entry) in entries.enumerated() {
                guard entry < times[index] else {
                    throw .parameter(name: "entries[\(index)]", rule: .atMost(times[index]), value: entry)
                }
            }
        }
        // All times and those of failures, each sorted: no order of units is needed, and a radix sort is O(n).
        var failing: [Double] = []
        failing.reserveCapacity(times.count)
        for index in times.indices where failed[index] { failing.append(times[index]) }
        let unsorted = [times, failing]
        let sorted = ConcurrentChunks.map(2, threads: times.count < 10_000 ? 1 : 2) {
            NumberSeries.sorted(unsorted[$0])
        }
        let (all, ends) = (sorted[0], sorted[1])
        let entrances = entries?.sorted()
        var steps: [Step] = []
        steps.reserveCapacity(ends.count)
        var (survival, greenwood, hazard, variance) = (1.0, 0.0, 0.0, 0.0)
        var (earlier, next) = (0, 0)
        while next < ends.count {
            let time = ends[next]
            let first = next
            while next < ends.count, ends[next] == time { next += 1 }
            while all[earlier] < time { earlier += 1 }
            let failures = Double(next - first)
            let notEntered = entrances.map { Self.count($0, atLeast: time) } ?? 0
            let atRisk = Double(all.count - earlier - notEntered)
            survival *= (atRisk - failures) / atRisk
            greenwood += failures / (atRisk * (atRisk - failures))
            hazard += failures / atRisk
            variance += failures / (atRisk * atRisk)
            steps.append(
                Step(
                    time: time, atRisk: atRisk, failures: failures, survival: survival, greenwood: greenwood,
                    cumulativeHazard: hazard, hazardVariance: variance))
        }
        self.steps = steps
        units = times.count
    }

    /// The number of sorted values that are at least a bound.
    private static func count(_ sorted: [Double], atLeast bound: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return sorted.count - low
    }

    /// Returns the last failure time at or before a time; nil before the first.
    public func step(at time: Double) -> Step? {
        var (low, high) = (0, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : steps[low - 1]
    }

    /// Returns the survival just after a time; 1 before the first failure.
    public func survival(at time: Double) -> Double { step(at: time)?.survival ?? 1 }
    /// Returns the standard error of the survival; 0 before the first failure, NaN once survival is 0.
    public func standardError(at time: Double) -> Double { step(at: time)?.standardError ?? 0 }
    /// Returns Nelson and Aalen's cumulative hazard at a time.
    public func cumulativeHazard(at time: Double) -> Double { step(at: time)?.cumulativeHazard ?? 0 }

    /// Returns an interval for the survival at a time; NaN once survival is 0, 1...1 before the first failure.
    public func bounds(
        at time: Double, confidence: Double = 0.95, scale: Scale = .logLog
    ) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        guard let step = step(at: time) else { return LifeFit.Bounds(lower: 1, upper: 1) }
        guard step.survival > 0 else { return LifeFit.Bounds(lower: .nan, upper: .nan) }
        let k = NormalDistribution.standardQuantile(0.5 + confidence / 2)
        let error = step.greenwood.squareRoot()
        switch scale {
        case .plain:
            let reach = k * error * step.survival
            return LifeFit.Bounds(lower: max(step.survival - reach, 0), upper: min(step.survival + reach, 1))
        case .logarithmic:
            return LifeFit.Bounds(
                lower: step.survival * exp(-k * error), upper: min(step.survival * exp(k * error), 1))
        case .logLog:
            let logS = log(step.survival)
            let reach = k * error / logS
            let center = log(-logS)
            return LifeFit.Bounds(lower: exp(-exp(center - reach)), upper: exp(-exp(center + reach)))
        }
    }

    /// Returns an interval for the cumulative hazard at a time, symmetric on its logarithm.
    public func hazardBounds(at time: Double, confidence: Double = 0.95) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        guard let step = step(at: time) else { return LifeFit.Bounds(lower: 0, upper: 0) }
        let k = NormalDistribution.standardQuantile(0.5 + confidence / 2)
        let factor = exp(k * step.hazardVariance.squareRoot() / step.cumulativeHazard)
        return LifeFit.Bounds(lower: step.cumulativeHazard / factor, upper: step.cumulativeHazard * factor)
    }

    /// Returns the first failure time at which survival is 1 - p or less; nil when it never is.
    public func life(failing p: Double) -> Double? {
        // The product loses a few units in the last place: 1 - p itself must count as reached.
        steps.first { $0.survival <= (1 - p) * (1 + 1e-12) }?.time
    }

    /// Returns the area under the survival curve up to a time, the restricted mean life.
    public func restrictedMean(to limit: Double) -> Double {
        var (area, from, height) = (0.0, 0.0, 1.0)
        for step in steps where step.time < limit {
            area += height * (step.time - from)
            (from, height) = (step.time, step.survival)
        }
        return area + height * max(limit - from, 0)
    }
}

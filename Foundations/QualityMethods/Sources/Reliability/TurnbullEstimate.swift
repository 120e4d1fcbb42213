import Glibc
import QualityMath

/// The nonparametric maximum likelihood estimate of a life distribution from interval-censored data.
///
/// All the probability sits on Turnbull's innermost intervals; their masses are found by the self-consistency (EM)
/// iteration with squared steps until the Karush-Kuhn-Tucker conditions hold. Inside an interval the position of the mass
/// cannot be known. Right truncation and left truncation are not handled here.
/// Source: Turnbull, JRSS B 38 (1976); Gentleman and Geyer, Biometrika 81 (1994).
public struct TurnbullEstimate: Sendable {
    /// A part of the probability that lies somewhere in (lower, upper].
    public struct Mass: Hashable, Sendable {
        /// The lower end.
        public let lower: Double
        /// The upper end; infinity for what never failed.
        public let upper: Double
        /// The probability.
        public let probability: Double
    }

    /// The innermost intervals with their probabilities, in order of time; intervals of probability 0 are left out.
    public let masses: [Mass]
    /// The logarithm of the likelihood.
    public let logLikelihood: Double
    /// The largest violation of the Karush-Kuhn-Tucker conditions, relative to the number of units.
    public let optimalityGap: Double
    /// The number of iterations.
    public let iterations: Int

    /// Computes the estimate; O(units · intervals) an iteration.
    ///
    /// - Throws: `noConvergence` when the gap is above the tolerance at the limit.
    public init(
        _ data: LifeData, tolerance: Double = 1e-9, maximumIterations: Int = 100_000
    ) throws(MathProblem) {
        for (index, one) in data.observations.enumerated()
        where one.exit < .infinity || (one.entry > 0 && one.entry > -.infinity) {
            throw .parameter(name: "observations[\(index)].entry", rule: .atMost(0), value: one.entry)
        }
        let observations = data.observations
        let intervals = Self.innermost(observations)
        let n = observations.reduce(0) { $0 + $1.count }
        // Which run of intervals each observation covers: consecutive because intervals are in order and disjoint.
        var covers: [Range<Int>] = []
        for one in observations {
            let first = intervals.firstIndex { Self.contains(one, $0) } ?? 0
            var last = first
            while last < intervals.count, Self.contains(one, intervals[last]) { last += 1 }
            covers.append(first..<last)
        }
        var p = [Double](repeating: 1 / Double(intervals.count), count: intervals.count)
        func gains(_ p: [Double]) -> (gains: [Double], value: Double) {
            var prefix = [Double](repeating: 0, count: p.count + 1)
            for j in p.indices { prefix[j + 1] = prefix[j] + p[j] }
            var change = [Double](repeating: 0, count: p.count + 1)
            var value = NeumaierSum()
            for (one, range) in zip(observations, covers) {
                var total = prefix[range.upperBound] - prefix[range.lowerBound]
                if total < 1e-8 { total = range.reduce(0) { $0 + p[$1] } }
                value.add(one.count * log(total))
                change[range.lowerBound] += one.count / total
                change[range.upperBound] -= one.count / total
            }
            var sum = 0.0
            var result = [Double](repeating: 0, count: p.count)
            for j in p.indices {
                sum += change[j]
                result[j] = sum / n
            }
            return (result, value.value)
        }
        func stepped(_ p: [Double], _ gain: [Double]) -> [Double] {
            let next = zip(p, gain).map { max($0 * $1, 0) }
            let total = next.reduce(0, +)
            return next.map { $0 / total }
        }
        var count = 0
        var state = gains(p)
        var gap = Double.infinity
        while count < maximumIterations {
            gap = p.indices.reduce(0) { worst, j in
                max(worst, p[j] > 0 ? max(state.gains[j] - 1, p[j] * abs(state.gains[j] - 1)) : state.gains[j] - 1)
            }
            if gap <= tolerance { break }
            // SQUAREM: two EM steps, then an extrapolation that is kept only if the likelihood does not fall.
            let first = stepped(p, state.gains)
            let afterFirst = gains(first)
            let second = stepped(first, afterFirst.gains)
            count += 2
            let r = zip(first, p).map { $0 - $1 }
            let v = zip(zip(second, first).map { $0 - $1 }, r).map { $0 - $1 }
            let (rNorm, vNorm) = (Summation.dot(r, r).squareRoot(), Summation.dot(v, v).squareRoot())
            (p, state) = (second, gains(second))
            if vNorm > 0 {
                let alpha = -max(rNorm / vNorm, 1)
                let jumped = p.indices.map { j in
                    let origin = second[j] - v[j] - 2 * r[j]
                    return max(origin - 2 * alpha * r[j] + alpha * alpha * v[j], second[j] > 0 ? 1e-300 : 0)
                }
                let total = jumped.reduce(0, +)
                let candidate = jumped.map { $0 / total }
                let after = gains(candidate)
                if after.value > state.value { (p, state) = (candidate, after) }
            }
        }
        guard gap <= tolerance else {
            throw .noConvergence(method: "Turnbull", iterations: count, best: state.value)
        }
        masses = zip(intervals, p).filter { $1 > 1e-12 }.map {
            Mass(lower: $0.lower, upper: $0.upper, probability: $1)
        }
        logLikelihood = state.value
        optimalityGap = gap
        iterations = count
    }

    private struct Interval: Hashable {
        var lower: Double
        var upper: Double
    }

    private static func contains(_ one: LifeObservation, _ interval: Interval) -> Bool {
        one.isExact
            ? interval.lower == interval.upper && interval.upper == one.upper
            : interval.upper <= one.upper
                && (interval.lower == interval.upper ? interval.lower > one.lower : interval.lower >= one.lower)
    }

    /// The intervals from a left end to the next right end with no other end between.
    private static func innermost(_ observations: [LifeObservation]) -> [Interval] {
        // Ends in order of time; (t,·] opens after t, [t,t] opens at t, both close at their upper end.
        struct End: Comparable {
            let time: Double
            /// 0: an exact time opens; 1: an upper end closes; 2: an open lower end.
            let rank: Int
            static func < (a: End, b: End) -> Bool { a.time != b.time ? a.time < b.time : a.rank < b.rank }
        }
        var ends: [End] = []
        for one in observations {
            ends.append(End(time: one.lower, rank: one.isExact ? 0 : 2))
            ends.append(End(time: one.upper, rank: 1))
        }
        ends.sort()
        var result: [Interval] = []
        var open: End?
        for end in ends {
            if end.rank == 1 {
                if let start = open { result.append(Interval(lower: start.time, upper: end.time)) }
                open = nil
            } else {
                open = end
            }
        }
        return result
    }

    /// Returns the least and the greatest survival just after a time that the estimate allows; they differ inside an
    /// interval that holds probability.
    public func survival(at time: Double) -> LifeFit.Bounds {
        let surely = masses.filter { $0.lower >= time && $0.upper > time }.reduce(0) { $0 + $1.probability }
        let possibly = masses.filter { $0.upper > time }.reduce(0) { $0 + $1.probability }
        return LifeFit.Bounds(lower: min(surely, 1), upper: min(possibly, 1))
    }
}

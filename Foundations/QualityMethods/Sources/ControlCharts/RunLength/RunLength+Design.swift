import Glibc
import QualityMath

/// A chart designed for a wanted in-control ARL.
public struct ChartDesign: Sendable, Hashable {
    /// λ of an EWMA or MEWMA, k of a CUSUM, or the size of the subgroups of a chart of means.
    public let parameter: Double
    /// L of an EWMA or of a chart of means, h of a CUSUM, or the limit on T² of a MEWMA.
    public let limit: Double
    /// The in-control ARL, as computed for these parameters.
    public let inControl: Double
    /// The ARL at the shift that the chart was designed for.
    public let atShift: Double
}

extension RunLength {
    /// Returns the h of the CUSUM with the wanted in-control ARL.
    public static func cusumDecision(
        allowance: Double, averageRunLength: Double, twoSided: Bool = true
    ) throws(MethodProblem) -> Double {
        try limit(for: averageRunLength, from: 1e-3, to: 60, field: "decision") { h throws(MethodProblem) in
            try twoSided
                ? cusumTwoSided(allowance: allowance, decision: h) : cusum(allowance: allowance, decision: h)
        }
    }

    /// Returns the L of the two-sided EWMA with the wanted in-control ARL.
    public static func ewmaWidth(lambda: Double, averageRunLength: Double) throws(MethodProblem) -> Double {
        try limit(for: averageRunLength, from: 0.05, to: 8, field: "width") { width throws(MethodProblem) in
            try ewma(lambda: lambda, width: width)
        }
    }

    /// Returns the CUSUM for a wanted in-control ARL and a shift: k = shift/2, which is best for that shift.
    public static func designCUSUM(averageRunLength: Double, shift: Double) throws(MethodProblem) -> ChartDesign {
        try check(shift > 0, "shift", "偏移应大于 0", "the shift must be above 0")
        let decision = try cusumDecision(allowance: shift / 2, averageRunLength: averageRunLength)
        return ChartDesign(
            parameter: shift / 2, limit: decision,
            inControl: try cusumTwoSided(allowance: shift / 2, decision: decision),
            atShift: try cusumTwoSided(allowance: shift / 2, decision: decision, shift: shift))
    }

    /// Returns the EWMA of the λ in 0.02...1 that detects the shift soonest with the wanted in-control ARL.
    public static func designEWMA(averageRunLength: Double, shift: Double) throws(MethodProblem) -> ChartDesign {
        try check(shift > 0, "shift", "偏移应大于 0", "the shift must be above 0")
        func length(_ lambda: Double) throws(MethodProblem) -> (width: Double, arl: Double) {
            let width = try ewmaWidth(lambda: lambda, averageRunLength: averageRunLength)
            return (width, try ewma(lambda: lambda, width: width, shift: shift))
        }
        // Golden section on the logarithm of λ: the ARL at the shift falls and then rises.
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (log(0.02), 0.0)
        var (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
        var (fa, fb) = (try length(exp(a)).arl, try length(exp(b)).arl)
        while high - low > 1e-3 {
            if fa < fb {
                (high, b, fb) = (b, a, fa)
                a = high - ratio * (high - low)
                fa = try length(exp(a)).arl
            } else {
                (low, a, fa) = (a, b, fb)
                b = low + ratio * (high - low)
                fb = try length(exp(b)).arl
            }
        }
        let lambda = exp((low + high) / 2)
        let best = try length(lambda)
        return ChartDesign(
            parameter: lambda, limit: best.width, inControl: try ewma(lambda: lambda, width: best.width),
            atShift: best.arl)
    }

    /// Returns the MEWMA of a λ with the wanted in-control ARL; the shift is the root of the noncentrality δᵀΣ⁻¹δ.
    public static func designMEWMA(
        averageRunLength: Double, shift: Double, variables: Int, lambda: Double
    ) throws(MethodProblem) -> ChartDesign {
        try check(shift > 0, "shift", "偏移应大于 0", "the shift must be above 0")
        let limit = try mewmaLimit(lambda: lambda, variables: variables, averageRunLength: averageRunLength)
        return ChartDesign(
            parameter: lambda, limit: limit,
            inControl: try mewma(lambda: lambda, limit: limit, variables: variables),
            atShift: try mewma(lambda: lambda, limit: limit, variables: variables, shift: shift))
    }

    /// Returns the chart of means with the wanted in-control ARL and the smallest subgroups whose ARL at a shift of the
    /// process, in standard deviations of single values, is at most the wanted one.
    ///
    /// The width is z(1 - 1/2ARL); subgroups of up to 10⁶.
    public static func designMeanChart(
        averageRunLength: Double, shift: Double, wantedAtShift: Double
    ) throws(MethodProblem) -> ChartDesign {
        try check(shift > 0, "shift", "偏移应大于 0", "the shift must be above 0")
        try check(
            averageRunLength > 1 && averageRunLength <= 1e9, "averageRunLength", "平均链长应大于 1 且不大于 1e9",
            "the average run length must be above 1 and at most 1e9")
        try check(
            wantedAtShift > 1 && wantedAtShift < averageRunLength, "wantedAtShift", "应大于 1 且小于受控平均链长",
            "it must be above 1 and below the in-control run length")
        let width = -NormalDistribution.standardQuantile(0.5 / averageRunLength)
        func length(_ size: Int) -> Double { shewhart(width: width, shift: shift * Double(size).squareRoot()) }
        var high = 1
        while length(high) > wantedAtShift {
            try check(high < 1_000_000, "shift", "所需子组超过 1000000", "subgroups above 1000000 would be needed")
            high *= 2
        }
        var low = max(1, high / 2)
        while low < high {
            let middle = (low + high) / 2
            if length(middle) > wantedAtShift { low = middle + 1 } else { high = middle }
        }
        return ChartDesign(
            parameter: Double(low), limit: width, inControl: shewhart(width: width), atShift: length(low))
    }

    /// The limit at which a rising ARL reaches the wanted value, by Brent's method on its logarithm.
    static func limit(
        for wanted: Double, from low: Double, to high: Double, field: String,
        _ length: (Double) throws(MethodProblem) -> Double
    ) throws(MethodProblem) -> Double {
        try check(
            wanted > 1 && wanted <= 1e9, "averageRunLength", "平均链长应大于 1 且不大于 1e9",
            "the average run length must be above 1 and at most 1e9")
        var (lower, upper) = (low, low)
        // Widening from below keeps away from limits whose ARL is beyond double precision.
        var step = (high - low) / 64
        while true {
            upper = min(upper + step, high)
            if try length(upper) >= wanted { break }
            guard upper < high else {
                throw MethodProblem(
                    .outOfRange, at: "averageRunLength", zh: "在可算的范围内达不到此平均链长。",
                    en: "No limit in the range that can be computed reaches this average run length.")
            }
            lower = upper
            step *= 1.2
        }
        var problem: MethodProblem?
        do {
            let root = try RootFinding.brent(from: lower, to: upper, tolerance: 1e-11) { x in
                do throws(MethodProblem) {
                    return log(try length(x)) - log(wanted)
                } catch {
                    problem = error
                    return .nan
                }
            }
            return root.x
        } catch {
            throw problem ?? MethodProblem(error, at: field)
        }
    }
}

/// A root of a function of one variable.
public struct Root: Hashable, Sendable {
    /// The argument at which the function is (nearly) 0.
    public let x: Double
    /// The value of the function there.
    public let value: Double
    /// The number of evaluations.
    public let evaluations: Int
}

/// Roots of functions of one variable.
public enum RootFinding {
    /// Finds a root between two arguments at which the function has different signs, by Brent's method (zeroin, 1973).
    ///
    /// - Parameters:
    ///   - lower: one end of the interval.
    ///   - upper: the other end.
    ///   - tolerance: the wanted width of the final interval; 4 units in the last place are always allowed.
    ///   - maximumIterations: the limit of evaluations.
    ///   - function: a continuous function.
    /// - Returns: the root.
    /// - Throws: `noSignChange`, `notFinite` when the function gives NaN, `noConvergence`.
    public static func brent(
        from lower: Double, to upper: Double, tolerance: Double = 0, maximumIterations: Int = 200,
        _ function: (Double) -> Double
    ) throws(MathProblem) -> Root {
        var (a, b) = (lower, upper)
        var (fa, fb) = (function(a), function(b))
        guard !fa.isNaN, !fb.isNaN else { throw .notFinite(name: "function") }
        if fa == 0 { return Root(x: a, value: fa, evaluations: 2) }
        if fb == 0 { return Root(x: b, value: fb, evaluations: 2) }
        guard (fa < 0) != (fb < 0) else { throw .noSignChange(lower: lower, upper: upper) }
        var (c, fc) = (a, fa)
        var d = b - a
        var e = d
        for iteration in 0..<maximumIterations {
            if (fb < 0) == (fc < 0) {
                (c, fc) = (a, fa)
                d = b - a
                e = d
            }
            if abs(fc) < abs(fb) { (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb) }
            let limit = 2 * abs(b).ulp + tolerance / 2
            let middle = (c - b) / 2
            if abs(middle) <= limit || fb == 0 { return Root(x: b, value: fb, evaluations: iteration + 2) }
            if abs(e) >= limit, abs(fa) > abs(fb) {
                // Inverse quadratic interpolation, or the secant when only two points differ.
                let s = fb / fa
                var p: Double
                var q: Double
                if a == c {
                    p = 2 * middle * s
                    q = 1 - s
                } else {
                    let t = fa / fc
                    let r = fb / fc
                    p = s * (2 * middle * t * (t - r) - (b - a) * (r - 1))
                    q = (t - 1) * (r - 1) * (s - 1)
                }
                if p > 0 { q = -q } else { p = -p }
                if 2 * p < min(3 * middle * q - abs(limit * q), abs(e * q)) {
                    e = d
                    d = p / q
                } else {
                    d = middle
                    e = d
                }
            } else {
                d = middle
                e = d
            }
            (a, fa) = (b, fb)
            b += abs(d) > limit ? d : (middle > 0 ? limit : -limit)
            fb = function(b)
            guard !fb.isNaN else { throw .notFinite(name: "function") }
        }
        throw .noConvergence(method: "Brent's root", iterations: maximumIterations, best: b)
    }

    /// Finds a root by Newton's method with the analytic slope, kept inside an interval by bisection.
    ///
    /// - Parameters:
    ///   - start: the first estimate.
    ///   - limits: an interval at whose ends the function has different signs.
    ///   - tolerance: the relative size of the last step.
    ///   - maximumIterations: the limit of evaluations.
    ///   - function: returns the value and the slope.
    /// - Returns: the root.
    /// - Throws: `noSignChange`, `notFinite` when the function gives NaN, `noConvergence`.
    public static func newton(
        from start: Double, within limits: ClosedRange<Double>, tolerance: Double = 4e-16,
        maximumIterations: Int = 200, _ function: (Double) -> (value: Double, slope: Double)
    ) throws(MathProblem) -> Root {
        var (low, high) = (limits.lowerBound, limits.upperBound)
        let (atLow, atHigh) = (function(low).value, function(high).value)
        guard !atLow.isNaN, !atHigh.isNaN else { throw .notFinite(name: "function") }
        if atLow == 0 { return Root(x: low, value: 0, evaluations: 2) }
        if atHigh == 0 { return Root(x: high, value: 0, evaluations: 2) }
        guard (atLow < 0) != (atHigh < 0) else { throw .noSignChange(lower: low, upper: high) }
        var x = min(max(start, low), high)
        var lastStep = high - low
        for iteration in 0..<maximumIterations {
            let (value, slope) = function(x)
            guard !value.isNaN else { throw .notFinite(name: "function") }
            if value == 0 { return Root(x: x, value: value, evaluations: iteration + 3) }
            if (value < 0) == (atLow < 0) { low = x } else { high = x }
            var next = x - value / slope
            // Bisect when Newton leaves the interval or does not halve the step.
            if !(next > low && next < high) || abs(next - x) > abs(lastStep) / 2 { next = low + (high - low) / 2 }
            lastStep = next - x
            if abs(lastStep) <= tolerance * abs(next) || next == low || next == high {
                return Root(x: next, value: function(next).value, evaluations: iteration + 4)
            }
            x = next
        }
        throw .noConvergence(method: "Newton's root", iterations: maximumIterations, best: x)
    }

    /// Widens an interval until the function has different signs at its ends.
    ///
    /// At most 100 steps, each 1.6 times as wide as the one before; throws `noSignChange` when none is found.
    public static func bracket(
        from lower: Double, to upper: Double,
        within limits: ClosedRange<Double> =
            -.greatestFiniteMagnitude...Double
            .greatestFiniteMagnitude, _ function: (Double) -> Double
    ) throws(MathProblem) -> (lower: Double, upper: Double) {
        var a = max(lower, limits.lowerBound)
        var b = min(upper, limits.upperBound)
        guard a < b else { throw .noSignChange(lower: lower, upper: upper) }
        var fa = function(a)
        var fb = function(b)
        for _ in 0..<100 {
            if fa.isNaN || fb.isNaN { throw .notFinite(name: "function") }
            if fa == 0 || fb == 0 || (fa < 0) != (fb < 0) { return (a, b) }
            let width = 1.6 * (b - a)
            if (abs(fa) < abs(fb) && a > limits.lowerBound) || b >= limits.upperBound {
                if a <= limits.lowerBound { break }
                a = max(a - width, limits.lowerBound)
                fa = function(a)
            } else {
                b = min(b + width, limits.upperBound)
                fb = function(b)
            }
        }
        throw .noSignChange(lower: a, upper: b)
    }
}

extension Minimisation {
    /// Finds a local minimum of a function on an interval, by Brent's method (golden section and parabolas, 1973).
    ///
    /// The argument is good to about the square root of machine precision, as for any method without slopes.
    ///
    /// - Parameters:
    ///   - lower: one end of the interval.
    ///   - upper: the other end.
    ///   - tolerance: the wanted relative precision of the argument.
    ///   - maximumIterations: the limit of evaluations.
    ///   - function: the function to minimise; NaN counts as infinity.
    /// - Returns: the minimum.
    /// - Throws: `noConvergence` at the limit, `notFinite` or `parameter` for a start that cannot be used.
    public static func brent(
        from lower: Double, to upper: Double, tolerance: Double = 1.5e-8, maximumIterations: Int = 500,
        _ function: (Double) -> Double
    ) throws(MathProblem) -> Minimum {
        guard lower.isFinite, upper.isFinite, lower <= upper else {
            throw .parameter(name: "upper", rule: .atLeast(lower), value: upper)
        }
        func safe(_ x: Double) -> Double {
            let value = function(x)
            return value.isNaN ? .infinity : value
        }
        let golden = 0.3819660112501051
        var (a, b) = (lower, upper)
        var x = a + golden * (b - a)
        var (w, v) = (x, x)
        var fx = safe(x)
        var (fw, fv) = (fx, fx)
        var d = 0.0
        var e = 0.0
        for iteration in 0..<maximumIterations {
            let middle = a + (b - a) / 2
            let limit = tolerance * abs(x) + 1e-300
            if abs(x - middle) <= 2 * limit - (b - a) / 2 {
                return Minimum(x: x, value: fx, evaluations: iteration + 1)
            }
            var step: Double?
            if abs(e) > limit {
                let r = (x - w) * (fx - fv)
                var q = (x - v) * (fx - fw)
                var p = (x - v) * q - (x - w) * r
                q = 2 * (q - r)
                if q > 0 { p = -p } else { q = -q }
                let previous = e
                e = d
                if abs(p) < abs(q * previous / 2), p > q * (a - x), p < q * (b - x) {
                    let parabolic = p / q
                    let u = x + parabolic
                    step = u - a < 2 * limit || b - u < 2 * limit ? (x < middle ? limit : -limit) : parabolic
                }
            }
            if let step {
                d = step
            } else {
                e = x < middle ? b - x : a - x
                d = golden * e
            }
            let u = abs(d) >= limit ? x + d : x + (d > 0 ? limit : -limit)
            let fu = safe(u)
            if fu <= fx {
                if u < x { b = x } else { a = x }
                (v, w, x) = (w, x, u)
                (fv, fw, fx) = (fw, fx, fu)
            } else {
                if u < x { a = u } else { b = u }
                if fu <= fw || w == x {
                    (v, w) = (w, u)
                    (fv, fw) = (fw, fu)
                } else if fu <= fv || v == x || v == w {
                    (v, fv) = (u, fu)
                }
            }
        }
        throw .noConvergence(method: "Brent's minimum", iterations: maximumIterations, best: x)
    }
}

import CNumerics
import Glibc

extension SpecialFunctions {
    /// Returns B(a, b) = Γ(a)Γ(b)/Γ(a + b) for positive a and b.
    public static func beta(_ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite else { return .nan }
        return cn_beta(a, b)
    }

    /// Returns log B(a, b) for positive a and b, without overflow or cancellation.
    public static func logBeta(_ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite else { return .nan }
        let small = min(a, b)
        let large = max(a, b)
        if small >= 8 {
            let correction = stirlingError(small) + stirlingError(large) - stirlingError(small + large)
            let ratio = small / large
            return logSqrtTwoPi + correction - log(large) / 2 + (small - 0.5) * log(ratio / (1 + ratio))
                - large * log1p(ratio)
        }
        if large >= 8 {
            let correction = stirlingError(large) - stirlingError(small + large)
            return logGamma(small) + correction + small - small * log(small + large)
                + (large - 0.5) * log1p(-small / (small + large))
        }
        return log(abs(cn_beta(a, b)))
    }

    /// Returns I_x(a, b), the regularised incomplete beta function, for positive a and b and x in 0...1.
    public static func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, x <= 1 else { return .nan }
        return cn_ibeta(a, b, x)
    }

    /// Returns 1 - I_x(a, b) with full relative precision in the upper tail.
    public static func regularizedBetaComplement(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, x <= 1 else { return .nan }
        return cn_ibeta_complement(a, b, x)
    }

    /// Returns the x with I_x(a, b) = p, and 1 - x, which keeps its digits when x is close to 1.
    public static func inverseRegularizedBeta(_ p: Double, _ a: Double, _ b: Double) -> (x: Double, complement: Double)
    {
        guard a > 0, b > 0, a.isFinite, b.isFinite, p >= 0, p <= 1 else { return (.nan, .nan) }
        if p == 0 { return (0, 1) }
        if p == 1 { return (1, 0) }
        var complement = Double.nan
        let x = cn_ibeta_inverse(a, b, p, &complement)
        return (x, complement)
    }

    /// Returns the x with 1 - I_x(a, b) = q, and 1 - x.
    public static func inverseRegularizedBetaComplement(
        _ q: Double, _ a: Double, _ b: Double
    ) -> (x: Double, complement: Double) {
        guard a > 0, b > 0, a.isFinite, b.isFinite, q >= 0, q <= 1 else { return (.nan, .nan) }
        if q == 0 { return (1, 0) }
        if q == 1 { return (0, 1) }
        var complement = Double.nan
        let x = cn_ibeta_complement_inverse(a, b, q, &complement)
        return (x, complement)
    }

    /// Returns log I_x(a, b), also where I itself underflows.
    public static func logRegularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, x <= 1 else { return .nan }
        let lower = cn_ibeta(a, b, x)
        if lower > 0.5 { return log1p(-cn_ibeta_complement(a, b, x)) }
        if lower > 1e-290 || lower.isNaN { return log(lower) }
        return logBetaTail(logX: log(x), logComplement: log1p(-x), x: x, a, b)
    }

    /// Returns log(1 - I_x(a, b)), also where it underflows.
    public static func logRegularizedBetaComplement(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, x <= 1 else { return .nan }
        let upper = cn_ibeta_complement(a, b, x)
        if upper > 0.5 { return log1p(-cn_ibeta(a, b, x)) }
        if upper > 1e-290 || upper.isNaN { return log(upper) }
        return logBetaTail(logX: log1p(-x), logComplement: log(x), x: 1 - x, b, a)
    }

    /// Returns log I_x(a, b) for x well below the mean, by the continued fraction DLMF 8.17.22.
    static func logBetaTail(logX: Double, logComplement: Double, x: Double, _ a: Double, _ b: Double) -> Double {
        if logX == -.infinity { return -.infinity }
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        if abs(d) < tiny { d = tiny }
        d = 1 / d
        var fraction = d
        var m = 1.0
        while m < 100_000 {
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 + even * d
            if abs(d) < tiny { d = tiny }
            c = 1 + even / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            fraction *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + odd * d
            if abs(d) < tiny { d = tiny }
            c = 1 + odd / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let step = d * c
            fraction *= step
            if abs(step - 1) < 1e-16 { break }
            m += 1
        }
        return a * logX + b * logComplement - logBeta(a, b) - log(a) + log(fraction)
    }
}

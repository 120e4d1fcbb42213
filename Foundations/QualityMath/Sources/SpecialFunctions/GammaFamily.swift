import CNumerics
import Glibc

extension SpecialFunctions {
    /// Returns log |Γ(x)|; infinity at the poles 0, -1, -2, ….
    public static func logGamma(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x == .infinity { return .infinity }
        if x <= 0, x == x.rounded(.down) { return .infinity }
        if x > 1e17 { return x * (log(x) - 1) }
        return cn_log_gamma(x)
    }

    /// Returns Γ(x); NaN at the poles.
    public static func gamma(_ x: Double) -> Double {
        if x <= 0, x == x.rounded(.down) { return .nan }
        return tgamma(x)
    }

    /// Returns Γ(a) / Γ(b) for positive a and b without overflow of either.
    public static func gammaRatio(_ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite else { return .nan }
        return cn_gamma_ratio(a, b)
    }

    /// Returns log(n!) for n of zero or more.
    public static func logFactorial(_ n: Double) -> Double {
        n < 0 ? .nan : logGamma(n + 1)
    }

    /// Returns log C(n, k), the logarithm of the number of k-subsets of n; minus infinity when k is outside 0...n.
    public static func logBinomialCoefficient(_ n: Double, _ k: Double) -> Double {
        guard n >= 0, n.isFinite, !k.isNaN else { return .nan }
        guard k >= 0, k <= n else { return -.infinity }
        if k == 0 || k == n { return 0 }
        return -log1p(n) - logBeta(n - k + 1, k + 1)
    }

    /// Returns P(a, x), the lower regularised incomplete gamma function, for a > 0 and x ≥ 0.
    public static func regularizedGammaP(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0, a.isFinite else { return .nan }
        if x == .infinity { return 1 }
        return cn_gamma_p(a, x)
    }

    /// Returns Q(a, x) = 1 - P(a, x), with full relative precision in the upper tail.
    public static func regularizedGammaQ(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0, a.isFinite else { return .nan }
        if x == .infinity { return 0 }
        return cn_gamma_q(a, x)
    }

    /// Returns the x with P(a, x) = p.
    public static func inverseRegularizedGammaP(_ a: Double, _ p: Double) -> Double {
        guard a > 0, a.isFinite, p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        return cn_gamma_p_inverse(a, p)
    }

    /// Returns the x with Q(a, x) = q.
    public static func inverseRegularizedGammaQ(_ a: Double, _ q: Double) -> Double {
        guard a > 0, a.isFinite, q >= 0, q <= 1 else { return .nan }
        if q == 0 { return .infinity }
        if q == 1 { return 0 }
        return cn_gamma_q_inverse(a, q)
    }

    /// Returns ψ(x), the derivative of log Γ(x); NaN at the poles.
    public static func digamma(_ x: Double) -> Double {
        if x == .infinity { return .infinity }
        guard x.isFinite, !(x <= 0 && x == x.rounded(.down)) else { return .nan }
        return cn_digamma(x)
    }

    /// Returns ψ′(x), the second derivative of log Γ(x); NaN at the poles.
    public static func trigamma(_ x: Double) -> Double {
        if x == .infinity { return 0 }
        guard x.isFinite, !(x <= 0 && x == x.rounded(.down)) else { return .nan }
        return cn_trigamma(x)
    }

    /// Returns the derivative of ψ of the given order (0 is ψ itself) for x > 0.
    public static func polygamma(order: Int, _ x: Double) -> Double {
        guard order >= 0, order <= 150, x > 0, x.isFinite else { return .nan }
        switch order {
        case 0: return cn_digamma(x)
        case 1: return cn_trigamma(x)
        default: return cn_polygamma(Int32(order), x)
        }
    }

    /// Returns log P(a, x), also where P itself underflows.
    public static func logRegularizedGammaP(_ a: Double, _ x: Double) -> Double {
        let lower = regularizedGammaP(a, x)
        if lower > 0.5 { return log1p(-regularizedGammaQ(a, x)) }
        if lower > 1e-290 || lower.isNaN { return log(lower) }
        if x == 0 { return -.infinity }
        // Series 6.5.29 of Abramowitz and Stegun; x is far below a here, so that it converges quickly.
        var term = 1.0
        var sum = 1.0
        var n = 1.0
        while n < 100_000 {
            term *= x / (a + n)
            sum += term
            if term < sum * 1e-17 { break }
            n += 1
        }
        return logGammaKernel(a, x) - log(a) + log(sum)
    }

    /// Returns log Q(a, x), also where Q itself underflows.
    public static func logRegularizedGammaQ(_ a: Double, _ x: Double) -> Double {
        let upper = regularizedGammaQ(a, x)
        if upper > 0.5 { return log1p(-regularizedGammaP(a, x)) }
        if upper > 1e-290 || upper.isNaN { return log(upper) }
        if x == .infinity { return -.infinity }
        // Continued fraction 6.5.31 of Abramowitz and Stegun by Lentz's method; x is far above a here.
        var b = x + 1 - a
        var c = 1e300
        var d = 1 / b
        var fraction = d
        var i = 1.0
        while i < 100_000 {
            let an = -i * (i - a)
            b += 2
            d = an * d + b
            if abs(d) < 1e-300 { d = 1e-300 }
            c = b + an / c
            if abs(c) < 1e-300 { c = 1e-300 }
            d = 1 / d
            let step = d * c
            fraction *= step
            if abs(step - 1) < 1e-16 { break }
            i += 1
        }
        return logGammaKernel(a, x) + log(fraction)
    }

    /// Returns a log x - x - log Γ(a), arranged so that large a and x do not cancel.
    static func logGammaKernel(_ a: Double, _ x: Double) -> Double {
        if a < 1 { return a * log(x) - x - logGamma(a) }
        return log(a) / 2 - logSqrtTwoPi - stirlingError(a) - deviance(a, x)
    }
}

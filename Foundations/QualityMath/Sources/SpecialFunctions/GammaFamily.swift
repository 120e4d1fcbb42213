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
        if let tail = largeGammaTail(a, x) { return x < a ? tail : 1 - tail }
        return cn_gamma_p(a, x)
    }

    /// Returns Q(a, x) = 1 - P(a, x), with full relative precision in the upper tail.
    public static func regularizedGammaQ(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0, a.isFinite else { return .nan }
        if x == .infinity { return 0 }
        if let tail = largeGammaTail(a, x) { return x < a ? 1 - tail : tail }
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
        return logGammaKernel(a, x) - log(a) + log(lowerGammaSeries(a, x))
    }

    /// Returns log Q(a, x), also where Q itself underflows.
    public static func logRegularizedGammaQ(_ a: Double, _ x: Double) -> Double {
        let upper = regularizedGammaQ(a, x)
        if upper > 0.5 { return log1p(-regularizedGammaP(a, x)) }
        if upper > 1e-290 || upper.isNaN { return log(upper) }
        if x == .infinity { return -.infinity }
        return logGammaKernel(a, x) + log(upperGammaFraction(a, x))
    }

    /// The tail on the side of x away from the mean for large a, where Boost's prefix loses digits; nil near the mean,
    /// where Boost uses Temme's expansion, and for small a.
    ///
    /// The prefix is Loader's saddle point, whose error does not grow with a.
    private static func largeGammaTail(_ a: Double, _ x: Double) -> Double? {
        guard a > 100, a < 1e9, (x - a) * (x - a) > 19 * a, x > 0 else { return nil }
        let kernel = exp(logGammaKernel(a, x))
        return x < a ? kernel / a * lowerGammaSeries(a, x) : kernel * upperGammaFraction(a, x)
    }

    /// Σ xⁿ/((a+1)…(a+n)), the series 6.5.29 of Abramowitz and Stegun; for x below a.
    private static func lowerGammaSeries(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var n = 1.0
        while n < 1_000_000 {
            term *= x / (a + n)
            sum += term
            if term < sum * 1e-17 { return sum }
            n += 1
        }
        return .nan
    }

    /// The continued fraction 6.5.31 of Abramowitz and Stegun by Lentz's method; for x above a.
    private static func upperGammaFraction(_ a: Double, _ x: Double) -> Double {
        var b = x + 1 - a
        var c = 1e300
        var d = 1 / b
        var fraction = d
        var i = 1.0
        while i < 1_000_000 {
            let an = -i * (i - a)
            b += 2
            d = an * d + b
            if abs(d) < 1e-300 { d = 1e-300 }
            c = b + an / c
            if abs(c) < 1e-300 { c = 1e-300 }
            d = 1 / d
            let step = d * c
            fraction *= step
            if abs(step - 1) < 2.3e-16 { return fraction }
            i += 1
        }
        return .nan
    }

    /// Returns a log x - x - log Γ(a), arranged so that large a and x do not cancel.
    static func logGammaKernel(_ a: Double, _ x: Double) -> Double {
        if a < 1 { return a * log(x) - x - logGamma(a) }
        return log(a) / 2 - logSqrtTwoPi - stirlingError(a) - deviance(a, x)
    }
}

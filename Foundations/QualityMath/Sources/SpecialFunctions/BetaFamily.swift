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
        regularizedBetaTails(x, 1 - x, a, b).lower
    }

    /// Returns 1 - I_x(a, b) with full relative precision in the upper tail.
    public static func regularizedBetaComplement(_ x: Double, _ a: Double, _ b: Double) -> Double {
        regularizedBetaTails(x, 1 - x, a, b).upper
    }

    /// Returns I_x(a, b) and its complement from x and y = 1 - x, where y may hold digits that x cannot.
    ///
    /// Up to shapes of 100 (and beyond 10¹²) from Boost; between, where Boost's prefix loses digits, by a continued fraction
    /// with Loader's saddle-point prefix, whose error does not grow: O(√max(a, b)) steps near the mean.
    public static func regularizedBetaTails(
        _ x: Double, _ y: Double, _ a: Double, _ b: Double
    ) -> (lower: Double, upper: Double) {
        guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, x <= 1, y >= 0, y <= 1 else { return (.nan, .nan) }
        if x == 0 { return (0, 1) }
        if y == 0 { return (1, 0) }
        if max(a, b) <= 100 || max(a, b) > 1e12 {
            if y < 0.5 {
                let upper = cn_ibeta(b, a, y)
                return (upper < 0.5 ? 1 - upper : cn_ibeta_complement(b, a, y), upper)
            }
            let lower = cn_ibeta(a, b, x)
            return (lower, lower < 0.5 ? 1 - lower : cn_ibeta_complement(a, b, x))
        }
        if x <= (a + 1) / (a + b + 2) {
            let lower = exp(logBetaPrefix(x, y, a, b)) * betaFraction(x, y, a, b)
            return (lower, 1 - lower)
        }
        let upper = exp(logBetaPrefix(y, x, b, a)) * betaFraction(y, x, b, a)
        return (1 - upper, upper)
    }

    /// log(xᵃ yᵇ/(a B(a, b))).
    private static func logBetaPrefix(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        if min(a, b) < 1 { return a * logOf(x, y) + b * logOf(y, x) - logBeta(a, b) - log(a) }
        return logBinomialMass(a, b, x, y) + log(b / (a + b))
    }

    /// log x from x and 1 - x, through the one with more digits.
    private static func logOf(_ x: Double, _ y: Double) -> Double { y < 0.5 ? log1p(-y) : log(x) }

    /// Returns the x with I_x(a, b) = p, and 1 - x, which keeps its digits when x is close to 1.
    public static func inverseRegularizedBeta(_ p: Double, _ a: Double, _ b: Double) -> (x: Double, complement: Double)
    {
        guard a > 0, b > 0, a.isFinite, b.isFinite, p >= 0, p <= 1 else { return (.nan, .nan) }
        if p == 0 { return (0, 1) }
        if p == 1 { return (1, 0) }
        var complement = Double.nan
        let x = cn_ibeta_inverse(a, b, p, &complement)
        return refinedInverse(x, complement, a, b, p, isUpper: false)
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
        return refinedInverse(x, complement, a, b, q, isUpper: true)
    }

    /// Takes Boost's inverse if it is one, else solves for the logit of x by Brent's method on the logarithm of the tail.
    ///
    /// Boost gives up (NaN) or stops early for some far tails of unequal shapes.
    private static func refinedInverse(
        _ x: Double, _ complement: Double, _ a: Double, _ b: Double, _ probability: Double, isUpper: Bool
    ) -> (x: Double, complement: Double) {
        let tails = regularizedBetaTails(x, complement, a, b)
        let got = isUpper ? tails.upper : tails.lower
        if abs(got - probability) <= 1e-11 * probability {
            // One Newton step with our own tail; the density is the prefix times a/(x y).
            let density = exp(logBetaPrefix(x, complement, a, b)) * a / (x * complement)
            let step = (isUpper ? got - probability : probability - got) / density
            return step.isFinite && abs(step) < 1e-9 * min(x, complement)
                ? (x + step, complement - step) : (x, complement)
        }
        let target = log(probability)
        func point(_ logit: Double) -> (x: Double, complement: Double) {
            let e = exp(-abs(logit))
            return logit < 0 ? (e / (1 + e), 1 / (1 + e)) : (1 / (1 + e), e / (1 + e))
        }
        func miss(_ logit: Double) -> Double {
            let (x, y) = point(logit)
            let logs = logRegularizedBetaTails(x, y, a, b)
            return max(isUpper ? logs.upper : logs.lower, -1e6) - target
        }
        let isUsable = x > 0 && x < 1 && complement > 0
        let start = isUsable ? log(x) - log(complement) : log(a / b)
        let width = isUsable ? 1e-6 : 1
        do {
            let (low, high) = try RootFinding.bracket(from: start - width, to: start + width, within: -745...745, miss)
            return point(try RootFinding.brent(from: low, to: high, miss).x)
        } catch {
            // No double has this tail: it lies between 0 and the least positive number, or between 1 and its neighbour.
            return isUsable ? (x, complement) : miss(0) < 0 ? (isUpper ? (0, 1) : (1, 0)) : (isUpper ? (1, 0) : (0, 1))
        }
    }

    /// Returns log I_x(a, b), also where I itself underflows.
    public static func logRegularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        logRegularizedBetaTails(x, 1 - x, a, b).lower
    }

    /// Returns log(1 - I_x(a, b)), also where it underflows.
    public static func logRegularizedBetaComplement(_ x: Double, _ a: Double, _ b: Double) -> Double {
        logRegularizedBetaTails(x, 1 - x, a, b).upper
    }

    /// Returns the logarithms of I_x(a, b) and of its complement from x and y = 1 - x.
    public static func logRegularizedBetaTails(
        _ x: Double, _ y: Double, _ a: Double, _ b: Double
    ) -> (lower: Double, upper: Double) {
        let (lower, upper) = regularizedBetaTails(x, y, a, b)
        func logarithm(_ tail: Double, _ other: Double, _ near: Double, _ far: Double, _ p: Double, _ q: Double)
            -> Double
        {
            if tail > 0.5 { return log1p(-other) }
            if tail > 1e-290 || tail.isNaN { return log(tail) }
            if near == 0 { return -.infinity }
            return logBetaPrefix(near, far, p, q) + log(betaFraction(near, far, p, q))
        }
        return (logarithm(lower, upper, x, y, a, b), logarithm(upper, lower, y, x, b, a))
    }

    /// Returns log I_x(a, b) far below the mean from the logarithms of x and 1 - x, also where x underflows.
    static func logBetaTail(logX: Double, logComplement: Double, x: Double, _ a: Double, _ b: Double) -> Double {
        if logX == -.infinity { return -.infinity }
        return a * logX + b * logComplement - logBeta(a, b) - log(a) + log(betaFraction(x, exp(logComplement), a, b))
    }

    /// I_x(a, b) over its prefix xᵃ yᵇ/(a B(a, b)), for x below the mean: the continued fraction of Didonato and Morris (ACM TOMS 18,
    /// 1992, equation 8), whose terms are positive and do not cancel near x = 1, by Lentz's method; NaN if it does not
    /// converge.
    private static func betaFraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        let offset = a * y - b * x + 1
        func partialDenominator(_ m: Double) -> Double {
            m + m * (b - m) * x / (a + 2 * m - 1) + (a + m) * (offset + m * (2 - x)) / (a + 2 * m + 1)
        }
        var fraction = a * offset / (a + 1)
        if fraction == 0 { fraction = tiny }
        var c = fraction
        var d = 0.0
        var m = 1.0
        while m < 2_000_000 {
            let scale = x / (a + 2 * m - 1)
            let numerator = (a + m - 1) * scale * ((a + b + m - 1) * scale) * (m * (b - m))
            let denominator = partialDenominator(m)
            d = denominator + numerator * d
            if d == 0 { d = tiny }
            c = denominator + numerator / c
            if c == 0 { c = tiny }
            d = 1 / d
            let step = c * d
            fraction *= step
            if abs(step - 1) < 2.3e-16 { return a / fraction }
            m += 1
        }
        return .nan
    }
}

import CNumerics
import Glibc

extension SpecialFunctions {
    /// Returns erf(x).
    public static func errorFunction(_ x: Double) -> Double { erf(x) }

    /// Returns erfc(x) = 1 - erf(x), with full relative precision for large x.
    public static func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }

    /// Returns exp(x²) erfc(x), which does not underflow for large x; infinity below -26.6.
    public static func scaledComplementaryErrorFunction(_ x: Double) -> Double {
        if x < 12 {
            // exp(x²) with x² carried in two parts: the rounding of the square alone would cost 30 ulps.
            let square = x * x
            let low = squareRemainder(x, square)
            return exp(square) * (1 + low) * erfc(x)
        }
        // Laplace's continued fraction, evaluated from the far end.
        var fraction = 0.0
        var k = 40.0
        while k >= 1 {
            fraction = (k / 2) / (x + fraction)
            k -= 1
        }
        return 0.564189583547756286948079451561 / (x + fraction)
    }

    /// Returns x² - square exactly, where square is x² rounded.
    @inline(__always)
    static func squareRemainder(_ x: Double, _ square: Double) -> Double {
        (-square).addingProduct(x, x)
    }

    /// Returns the x with erf(x) = p, for p in -1...1.
    public static func inverseErrorFunction(_ p: Double) -> Double {
        guard p >= -1, p <= 1 else { return .nan }
        if abs(p) == 1 { return p * .infinity }
        return cn_erf_inverse(p)
    }

    /// Returns the x with erfc(x) = q, for q in 0...2.
    public static func inverseComplementaryErrorFunction(_ q: Double) -> Double {
        guard q >= 0, q <= 2 else { return .nan }
        if q == 0 { return .infinity }
        if q == 2 { return -.infinity }
        return cn_erfc_inverse(q)
    }

    /// Returns Owen's T(h, a), the integral of exp(-h²(1+t²)/2)/(2π(1+t²)) over t in 0...a.
    public static func owensT(_ h: Double, _ a: Double) -> Double {
        guard !h.isNaN, !a.isNaN else { return .nan }
        return cn_owens_t(h, a)
    }

    /// Returns log(1 - exp(x)) for x ≤ 0 without cancellation.
    public static func log1mExp(_ x: Double) -> Double {
        if x > 0 { return .nan }
        return x > -0.693147180559945309 ? log(-expm1(x)) : log1p(-exp(x))
    }

    /// Returns log(1 + exp(x)) without overflow.
    public static func log1pExp(_ x: Double) -> Double {
        x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
    }
}

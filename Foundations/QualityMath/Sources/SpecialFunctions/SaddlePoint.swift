import Glibc

/// log √(2π).
let logSqrtTwoPi = 0.918938533204672741780329736406
/// √(2π).
let sqrtTwoPi = 2.50662827463100050241576528481
/// 1/√2 and the part of it that a `Double` does not hold.
let inverseSqrtTwo = 0.707106781186547524400844362105
let inverseSqrtTwoLow = -4.833646656726458e-17

extension SpecialFunctions {
    /// Returns log(1 + x) - x without cancellation near zero.
    public static func log1pMinusX(_ x: Double) -> Double {
        if x <= -1 { return x == -1 ? -.infinity : .nan }
        if abs(x) > 0.6 { return log1p(x) - x }
        if abs(x) < 1e-4 {
            return x * x * (-1.0 / 2 + x * (1.0 / 3 + x * (-1.0 / 4 + x * (1.0 / 5))))
        }
        // log(1+x) = 2 atanh(r) with r = x/(2+x); x = 2r/(1-r); so log(1+x) - x = -r x + 2 r³ (1/3 + r²/5 + …).
        let r = x / (2 + x)
        let square = r * r
        var sum = 0.0
        var power = 1.0
        var k = 3.0
        while true {
            let term = power / k
            sum += term
            if term < sum * 1e-17 { break }
            power *= square
            k += 2
        }
        return r * (2 * square * sum - x)
    }

    /// Returns log Γ(x + 1) - ((x + 1/2) log x - x + log √(2π)), the error of Stirling's formula, for x > 0.
    ///
    /// Source: C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000).
    public static func stirlingError(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        if x < 15 {
            if x == x.rounded(.down) { return stirlingTable[Int(x)] }
            if x < 8 {
                // Climb by the recurrence δ(x) = δ(x + 1) + (x + 1/2) log(1 + 1/x) - 1.
                if x < 0.5 { return logGamma(1 + x) - (x + 0.5) * log(x) + x - logSqrtTwoPi }
                var sum = 0.0
                var y = x
                while y < 15 {
                    let inverse = 1 / y
                    sum += (y + 0.5) * log1pMinusX(inverse) + 0.5 * inverse
                    y += 1
                }
                return sum + stirlingSeries(y)
            }
        }
        return stirlingSeries(x)
    }

    /// The asymptotic series of the Stirling error; full precision for x of 8 or more.
    private static func stirlingSeries(_ x: Double) -> Double {
        let s = 1 / (x * x)
        var sum = 43867.0 / 244_188
        sum = sum * s - 3617.0 / 122_400
        sum = sum * s + 1.0 / 156
        sum = sum * s - 691.0 / 360_360
        sum = sum * s + 1.0 / 1188
        sum = sum * s - 1.0 / 1680
        sum = sum * s + 1.0 / 1260
        sum = sum * s - 1.0 / 360
        sum = sum * s + 1.0 / 12
        return sum / x
    }

    /// Stirling errors of 0 (not used), 1, 2, …, 15, computed with 50 digits.
    private static let stirlingTable: [Double] = [
        0,
        0.08106146679532725822,
        0.041340695955409294094,
        0.027677925684998339149,
        0.020790672103765093112,
        0.016644691189821192163,
        0.013876128823070747999,
        0.011896709945891770095,
        0.010411265261972096497,
        0.0092554621827127329177,
        0.0083305634333628712565,
        0.007573675487951840795,
        0.0069428401072095298657,
        0.0064089941880042070684,
        0.0059513701127588477356,
        0.005554733551962801371,
    ]

    /// Returns x log(x/m) + m - x without cancellation, the deviance of a count x with mean m (half of it).
    ///
    /// `lowMean` is the part of the mean that a `Double` does not hold, so that the mean is `mean + lowMean`.
    public static func deviance(_ x: Double, _ mean: Double, lowMean: Double = 0) -> Double {
        if x == 0 { return mean }
        if mean == 0 { return .infinity }
        let relative = ((mean - x) + lowMean) / x
        if relative == .infinity { return mean }
        if relative < -0.9 {
            let ratio = x / mean
            return x * (ratio.isFinite ? log(ratio) : log(x) - log(mean)) + (mean - x)
        }
        return -x * log1pMinusX(relative)
    }

    /// Returns the log probability of x successes and f failures in x + f trials of probability p = 1 - q, for real
    /// counts of zero or more.
    ///
    /// The deviances take the roundings of x + f, of the expected counts and of q into account, so that the error does
    /// not grow with the number of trials.
    static func logBinomialMass(_ x: Double, _ f: Double, _ p: Double, _ q: Double) -> Double {
        guard x >= 0, f >= 0 else { return -.infinity }
        if p == 0 { return x == 0 ? 0 : -.infinity }
        if q == 0 { return f == 0 ? 0 : -.infinity }
        if x == 0 { return f * (p < 0.5 ? log1p(-p) : log(q)) }
        if f == 0 { return x * (q < 0.5 ? log1p(-q) : log(p)) }
        let n = x + f
        let nLow = x > f ? f - (n - x) : x - (n - f)
        // Where q was rounded, 1 - q - p is what it lost; where p was, likewise. One of the two is exact.
        let lost = (1 - max(p, q)) - min(p, q)
        let expected = n * p
        let expectedLow = (-expected).addingProduct(n, p) + nLow * p + (p > q ? n * lost : 0)
        let other = n * q
        let otherLow = (-other).addingProduct(n, q) + nLow * q + (q >= p ? n * lost : 0)
        let correction = stirlingError(n) - stirlingError(x) - stirlingError(f)
        let deviances = deviance(x, expected, lowMean: expectedLow) + deviance(f, other, lowMean: otherLow)
        return correction - deviances - logSqrtTwoPi - 0.5 * (log(min(x, f)) + log(max(x, f) / n))
    }

    /// Returns the log probability of x events when m are expected, for real x of zero or more.
    static func logPoissonMass(_ x: Double, _ m: Double) -> Double {
        if m == 0 { return x == 0 ? 0 : -.infinity }
        if x == 0 { return -m }
        guard x > 0 else { return -.infinity }
        if m == .infinity || x == .infinity { return -.infinity }
        if x < 1e-3 { return x * log(m) - m - logGamma(1 + x) }
        return -logSqrtTwoPi - 0.5 * log(x) - stirlingError(x) - deviance(x, m)
    }
}

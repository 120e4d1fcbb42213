import Glibc

/// Integrals ∫ f(s) g(s) ds over the density f of s = √(χ²/ν), with g a normal tail or density in x s - δ.
///
/// Over t = log s the integrand is analytic with one peak, which may lie far out in the tail of f. The peak is found by
/// bisection on the slope, the range by stepping out until the logarithm has fallen by 42, and the integral by the
/// trapezoidal rule, whose error for such functions falls exponentially with 1/step. All terms are positive: full relative
/// precision in every tail, and the logarithm also where the integral underflows.
struct RootChiSquaredMixture: Hashable, Sendable {
    private let n: Double
    private let constant: Double
    private let spread: Double

    init(degreesOfFreedom: Double) {
        n = degreesOfFreedom
        // log of 2 (n/2)^{n/2} e^{-n/2}/Γ(n/2), through Stirling's error so that it does not cancel.
        if n < 1 {
            constant = 0.693147180559945309 + n / 2 * log(n / 2) - n / 2 - SpecialFunctions.logGamma(n / 2)
        } else {
            constant = 0.5 * log(n / Double.pi) - SpecialFunctions.stirlingError(n / 2)
        }
        spread = 1 / (2 * n).squareRoot()
    }

    /// log of s f(s) at s = eᵗ.
    @inline(__always)
    private func logWeight(_ t: Double) -> Double {
        // t - expm1(2t)/2 without cancellation near 0.
        let e = expm1(2 * t)
        return constant + n / 2 * (abs(e) < 0.5 ? SpecialFunctions.log1pMinusX(e) : 2 * t - e)
    }

    /// What is mixed: its logarithm and the slope of the logarithm in z.
    enum Kernel {
        /// Φ(z).
        case lower
        /// Φ(-z).
        case upper
        /// φ(z).
        case density

        @inline(__always)
        func logarithm(_ z: Double) -> Double {
            switch self {
            case .lower: NormalDistribution.standardLogCumulative(z)
            case .upper: NormalDistribution.standardLogCumulative(-z)
            case .density: -z * z / 2 - logSqrtTwoPi
            }
        }

        @inline(__always)
        func slope(_ z: Double) -> Double {
            switch self {
            case .lower: NormalDistribution.standardHazard(-z)
            case .upper: -NormalDistribution.standardHazard(z)
            case .density: -z
            }
        }
    }

    /// Returns log ∫ sᵏ f(s) g(x s - δ) ds with k = 0 or 1.
    func logIntegral(_ kernel: Kernel, x: Double, delta: Double, power: Double = 0) -> Double {
        if x == 0, power == 0 { return kernel.logarithm(-delta) }
        func value(_ t: Double) -> Double {
            logWeight(t) + power * t + kernel.logarithm(x * exp(t) - delta)
        }
        let peak = peak(kernel, x, delta, power)
        let top = value(peak)
        guard top.isFinite else { return top.isNaN ? .nan : -.infinity }
        let left = edge(from: peak, step: -spread, top, value)
        let right = edge(from: peak, step: spread, top, value)
        // The kernel changes over |x| s per unit of t, the weight over its spread; 0.11 bounds the error for few degrees
        // of freedom, where the weight's transform Γ((ν - iω)/2) falls only like exp(-πω/4).
        var steepest = abs(x) * exp(right)
        if kernel != .density { steepest = min(steepest, abs(delta) + 12 + abs(x) * exp(peak)) }
        let scale = (1 / (spread * spread) + steepest * steepest).squareRoot()
        let step = min(0.45 / scale, 0.11)
        let count = ((right - left) / step).rounded(.up)
        // Noncentralities beyond about 10⁵ need more points than can be added up.
        guard count <= 1e6 else { return .nan }
        var sum = 0.0
        for i in 0...Int(count) { sum += exp(value(left + Double(i) * step) - top) }
        return top + log(sum * step)
    }

    /// Where the slope of the logarithm of the integrand changes its sign.
    private func peak(_ kernel: Kernel, _ x: Double, _ delta: Double, _ power: Double) -> Double {
        func slope(_ t: Double) -> Double {
            let s = exp(t)
            let inner = x * s == 0 ? 0 : x * s * kernel.slope(x * s - delta)
            return -n * expm1(2 * t) + power + inner
        }
        var low = -1.0
        var high = 1.0
        while slope(low) < 0, low > -740 { low *= 2 }
        while slope(high) > 0, high < 350 { high *= 2 }
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if slope(middle) > 0 { low = middle } else { high = middle }
            if high - low < spread / 64 { break }
        }
        return (low + high) / 2
    }

    /// Steps out until the logarithm is 42 below the peak.
    private func edge(from peak: Double, step: Double, _ top: Double, _ value: (Double) -> Double) -> Double {
        var reach = step
        while value(peak + reach) > top - 42, abs(reach) < 1000 { reach *= 1.3 }
        return peak + reach
    }
}

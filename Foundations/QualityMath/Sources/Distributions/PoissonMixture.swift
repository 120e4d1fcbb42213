import Glibc

/// Sums Σ wⱼ Tⱼ with the Poisson weights w of a noncentral distribution and the tails T of its central ones.
///
/// Neighbouring tails differ by a step of known sign, so that all terms are sums of positive numbers (Benton and
/// Krishnamoorthy 2003 go both ways and subtract): lower tails are followed downwards from the far end of the weights,
/// upper tails upwards from the near end. Numbers are kept in range by powers of ten whose exponent is carried along:
/// full relative precision in every tail, and the logarithm also where the sum underflows. O(√λ) terms: beyond
/// ``largestHalf`` there are too many to add up, and the sums are NaN.
struct PoissonMixture {
    /// Half the noncentrality, the mean of the weights.
    let half: Double

    /// The largest half noncentrality that is summed: some 10⁵ terms.
    static let largestHalf = 1e9

    /// Returns log Σ wⱼ Pⱼ.
    ///
    /// - Parameters:
    ///   - logTail: log Pⱼ.
    ///   - logStep: log (Pⱼ - Pⱼ₊₁).
    ///   - ratio: stepⱼ₊₁/stepⱼ.
    /// - Returns: the logarithm of the sum.
    func logLower(
        logTail: (Double) -> Double, logStep: (Double) -> Double, ratio: (Double) -> Double
    ) -> Double {
        guard half <= Self.largestHalf else { return .nan }
        let top = farEnd(ratio)
        let tail = logTail(top)
        guard tail > -.infinity else { return tail }
        var p = 1.0
        var step = exp(logStep(top - 1) - tail)
        var weight = 1.0
        var scale = tail + SpecialFunctions.logPoissonMass(top, half)
        var sum = 1.0
        var j = top
        while j > 0 {
            p += step
            weight *= j / half
            j -= 1
            step /= ratio(j - 1)
            let term = weight * p
            sum += term
            if term < sum * 1e-18, weight < 1e-30 || j < half { break }
            if p > 1e100 {
                p *= 1e-100
                step *= 1e-100
                sum *= 1e-100
                scale += 100 * ln10
            }
            if weight > 1e100 {
                weight *= 1e-100
                sum *= 1e-100
                scale += 100 * ln10
            }
            if weight < 1e-100, sum < 1e100 {
                weight *= 1e100
                sum *= 1e100
                scale -= 100 * ln10
            }
        }
        return scale + log(sum)
    }

    /// The index from which on lower tails no longer count: neighbouring terms fall by at least
    /// λ/(2(j+1)) · min(1, stepⱼ₊₁/stepⱼ), because the steps are log-concave.
    private func farEnd(_ ratio: (Double) -> Double) -> Double {
        func growth(_ j: Double) -> Double { half / (j + 1) * min(1, ratio(j)) }
        var j = firstFalling(growth)
        var remaining = 1.0
        while remaining > 1e-18 {
            remaining *= growth(j)
            j += 1
        }
        return j + 1
    }

    /// The index up to which upper tails do not count yet: neighbouring terms grow by at least
    /// λ/(2(j+1)) · max(1, stepⱼ₊₁/stepⱼ) below the largest one.
    private func nearEnd(_ ratio: (Double) -> Double) -> Double {
        func growth(_ j: Double) -> Double { half / (j + 1) * max(1, ratio(j)) }
        var j = firstFalling(growth)
        var remaining = 1.0
        while remaining > 1e-18, j > 0 {
            j -= 1
            remaining /= growth(j)
        }
        return j
    }

    /// The smallest index at which a falling function is at most 1.
    private func firstFalling(_ growth: (Double) -> Double) -> Double {
        var low = -1.0
        var high = 1.0
        while growth(high) > 1, high < 1e15 {
            low = high
            high *= 2
        }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if growth(middle) > 1 { low = middle } else { high = middle }
        }
        return high
    }

    /// Returns log Σ wⱼ Qⱼ.
    ///
    /// - Parameters:
    ///   - logTail: log Qⱼ.
    ///   - logStep: log (Qⱼ₊₁ - Qⱼ).
    ///   - ratio: stepⱼ₊₁/stepⱼ.
    /// - Returns: the logarithm of the sum.
    func logUpper(
        logTail: (Double) -> Double, logStep: (Double) -> Double, ratio: (Double) -> Double
    ) -> Double {
        guard half <= Self.largestHalf else { return .nan }
        let bottom = nearEnd(ratio)
        let tail = logTail(bottom)
        guard tail > -.infinity else { return tail }
        var q = 1.0
        var step = exp(logStep(bottom) - tail)
        var weight = 1.0
        var scale = tail + SpecialFunctions.logPoissonMass(bottom, half)
        var sum = 1.0
        var last = 1.0
        var j = bottom
        while j < 1e12 {
            q += step
            step *= ratio(j)
            j += 1
            weight *= half / j
            let term = weight * q
            sum += term
            if term < sum * 1e-18, term < last, j > half { break }
            last = term
            if q > 1e100 {
                q *= 1e-100
                step *= 1e-100
                sum *= 1e-100
                last *= 1e-100
                scale += 100 * ln10
            }
            if weight > 1e100 {
                weight *= 1e-100
                sum *= 1e-100
                last *= 1e-100
                scale += 100 * ln10
            }
            if weight < 1e-100, sum < 1e100 {
                weight *= 1e100
                sum *= 1e100
                last *= 1e100
                scale -= 100 * ln10
            }
        }
        return scale + log(sum)
    }

    /// Returns log Σ wⱼ fⱼ for densities f, from the largest term outwards.
    ///
    /// - Parameters:
    ///   - logDensity: log fⱼ.
    ///   - ratio: fⱼ₊₁/fⱼ, which must fall with j.
    /// - Returns: the logarithm of the sum.
    func logDensity(_ logDensity: (Double) -> Double, ratio: (Double) -> Double) -> Double {
        guard half <= Self.largestHalf else { return .nan }
        func growth(_ j: Double) -> Double { half / (j + 1) * ratio(j) }
        let peak = firstFalling(growth)
        let top = SpecialFunctions.logPoissonMass(peak, half) + logDensity(peak)
        // Beyond 10¹⁵ terms the density is far below what a double can hold: its largest term stands for it.
        guard top.isFinite, growth(peak) <= 1 else { return top }
        var sum = 1.0
        var term = 1.0
        var j = peak
        while term > 1e-18 {
            term *= growth(j)
            sum += term
            j += 1
        }
        term = 1
        j = peak
        while j > 0, term > 1e-18 {
            j -= 1
            term /= growth(j)
            sum += term
        }
        return top + log(sum)
    }
}

/// log 10.
private let ln10 = 2.302585092994045684

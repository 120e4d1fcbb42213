import Glibc

/// The distribution of the range (largest minus smallest) of n standard normal values.
///
/// Its mean is d₂ and its standard deviation d₃ of control charts (ISO 7870-2). Cumulative probability
/// n ∫ φ(z) (Φ(z) - Φ(z - w))ⁿ⁻¹ dz, survival the same with Φⁿ⁻¹ minus that power: both are integrals of positive
/// analytic functions by the trapezoidal rule, so that both keep their relative precision in their tail.
public struct NormalRangeDistribution: ContinuousDistribution {
    /// The number of values n.
    public let sampleSize: Int

    /// Creates the distribution; at least 2 values.
    public init(sampleSize: Int) throws(MathProblem) {
        self.sampleSize = try checked(sampleSize, "sampleSize", atLeast: 2)
    }

    private var n: Double { Double(sampleSize) }
    public var support: ClosedRange<Double> { 0 ... .infinity }

    /// E(W), known as d₂.
    public var mean: Double {
        // ∫ 1 - Φⁿ - (1-Φ)ⁿ, twice the half line by symmetry.
        2
            * NormalPanels.integral(from: 0, to: 40) { z in
                let upper = NormalDistribution.standardCumulative(-z)
                return -expm1(n * log1p(-upper)) - pow(upper, n)
            }
    }
    /// Var(W), the square of d₃.
    public var variance: Double {
        let m = mean
        return 2 * NormalPanels.integral(from: 0, to: 60) { w in w * survival(w) } - m * m
    }
    public var skewness: Double { standardizedMoment(3) }
    public var excessKurtosis: Double { standardizedMoment(4) - 3 }

    private func standardizedMoment(_ k: Double) -> Double {
        let m = mean
        let central = NormalPanels.integral(from: 0, to: 60) { w in pow(w - m, k) * density(w) }
        return central / pow(variance, k / 2)
    }

    public func density(_ w: Double) -> Double { exp(logDensity(w)) }
    public func logDensity(_ w: Double) -> Double {
        if w.isNaN { return .nan }
        if w < 0 || w > 90 { return -.infinity }
        if w == 0 { return sampleSize == 2 ? -0.572364942924700087 : -.infinity }
        if sampleSize == 2 { return -w * w / 4 - 0.572364942924700087 }
        // n(n-1) ∫ φ(z) φ(z-w) (Φ(z) - Φ(z-w))ⁿ⁻² dz.
        let integral = outward(from: w, power: n - 2) { z in
            2 * NormalDistribution.standardDensity(z) * NormalDistribution.standardDensity(z - w)
        }
        return log(n * (n - 1)) + integral
    }
    public func cumulative(_ w: Double) -> Double {
        sampleSize == 2 ? erf(max(w, 0) / 2) + (w.isNaN ? .nan : 0) : min(exp(logLower(w)), 1)
    }
    public func logCumulative(_ w: Double) -> Double {
        let lower = sampleSize == 2 ? log(cumulative(w)) : logLower(w)
        return lower < -0.5 ? lower : log1p(-survival(w))
    }
    /// log n ∫ φ(z) (Φ(z) - Φ(z-w))ⁿ⁻¹ dz, with both ends of the range in the place of the upper one.
    private func logLower(_ w: Double) -> Double {
        if w.isNaN { return .nan }
        if w <= 0 { return -.infinity }
        if w > 90 { return 0 }
        let integral = outward(from: w, power: n - 1) { z in
            NormalDistribution.standardDensity(z) + NormalDistribution.standardDensity(z - w)
        }
        return min(log(n) + integral, 0)
    }
    public func survival(_ w: Double) -> Double {
        if w.isNaN { return .nan }
        if w <= 0 { return 1 }
        if w > 90 { return 0 }
        if sampleSize == 2 { return erfc(w / 2) }
        let step = self.step
        var z = max(-9, w / 2 - 14)
        var sum = 0.0
        while z < w + 10 {
            let below = NormalDistribution.standardCumulative(z)
            let ratio = NormalDistribution.standardCumulative(z - w) / below
            let missing = ratio < 1 ? -expm1((n - 1) * log1p(-ratio)) : 1
            sum += NormalDistribution.standardDensity(z) * pow(below, n - 1) * missing
            z += step
        }
        return min(n * sum * step, 1)
    }

    /// The step of the trapezoidal rule; its error falls like exp(-2π²σ²/step²) with the width σ ≥ 1/√n of the integrand.
    private var step: Double { min(0.2, 0.42 / n.squareRoot()) }

    /// The logarithm of the integral over the real line of a function symmetric about w/2 times a power of
    /// Φ(z) - Φ(z-w), by the trapezoidal rule on the upper half. The power is taken relative to its greatest value.
    private func outward(from w: Double, power: Double, _ function: (Double) -> Double) -> Double {
        // For very small ranges the integral is proportional to w to that power.
        if w < 1e-100 {
            return outward(from: 1e-100, power: power, function) + power * (log(w) - log(1e-100))
        }
        let step = self.step
        let greatest = NormalPanels.interval(w / 2, w)
        var z = w / 2 + step / 2
        var sum = 0.0
        while z < w + 40 {
            let term = function(z) * pow(NormalPanels.interval(z, w) / greatest, power)
            sum += term
            if term <= sum * 1e-18, z > w { break }
            z += step
        }
        return power * log(greatest) + log(sum * step)
    }

    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        return PositiveQuantile.solve(
            upper: false, p, start: mean, within: support, logCumulative: { log(cumulative($0)) },
            logSurvival: { log(survival($0)) })
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return .infinity }
        if q == 1 { return 0 }
        return PositiveQuantile.solve(
            upper: true, q, start: mean, within: support, logCumulative: { log(cumulative($0)) },
            logSurvival: { log(survival($0)) })
    }

    /// Returns one random value by drawing the sample.
    public func sample(using stream: inout RandomStream) -> Double {
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for _ in 0..<sampleSize {
            let z = stream.normal()
            least = min(least, z)
            greatest = max(greatest, z)
        }
        return greatest - least
    }
}

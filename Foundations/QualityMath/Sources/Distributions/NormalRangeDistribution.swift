import Glibc

/// The distribution of the range (largest minus smallest) of n standard normal values.
///
/// Its mean is d₂ and its standard deviation d₃ of control charts (ISO 7870-2). Cumulative probability
/// n ∫ φ(z) (Φ(z) - Φ(z - w))ⁿ⁻¹ dz, survival the same with Φⁿ⁻¹ minus that power: both are integrals of positive
/// functions over panels of 16 Gauss-Legendre points, so that both keep their relative precision in their tail.
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

    public func density(_ w: Double) -> Double {
        if w.isNaN { return .nan }
        if w < 0 || w == .infinity { return 0 }
        if w == 0 { return sampleSize == 2 ? 0.564189583547756286948 : 0 }
        // n(n-1) ∫ φ(z) φ(z-w) (Φ(z) - Φ(z-w))ⁿ⁻² dz, symmetric about w/2.
        return 2 * n * (n - 1)
            * NormalPanels.integral(from: w / 2, to: w / 2 + 14) { z in
                NormalDistribution.standardDensity(z) * NormalDistribution.standardDensity(z - w)
                    * pow(NormalPanels.interval(z, w), n - 2)
            }
    }
    public func cumulative(_ w: Double) -> Double {
        if w.isNaN { return .nan }
        if w <= 0 { return 0 }
        if w > 90 { return 1 }
        let inside =
            2 * n
            * NormalPanels.integral(from: w / 2, to: w / 2 + 14) { z in
                NormalDistribution.standardDensity(z) * pow(NormalPanels.interval(z, w), n - 1)
            }
        // The part where the largest and the smallest lie on either side of the middle (Hartley 1942).
        return min(pow(erf(w * inverseSqrtTwo / 2), n) + inside, 1)
    }
    public func survival(_ w: Double) -> Double {
        if w.isNaN { return .nan }
        if w <= 0 { return 1 }
        if w > 90 { return 0 }
        let value =
            n
            * NormalPanels.integral(from: max(-9, w / 2 - 14), to: w + 10) { z in
                let below = NormalDistribution.standardCumulative(z)
                if below == 0 { return 0 }
                let ratio = NormalDistribution.standardCumulative(z - w) / below
                let missing = ratio < 1 ? -expm1((n - 1) * log1p(-ratio)) : 1
                return NormalDistribution.standardDensity(z) * pow(below, n - 1) * missing
            }
        return min(value, 1)
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

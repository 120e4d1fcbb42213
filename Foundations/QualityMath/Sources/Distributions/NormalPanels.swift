import Glibc

/// Integrals of smooth functions on the scale of a standard normal variable.
enum NormalPanels {
    static let rule = GaussRule.legendreRule(16)

    /// Integrates over panels at most 1 wide.
    @inline(__always)
    static func integral(from lower: Double, to upper: Double, _ function: (Double) -> Double) -> Double {
        guard upper > lower else { return 0 }
        let panels = max((upper - lower).rounded(.up), 1)
        let width = (upper - lower) / panels
        var sum = 0.0
        var panel = 0.0
        while panel < panels {
            let start = lower + panel * width
            sum += rule.integral(from: start, to: start + width, function)
            panel += 1
        }
        return sum
    }

    /// Returns Φ(z) - Φ(z - w) for w ≥ 0 without cancellation.
    static func interval(_ z: Double, _ w: Double) -> Double {
        if w < 0.1 {
            // Taylor about the middle m: w φ(m) Σ (w/2)²ᵏ He₂ₖ(m)/(2k+1)!.
            let m = z - w / 2
            let s = m * m
            let h = w * w / 4
            let he4 = s * (s - 6) + 3
            let he6 = s * (s * (s - 15) + 45) - 15
            let he8 = s * (s * (s * (s - 28) + 210) - 420) + 105
            let series = 1 + h / 6 * ((s - 1) + h / 20 * (he4 + h / 42 * (he6 + h / 72 * he8)))
            return max(w * NormalDistribution.standardDensity(m) * series, 0)
        }
        let a = z - w
        return a > 0
            ? NormalDistribution.standardCumulative(-a) - NormalDistribution.standardCumulative(-z)
            : NormalDistribution.standardCumulative(z) - NormalDistribution.standardCumulative(a)
    }
}

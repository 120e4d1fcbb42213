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
            let series = 1 + h / 6 * ((s - 1) + h / 20 * ((s * (s - 6) + 3) + h / 42 * (s * (s * (s - 15) + 45) - 15)))
            return max(w * NormalDistribution.standardDensity(m) * series, 0)
        }
        let a = z - w
        return a > 0
            ? NormalDistribution.standardCumulative(-a) - NormalDistribution.standardCumulative(-z)
            : NormalDistribution.standardCumulative(z) - NormalDistribution.standardCumulative(a)
    }
}

/// Quantiles on the positive half line by Brent's method on the logarithm of the smaller tail.
enum PositiveQuantile {
    static func solve(
        upper: Bool, _ probability: Double, start: Double, cumulative: (Double) -> Double,
        survival: (Double) -> Double
    ) -> Double {
        let useSurvival = upper ? probability < 0.5 : probability > 0.5
        let target = log(upper == useSurvival ? probability : 1 - probability)
        // In the logarithm of the argument, so that the whole half line is a few steps wide.
        func miss(_ logX: Double) -> Double {
            let x = exp(logX)
            let tail = useSurvival ? survival(x) : cumulative(x)
            return max(log(tail), -1e4) - target
        }
        let middle = log(start.isFinite && start > 0 ? start : 1)
        do {
            let (low, high) = try RootFinding.bracket(
                from: middle - 0.5, to: middle + 0.5, within: -700...700, miss)
            return exp(try RootFinding.brent(from: low, to: high, tolerance: 1e-15, miss).x)
        } catch {
            return .nan
        }
    }
}

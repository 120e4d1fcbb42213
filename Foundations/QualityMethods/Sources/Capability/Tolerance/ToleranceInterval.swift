import Glibc
import QualityMath

/// Statistical tolerance intervals: limits that hold at least a fraction of the population with a confidence.
public enum ToleranceInterval {
    /// The exact one-sided factor k of a normal sample: x̄ + k s holds `coverage` with `confidence`.
    ///
    /// k = t⁻¹(confidence; n-1, δ = z√n)/√n with z the normal quantile of the coverage (ISO 16269-6:2014, 6.3).
    public static func oneSidedFactor(count: Int, coverage: Double, confidence: Double) throws(MethodProblem) -> Double
    {
        try check(count, coverage, confidence)
        let root = Double(count).squareRoot()
        let t = try naming("coverage") { () throws(MathProblem) in
            try NoncentralTDistribution(
                degreesOfFreedom: Double(count - 1),
                noncentrality: NormalDistribution.standardQuantile(coverage) * root)
        }
        return t.quantile(confidence) / root
    }

    /// The exact two-sided factor k of a normal sample: x̄ ± k s holds `coverage` with `confidence`.
    ///
    /// k solves √(2n/π) ∫₀^∞ P(χ²_ν > ν r(x)²/k²) exp(-n x²/2) dx = confidence with Φ(x+r) - Φ(x-r) = coverage
    /// (Wald and Wolfowitz 1946; ISO 16269-6:2014, 6.2).
    public static func twoSidedFactor(
        count: Int, coverage: Double, confidence: Double, degreesOfFreedom: Double? = nil
    ) throws(MethodProblem) -> Double {
        try check(count, coverage, confidence)
        let (n, degrees) = (Double(count), degreesOfFreedom ?? Double(count - 1))
        let rule = try naming("count") { () throws(MathProblem) in try GaussRule.legendre(96) }
        // The weight exp(-n x²/2) is below 1e-19 beyond 9.5/√n.
        let end = 9.5 / n.squareRoot()
        let nodes = rule.nodes.map { (1 + $0) * end / 2 }
        let weights = nodes.indices.map {
            rule.weights[$0] * end / 2 * (2 * n / .pi).squareRoot() * exp(-n * nodes[$0] * nodes[$0] / 2)
        }
        let halves = nodes.map { halfWidth(center: $0, coverage: coverage) }
        func excess(_ k: Double) -> Double {
            var sum = 0.0
            for index in nodes.indices {
                let ratio = halves[index] / k
                sum += weights[index] * SpecialFunctions.regularizedGammaQ(degrees / 2, degrees * ratio * ratio / 2)
            }
            return sum - confidence
        }
        let start = halves.first ?? 1
        return try naming("confidence") { () throws(MathProblem) in
            var high = start
            while excess(high) < 0, high < 1e6 * start { high *= 2 }
            return try RootFinding.brent(from: start / 16, to: high, tolerance: 1e-13, excess).x
        }
    }

    /// The r with Φ(x+r) - Φ(x-r) = coverage, by Newton's method from above, where the function is concave.
    private static func halfWidth(center x: Double, coverage: Double) -> Double {
        var r = x + NormalDistribution.standardQuantile((1 + coverage) / 2)
        for _ in 0..<100 {
            let value =
                NormalDistribution.standardCumulative(x + r) - NormalDistribution.standardCumulative(x - r) - coverage
            let slope = NormalDistribution.standardDensity(x + r) + NormalDistribution.standardDensity(x - r)
            let step = value / slope
            r -= step
            if abs(step) <= 1e-15 * r { break }
        }
        return r
    }

    /// The confidence that the interval from the `below + 1`-th smallest to the `above + 1`-th largest of n values holds
    /// `coverage` of any continuous population: P(B(coverage; …) …) of ISO 16269-6:2014, clause 7.
    ///
    /// With one side open give nil for it.
    public static func nonparametricConfidence(
        count: Int, coverage: Double, below: Int? = 0, above: Int? = 0
    ) throws(MethodProblem) -> Double {
        try check(max(count, 2), coverage, 0.5)
        let outside = Double((below.map { $0 + 1 } ?? 0) + (above.map { $0 + 1 } ?? 0))
        guard outside >= 1, outside <= Double(count) else {
            throw MethodProblem(
                .outOfRange, at: "below", zh: "去掉的次序统计量过多。",
                en: "More order statistics are left out than there are values.")
        }
        // The content is Beta(n + 1 - outside, outside).
        return SpecialFunctions.regularizedBetaComplement(coverage, Double(count) + 1 - outside, outside)
    }

    /// The nonparametric interval with the most values left out that still has the confidence, the same number on both
    /// sides as far as possible; nil where even the extremes do not reach it.
    public static func nonparametric(
        _ values: [Double], coverage: Double, confidence: Double, sides: Int = 2
    ) throws(MethodProblem) -> (lower: Double, upper: Double, confidence: Double)? {
        try ControlChart.requireFinite(values)
        try check(max(values.count, 2), coverage, confidence)
        let sorted = values.sorted()
        var best: (Double, Double, Double)?
        var outside = sides
        while outside <= values.count {
            let reached = SpecialFunctions.regularizedBetaComplement(
                coverage, Double(values.count + 1 - outside), Double(outside))
            if reached < confidence { break }
            let below = sides == 2 ? (outside + 1) / 2 : 0
            let above = outside - below
            best = (below > 0 ? sorted[below - 1] : -.infinity, sorted[sorted.count - above], reached)
            outside += 1
        }
        return best.map { (lower: $0.0, upper: $0.1, confidence: $0.2) }
    }

    /// The fewest values whose extremes hold the coverage with the confidence.
    public static func smallestCount(coverage: Double, confidence: Double, sides: Int = 2) throws(MethodProblem) -> Int
    {
        try check(2, coverage, confidence)
        var (low, high) = (1, 2)
        func enough(_ n: Int) -> Bool {
            n >= sides
                && SpecialFunctions.regularizedBetaComplement(coverage, Double(n + 1 - sides), Double(sides))
                    >= confidence
        }
        while !enough(high), high < 1 << 40 { (low, high) = (high, high * 2) }
        while high - low > 1 {
            let middle = (low + high) / 2
            if enough(middle) { high = middle } else { low = middle }
        }
        return enough(low) ? low : high
    }

    private static func check(_ count: Int, _ coverage: Double, _ confidence: Double) throws(MethodProblem) {
        guard count >= 2 else {
            throw MethodProblem(.tooFewValues, at: "count", zh: "样本量至少为 2。", en: "The sample needs at least 2 values.")
        }
        for (name, value) in [("coverage", coverage), ("confidence", confidence)] where !(value > 0 && value < 1) {
            throw MethodProblem(.outOfRange, at: name, zh: "应在 0 与 1 之间。", en: "It must be between 0 and 1.")
        }
    }
}

import Glibc
import QualityMath

extension RunLength {
    /// The ARL of the MEWMA chart of p variables with the limit on T² = z'Σz⁻¹z of the asymptotic covariance, zero-state.
    ///
    /// In control by the integral equation over the length of z (Rigdon 1995); out of control over the component along the
    /// shift and the length of the rest (Rigdon 1995b; Bodden and Rigdon 1999). The shift is the root of the noncentrality
    /// δᵀΣ⁻¹δ.
    public static func mewma(
        lambda: Double, limit: Double, variables: Int, shift: Double = 0
    ) throws(MethodProblem) -> Double {
        try check(lambda > 0 && lambda <= 1, "lambda", "平滑系数应大于 0 且不大于 1", "lambda must be above 0, at most 1")
        try check(limit > 0 && limit <= 200, "limit", "控制限应大于 0 且不大于 200", "the limit must be above 0, at most 200")
        try check(variables >= 1 && variables <= 200, "variables", "变量数应在 1 到 200 之间", "variables: 1 to 200")
        try check(shift >= 0 && shift <= 50, "shift", "偏移应在 0 到 50 之间", "the shift must be from 0 to 50")
        if variables == 1 {
            return try ewma(lambda: lambda, width: limit.squareRoot(), shift: shift)
        }
        let radius = (limit * lambda / (2 - lambda)).squareRoot()
        let extent = radius / lambda
        try check(extent <= 150, "lambda", "平滑系数过小，不能精确计算", "lambda is too small for an exact answer")
        let kernel = LengthKernel(degrees: variables, lambda: lambda)
        if shift == 0 {
            let rule = try naming("lambda") { () throws(MathProblem) in
                try GaussRule.legendre(30 + Int((5 * extent).rounded(.up)))
            }
            let nodes = rule.nodes.map { (1 + $0) * radius / 2 }
            let weights = rule.weights.map { $0 * radius / 2 }
            func row(_ r: Double) -> [Double] {
                nodes.indices.map { weights[$0] * kernel.density(nodes[$0], from: r) }
            }
            let solution = try solve(nodes.count) { row(nodes[$0]) }
            return 1 + Summation.dot(row(0), solution)
        }
        return try shifted(lambda, radius, variables, shift)
    }

    /// Over the disc of (component along the shift, length of the rest): x = r sin θ, y from 0 to r cos θ.
    private static func shifted(
        _ lambda: Double, _ radius: Double, _ variables: Int, _ shift: Double
    ) throws(MethodProblem) -> Double {
        let extent = radius / lambda
        let across = min(20 + Int((2.2 * extent).rounded(.up)), 64)
        let along = min(12 + Int((1.2 * extent).rounded(.up)), 40)
        let (ruleX, ruleY) = try naming("lambda") { () throws(MathProblem) in
            (try GaussRule.legendre(across), try GaussRule.legendre(along))
        }
        let kernel = LengthKernel(degrees: variables - 1, lambda: lambda)
        var (xs, ys, weights): ([Double], [Double], [Double]) = ([], [], [])
        for i in 0..<across {
            let angle = ruleX.nodes[i] * .pi / 2
            let (x, height) = (radius * sin(angle), radius * cos(angle))
            for j in 0..<along {
                xs.append(x)
                ys.append((1 + ruleY.nodes[j]) * height / 2)
                weights.append(ruleX.weights[i] * .pi / 2 * height * ruleY.weights[j] * height / 2)
            }
        }
        func row(_ x: Double, _ y: Double) -> [Double] {
            var density = 0.0
            return xs.indices.map { index in
                // x stays the same over a column of nodes, so that its factor is computed once a column.
                if index.isMultiple(of: along) {
                    density =
                        NormalDistribution.standardDensity((xs[index] - (1 - lambda) * x) / lambda - shift) / lambda
                }
                return density < 1e-18 ? 0 : weights[index] * density * kernel.density(ys[index], from: y)
            }
        }
        let solution = try solve(xs.count) { row(xs[$0], ys[$0]) }
        return 1 + Summation.dot(row(0, 0), solution)
    }

    /// Returns the limit on T² with the wanted in-control ARL.
    public static func mewmaLimit(
        lambda: Double, variables: Int, averageRunLength: Double
    ) throws(MethodProblem) -> Double {
        try limit(for: averageRunLength, from: 0.5, to: 100, field: "limit") { limit throws(MethodProblem) in
            try mewma(lambda: lambda, limit: limit, variables: variables)
        }
    }
}

/// The density of the length of λX + m for X standard normal in `degrees` dimensions and |m| = (1-λ)·from.
///
/// (w/λ²)(w²/2λ²)^ν / Γ(ν+1) · exp(-(w²+m²)/2λ²) · ₀F₁(; ν+1; (wm/2λ²)²) with ν = degrees/2 - 1.
struct LengthKernel {
    private let order: Double
    private let lambda: Double
    private let logGamma: Double

    init(degrees: Int, lambda: Double) {
        order = Double(degrees) / 2 - 1
        self.lambda = lambda
        logGamma = SpecialFunctions.logGamma(order + 1)
    }

    func density(_ w: Double, from start: Double) -> Double {
        let mean = (1 - lambda) * start
        let square = lambda * lambda
        let gap = (w - mean) * (w - mean) / (2 * square)
        if gap > 700 || w <= 0 { return 0 }
        let z = w * mean / square
        let scaled = logScaledSeries(z)
        return exp(log(w) - 2 * log(lambda) + order * log(w * w / (2 * square)) - logGamma - gap + scaled)
    }

    /// log(₀F₁(; ν+1; z²/4) e⁻ᶻ) by the power series, and by Hankel's expansion of the Bessel function for large z.
    private func logScaledSeries(_ z: Double) -> Double {
        if z < 500 {
            let quarter = z * z / 4
            var (term, sum, k) = (1.0, 1.0, 1.0)
            while true {
                term *= quarter / (k * (order + k))
                sum += term
                if term < sum * 1e-17 { break }
                k += 1
            }
            return log(sum) - z
        }
        let mu = 4 * order * order
        var (term, sum) = (1.0, 1.0)
        for k in 1...30 {
            let odd = Double(2 * k - 1)
            let next = -term * (mu - odd * odd) / (8 * Double(k) * z)
            if abs(next) >= abs(term) || next == 0 { break }
            term = next
            sum += term
        }
        // I_ν(z) = (z/2)^ν / Γ(ν+1) · ₀F₁, so that ₀F₁ e⁻ᶻ = Γ(ν+1) (z/2)^-ν I_ν e⁻ᶻ.
        return logGamma - order * log(z / 2) - 0.5 * log(2 * .pi * z) + log(sum)
    }
}

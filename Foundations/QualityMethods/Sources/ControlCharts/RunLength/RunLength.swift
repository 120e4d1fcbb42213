import Glibc
import QualityMath

/// Average run lengths of charts of independent normal points, and the design of charts for a wanted one.
///
/// The integral equations are solved by Nyström's method on Gauss-Legendre nodes; their kernels are smooth, so that the
/// answers carry about ten digits. Shifts are in standard deviations of a plotted point. Zero-state: the shift is
/// there from the first point.
public enum RunLength {
    /// The ARL of a Shewhart chart with limits at ±width: 1 / P(|Z + shift| > width).
    public static func shewhart(width: Double, shift: Double = 0) -> Double {
        1
            / (NormalDistribution.standardCumulative(-width - shift)
                + NormalDistribution.standardCumulative(-width + shift))
    }

    /// The ARL of the upper one-sided CUSUM: L(s) = 1 + L(0)Φ(k-s-μ) + ∫₀ʰ φ(x+k-s-μ) L(x) dx at s = headStart.
    ///
    /// Page (1954). k is the allowance and h the decision interval; h up to 100.
    public static func cusum(
        allowance k: Double, decision h: Double, shift: Double = 0, headStart: Double = 0
    ) throws(MethodProblem) -> Double {
        try check(h > 0 && h <= 100, "decision", "h 应大于 0 且不大于 100", "h must be above 0 and at most 100")
        try check(k.isFinite && abs(k) <= 50, "allowance", "k 应为有限的数", "k must be finite and at most 50")
        try check(shift.isFinite && abs(shift) <= 50, "shift", "偏移应为有限的数", "the shift must be finite, at most 50")
        try check(headStart >= 0 && headStart <= h, "headStart", "初始值应在 0 到 h 之间", "the head start must be in 0...h")
        let rule = try naming("decision") { () throws(MathProblem) in
            try GaussRule.legendre(24 + Int((8 * h).rounded(.up)))
        }
        let nodes = rule.nodes.map { (1 + $0) * h / 2 }
        let weights = rule.weights.map { $0 * h / 2 }
        // The unknowns are L at the nodes and, last, L(0).
        let n = nodes.count
        func row(_ s: Double) -> [Double] {
            var row = nodes.indices.map { weights[$0] * NormalDistribution.standardDensity(nodes[$0] + k - s - shift) }
            row.append(NormalDistribution.standardCumulative(k - s - shift))
            return row
        }
        let solution = try solve(n + 1) { i in row(i < n ? nodes[i] : 0) }
        return 1 + Summation.dot(row(headStart), solution)
    }

    /// The ARL of the two-sided CUSUM by 1/ARL = 1/ARL⁺ + 1/ARL⁻ (Kemp 1961), exact without head start as both sides
    /// have the same k of at least 0.
    ///
    /// With a head start s on both sides, (A⁺(s)A⁻ + A⁻(s)A⁺ - A⁺A⁻)/(A⁺ + A⁻) with A± the one-sided lengths from 0
    /// (Lucas and Crosier 1982), exact where the sums cannot both stay above 0: s at most k.
    public static func cusumTwoSided(
        allowance: Double, decision: Double, shift: Double = 0, headStart: Double = 0
    ) throws(MethodProblem) -> Double {
        try check(allowance >= 0, "allowance", "k 应不小于 0", "k must be at least 0")
        // The side that the shift moves away from may have an ARL beyond double precision; it then adds nothing.
        let toward = try cusum(allowance: allowance, decision: decision, shift: abs(shift))
        let fromStart =
            headStart == 0
            ? toward
            : try cusum(allowance: allowance, decision: decision, shift: abs(shift), headStart: headStart)
        let away: Double
        let awayFromStart: Double
        do throws(MethodProblem) {
            away = try cusum(allowance: allowance, decision: decision, shift: -abs(shift))
            awayFromStart =
                headStart == 0
                ? away
                : try cusum(allowance: allowance, decision: decision, shift: -abs(shift), headStart: headStart)
        } catch {
            guard error.code == .noConvergence, toward < 1e6 else { throw error }
            return fromStart
        }
        guard away > 0, awayFromStart > 0 else { return fromStart }
        if headStart == 0 { return 1 / (1 / toward + 1 / away) }
        return (fromStart + awayFromStart * (toward / away) - toward) / (1 + toward / away)
    }

    /// The ARL of the two-sided EWMA with constant limits ±width √(λ/(2-λ)), started at the mean (or at `start`).
    ///
    /// L(z) = 1 + ∫ φ((x-(1-λ)z)/λ - shift) L(x) dx / λ over the limits (Crowder 1987; Lucas and Saccucci 1990).
    public static func ewma(
        lambda: Double, width: Double, shift: Double = 0, start: Double = 0
    ) throws(MethodProblem) -> Double {
        try check(lambda > 0 && lambda <= 1, "lambda", "平滑系数应大于 0 且不大于 1", "lambda must be above 0, at most 1")
        try check(width > 0 && width <= 20, "width", "宽度应大于 0 且不大于 20", "the width must be above 0 and at most 20")
        try check(shift.isFinite && abs(shift) <= 50, "shift", "偏移应为有限的数", "the shift must be finite, at most 50")
        if lambda == 1 { return shewhart(width: width, shift: shift) }
        let half = width * (lambda / (2 - lambda)).squareRoot()
        try check(abs(start) <= half, "start", "初始值应在控制限之内", "the start must be within the limits")
        let wanted = (10 * half / lambda).rounded(.up)
        try check(wanted <= 1470, "lambda", "平滑系数过小，不能精确计算", "lambda is too small for an exact answer")
        let count = 30 + Int(wanted)
        let rule = try naming("lambda") { () throws(MathProblem) in try GaussRule.legendre(count) }
        let nodes = rule.nodes.map { $0 * half }
        let weights = rule.weights.map { $0 * half / lambda }
        func row(_ z: Double) -> [Double] {
            nodes.indices.map {
                weights[$0] * NormalDistribution.standardDensity((nodes[$0] - (1 - lambda) * z) / lambda - shift)
            }
        }
        let solution = try solve(count) { row(nodes[$0]) }
        return 1 + Summation.dot(row(start), solution)
    }

    /// Solves L = 1 + K L for the rows of K.
    static func solve(_ count: Int, _ row: (Int) -> [Double]) throws(MethodProblem) -> [Double] {
        var matrix = Matrix(rows: count, columns: count)
        for i in 0..<count {
            let kernel = row(i)
            for j in 0..<count { matrix[i, j] = (i == j ? 1 : 0) - kernel[j] }
        }
        do {
            return try matrix.solving([Double](repeating: 1, count: count))
        } catch {
            throw MethodProblem(
                .noConvergence, at: "", zh: "平均链长过大，超出双精度可分辨的范围，请缩小控制限。",
                en: "The average run length is too large for double precision: use narrower limits.")
        }
    }

    static func check(_ holds: Bool, _ field: String, _ zh: String, _ en: String) throws(MethodProblem) {
        guard holds else {
            throw MethodProblem(.outOfRange, at: field, zh: zh + "。", en: "For this field: " + en + ".")
        }
    }
}

import Glibc
import QualityMath

/// Robust standard deviation by the Q method and robust mean by Hampel's estimator, which bear up to half of outliers.
///
/// Q: with H(x) the share of pairs of laboratories whose results differ by at most x (averaged over their replicates),
/// s* = G⁻¹(0.25 + 0.75 H(0)) / (√2 Φ⁻¹(0.625 + 0.375 H(0))), G being H made continuous. Hampel: the root of
/// Σ ψ((y - x)/s*) = 0 next to the median, ψ with corners at 1.5, 3 and 4.5; exact, without iteration.
/// Source: ISO 13528:2022, C.5.2 and C.5.3; Müller and Uhlig, Biometrika 88 (2001).
public struct QHampel: Explainable {
    /// Hampel's mean x*.
    public let mean: Double
    /// The robust (reproducibility) standard deviation s*.
    public let standardDeviation: Double
    /// The number of laboratories.
    public let laboratories: Int

    /// Computes the estimates from the results of each laboratory (one or more replicates each); O(n² log n).
    public init(_ results: [[Double]]) throws(MathProblem) {
        try RequiredInput.count(results.count, atLeast: 2, "results")
        for (index, replicates) in results.enumerated() {
            try RequiredInput.count(replicates.count, atLeast: 1, "results[\(index)]")
            try RequiredInput.allFinite(replicates, "results[\(index)]")
        }
        laboratories = results.count
        standardDeviation = Self.betweenScale(results)
        mean = Self.hampel(results.map { Moments(of: $0).mean }, scale: standardDeviation)
    }

    /// Computes the estimates from one result a laboratory.
    public init(_ values: [Double]) throws(MathProblem) { try self.init(values.map { [$0] }) }

    /// The Q estimate over pairs of different laboratories.
    private static func betweenScale(_ results: [[Double]]) -> Double {
        let p = results.count
        var weighted: [(difference: Double, weight: Double)] = []
        for i in 0..<p {
            for j in i + 1..<max(p, i + 1) {
                let weight = 1 / Double(results[i].count * results[j].count)
                for a in results[i] {
                    for b in results[j] { weighted.append((abs(a - b), weight)) }
                }
            }
        }
        weighted.sort { $0.difference < $1.difference }
        let pairs = Double(p * (p - 1)) / 2
        // Differences that are equal on paper (0.0376 - 0.0372 and 0.0381 - 0.0377) differ by roundings here; taken as
        // different they would split a step of H.
        let largest = results.reduce(0) { max($0, $1.reduce(0) { max($0, abs($1)) }) }
        let rounding = 4 * largest.ulp
        var points: [(x: Double, share: Double)] = []
        var sum = 0.0
        for one in weighted {
            sum += one.weight
            if let last = points.last, one.difference - last.x <= rounding {
                points[points.count - 1].share = sum / pairs
            } else {
                points.append((one.difference <= rounding ? 0 : one.difference, sum / pairs))
            }
        }
        let atZero = points.first.map { $0.x == 0 ? $0.share : 0 } ?? 0
        let target = 0.25 + 0.75 * atZero
        // G joins the middles of the steps: G(xᵢ) = (H(xᵢ) + H(xᵢ₋₁))/2, from (0, 0).
        var nodes: [(x: Double, g: Double)] = []
        var previous = 0.0
        for point in points {
            nodes.append(
                (point.x, point.x == 0 ? point.share : (point.share + previous) / 2))
            previous = point.share
        }
        if nodes.first?.x != 0 { nodes.insert((0, 0), at: 0) }
        var x = nodes.last?.x ?? 0
        for i in 1..<max(nodes.count, 1) where nodes[i].g >= target {
            let part = (target - nodes[i - 1].g) / (nodes[i].g - nodes[i - 1].g)
            x = nodes[i - 1].x + max(part, 0) * (nodes[i].x - nodes[i - 1].x)
            break
        }
        if atZero >= 1 { return 0 }
        return x / (2.0.squareRoot() * NormalDistribution.standardQuantile(0.625 + 0.375 * atZero))
    }

    /// The root of Hampel's estimating equation nearest to the median: ψ is piecewise linear in x, so that every root
    /// lies on a segment between corners and is found exactly.
    private static func hampel(_ values: [Double], scale: Double) -> Double {
        let center = RobustScale.median(values)
        guard scale > 0 else { return center }
        func psi(_ q: Double) -> Double {
            let a = abs(q)
            let height = a <= 1.5 ? a : a <= 3 ? 1.5 : a <= 4.5 ? 4.5 - a : 0
            return q < 0 ? -height : height
        }
        func sum(_ x: Double) -> Double { Summation.compensated(values.map { psi(($0 - x) / scale) }) }
        let corners = values.flatMap { y in [-4.5, -3, -1.5, 1.5, 3, 4.5].map { y - $0 * scale } }.sorted()
        var best = center
        var distance = Double.infinity
        for i in 0..<corners.count - 1 where corners[i + 1] > corners[i] {
            let (low, high) = (sum(corners[i]), sum(corners[i + 1]))
            let root: Double
            if low == 0 && high == 0 {
                // A stretch where no value counts, or ψ balances throughout: not a root of its own.
                continue
            } else if (low <= 0) != (high <= 0) || low == 0 || high == 0 {
                root = corners[i] + (low == high ? 0 : low / (low - high)) * (corners[i + 1] - corners[i])
            } else {
                continue
            }
            if abs(root - center) < distance {
                distance = abs(root - center)
                best = root
            }
        }
        return best
    }

    /// The standard uncertainty of x* as an assigned value, 1.25 s*/√p.
    public var uncertainty: Double { 1.25 * standardDeviation / Double(laboratories).squareRoot() }

    /// The estimates.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("x* = \(mean.significant(8)), s* = \(standardDeviation.significant(8)), p = \(laboratories)")
            ], source: "ISO 13528:2022, C.5",
            assumptions: [
                Assumption(.unknown, zh: "离群值少于一半", en: "fewer than half of the results are outliers")
            ])
    }
}

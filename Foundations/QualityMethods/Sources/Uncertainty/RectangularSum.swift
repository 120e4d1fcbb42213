import Glibc
import QualityMath

/// The exact distribution of a sum of independent rectangular quantities, all centred at 0.
///
/// For half-widths aᵢ the sum's cumulative probability is a piecewise polynomial; it is evaluated by a recursion of
/// box averages that only ever adds positive numbers where widths are equal (B-splines), and by the signed power formula
/// F(x) = Σ_ε (∏ε) (x + Σ εᵢaᵢ)₊ⁿ/(n! ∏2aᵢ) where they differ, of at most 12 terms. Used to check Monte Carlo results.
/// Source: JCGM 101:2008, 9.2.3 and 9.2.4; de Boor (1972) for the recursion.
public struct RectangularSum: Hashable, Sendable {
    /// The half-widths.
    public let halfWidths: [Double]

    /// Creates a sum; 1 to 12 different positive half-widths, or up to 50 equal ones.
    public init(halfWidths: [Double]) throws(MathProblem) {
        try RequiredInput.count(halfWidths.count, atLeast: 1, "halfWidths")
        try RequiredInput.allPositive(halfWidths, "halfWidths")
        let isEqual = halfWidths.allSatisfy { $0 == halfWidths[0] }
        let most = isEqual ? 50 : 12
        guard halfWidths.count <= most else {
            throw .parameter(name: "halfWidths", rule: .atMost(Double(most)), value: Double(halfWidths.count))
        }
        self.halfWidths = halfWidths
    }

    /// The standard deviation, √(Σa²/3).
    public var standardDeviation: Double { (Summation.dot(halfWidths, halfWidths) / 3).squareRoot() }
    /// The largest possible sum.
    public var reach: Double { Summation.compensated(halfWidths) }

    /// Returns the probability of a sum of at most x.
    public func cumulative(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x >= reach { return 1 }
        if x <= -reach { return 0 }
        if x > 0 { return 1 - cumulative(-x) }
        return halfWidths.allSatisfy { $0 == halfWidths[0] } ? equal(x) : signed(x)
    }

    /// For n equal widths: F = Σⱼ B_{n+1}(t - j), B the cardinal B-spline of order n + 1, t in units of the width.
    private func equal(_ x: Double) -> Double {
        let n = halfWidths.count
        let t = x / (2 * halfWidths[0]) + Double(n) / 2
        var sum = 0.0
        var j = 0.0
        while t - j > 0 {
            sum += Self.spline(order: n + 1, t - j)
            j += 1
        }
        return min(sum, 1)
    }

    /// The cardinal B-spline of an order on 0...order, by de Boor's recursion.
    private static func spline(order: Int, _ t: Double) -> Double {
        guard t > 0, t < Double(order) else { return 0 }
        let cell = Int(t)
        var values = [Double](repeating: 0, count: order + 1)
        values[cell] = 1
        // values[i] is the spline of the current order that starts at i.
        for k in 2...max(order, 2) where k <= order {
            for i in 0...(order - k) {
                let degree = Double(k - 1)
                values[i] =
                    ((t - Double(i)) * values[i] + (Double(i + k) - t) * values[i + 1]) / degree
            }
        }
        return values[0]
    }

    private func signed(_ x: Double) -> Double {
        let n = halfWidths.count
        var terms: [Double] = []
        var scale = 1.0
        for (index, a) in halfWidths.enumerated() { scale *= 2 * a * Double(index + 1) / (reach * 2) }
        for mask in 0..<(1 << n) {
            var place = x
            var sign = 1.0
            for i in 0..<n {
                if mask & (1 << i) == 0 {
                    place += halfWidths[i]
                } else {
                    place -= halfWidths[i]
                    sign = -sign
                }
            }
            if place > 0 { terms.append(sign * pow(place / (2 * reach), Double(n))) }
        }
        return min(max(Summation.exact(terms) / scale, 0), 1)
    }

    /// Returns the x below which the part p lies.
    public func quantile(_ p: Double) throws(MathProblem) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -reach }
        if p == 1 { return reach }
        if p == 0.5 { return 0 }
        if p > 0.5 { return -(try quantile(1 - p)) }
        return try RootFinding.brent(from: -reach, to: 0, tolerance: 0, maximumIterations: 400) { cumulative($0) - p }.x
    }

    /// Returns the coverage interval; the sum is symmetric with one mode, so that it is also the shortest.
    public func interval(_ probability: Double) throws(MathProblem) -> CoverageInterval {
        try RequiredInput.openProbability(probability, "probability")
        let low = try quantile((1 - probability) / 2)
        return CoverageInterval(lower: low, upper: -low)
    }
}

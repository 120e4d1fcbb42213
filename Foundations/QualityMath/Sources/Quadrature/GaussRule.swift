import Glibc

/// The nodes and weights of a Gauss quadrature rule: Σ weightᵢ f(nodeᵢ).
public struct GaussRule: Hashable, Sendable {
    /// The nodes in increasing order.
    public let nodes: [Double]
    /// The weights, in the order of the nodes.
    public let weights: [Double]

    /// Returns the n-point Gauss-Legendre rule for ∫ f over -1...1, exact for polynomials up to degree 2n - 1.
    ///
    /// Nodes by Newton's method on the recurrence of Legendre polynomials; n from 1 to 10000.
    public static func legendre(_ n: Int) throws(MathProblem) -> GaussRule {
        try requireSize(n, atMost: 10_000)
        return legendreRule(n)
    }

    /// The Gauss-Legendre rule for a size known to be 1 or more.
    static func legendreRule(_ n: Int) -> GaussRule {
        var nodes = [Double](repeating: 0, count: n)
        var weights = nodes
        for i in 0..<(n + 1) / 2 {
            var x = cos(Double.pi * (Double(i) + 0.75) / (Double(n) + 0.5))
            if 2 * i + 1 == n { x = 0 }
            var slope = 0.0
            for _ in 0..<50 {
                var (p0, p1) = (1.0, x)
                for k in stride(from: 2, through: n, by: 1) {
                    let order = Double(k)
                    (p0, p1) = (p1, ((2 * order - 1) * x * p1 - (order - 1) * p0) / order)
                }
                if n == 1 { (p0, p1) = (1, x) }
                slope = Double(n) * (p0 - x * p1) / (1 - x * x)
                let step = p1 / slope
                if 2 * i + 1 != n { x -= step }
                if abs(step) <= 1e-16 || 2 * i + 1 == n { break }
            }
            let weight = 2 / ((1 - x * x) * slope * slope)
            nodes[i] = -x
            nodes[n - 1 - i] = x
            weights[i] = weight
            weights[n - 1 - i] = weight
        }
        return GaussRule(nodes: nodes, weights: weights)
    }

    /// Returns the n-point Gauss-Hermite rule for ∫ exp(-x²) f(x) over the real line; n from 1 to 300.
    ///
    /// Nodes as eigenvalues of the Jacobi matrix (Golub and Welsch 1969), polished by Newton's method on the orthonormal
    /// recurrence, which also gives the weights.
    public static func hermite(_ n: Int) throws(MathProblem) -> GaussRule {
        try requireSize(n, atMost: 300)
        var jacobi = Matrix(rows: n, columns: n)
        for i in stride(from: 1, to: n, by: 1) {
            let element = (Double(i) / 2).squareRoot()
            jacobi[i, i - 1] = element
            jacobi[i - 1, i] = element
        }
        let start = try SymmetricEigen(jacobi).values
        var nodes = [Double](repeating: 0, count: n)
        var weights = nodes
        for i in 0..<(n + 1) / 2 {
            var x = 2 * i + 1 == n ? 0 : start[n - 1 - i]
            var slope = 1.0
            for pass in 0..<10 {
                // Orthonormal polynomials times exp(-x²/2), which neither overflow nor underflow here.
                var (p0, p1) = (0.0, 0.751125544464943 * exp(-x * x / 2))
                for k in 0..<n {
                    let order = Double(k)
                    (p0, p1) = (p1, x * (2 / (order + 1)).squareRoot() * p1 - (order / (order + 1)).squareRoot() * p0)
                }
                slope = (2 * Double(n)).squareRoot() * p0
                let step = p1 / slope
                if 2 * i + 1 == n || abs(step) <= 1e-16 * abs(x) || pass == 9 { break }
                x -= step
            }
            // The factor exp(-x²/2) in the slope squared is the exp(-x²) of the rule's weight.
            let weight = 2 / (slope * slope) * exp(-x * x)
            nodes[i] = -x
            nodes[n - 1 - i] = x
            weights[i] = weight
            weights[n - 1 - i] = weight
        }
        return GaussRule(nodes: nodes, weights: weights)
    }

    /// Returns the rule for the expectation of f under the standard normal distribution, from ``hermite(_:)``.
    public static func normalExpectation(_ n: Int) throws(MathProblem) -> GaussRule {
        let rule = try hermite(n)
        return GaussRule(
            nodes: rule.nodes.map { $0 * 1.414213562373095048801688724 },
            weights: rule.weights.map { $0 * 0.5641895835477562869480794516 })
    }

    /// Returns Σ weight · f(node).
    @inline(__always)
    public func sum(_ function: (Double) -> Double) -> Double {
        var sum = 0.0
        for i in 0..<nodes.count { sum += weights[i] * function(nodes[i]) }
        return sum
    }

    /// Returns the integral of f over an interval by a Legendre rule.
    @inline(__always)
    public func integral(from lower: Double, to upper: Double, _ function: (Double) -> Double) -> Double {
        let half = (upper - lower) / 2
        let middle = (upper + lower) / 2
        return half * sum { function(middle + half * $0) }
    }

    private static func requireSize(_ n: Int, atMost limit: Int) throws(MathProblem) {
        guard n >= 1 else { throw .parameter(name: "points", rule: .atLeast(1), value: Double(n)) }
        guard n <= limit else { throw .parameter(name: "points", rule: .atMost(Double(limit)), value: Double(n)) }
    }
}

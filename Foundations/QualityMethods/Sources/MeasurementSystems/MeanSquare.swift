import QualityMath

/// A mean square of an analysis of variance with its degrees of freedom.
public struct MeanSquare: Hashable, Sendable {
    /// The name of the source of variation.
    public let source: String
    /// The degrees of freedom.
    public let degreesOfFreedom: Double
    /// The mean square.
    public let value: Double
}

/// One row of an analysis of variance.
public struct VarianceTableRow: Hashable, Sendable {
    /// The name of the source of variation.
    public let source: String
    /// The degrees of freedom.
    public let degreesOfFreedom: Int
    /// The sum of squares.
    public let sumOfSquares: Double
    /// The mean square.
    public let meanSquare: Double
    /// F against its error term; nil for the error.
    public let f: Double?
    /// The probability of so great an F; nil for the error.
    public let probability: Double?
}

/// A linear combination of independent mean squares, Σ cᵢ Sᵢ, with intervals: what an expected mean square gives for a
/// component of variance or a sum of them.
///
/// The modified large-sample interval (MLS) of Ting, Burdick, Graybill, Jeyaratnam and Lu (1990), which for a sum is that
/// of Graybill and Wang (1980) and for one mean square the exact chi-squared interval; and Satterthwaite's (1946) chi-
/// squared interval, which is poor when terms are taken off. Source: Burdick, Borror and Montgomery (2005), Design and
/// Analysis of Gauge R&R Studies.
public struct MeanSquareCombination: Hashable, Sendable {
    /// The mean squares with their coefficients.
    public let terms: [MeanSquare]
    /// The coefficients.
    public let coefficients: [Double]

    /// The estimate; it may be negative.
    public var estimate: Double { zip(terms, coefficients).reduce(0) { $0 + $1.0.value * $1.1 } }

    /// Satterthwaite's degrees of freedom: estimate² / Σ (c S)²/n.
    public var degreesOfFreedom: Double {
        let denominator = zip(terms, coefficients).reduce(0.0) {
            $0 + $1.0.value * $1.1 * $1.0.value * $1.1 / $1.0.degreesOfFreedom
        }
        return denominator > 0 ? estimate * estimate / denominator : .infinity
    }

    /// Makes a combination; terms with coefficient 0 are left out.
    init(_ parts: [(MeanSquare, Double)]) {
        let used = parts.filter { $0.1 != 0 }
        terms = used.map(\.0)
        coefficients = used.map(\.1)
    }

    /// Returns Satterthwaite's interval; nil where the estimate is not positive.
    public func satterthwaiteInterval(confidence: Double) throws(MethodProblem) -> ClosedRange<Double>? {
        guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
        let (estimate, degrees) = (estimate, degreesOfFreedom)
        guard estimate > 0, degrees.isFinite else { return nil }
        let tail = (1 - confidence) / 2
        let low = degrees * estimate / Self.chi(1 - tail, degrees)
        let high = degrees * estimate / Self.chi(tail, degrees)
        return low <= high ? low...high : nil
    }

    /// Returns the modified large-sample interval, its ends not below 0.
    public func modifiedLargeSampleInterval(confidence: Double) throws(MethodProblem) -> ClosedRange<Double>? {
        guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
        let tail = (1 - confidence) / 2
        let positive = zip(terms, coefficients).filter { $0.1 > 0 }
            .map { (c: $0.1 * $0.0.value, n: $0.0.degreesOfFreedom) }
        let negative = zip(terms, coefficients).filter { $0.1 < 0 }
            .map { (c: -$0.1 * $0.0.value, n: $0.0.degreesOfFreedom) }
        let below = Self.spread(positive, negative, tail: tail, lower: true)
        let above = Self.spread(positive, negative, tail: tail, lower: false)
        guard below.isFinite, above.isFinite else { return nil }
        let low = max(0, estimate - max(0, below).squareRoot())
        let high = max(low, estimate + max(0, above).squareRoot())
        return low...high
    }

    /// The squared distance from the estimate to one end.
    private static func spread(
        _ positive: [(c: Double, n: Double)], _ negative: [(c: Double, n: Double)], tail: Double, lower: Bool
    ) -> Double {
        // G shrinks towards the end from above, H from below; at the upper end the roles change sides.
        func g(_ n: Double) -> Double { 1 - n / chi(1 - tail, n) }
        func h(_ n: Double) -> Double { n / chi(tail, n) - 1 }
        let own = positive.map { lower ? g($0.n) : h($0.n) }
        let other = negative.map { lower ? h($0.n) : g($0.n) }
        var sum = 0.0
        for (term, factor) in zip(positive, own) { sum += factor * factor * term.c * term.c }
        for (term, factor) in zip(negative, other) { sum += factor * factor * term.c * term.c }
        for (p, a) in zip(positive, own) {
            for (q, b) in zip(negative, other) {
                let f = fisher(lower ? 1 - tail : tail, p.n, q.n)
                let gap = lower ? f - 1 : 1 - f
                sum += (gap * gap - a * a * f * f - b * b) / f * p.c * q.c
            }
        }
        // Pairs on the side that G belongs to, only where both signs occur (Ting et al. 1990).
        guard !positive.isEmpty, !negative.isEmpty else { return sum }
        let side = lower ? positive : negative
        guard side.count > 1 else { return sum }
        for i in 0..<side.count {
            for j in (i + 1)..<side.count {
                let (a, b) = (side[i], side[j])
                let both = g(a.n + b.n)
                let pair =
                    both * both * (a.n + b.n) * (a.n + b.n) / (a.n * b.n) - g(a.n) * g(a.n) * a.n / b.n
                    - g(b.n) * g(b.n) * b.n / a.n
                sum += pair / Double(side.count - 1) * a.c * b.c
            }
        }
        return sum
    }

    private static func chi(_ p: Double, _ n: Double) -> Double {
        numberOrNaN { () throws(MathProblem) -> Double in
            try ChiSquaredDistribution(degreesOfFreedom: n).quantile(p)
        }
    }

    private static func fisher(_ p: Double, _ a: Double, _ b: Double) -> Double {
        numberOrNaN { () throws(MathProblem) -> Double in try FDistribution(numerator: a, denominator: b).quantile(p) }
    }
}

/// The probability of an F at least as great; NaN without degrees of freedom.
func fisherProbability(_ f: Double, _ a: Double, _ b: Double) -> Double {
    if f == .infinity { return 0 }
    return numberOrNaN { () throws(MathProblem) -> Double in try FDistribution(numerator: a, denominator: b).survival(f)
    }
}

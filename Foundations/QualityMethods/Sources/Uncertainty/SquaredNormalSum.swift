import Glibc
import QualityMath

/// The exact distribution of X₁² + X₂² for independent normal X₁ and X₂: mismatch losses and lengths.
///
/// With equal deviations u it is u² times a noncentral chi-squared variable of 2 degrees of freedom; otherwise the
/// cumulative probability is an integral over the angle. Used to check Monte Carlo results.
/// Source: JCGM 101:2008, 9.4.
public struct SquaredNormalSum: Sendable {
    private let means: (Double, Double)
    private let deviations: (Double, Double)

    /// Creates the sum; both deviations must be positive.
    public init(means: (Double, Double), deviations: (Double, Double)) throws(MathProblem) {
        try RequiredInput.finite(means.0, "means[0]")
        try RequiredInput.finite(means.1, "means[1]")
        try RequiredInput.positive(deviations.0, "deviations[0]")
        try RequiredInput.positive(deviations.1, "deviations[1]")
        self.means = means
        self.deviations = deviations
    }

    /// The mean, Σ(μ² + u²).
    public var mean: Double {
        means.0 * means.0 + means.1 * means.1 + deviations.0 * deviations.0 + deviations.1 * deviations.1
    }

    /// The standard deviation, √Σ(4μ²u² + 2u⁴).
    public var standardDeviation: Double {
        func part(_ m: Double, _ u: Double) -> Double { 4 * m * m * u * u + 2 * u * u * u * u }
        return (part(means.0, deviations.0) + part(means.1, deviations.1)).squareRoot()
    }

    /// Returns the probability of a sum of at most y.
    public func cumulative(_ y: Double) throws(MathProblem) -> Double {
        if y.isNaN { return .nan }
        guard y > 0 else { return 0 }
        if deviations.0 == deviations.1 {
            let square = deviations.0 * deviations.0
            let noncentrality = (means.0 * means.0 + means.1 * means.1) / square
            return try NoncentralChiSquaredDistribution(degreesOfFreedom: 2, noncentrality: noncentrality)
                .cumulative(y / square)
        }
        let radius = y.squareRoot()
        let normal = try NormalDistribution(mean: means.0, standardDeviation: deviations.0)
        // Over the angle, where the integrand is smooth; only where the first variable is likely, and in pieces that end
        // where either factor changes, so that no narrow peak or edge is missed.
        let steps = [-39.0, -8, -3, 0, 3, 8, 39]
        let range = steps.map { asin(min(max((means.0 + $0 * deviations.0) / radius, -1), 1)) }
        var angles = range
        for step in steps {
            let edge = abs(means.1) + step * deviations.1
            guard edge > 0, edge < radius else { continue }
            for angle in [acos(edge / radius), -acos(edge / radius)] where angle > range[0] && angle < range[6] {
                angles.append(angle)
            }
        }
        angles.sort()
        var sum = NeumaierSum()
        for (low, high) in zip(angles, angles.dropFirst()) where high > low {
            sum.add(
                try Quadrature.adaptive(
                    from: low, to: high, relativeTolerance: 1e-11, absoluteTolerance: 1e-14
                ) { angle in
                    let half = radius * cos(angle)
                    let inside = NormalDistribution.standard.probability(
                        from: (-half - means.1) / deviations.1, to: (half - means.1) / deviations.1)
                    return normal.density(radius * sin(angle)) * half * inside
                }.value)
        }
        return min(max(sum.value, 0), 1)
    }

    /// Returns the y below which the part p lies.
    public func quantile(_ p: Double) throws(MathProblem) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        var high = mean + 4 * standardDeviation
        guard high.isFinite else { throw .notFinite(name: "means") }
        while try cumulative(high) < p {
            high *= 2
            guard high.isFinite else { throw .noConvergence(method: "quantile", iterations: 0, best: .nan) }
        }
        guard !(try cumulative(high)).isNaN else { throw .notFinite(name: "means") }
        // Bisection on the square root, where the distribution is smooth; Brent cannot pass errors on.
        var (low, top) = (0.0, high.squareRoot())
        for _ in 0..<200 {
            let middle = (low + top) / 2
            if try cumulative(middle * middle) < p { low = middle } else { top = middle }
            if top - low <= 2 * top.ulp { break }
        }
        let root = (low + top) / 2
        return root * root
    }

    /// Returns the probabilistically symmetric interval.
    public func symmetricInterval(_ probability: Double) throws(MathProblem) -> CoverageInterval {
        try RequiredInput.openProbability(probability, "probability")
        return CoverageInterval(
            lower: try quantile((1 - probability) / 2), upper: try quantile((1 + probability) / 2))
    }

    /// Returns the shortest interval: over its lower tail's probability, which may be 0.
    public func shortestInterval(_ probability: Double) throws(MathProblem) -> CoverageInterval {
        try RequiredInput.openProbability(probability, "probability")
        var problem: MathProblem?
        func width(_ tail: Double) -> Double {
            do {
                return try quantile(min(tail + probability, 1)) - (try quantile(tail))
            } catch {
                problem = error
                return .nan
            }
        }
        let most = (1 - probability) * (1 - 1e-12)
        let inner = try Minimisation.brent(from: 0, to: most, tolerance: 1e-7) { width($0) }
        if let problem { throw problem }
        let tail = width(0) <= inner.value ? 0 : inner.x
        return CoverageInterval(lower: try quantile(tail), upper: try quantile(tail + probability))
    }
}

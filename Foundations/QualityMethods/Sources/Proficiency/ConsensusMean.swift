import Glibc
import QualityMath

/// A consensus of results whose scatter is larger than their uncertainties explain: a random-effects mean.
///
/// xᵢ = μ + λᵢ + εᵢ, var ε = uᵢ², var λ = τ². μ = Σwx/Σw with w = 1/(uᵢ² + τ²), u(μ) = 1/√Σw. τ² by Mandel and Paule (the
/// root of Σw(x - μ)² = n - 1), DerSimonian and Laird (moments), or restricted maximum likelihood.
/// Source: Mandel and Paule, Anal. Chem. 42 (1970); DerSimonian and Laird, Control. Clin. Trials 7 (1986); Searle et al.,
/// "Variance Components" (1992), 6.6.
public struct ConsensusMean: Explainable {
    /// How τ² is estimated.
    public enum Estimator: String, Hashable, Sendable, CaseIterable {
        /// Mandel and Paule.
        case mandelPaule
        /// DerSimonian and Laird.
        case derSimonianLaird
        /// Restricted maximum likelihood.
        case restrictedLikelihood
    }

    /// The estimator of τ².
    public let estimator: Estimator
    /// The consensus value μ.
    public let mean: Double
    /// Its standard uncertainty 1/√Σw.
    public let uncertainty: Double
    /// The standard deviation τ between results.
    public let betweenDeviation: Double
    /// Cochran's Q, the weighted sum of squares at τ = 0.
    public let heterogeneity: Double
    /// The probability of Q or more if τ = 0; NaN for one result.
    public let heterogeneityProbability: Double
    private let count: Int

    /// Computes the consensus of at least two results.
    public init(
        values: [Double], uncertainties: [Double], estimator: Estimator
    ) throws(MathProblem) {
        try RequiredInput.count(values.count, atLeast: 2, "values")
        try RequiredInput.allFinite(values, "values")
        try RequiredInput.sameCount(uncertainties.count, values.count, "uncertainties")
        try RequiredInput.allPositive(uncertainties, "uncertainties")
        // In units of the scatter around the first value, so that no square overflows.
        let origin = values[0]
        let scale = max(values.map { abs($0 - origin) }.max() ?? 0, uncertainties.max() ?? 1)
        guard scale.isFinite else { throw .notFinite(name: "values") }
        let x = values.map { ($0 - origin) / scale }
        // Uncertainties below 1e-75 of the scatter count as that, so that weights and their squares stay finite.
        let squares = uncertainties.map { max(($0 / scale) * ($0 / scale), 1e-150) }
        let state = State(x: x, squares: squares)
        let n = Double(x.count)
        let q = state.sums(0).chi
        let variance: Double
        switch estimator {
        case .mandelPaule:
            variance = q <= n - 1 ? 0 : try state.root { state.sums($0).chi - (n - 1) }
        case .derSimonianLaird:
            let weights = squares.map { 1 / $0 }
            let total = Summation.compensated(weights)
            let second = Summation.compensated(weights.map { $0 * $0 }) / total
            variance = max(0, (q - (n - 1)) / (total - second))
        case .restrictedLikelihood: variance = try state.restrictedLikelihood()
        }
        let result = state.sums(variance)
        self.estimator = estimator
        mean = origin + scale * result.mean
        uncertainty = scale / result.total.squareRoot()
        betweenDeviation = scale * variance.squareRoot()
        heterogeneity = q
        heterogeneityProbability = try ChiSquaredDistribution(degreesOfFreedom: n - 1).survival(q)
        count = x.count
    }

    private struct State {
        let x: [Double]
        let squares: [Double]

        func sums(_ variance: Double) -> (mean: Double, total: Double, chi: Double) {
            let w = squares.map { 1 / ($0 + variance) }
            let total = Summation.compensated(w)
            let mean = Summation.dot(w, x) / total
            let chi = Summation.compensated(zip(w, x).map { $0 * ($1 - mean) * ($1 - mean) })
            return (mean, total, chi)
        }

        /// A root in the variance of a function that is positive at 0 and negative far out.
        func root(_ function: (Double) -> Double) throws(MathProblem) -> Double {
            var high = 1e-3
            while function(high) > 0, high < 1e12 { high *= 4 }
            return try RootFinding.brent(from: 0, to: high, tolerance: 0, maximumIterations: 400, function).x
        }

        /// The slope of the restricted log likelihood in τ²: ½(Σw²(x-μ)² - Σw + Σw²/Σw).
        func slope(_ variance: Double) -> Double {
            let w = squares.map { 1 / ($0 + variance) }
            let (mean, total, _) = sums(variance)
            let weighted = zip(w, x).map { $0 * $0 * ($1 - mean) * ($1 - mean) }
            return (Summation.compensated(weighted) - total + Summation.dot(w, w) / total) / 2
        }

        func logLikelihood(_ variance: Double) -> Double {
            let (_, total, chi) = sums(variance)
            return -(Summation.compensated(squares.map { log($0 + variance) }) + chi + log(total)) / 2
        }

        /// The greatest of the maxima: the likelihood may have several, so that all sign changes of its slope are looked at.
        func restrictedLikelihood() throws(MathProblem) -> Double {
            var candidates = [0.0]
            // From far below the smallest square, and from no lower than a τ that no double of this scale shows.
            let least = max(squares.min() ?? 1, 1e-30)
            var low = 0.0
            var atLow = slope(0)
            var high = least * 1e-3
            while high < 1e6 {
                let atHigh = slope(high)
                if atLow > 0, atHigh <= 0 {
                    candidates.append(
                        try RootFinding.brent(from: low, to: high, tolerance: 0, maximumIterations: 400, slope).x)
                }
                (low, atLow) = (high, atHigh)
                high *= 1.25
            }
            return candidates.max { logLikelihood($0) < logLikelihood($1) } ?? 0
        }
    }

    /// Returns a two-sided interval for μ with Student's t of n - 1 degrees of freedom.
    public func bounds(confidence: Double) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        let t = try StudentTDistribution(degreesOfFreedom: Double(count - 1)).quantile(0.5 + confidence / 2)
        return LifeFit.Bounds(lower: mean - t * uncertainty, upper: mean + t * uncertainty)
    }

    /// The mean, its uncertainty and the heterogeneity.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("μ = Σwx/Σw = \(mean.significant(8)), u(μ) = 1/√Σw = \(uncertainty.significant())"),
                MethodText("w = 1/(u² + τ²), τ = \(betweenDeviation.significant())"),
                MethodText("Q = \(heterogeneity.significant()), p = \(heterogeneityProbability.significant())"),
            ], source: "Mandel and Paule 1970; DerSimonian and Laird 1986",
            assumptions: [
                Assumption(.unknown, zh: "各结果相互独立，实验室效应服从正态分布", en: "results are independent, effects normal")
            ])
    }
}

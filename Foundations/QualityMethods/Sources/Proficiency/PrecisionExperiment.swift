import Glibc
import QualityMath

/// Repeatability and reproducibility of a measurement method at one level of a collaborative experiment.
///
/// One-way analysis of variance with numbers of replicates that may differ: s_r² = Σ(nᵢ-1)sᵢ²/Σ(nᵢ-1),
/// s_L² = (MS_between - s_r²)/n̄, n̄ = (Σnᵢ - Σnᵢ²/Σnᵢ)/(p - 1), s_R² = s_L² + s_r²; limits r = 2.8 s_r, R = 2.8 s_R.
/// A negative s_L² counts as 0. Source: ISO 5725-2:2019, 8.4 and 8.5; limits ISO 5725-6:1994, 4.1.4.
public struct PrecisionExperiment: Explainable {
    /// The general mean, weighted by replicates.
    public let mean: Double
    /// The repeatability standard deviation s_r.
    public let repeatability: Double
    /// The between-laboratory standard deviation s_L.
    public let betweenLaboratories: Double
    /// The reproducibility standard deviation s_R.
    public let reproducibility: Double
    /// The number of laboratories.
    public let laboratories: Int
    /// The degrees of freedom of s_r.
    public let repeatabilityDegrees: Int
    /// Whether the estimate of s_L² was negative.
    public let isBetweenNegative: Bool

    /// Computes the estimates from the results of each laboratory.
    ///
    /// - Throws: fewer than two laboratories, or no laboratory with two results.
    public init(_ results: [[Double]]) throws(MathProblem) {
        try RequiredInput.count(results.count, atLeast: 2, "results")
        for (index, replicates) in results.enumerated() {
            try RequiredInput.count(replicates.count, atLeast: 1, "results[\(index)]")
            try RequiredInput.allFinite(replicates, "results[\(index)]")
        }
        let moments = results.map { Moments(of: $0) }
        let total = results.reduce(0) { $0 + $1.count }
        let p = results.count
        guard total > p else { throw .tooFewValues(name: "results (replicates)", needed: p + 1, found: total) }
        let n = Double(total)
        let grand = Summation.exact(results.flatMap { $0 }) / n
        guard grand.isFinite else { throw .notFinite(name: "results") }
        let within = Summation.compensated(moments.map(\.sumOfSquares)) / Double(total - p)
        let between =
            Summation.compensated(moments.map { Double($0.count) * ($0.mean - grand) * ($0.mean - grand) })
            / Double(p - 1)
        let squares = moments.reduce(0.0) { $0 + Double($1.count * $1.count) }
        let average = (n - squares / n) / Double(p - 1)
        let betweenVariance = (between - within) / average
        mean = grand
        repeatability = within.squareRoot()
        betweenLaboratories = max(betweenVariance, 0).squareRoot()
        reproducibility = (within + max(betweenVariance, 0)).squareRoot()
        laboratories = p
        repeatabilityDegrees = total - p
        isBetweenNegative = betweenVariance < 0
    }

    /// The repeatability limit r = 2.8 s_r: two results of one laboratory differ by more in 5 % of cases.
    public var repeatabilityLimit: Double { 2.8 * repeatability }
    /// The reproducibility limit R = 2.8 s_R.
    public var reproducibilityLimit: Double { 2.8 * reproducibility }

    /// Returns an interval for s_r by the chi-squared distribution.
    public func repeatabilityBounds(confidence: Double) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        let degrees = Double(repeatabilityDegrees)
        let chi = try ChiSquaredDistribution(degreesOfFreedom: degrees)
        let tail = (1 - confidence) / 2
        return LifeFit.Bounds(
            lower: repeatability * (degrees / chi.upperQuantile(tail)).squareRoot(),
            upper: repeatability * (degrees / chi.quantile(tail)).squareRoot())
    }

    /// The deviations and limits.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "s_r = \(repeatability.significant()), s_L = \(betweenLaboratories.significant()), "
                        + "s_R = √(s_L² + s_r²) = \(reproducibility.significant())"),
                MethodText(
                    "r = 2.8 s_r = \(repeatabilityLimit.significant()), "
                        + "R = 2.8 s_R = \(reproducibilityLimit.significant())"),
            ], source: "ISO 5725-2:2019, 8.5",
            assumptions: [
                Assumption(isMet: laboratories >= 8, zh: "实验室不少于 8 个", en: "there are at least 8 laboratories"),
                Assumption(
                    isMet: !isBetweenNegative, zh: "实验室间方差估计不为负", en: "the between-laboratory variance is not negative"),
            ])
    }
}

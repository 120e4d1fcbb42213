import Glibc
import QualityMath

/// A key comparison evaluated by Cox's procedure A: the weighted mean as reference value if the results are consistent.
///
/// x_R = Σ(xᵢ/uᵢ²)/Σ(1/uᵢ²), u²(x_R) = 1/Σ(1/uᵢ²); consistent when χ² = Σ((xᵢ - x_R)/uᵢ)² has a probability of at least
/// 5 %. Degrees of equivalence dᵢ = xᵢ - x_R, U(dᵢ) = 2√(uᵢ² - u²(x_R)).
/// Source: Cox, Metrologia 39 (2002) 589-595; procedure B (median by Monte Carlo) is
/// ``KeyComparison/median(values:uncertainties:draws:stream:threads:)``.
public struct KeyComparison: Explainable {
    /// The reference value.
    public let reference: Double
    /// Its standard uncertainty.
    public let uncertainty: Double
    /// The sum of squared weighted deviations.
    public let chiSquared: Double
    /// The probability of such a sum or a larger one; NaN for one laboratory.
    public let probability: Double
    /// dᵢ, the unilateral degrees of equivalence.
    public let degrees: [Double]
    /// U(dᵢ) with k = 2.
    public let expandedUncertainties: [Double]
    /// dᵢ/U(dᵢ); NaN where U(dᵢ) is 0.
    public let normalizedErrors: [Double]

    /// Whether the results are consistent at 5 %.
    public var isConsistent: Bool { !(probability < 0.05) }

    /// Evaluates a comparison of independent results.
    ///
    /// - Parameters:
    ///   - values: the results.
    ///   - uncertainties: their standard uncertainties.
    ///   - contributing: which results make the reference value; nil for all. For the others U(dᵢ) = 2√(uᵢ² + u²(x_R)).
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(
        values: [Double], uncertainties: [Double], contributing: [Bool]? = nil
    ) throws(MathProblem) {
        try RequiredInput.count(values.count, atLeast: 1, "values")
        try RequiredInput.allFinite(values, "values")
        try RequiredInput.sameCount(uncertainties.count, values.count, "uncertainties")
        try RequiredInput.allPositive(uncertainties, "uncertainties")
        let chosen = contributing ?? [Bool](repeating: true, count: values.count)
        try RequiredInput.sameCount(chosen.count, values.count, "contributing")
        guard chosen.contains(true) else { throw .tooFewValues(name: "contributing", needed: 1, found: 0) }
        let smallest = zip(uncertainties, chosen).filter(\.1).map(\.0).min() ?? 1
        // Weights relative to the largest: u may be tiny or huge.
        let weights = zip(uncertainties, chosen).map { u, used in used ? (smallest / u) * (smallest / u) : 0 }
        let total = Summation.compensated(weights)
        let origin = values[0]
        let reference =
            origin + Summation.compensated(zip(weights, values).map { $0 * ($1 - origin) }) / total
        let variance = smallest * smallest / total
        self.reference = reference
        uncertainty = variance.squareRoot()
        let used = values.indices.filter { chosen[$0] }
        let chi = Summation.compensated(
            used.map { i in
                let q = (values[i] - reference) / uncertainties[i]
                return q * q
            })
        chiSquared = chi
        probability =
            used.count > 1
            ? try ChiSquaredDistribution(degreesOfFreedom: Double(used.count - 1)).survival(chi) : .nan
        degrees = values.map { $0 - reference }
        expandedUncertainties = values.indices.map { i in
            let square = uncertainties[i] * uncertainties[i] + (chosen[i] ? -variance : variance)
            return 2 * max(square, 0).squareRoot()
        }
        normalizedErrors = zip(degrees, expandedUncertainties).map { $1 > 0 ? $0 / $1 : .nan }
    }

    /// Returns dᵢⱼ = xᵢ - xⱼ and U = 2√(uᵢ² + uⱼ²), the bilateral degrees of equivalence of two results.
    public static func bilateral(
        _ first: Double, _ firstUncertainty: Double, _ second: Double, _ secondUncertainty: Double
    ) -> (difference: Double, expanded: Double) {
        (first - second, 2 * hypot(firstUncertainty, secondUncertainty))
    }

    /// The reference value of procedure B, with degrees of equivalence and shortest 95 % intervals.
    public struct Median: Sendable {
        /// The mean of the medians.
        public let reference: Double
        /// Its standard uncertainty.
        public let uncertainty: Double
        /// The degrees of equivalence.
        public let degrees: [Double]
        /// Their shortest 95 % coverage intervals.
        public let intervals: [CoverageInterval]
    }

    /// Evaluates by procedure B: the median of normal draws around every result (Cox 2002, section 6), with the same bits
    /// for any number of threads.
    public static func median(
        values: [Double], uncertainties: [Double], draws: Int = 100_000, stream: RandomStream, threads: Int = 2
    ) throws(MathProblem) -> Median {
        try RequiredInput.count(values.count, atLeast: 2, "values")
        try RequiredInput.allFinite(values, "values")
        try RequiredInput.sameCount(uncertainties.count, values.count, "uncertainties")
        try RequiredInput.allPositive(uncertainties, "uncertainties")
        try RequiredInput.count(draws, atLeast: 1000, "draws")
        let ranges = ConcurrentChunks.ranges(draws, size: 10_000)
        let parts = ConcurrentChunks.map(ranges.count, threads: threads) { index in
            var own = stream.child(UInt64(index))
            return ranges[index].map { _ in
                let draw = zip(values, uncertainties).map { $0 + $1 * own.normal() }
                let middle = RobustScale.median(draw)
                return [middle] + draw.map { $0 - middle }
            }
        }
        let rows = parts.flatMap { $0 }
        let medians = Moments(of: rows.map { $0[0] })
        var intervals: [CoverageInterval] = []
        var degrees: [Double] = []
        for i in values.indices {
            let column = rows.map { $0[i + 1] }.sorted()
            degrees.append(values[i] - medians.mean)
            intervals.append(try CoverageInterval.shortest(sorted: column, probability: 0.95))
        }
        return Median(
            reference: medians.mean, uncertainty: medians.standardDeviation, degrees: degrees, intervals: intervals)
    }

    /// The reference value and the test of consistency.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "x_R = Σ(xᵢ/uᵢ²)/Σ(1/uᵢ²) = \(reference.significant(8)), u = \(uncertainty.significant())"),
                MethodText("χ² = \(chiSquared.significant()), p = \(probability.significant())"),
            ], source: "Cox, Metrologia 39 (2002), 5",
            assumptions: [
                Assumption(isMet: isConsistent, zh: "结果相互一致（5 %）", en: "the results are consistent (5 %)"),
                Assumption(.unknown, zh: "各结果相互独立", en: "the results are independent"),
            ])
    }
}

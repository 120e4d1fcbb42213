import QualityMath

/// The stability of a measurement system: subgroups of a master part measured over time, on an X̄ and R chart.
///
/// Limits: mean ± 3 R̄/(d₂ √n), and R̄ max(0, 1 ± 3 d₃/d₂), with d₂ and d₃ the mean and deviation of the range of n normal
/// values. Source: AIAG MSA, 4th edition, III.B; ISO 7870-2.
public struct GaugeStability: Hashable, Sendable, Explainable {
    /// The grand mean.
    public let center: Double
    /// The mean range.
    public let meanRange: Double
    /// The limits of the means.
    public let meanLimits: ClosedRange<Double>
    /// The limits of the ranges.
    public let rangeLimits: ClosedRange<Double>
    /// The subgroups (from 0) whose mean is outside.
    public let meansOutside: [Int]
    /// The subgroups (from 0) whose range is outside.
    public let rangesOutside: [Int]
    /// R̄/d₂: the repeatability.
    public let standardDeviation: Double

    /// Whether no subgroup is outside.
    public var isStable: Bool { meansOutside.isEmpty && rangesOutside.isEmpty }

    /// Computes the chart.
    ///
    /// - Throws: ``MethodProblem`` for fewer than 2 subgroups, sizes that differ or are outside 2...25, or no variation.
    public init(subgroups: [[Double]]) throws(MethodProblem) {
        guard subgroups.count >= 2, let size = subgroups.first?.count, (2...25).contains(size) else {
            throw MethodProblem(
                .tooFewValues, at: "subgroups", zh: "至少要 2 个子组，每组 2 至 25 个值。",
                en: "At least 2 subgroups of 2 to 25 values are needed.")
        }
        for (index, group) in subgroups.enumerated() {
            guard group.count == size, group.allSatisfy({ $0.isFinite && abs($0) <= 1e150 }) else {
                throw MethodProblem(
                    .wrongShape, at: "subgroups[\(index)]", zh: "每组应有 \(size) 个有限数。",
                    en: "Each subgroup has \(size) finite values.")
            }
        }
        let means = subgroups.map { Summation.compensated($0) / Double(size) }
        let ranges = subgroups.map { ($0.max() ?? 0) - ($0.min() ?? 0) }
        let average = Summation.compensated(ranges) / Double(ranges.count)
        guard average > 0 else {
            throw MethodProblem(
                .degenerate, at: "subgroups", zh: "各组极差均为 0，没有变异。", en: "All ranges are 0: nothing varies.")
        }
        let distribution = try naming("subgroups") { () throws(MathProblem) -> NormalRangeDistribution in
            try NormalRangeDistribution(sampleSize: size)
        }
        let (d2, d3) = (distribution.mean, distribution.standardDeviation)
        center = Summation.compensated(means) / Double(means.count)
        meanRange = average
        standardDeviation = average / d2
        let half = 3 * standardDeviation / Double(size).squareRoot()
        let (middle, low, high) = (center, max(0, 1 - 3 * d3 / d2) * average, (1 + 3 * d3 / d2) * average)
        meanLimits = (middle - half)...(middle + half)
        rangeLimits = low...high
        meansOutside = means.indices.filter { means[$0] < middle - half || means[$0] > middle + half }
        rangesOutside = ranges.indices.filter { ranges[$0] < low || ranges[$0] > high }
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("x̄: [\(meanLimits.lowerBound.significant()), \(meanLimits.upperBound.significant())]"),
                MethodText("R: [\(rangeLimits.lowerBound.significant()), \(rangeLimits.upperBound.significant())]"),
            ], source: "AIAG MSA, 4th edition, III.B",
            assumptions: [
                Assumption(isMet: isStable, zh: "各子组均在控制限内", en: "all subgroups are within the limits"),
                Assumption(.unknown, zh: "组内测量值独立且正态", en: "measurements within a subgroup are independent and normal"),
            ])
    }
}

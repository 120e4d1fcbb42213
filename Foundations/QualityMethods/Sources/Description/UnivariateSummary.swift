import QualityMath

/// Mean, standard deviation and lag-1 autocorrelation of one column, to the digits that the data carry.
public struct UnivariateSummary: Explainable, Hashable {
    /// The number of values.
    public let count: Int
    /// The mean.
    public let mean: Double
    /// The standard deviation with divisor n - 1.
    public let standardDeviation: Double
    /// Σ(xᵢ-x̄)(xᵢ₊₁-x̄) / Σ(xᵢ-x̄)²; NaN for constant values.
    public let autocorrelation: Double

    /// Summarises at least two finite values by differences from the first one, taken as decimals where they are.
    public init(_ values: [Double]) throws(MethodProblem) {
        guard values.count >= 2 else {
            throw MethodProblem(.tooFewValues, at: "values", zh: "至少要 2 个值。", en: "At least 2 values are needed.")
        }
        try ControlChart.requireFinite(values)
        let column = DecimalColumn(values)
        let origin = column?.origin ?? values[0]
        let y = column?.differences ?? values.map { $0 - values[0] }
        let n = Double(y.count)
        let center = Summation.exact(y) / n
        let residuals = y.map { $0 - center }
        let squares = Summation.dot(residuals, residuals)
        count = y.count
        mean = origin + center
        standardDeviation = (squares / (n - 1)).squareRoot()
        autocorrelation = Summation.dot(Array(residuals.dropLast()), Array(residuals.dropFirst())) / squares
    }

    /// The formula with its numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "n = \(count), x̄ = \(mean.significant(12)), s = \(standardDeviation.significant(12)), r₁ = \(autocorrelation.significant(6))"
                )
            ], source: "NIST Statistical Reference Datasets, univariate summary statistics")
    }
}

/// One-way analysis of variance of groups.
public struct OneWayAnalysis: Explainable, Hashable {
    /// The mean square between groups.
    public let betweenMeanSquare: Double
    /// The mean square within groups.
    public let withinMeanSquare: Double
    /// The degrees of freedom between groups.
    public let betweenDegrees: Int
    /// The degrees of freedom within groups.
    public let withinDegrees: Int
    /// F, between over within.
    public let ratio: Double
    /// The probability of an F of at least this size where all means are equal.
    public let probability: Double

    /// Analyses at least two groups with at least one more value than groups.
    public init(_ groups: [[Double]]) throws(MethodProblem) {
        let all = groups.flatMap { $0 }
        guard groups.count >= 2, groups.allSatisfy({ !$0.isEmpty }), all.count > groups.count else {
            throw MethodProblem(
                .tooFewValues, at: "groups", zh: "至少要 2 个非空的组，且总数多于组数。",
                en: "At least 2 groups with values are needed, and more values than groups.")
        }
        try ControlChart.requireFinite(all)
        let y = DecimalColumn(all)?.differences ?? all.map { $0 - all[0] }
        let center = Summation.exact(y) / Double(y.count)
        var (between, within) = (NeumaierSum(), NeumaierSum())
        var start = 0
        for group in groups {
            let values = Array(y[start..<start + group.count])
            start += group.count
            let mean = Summation.exact(values) / Double(values.count)
            between.add(Double(values.count) * (mean - center) * (mean - center))
            for value in values { within.add((value - mean) * (value - mean)) }
        }
        betweenDegrees = groups.count - 1
        withinDegrees = all.count - groups.count
        betweenMeanSquare = between.value / Double(betweenDegrees)
        withinMeanSquare = within.value / Double(withinDegrees)
        ratio = betweenMeanSquare / withinMeanSquare
        let (top, bottom) = (Double(betweenDegrees), Double(withinDegrees))
        probability =
            ratio.isNaN
            ? .nan
            : ratio == .infinity
                ? 0
                : SpecialFunctions.regularizedBetaComplement(top * ratio / (top * ratio + bottom), top / 2, bottom / 2)
    }

    /// The formula with its numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "F = MSB/MSW = \(betweenMeanSquare.significant())/\(withinMeanSquare.significant()) = \(ratio.significant()), p = \(probability.significant(4))"
                )
            ], source: "ISO 5725-2:2019 (analysis of variance); NIST StRD",
            assumptions: [Assumption(.unknown, zh: "组内正态、方差相等", en: "normal within groups with equal variances")])
    }
}

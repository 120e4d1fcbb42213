import Glibc
import QualityMath

/// How the standard deviation within subgroups is estimated.
///
/// All but `pooledUncorrected` are unbiased for normal values. The names of other programs: UWAVE-R, UWAVE-SD, MVLUE-R,
/// MVLUE-SD and RMSDF of qcc; Rbar, Sbar and pooled of Minitab.
public enum SigmaEstimator: String, Sendable, Hashable, CaseIterable {
    /// The mean of Rᵢ/d₂(nᵢ).
    case range
    /// Rᵢ/d₂(nᵢ) weighted by d₂²/d₃² of its size: the linear unbiased estimate of least variance from ranges.
    case weightedRange = "weighted-range"
    /// The mean of sᵢ/c₄(nᵢ).
    case standardDeviation = "standard-deviation"
    /// sᵢ/c₄(nᵢ) weighted by c₄²/(1-c₄²): the linear unbiased estimate of least variance from standard deviations.
    case weightedStandardDeviation = "weighted-standard-deviation"
    /// √(Σ(nᵢ-1)sᵢ² / Σ(nᵢ-1)) / c₄(Σ(nᵢ-1) + 1).
    case pooled
    /// √(Σ(nᵢ-1)sᵢ² / Σ(nᵢ-1)), which is unbiased in the square only.
    case pooledUncorrected = "pooled-uncorrected"

    /// Estimates the standard deviation from subgroups; those of a single value do not count.
    ///
    /// - Throws: when no subgroup has two values.
    public func estimate(
        _ subgroups: Subgroups, constants: RangeConstants = .exact
    ) throws(MethodProblem) -> Double {
        try estimate(subgroups, try subgroups.statistics(), constants)
    }

    /// Estimates from subgroups whose means and ranges are known already.
    func estimate(
        _ subgroups: Subgroups, _ statistics: SubgroupStatistics, _ constants: RangeConstants
    ) throws(MethodProblem) -> Double {
        if let size = subgroups.commonSize {
            guard size >= 2 else { throw Self.singleValues }
            return estimateEqual(subgroups, statistics, size, constants)
        }
        let used = (0..<subgroups.count).filter { subgroups.size($0) >= 2 }
        guard !used.isEmpty else { throw Self.singleValues }
        let sizes = used.map { subgroups.size($0) }
        switch self {
        case .range, .weightedRange:
            let d2 = ControlChartConstants.table(sizes, constants.d2)
            let d3 = self == .range ? [:] : ControlChartConstants.table(sizes, constants.d3)
            return Self.weighted(used) { index in
                let (mean, spread) = (d2[subgroups.size(index)] ?? .nan, d3[subgroups.size(index)])
                return (statistics.ranges[index] / mean, spread.map { mean * mean / ($0 * $0) } ?? 1)
            }
        case .standardDeviation, .weightedStandardDeviation:
            let deviations = subgroups.standardDeviations(means: statistics.means)
            let c4 = ControlChartConstants.table(sizes, ControlChartConstants.c4)
            return Self.weighted(used) { index in
                let mean = c4[subgroups.size(index)] ?? .nan
                let weight = self == .standardDeviation ? 1 : mean * mean / (1 - mean * mean)
                return (deviations[index] / mean, weight)
            }
        case .pooled, .pooledUncorrected: return pooled(subgroups, statistics)
        }
    }

    private func estimateEqual(
        _ subgroups: Subgroups, _ statistics: SubgroupStatistics, _ size: Int, _ constants: RangeConstants
    ) -> Double {
        switch self {
        case .range, .weightedRange:
            statistics.meanOfRanges / constants.d2(size)
        case .standardDeviation, .weightedStandardDeviation:
            NumberColumn.mean(subgroups.standardDeviations(means: statistics.means)) / ControlChartConstants.c4(size)
        case .pooled, .pooledUncorrected: pooled(subgroups, statistics)
        }
    }

    private func pooled(_ subgroups: Subgroups, _ statistics: SubgroupStatistics) -> Double {
        let deviations = subgroups.standardDeviations(means: statistics.means)
        var squares = NeumaierSum()
        var degrees = 0
        for index in 0..<subgroups.count {
            squares.add(Double(subgroups.size(index) - 1) * deviations[index] * deviations[index])
            degrees += subgroups.size(index) - 1
        }
        let root = (squares.value / Double(degrees)).squareRoot()
        return self == .pooled ? root / ControlChartConstants.c4(degrees + 1) : root
    }

    private static func weighted(_ indices: [Int], _ term: (Int) -> (estimate: Double, weight: Double)) -> Double {
        var (sum, weights) = (NeumaierSum(), NeumaierSum())
        for index in indices {
            let (estimate, weight) = term(index)
            sum.add(estimate * weight)
            weights.add(weight)
        }
        return sum.value / weights.value
    }

    /// The degrees of freedom of the estimate: Σ(nᵢ-1) where it pools, and else those of a standard deviation of the same
    /// relative variance v, 1/(2√(1+2v) - 2) (David 1951, Biometrika 38).
    public func degreesOfFreedom(_ subgroups: Subgroups, _ constants: RangeConstants = .exact) -> Double {
        let sizes = subgroups.sizes.filter { $0 >= 2 }
        guard !sizes.isEmpty else { return .nan }
        if self == .pooled || self == .pooledUncorrected { return Double(sizes.reduce(0) { $0 + $1 - 1 }) }
        let isRange = self == .range || self == .weightedRange
        // The relative variance of the estimate from one subgroup.
        let variances = ControlChartConstants.table(sizes) { n in
            if isRange { return (constants.d3(n) / constants.d2(n)) * (constants.d3(n) / constants.d2(n)) }
            let c4 = ControlChartConstants.c4(n)
            return (1 - c4 * c4) / (c4 * c4)
        }
        let each = sizes.map { variances[$0] ?? .nan }
        let count = Double(each.count)
        let isWeighted = self == .weightedRange || self == .weightedStandardDeviation
        let variance =
            isWeighted ? 1 / each.reduce(0) { $0 + 1 / $1 } : each.reduce(0, +) / (count * count)
        return Self.degrees(variance)
    }

    /// The degrees of freedom of the mean moving range of n single values (Cryer and Ryan 1990 for its variance).
    static func movingRangeDegrees(_ count: Int) -> Double {
        let n = Double(count)
        return degrees((0.8264 * n - 1.0821) / ((n - 1) * (n - 1)))
    }

    private static func degrees(_ variance: Double) -> Double { 1 / (2 * (1 + 2 * variance).squareRoot() - 2) }

    private static var singleValues: MethodProblem {
        MethodProblem(
            .tooFewValues, at: "data", zh: "没有含两个以上值的子组，不能估计组内标准差；单值请用单值图。",
            en: "No subgroup has two values, so that the spread within cannot be estimated; use an individuals chart.")
    }
}

/// How the standard deviation of single values in time order is estimated.
public enum IndividualsEstimator: Sendable, Hashable {
    /// The mean of the moving ranges of `span` neighbours, divided by d₂(span).
    case movingRange(span: Int)
    /// The median of the moving ranges of `span` neighbours, divided by d₄(span): resists single jumps.
    case medianMovingRange(span: Int)
    /// The mean of the moving ranges of two neighbours below 3.267 times the mean of all, divided by d₂(2) (Nelson 1982).
    case screenedMovingRange
    /// The standard deviation of all values, divided by c₄(n): includes shifts and drifts.
    case standardDeviation
    /// √(Σ(xᵢ₊₁-xᵢ)² / 2(n-1)), the root of half the mean square of successive differences.
    case successiveDifferences

    /// Estimates the standard deviation.
    ///
    /// - Throws: when there are fewer values than the span, or fewer than two.
    public func estimate(
        _ values: [Double], constants: RangeConstants = .exact
    ) throws(MethodProblem) -> Double {
        switch self {
        case .movingRange(let span):
            return NumberColumn.mean(try Self.movingRanges(values, span: span)) / constants.d2(span)
        case .screenedMovingRange:
            return NumberColumn.mean(Self.screened(try Self.movingRanges(values, span: 2))) / constants.d2(2)
        case .medianMovingRange(let span):
            let ranges = try Self.movingRanges(values, span: span).sorted()
            let middle = ranges.count / 2
            let median =
                ranges.count.isMultiple(of: 2) ? (ranges[middle - 1] + ranges[middle]) / 2 : ranges[middle]
            return median / ControlChartConstants.d4(span)
        case .standardDeviation:
            try Self.requireCount(values, 2)
            return Moments(of: values).standardDeviation / ControlChartConstants.c4(values.count)
        case .successiveDifferences:
            let squares = try Self.movingRanges(values, span: 2).map { $0 * $0 }
            return (NumberColumn.mean(squares) / 2).squareRoot()
        }
    }

    /// Returns the ranges below their own upper limit D₄ = 3.267 times the mean; all where none would be left.
    static func screened(_ ranges: [Double]) -> [Double] {
        let limit = 3.267 * NumberColumn.mean(ranges)
        let kept = ranges.filter { $0 < limit }
        return kept.isEmpty ? ranges : kept
    }

    /// Returns the ranges of `span` neighbours, one for each end from the span-th value on.
    public static func movingRanges(_ values: [Double], span: Int) throws(MethodProblem) -> [Double] {
        guard span >= 2 else {
            throw MethodProblem(.outOfRange, at: "span", zh: "移动极差的跨度应不小于 2。", en: "The span must be at least 2.")
        }
        try requireCount(values, span)
        if span == 2 { return (1..<values.count).map { abs(values[$0] - values[$0 - 1]) } }
        return (span - 1..<values.count).map { end in
            let window = values[(end - span + 1)...end]
            return (window.max() ?? .nan) - (window.min() ?? .nan)
        }
    }

    private static func requireCount(_ values: [Double], _ count: Int) throws(MethodProblem) {
        guard values.count >= count else {
            throw MethodProblem(
                .tooFewValues, at: "values", zh: "有 \(values.count) 个值，至少要 \(count) 个。",
                en: "There are \(values.count) values; at least \(count) are needed.")
        }
    }
}

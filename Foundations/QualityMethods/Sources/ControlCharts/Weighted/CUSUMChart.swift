import Glibc
import QualityMath

/// The tabular cumulative sum of a process, one point at a time, in units of the standard deviation (ISO 7870-4).
///
/// With z = (x - mean)/σ: C⁺ᵢ = max(0, C⁺ᵢ₋₁ + z - k) and C⁻ᵢ = max(0, C⁻ᵢ₋₁ - z - k); a signal when either exceeds h.
/// Page (1954). A head start begins both sums above 0 (Lucas and Crosier 1982).
public struct CUSUMChart: Sendable, Hashable {
    /// The mean and standard deviation of a point.
    public let reference: ProcessReference
    /// The allowance k, half the shift that matters, in standard deviations.
    public let allowance: Double
    /// The decision interval h in standard deviations.
    public let decision: Double
    /// The latest upper sum.
    public private(set) var upper: Double
    /// The latest lower sum, as a number that is 0 or greater.
    public private(set) var lower: Double

    /// Creates a chart that has seen no point; the head start is at most h.
    public init(
        reference: ProcessReference, allowance: Double = 0.5, decision: Double = 5, headStart: Double = 0
    ) throws(MethodProblem) {
        guard allowance >= 0, allowance.isFinite else {
            throw MethodProblem(.outOfRange, at: "allowance", zh: "参考值 k 应不小于 0。", en: "k must be at least 0.")
        }
        guard decision > 0, decision.isFinite else {
            throw MethodProblem(.outOfRange, at: "decision", zh: "判定距 h 应大于 0。", en: "h must be greater than 0.")
        }
        guard headStart >= 0, headStart <= decision else {
            throw MethodProblem(
                .outOfRange, at: "headStart", zh: "初始值应在 0 到 h 之间。", en: "The head start must be from 0 to h.")
        }
        self.reference = reference
        self.allowance = allowance
        self.decision = decision
        upper = headStart
        lower = headStart
    }

    /// Takes the next point and answers both sums and whether one exceeds h.
    public mutating func add(_ x: Double) -> (upper: Double, lower: Double, isBeyond: Bool) {
        let z = (x - reference.mean) / reference.sigma
        upper = max(0, upper + z - allowance)
        lower = max(0, lower - z - allowance)
        return (upper, lower, upper > decision || lower > decision)
    }

    /// Returns both sums at every point that follows what the chart has seen. O(n).
    public func sums(_ values: [Double]) -> (upper: [Double], lower: [Double]) {
        (sums(values, sign: 1, from: upper), sums(values, sign: -1, from: lower))
    }

    /// Returns the upper sum alone; the fastest path for a one-sided chart.
    public func upperSums(_ values: [Double]) -> [Double] { sums(values, sign: 1, from: upper) }

    /// The sums of one side: of z, or of -z.
    private func sums(_ values: [Double], sign: Double, from start: Double) -> [Double] {
        var state = start
        return ConcurrentChunks.fillInOrder(values.count) { places, sums in
            state = NumberSeries.writeCumulativeSums(
                values.span.extracting(places), center: reference.mean, factor: sign / reference.sigma,
                allowance: allowance, from: state, &sums)
        }
    }

    /// Returns the sums with the points that signal and, for each, when its run above 0 began.
    public func result(_ values: [Double]) throws(MethodProblem) -> CUSUMResult {
        try ControlChart.requireFinite(values)
        let (uppers, lowers) = sums(values)
        var signals: [CUSUMResult.Signal] = []
        var (upperStart, lowerStart) = (0, 0)
        for index in values.indices {
            if uppers[index] == 0 { upperStart = index + 1 }
            if lowers[index] == 0 { lowerStart = index + 1 }
            if uppers[index] > decision { signals.append(.init(index: index, isUpper: true, start: upperStart)) }
            if lowers[index] > decision { signals.append(.init(index: index, isUpper: false, start: lowerStart)) }
        }
        return CUSUMResult(chart: self, upper: uppers, lower: lowers, signals: signals)
    }
}

/// The sums of a CUSUM chart over data.
public struct CUSUMResult: Explainable, Hashable {
    /// A point at which a sum exceeds h.
    public struct Signal: Sendable, Hashable {
        /// The index of the point, counted from 0.
        public let index: Int
        /// Whether it is the upper sum.
        public let isUpper: Bool
        /// The index of the first point of the run above 0, the estimate of when the shift began.
        public let start: Int
    }

    /// The chart before the data.
    public let chart: CUSUMChart
    /// The upper sums in standard deviations.
    public let upper: [Double]
    /// The lower sums in standard deviations, 0 or greater.
    public let lower: [Double]
    /// The signals in order.
    public let signals: [Signal]

    /// The formula with its numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("C⁺ = max(0, C⁺ + z - k), C⁻ = max(0, C⁻ - z - k), z = (x - μ)/σ"),
                MethodText(
                    "μ = \(chart.reference.mean.significant(8)), σ = \(chart.reference.sigma.significant(6)), k = \(chart.allowance.plain), h = \(chart.decision.plain)"
                ),
            ],
            source: "ISO 7870-4:2021; Page (1954), Biometrika 41, 100-115",
            assumptions: ControlChart.normalAssumptions(upper.count))
    }
}

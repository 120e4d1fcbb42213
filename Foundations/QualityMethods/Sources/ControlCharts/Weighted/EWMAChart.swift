import Glibc
import QualityMath

/// The exponentially weighted moving average of a process, one point at a time: zᵢ = λxᵢ + (1-λ)zᵢ₋₁, z₀ the mean.
///
/// Roberts (1959); ISO 7870-6. The limits are mean ± width · σ √(λ/(2-λ) (1-(1-λ)²ⁱ)), or the value they approach.
public struct EWMAChart: Sendable, Hashable {
    /// The mean and standard deviation of a point.
    public let reference: ProcessReference
    /// The weight of the newest point, from above 0 to 1.
    public let lambda: Double
    /// The width of the limits in standard deviations of z.
    public let width: Double
    /// Whether the limits are those of the first points; if not, the value they approach.
    public let startsExact: Bool
    /// The latest average.
    public private(set) var value: Double
    /// The number of points seen.
    public private(set) var count = 0

    /// Creates a chart that has seen no point.
    public init(
        reference: ProcessReference, lambda: Double, width: Double = 2.7, startsExact: Bool = true
    ) throws(MethodProblem) {
        guard lambda > 0, lambda <= 1 else {
            throw MethodProblem(
                .outOfRange, at: "lambda", zh: "平滑系数应大于 0 且不大于 1。", en: "Lambda must be above 0 and at most 1.")
        }
        guard width > 0, width.isFinite else {
            throw MethodProblem(.outOfRange, at: "width", zh: "控制限宽度应大于 0。", en: "The width must be greater than 0.")
        }
        self.reference = reference
        self.lambda = lambda
        self.width = width
        self.startsExact = startsExact
        value = reference.mean
    }

    /// Half the distance between the limits at the i-th point, counted from 1.
    public func halfWidth(at index: Int) -> Double {
        let growth = startsExact ? -expm1(2 * Double(index) * log1p(-lambda)) : 1
        return width * reference.sigma * (lambda / (2 - lambda) * growth).squareRoot()
    }

    /// Takes the next point and answers the average and whether it is beyond the limits.
    public mutating func add(_ x: Double) -> (value: Double, isBeyond: Bool) {
        count += 1
        value += lambda * (x - value)
        return (value, !(abs(value - reference.mean) <= halfWidth(at: count)))
    }

    /// Returns the averages of points that follow what the chart has seen, within a few roundings of ``add(_:)``.
    public func averages(_ values: [Double]) -> [Double] {
        var state = value
        return ConcurrentChunks.fillInOrder(values.count) { places, averages in
            state = NumberSeries.writeWeightedAverages(
                values.span.extracting(places), weight: lambda, from: state, &averages)
        }
    }

    /// Returns the chart of all points with its limits.
    public func chart(_ values: [Double]) throws(MethodProblem) -> ControlChart {
        try ControlChart.requireFinite(values)
        let averages = averages(values)
        let halves = values.indices.map { halfWidth(at: count + $0 + 1) }
        let mean = reference.mean
        return ControlChart(
            .ewma, points: averages, center: .constant(mean), lower: .varying(halves.map { mean - $0 }),
            upper: .varying(halves.map { mean + $0 }), sigma: reference.sigma,
            steps: [
                MethodText("zᵢ = λxᵢ + (1-λ)zᵢ₋₁, λ = \(lambda.plain), z₀ = \(mean.significant(8))"),
                MethodText(
                    "z₀ ± Lσ√(λ/(2-λ)" + (startsExact ? "·(1-(1-λ)²ⁱ))" : ")")
                        + ", L = \(width.plain), σ = \(reference.sigma.significant(6))"),
            ],
            source: "ISO 7870-6:2016; Roberts (1959), Technometrics 1, 239-250",
            assumptions: ControlChart.normalAssumptions(values.count))
    }
}

/// The moving average of the last `span` points with limits that widen at the start (ISO 7870-5 peers; Montgomery 9.3).
public enum MovingAverageChart {
    /// Returns the chart: the mean of the last min(i, span) points, limits mean ± width · σ/√min(i, span).
    public static func chart(
        _ values: [Double], span: Int, reference: ProcessReference, options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        try ControlChart.requireFinite(values)
        guard span >= 1, span <= values.count else {
            throw MethodProblem(
                .outOfRange, at: "span", zh: "跨度应在 1 到 \(values.count) 之间。",
                en: "The span must be from 1 to \(values.count).")
        }
        var points: [Double] = []
        points.reserveCapacity(values.count)
        for end in values.indices {
            let window = values[max(0, end - span + 1)...end]
            points.append(window.reduce(0, +) / Double(window.count))
        }
        let errors = values.indices.map { reference.sigma / Double(min($0 + 1, span)).squareRoot() }
        return ControlChart(
            .movingAverage, points: points, center: .constant(reference.mean), standardError: .varying(errors),
            width: options.width, sigma: reference.sigma, rules: options.rules.only(["1"]),
            steps: [
                MethodText(
                    "M = Σx/w, w = \(span); \(reference.mean.significant(8)) ± \(options.width.plain)·\(reference.sigma.significant(6))/√w"
                )
            ],
            source: "Montgomery, Introduction to Statistical Quality Control, section 9.3",
            assumptions: ControlChart.normalAssumptions(values.count))
    }
}

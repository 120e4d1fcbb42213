import Glibc
import QualityMath

/// A line of a chart: one value for all points, or one for each.
public enum ChartLine: Sendable, Hashable {
    /// The same value at every point.
    case constant(Double)
    /// A value for each point.
    case varying([Double])

    /// The value at a point.
    public subscript(_ index: Int) -> Double {
        switch self {
        case .constant(let value): value
        case .varying(let values): values[index]
        }
    }

    /// The values at `count` points.
    public func values(_ count: Int) -> [Double] {
        switch self {
        case .constant(let value): [Double](repeating: value, count: count)
        case .varying(let values): values
        }
    }

    /// Returns the line with every value replaced.
    func map(_ transform: (Double) -> Double) -> ChartLine {
        switch self {
        case .constant(let value): .constant(transform(value))
        case .varying(let values): .varying(values.map(transform))
        }
    }
}

/// The kind of a chart.
public enum ChartKind: String, Sendable, Hashable, CaseIterable {
    /// Means of subgroups.
    case mean = "xbar"
    /// Ranges of subgroups.
    case range = "r"
    /// Standard deviations of subgroups.
    case standardDeviation = "s"
    /// Single values.
    case individuals = "i"
    /// Moving ranges of single values.
    case movingRange = "mr"
    /// Fractions nonconforming.
    case p
    /// Numbers nonconforming.
    case np
    /// Numbers of nonconformities.
    case c
    /// Nonconformities per unit.
    case u
    /// Fractions with the limits of Laney (2002).
    case laneyP = "laney-p"
    /// Rates with the limits of Laney (2002).
    case laneyU = "laney-u"
    /// Units between events.
    case g
    /// Times between events.
    case t
    /// Exponentially weighted moving averages.
    case ewma
    /// Moving averages.
    case movingAverage = "moving-average"
    /// Hotelling's T².
    case hotelling = "t2"
    /// Multivariate exponentially weighted moving averages.
    case mewma
    /// Multivariate cumulative sums.
    case mcusum
}

/// A control chart: its points, its lines, and what the rules found.
public struct ControlChart: Explainable, Hashable {
    /// The kind of the chart.
    public let kind: ChartKind
    /// The plotted points.
    public let points: [Double]
    /// The centre line.
    public let center: ChartLine
    /// The lower control limit.
    public let lower: ChartLine
    /// The upper control limit.
    public let upper: ChartLine
    /// The standard error of a point, by which rules measure distances; nil where the limits are not symmetric.
    public let standardError: ChartLine?
    /// The process standard deviation behind the limits, where the chart has one.
    public let sigma: Double?
    /// The signals of the rules.
    public let signals: [RuleSignal]
    /// The formula with its numbers.
    public let steps: [MethodText]
    /// The standard and clause.
    public let source: String
    /// The assumptions.
    public let assumptions: [Assumption]

    /// The indices of points beyond the limits, counted from 0.
    public var beyond: [Int] {
        points.indices.filter { points[$0] > upper[$0] || points[$0] < lower[$0] }
    }

    /// Whether no point is beyond the limits and no rule signals.
    public var isInControl: Bool { signals.isEmpty && beyond.isEmpty }

    /// The formula with the numbers in it, the clause, and the assumptions.
    public var explanation: Explanation { Explanation(steps: steps, source: source, assumptions: assumptions) }

    /// Creates a chart with limits at `width` standard errors and runs the rules over it.
    init(
        _ kind: ChartKind, points: [Double], center: ChartLine, standardError: ChartLine, width: Double,
        floor: Double = -.infinity, ceiling: Double = .infinity, sigma: Double?, rules: RuleSet, threads: Int = 2,
        steps: [MethodText], source: String, assumptions: [Assumption]
    ) {
        self.kind = kind
        self.points = points
        self.center = center
        self.standardError = standardError
        self.sigma = sigma
        (lower, upper) = Self.limits(center, standardError, width, floor, ceiling, points.count)
        signals = Self.signals(points, center, standardError, rules, threads)
        self.steps = steps
        self.source = source
        self.assumptions = assumptions
    }

    /// Creates a chart with limits that are given; rules beyond the limits do not apply.
    init(
        _ kind: ChartKind, points: [Double], center: ChartLine, lower: ChartLine, upper: ChartLine, sigma: Double?,
        signals given: [RuleSignal]? = nil, steps: [MethodText], source: String, assumptions: [Assumption]
    ) {
        self.kind = kind
        self.points = points
        self.center = center
        self.lower = lower
        self.upper = upper
        standardError = nil
        self.sigma = sigma
        var found: [RuleSignal] = []
        for index in points.indices where points[index] > upper[index] || points[index] < lower[index] {
            found.append(RuleSignal(index: index, rule: "1"))
        }
        signals = given ?? found
        self.steps = steps
        self.source = source
        self.assumptions = assumptions
    }

    private static func limits(
        _ center: ChartLine, _ error: ChartLine, _ width: Double, _ floor: Double, _ ceiling: Double, _ count: Int
    ) -> (ChartLine, ChartLine) {
        if case .constant(let middle) = center, case .constant(let spread) = error {
            return (
                .constant(max(floor, middle - width * spread)), .constant(min(ceiling, middle + width * spread))
            )
        }
        return (
            .varying((0..<count).map { max(floor, center[$0] - width * error[$0]) }),
            .varying((0..<count).map { min(ceiling, center[$0] + width * error[$0]) })
        )
    }

    private static func signals(
        _ points: [Double], _ center: ChartLine, _ error: ChartLine, _ rules: RuleSet, _ threads: Int
    ) -> [RuleSignal] {
        RuleScan(rules).signals(count: points.count, threads: threads) { places, span, offset in
            let values = points.span
            if case .constant(let middle) = center, case .constant(let spread) = error {
                NumberSeries.writeStandardized(
                    values.extracting(places), center: middle, factor: 1 / spread, &span, at: offset)
            } else {
                let shift = offset - places.lowerBound
                for index in places { span[shift + index] = (values[index] - center[index]) / error[index] }
            }
        }
    }
}

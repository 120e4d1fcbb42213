import QualityMath

/// Limits found by phase I: subgroups beyond the limits are set aside and the limits computed anew, until none is left.
public struct PhaseOne: Sendable, Hashable {
    /// The chart of the subgroups that were kept.
    public let chart: ControlChart
    /// The reference to freeze for phase II.
    public let reference: ProcessReference
    /// The indices of the subgroups set aside, in the order of the rounds.
    public let excluded: [[Int]]
    /// The indices of the subgroups that were kept.
    public let kept: [Int]

    /// Runs phase I on the chart of means, and on the spread too where `spread` says so.
    ///
    /// A round sets aside the subgroups beyond the limits of spread first; means are judged once the spread is in control,
    /// since their limits stand on it. At most `rounds` rounds, and never below two subgroups.
    public init(
        _ subgroups: Subgroups, estimator: SigmaEstimator = .range, spread: ChartKind? = .range, rounds: Int = 20,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) {
        var kept = Array(0..<subgroups.count)
        var excluded: [[Int]] = []
        while true {
            let current = try subgroups.selecting(kept)
            var beyond: [Int] = []
            if let spread {
                let chart: ControlChart =
                    spread == .standardDeviation
                    ? try .standardDeviation(current, estimator: estimator, options: options)
                    : try .range(current, estimator: estimator, options: options)
                beyond = chart.beyond
            }
            let chart = try ControlChart.mean(current, estimator: estimator, options: options)
            if beyond.isEmpty { beyond = chart.beyond }
            if beyond.isEmpty || excluded.count >= rounds || kept.count - beyond.count < 2 {
                self.chart = chart
                reference = try ProcessReference(mean: chart.center[0], sigma: chart.sigma ?? .nan)
                self.excluded = excluded
                self.kept = kept
                return
            }
            excluded.append(beyond.map { kept[$0] })
            let out = Set(beyond)
            kept = kept.indices.filter { !out.contains($0) }.map { kept[$0] }
        }
    }
}

/// Phase I of any chart: points beyond the limits are set aside and the chart made anew of the rest, until none is left.
public struct PhaseOneExclusion: Sendable, Hashable {
    /// The chart of the points that were kept.
    public let chart: ControlChart
    /// The indices of the points set aside, in the order of the rounds.
    public let excluded: [[Int]]
    /// The indices of the points that were kept.
    public let kept: [Int]

    /// Runs phase I over `count` points; the closure makes the chart of the points at some indices, one plotted point
    /// for each. At most `rounds` rounds, and never below two points.
    public init(
        count: Int, rounds: Int = 20, chart make: ([Int]) throws(MethodProblem) -> ControlChart
    ) throws(MethodProblem) {
        var kept = Array(0..<max(count, 0))
        var excluded: [[Int]] = []
        while true {
            let chart = try make(kept)
            let beyond = chart.beyond
            if beyond.isEmpty || excluded.count >= rounds || kept.count - beyond.count < 2 {
                self.chart = chart
                self.excluded = excluded
                self.kept = kept
                return
            }
            excluded.append(beyond.map { kept[$0] })
            let out = Set(beyond)
            kept = kept.indices.filter { !out.contains($0) }.map { kept[$0] }
        }
    }
}

/// A chart of means in stages: limits are computed for each stage on its own, or from the first ones frozen.
public struct StagedChart: Sendable, Hashable {
    /// The charts in order of the stages.
    public let stages: [ControlChart]
    /// The index of the first subgroup of each stage.
    public let starts: [Int]

    /// Creates a chart whose stages begin at these subgroups; the first begins at 0.
    public init(
        _ subgroups: Subgroups, starts: [Int], estimator: SigmaEstimator = .range, freezingFirst: Bool = false,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) {
        guard starts.first == 0, starts == starts.sorted(), Set(starts).count == starts.count,
            let last = starts.last, last < subgroups.count
        else {
            throw MethodProblem(
                .outOfRange, at: "stages", zh: "各阶段的起点应从 0 开始递增，且小于子组数。",
                en: "The starts of stages must rise from 0 and be below the number of subgroups.")
        }
        var charts: [ControlChart] = []
        var frozen: ProcessReference?
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1] : subgroups.count
            let part = try subgroups.selecting(Array(start..<end))
            let chart = try ControlChart.mean(part, estimator: estimator, reference: frozen, options: options)
            charts.append(chart)
            if freezingFirst, frozen == nil {
                frozen = try ProcessReference(mean: chart.center[0], sigma: chart.sigma ?? .nan)
            }
        }
        stages = charts
        self.starts = starts
    }
}

/// A chart of means with frozen limits that takes one subgroup at a time.
public struct StreamingChart: Sendable, Hashable {
    /// The frozen mean and standard deviation.
    public let reference: ProcessReference
    /// The state of the rules.
    public private(set) var monitor: RuleMonitor

    /// Creates a chart that has seen no subgroup.
    public init(reference: ProcessReference, rules: RuleSet = .beyondLimits) {
        self.reference = reference
        monitor = RuleMonitor(rules)
    }

    /// Takes the next subgroup and returns its mean and the signals it completes.
    public mutating func add(_ values: [Double]) throws(MethodProblem) -> (mean: Double, signals: [RuleSignal]) {
        try ControlChart.requireFinite(values)
        let mean = values.reduce(0, +) / Double(values.count)
        let z = (mean - reference.mean) / (reference.sigma / Double(values.count).squareRoot())
        return (mean, monitor.add(z))
    }
}

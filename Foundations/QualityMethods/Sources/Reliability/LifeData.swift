import QualityMath

/// What is known of one life (or of several alike): it ended in (lower, upper], and it could be seen at all only if it
/// ended in (entry, exit].
public struct LifeObservation: Hashable, Sendable {
    /// The life is known to be longer than this.
    public let lower: Double
    /// The life is known to be at most this; infinity for a unit still running.
    public let upper: Double
    /// How many units this stands for.
    public let count: Double
    /// Left truncation: lives shorter than this could not have been seen. Minus infinity for none.
    public let entry: Double
    /// Right truncation: lives longer than this could not have been seen. Infinity for none.
    public let exit: Double

    /// Creates an observation of a life known to lie between two times.
    ///
    /// - Parameters:
    ///   - lower: the last time at which the unit was known to work; minus infinity or 0 when it was never inspected.
    ///   - upper: the first time at which it was known to have failed; infinity when it still runs.
    ///   - count: how many such units.
    ///   - entry: the time from which on failures could be seen (left truncation).
    ///   - exit: the time up to which failures could be seen (right truncation).
    public init(
        from lower: Double, to upper: Double, count: Double = 1, entry: Double = -.infinity, exit: Double = .infinity
    ) {
        self.lower = lower
        self.upper = upper
        self.count = count
        self.entry = entry
        self.exit = exit
    }

    /// Returns a failure seen at its exact time.
    public static func failure(at time: Double, count: Double = 1, entry: Double = -.infinity) -> LifeObservation {
        LifeObservation(from: time, to: time, count: count, entry: entry)
    }

    /// Returns a unit that still worked at a time (right censoring).
    public static func running(at time: Double, count: Double = 1, entry: Double = -.infinity) -> LifeObservation {
        LifeObservation(from: time, to: .infinity, count: count, entry: entry)
    }

    /// Returns a unit that was found failed at a time (left censoring).
    public static func failed(before time: Double, count: Double = 1) -> LifeObservation {
        LifeObservation(from: -.infinity, to: time, count: count)
    }

    /// Whether the failure was seen at its exact time.
    public var isExact: Bool { lower == upper }
    /// Whether the unit still worked when last seen.
    public var isRunning: Bool { upper == .infinity }
    /// The observation with every time less an amount, as a threshold asks for.
    func shifted(by amount: Double) -> LifeObservation {
        LifeObservation(
            from: lower - amount, to: upper - amount, count: count, entry: entry - amount, exit: exit - amount)
    }
}

/// Lives with any mixture of exact, right, left and interval censoring, and of truncation, checked once.
public struct LifeData: Hashable, Sendable {
    /// What was seen, in the order given.
    public let observations: [LifeObservation]

    /// Creates life data; throws a ``MathProblem`` that names the first observation that cannot be.
    public init(_ observations: [LifeObservation]) throws(MathProblem) {
        try RequiredInput.count(observations.count, atLeast: 1, "observations")
        for (index, one) in observations.enumerated() {
            let name = "observations[\(index)]"
            guard !one.lower.isNaN, !one.upper.isNaN, !one.entry.isNaN, !one.exit.isNaN else {
                throw .notFinite(name: name)
            }
            guard one.lower <= one.upper, one.lower < .infinity, one.upper > -.infinity else {
                throw .parameter(name: "\(name).upper", rule: .atLeast(one.lower), value: one.upper)
            }
            try RequiredInput.positive(one.count, "\(name).count")
            guard one.entry < one.exit else {
                throw .parameter(name: "\(name).exit", rule: .greaterThan(one.entry), value: one.exit)
            }
            guard one.isExact ? one.lower > one.entry : one.lower >= one.entry || one.lower == -.infinity else {
                throw .parameter(name: "\(name).lower", rule: .greaterThan(one.entry), value: one.lower)
            }
            guard one.upper <= one.exit || (one.isRunning && one.lower < one.exit) else {
                throw .parameter(name: "\(name).upper", rule: .atMost(one.exit), value: one.upper)
            }
        }
        self.observations = observations
    }

    /// Creates right-censored data from times and whether each unit failed then.
    public init(times: [Double], failed: [Bool]) throws(MathProblem) {
        try RequiredInput.sameCount(failed.count, times.count, "failed")
        try RequiredInput.allFinite(times, "times")
        try self.init(
            zip(times, failed).map { time, failed in failed ? .failure(at: time) : .running(at: time) })
    }

    /// The number of units, counted with their multiplicities.
    public var units: Double { observations.reduce(0) { $0 + $1.count } }
    /// The number of units not still running.
    public var failures: Double { observations.reduce(0) { $0 + ($1.isRunning ? 0 : $1.count) } }
    /// The observations, where a unit still running that could be seen only if it ended by its exit ends by then.
    var withinExits: [LifeObservation] {
        observations.map { one in
            one.isRunning && one.exit < .infinity && one.lower < one.exit
                ? LifeObservation(
                    from: one.lower, to: one.exit, count: one.count, entry: one.entry, exit: one.exit) : one
        }
    }

    /// Whether all observations are failures at exact times or units still running, none of them truncated.
    public var isRightCensoredOnly: Bool {
        observations.allSatisfy {
            ($0.isExact || $0.isRunning) && $0.entry == -.infinity && $0.exit == .infinity
        }
    }
}

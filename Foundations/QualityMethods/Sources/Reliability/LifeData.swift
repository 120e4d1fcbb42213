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
    private let storage: Storage

    /// Right-censored lives stay the two columns that they came as, a fifth of the room.
    private enum Storage: Sendable {
        case observations([LifeObservation])
        case columns(times: [Double], failed: [Bool])
    }

    /// What was seen, in the order given. O(n) where the data came as times: take it once, not in a loop.
    public var observations: [LifeObservation] {
        switch storage {
        case .observations(let observations): observations
        case .columns(let times, let failed):
            times.indices.map { failed[$0] ? .failure(at: times[$0]) : .running(at: times[$0]) }
        }
    }

    /// The times and whether each unit failed then, where the data came so.
    var columns: (times: [Double], failed: [Bool])? {
        if case .columns(let times, let failed) = storage { (times, failed) } else { nil }
    }

    /// Whether the same was seen, in the same order.
    public static func == (left: LifeData, right: LifeData) -> Bool { left.observations == right.observations }

    /// Hashes what was seen.
    public func hash(into hasher: inout Hasher) { hasher.combine(observations) }

    /// The number of units, counted with their multiplicities.
    public let units: Double
    /// The number of units not still running.
    public let failures: Double
    /// Whether all observations are failures at exact times or units still running, none of them truncated.
    public let isRightCensoredOnly: Bool

    /// Creates life data; throws a `MathProblem` that names the first observation that cannot be.
    public init(_ observations: [LifeObservation]) throws(MathProblem) {
        try RequiredInput.count(observations.count, atLeast: 1, "observations")
        var (units, failures, isRightCensoredOnly) = (0.0, 0.0, true)
        for (index, one) in observations.enumerated() {
            // Names are made for problems only: they cost more than all checks.
            if let problem = Self.problem(one) { throw problem("observations[\(index)]") }
            units += one.count
            if !one.isRunning { failures += one.count }
            if !(one.isExact || one.isRunning) || one.entry != -.infinity || one.exit != .infinity {
                isRightCensoredOnly = false
            }
        }
        storage = .observations(observations)
        self.units = units
        self.failures = failures
        self.isRightCensoredOnly = isRightCensoredOnly
    }

    /// What an observation breaks, for a name of it; nil where it may be.
    private static func problem(_ one: LifeObservation) -> ((String) -> MathProblem)? {
        if one.lower.isNaN || one.upper.isNaN || one.entry.isNaN || one.exit.isNaN {
            return { .notFinite(name: $0) }
        }
        if !(one.lower <= one.upper && one.lower < .infinity && one.upper > -.infinity) {
            return { .parameter(name: "\($0).upper", rule: .atLeast(one.lower), value: one.upper) }
        }
        if !ParameterRule.positive.isMet(by: one.count) {
            return { .parameter(name: "\($0).count", rule: .positive, value: one.count) }
        }
        if !(one.entry < one.exit) {
            return { .parameter(name: "\($0).exit", rule: .greaterThan(one.entry), value: one.exit) }
        }
        let isSeen = one.isExact ? one.lower > one.entry : one.lower >= one.entry || one.lower == -.infinity
        if !isSeen { return { .parameter(name: "\($0).lower", rule: .greaterThan(one.entry), value: one.lower) } }
        if !(one.upper <= one.exit || (one.isRunning && one.lower < one.exit)) {
            return { .parameter(name: "\($0).upper", rule: .atMost(one.exit), value: one.upper) }
        }
        return nil
    }

    /// Creates right-censored data from times and whether each unit failed then.
    public init(times: [Double], failed: [Bool]) throws(MathProblem) {
        try RequiredInput.sameCount(failed.count, times.count, "failed")
        try RequiredInput.count(times.count, atLeast: 1, "observations")
        try RequiredInput.allFinite(times, "times")
        // Finite times without truncation break no rule, so that they are not looked at one by one.
        storage = .columns(times: times, failed: failed)
        units = Double(times.count)
        failures = Double(failed.reduce(0) { $0 + ($1 ? 1 : 0) })
        isRightCensoredOnly = true
    }

    /// The observations, where a unit still running that could be seen only if it ended by its exit ends by then.
    var withinExits: [LifeObservation] {
        observations.map { one in
            one.isRunning && one.exit < .infinity && one.lower < one.exit
                ? LifeObservation(
                    from: one.lower, to: one.exit, count: one.count, entry: one.entry, exit: one.exit) : one
        }
    }
}

/// The state of one rule between points: registers of the last 64 points and counts of runs.
///
/// One step costs a few instructions, so that millions of points pass in milliseconds.
struct RuleWatch: Sendable, Hashable {
    private let pattern: ControlRule.Pattern
    private var above: UInt64 = 0
    private var below: UInt64 = 0
    private var run = 0
    private var direction = 0
    private var previous = Double.nan

    init(_ rule: ControlRule) {
        pattern = rule.pattern
    }

    /// Takes the next point and answers whether it completes the pattern.
    mutating func step(_ z: Double) -> Bool {
        switch pattern {
        case .sameSide(let count, let window, let distance): sameSide(z, count, Self.mask(window), distance)
        case .within(let count, let distance): inRow(abs(z) < distance, count)
        case .outside(let count, let distance): inRow(abs(z) > distance, count)
        case .trend(let points): trend(z, points)
        case .alternating(let points): alternating(z, points)
        }
    }

    /// Adds the indices of all points that complete the pattern; the choice of pattern stays outside the loop.
    mutating func scan(_ zs: borrowing Span<Double>, into indices: inout [Int]) {
        switch pattern {
        case .sameSide(1, 1, let distance):
            for index in 0..<zs.count where abs(zs[index]) > distance { indices.append(index) }
        case .sameSide(let count, let window, let distance):
            let mask = Self.mask(window)
            var (above, below) = (above, below)
            for index in 0..<zs.count {
                let z = zs[index]
                above = (above &<< 1) | (z > distance ? 1 : 0)
                below = (below &<< 1) | (z < -distance ? 1 : 0)
                // Both sides at once: a signal needs a hit now, and most points have none.
                if (above | below) & 1 == 1,
                    Self.completes(above & mask, count) || Self.completes(below & mask, count)
                {
                    indices.append(index)
                }
            }
            (self.above, self.below) = (above, below)
        case .within(let count, let distance):
            run = Self.scanRuns(zs, from: run, count, into: &indices) { abs($0) < distance }
        case .outside(let count, let distance):
            run = Self.scanRuns(zs, from: run, count, into: &indices) { abs($0) > distance }
        case .trend(let points): scanSteps(zs, points, turn: 1, into: &indices)
        case .alternating(let points): scanSteps(zs, points, turn: -1, into: &indices)
        }
    }

    /// Scans for runs of points that hold; the run stays in a register.
    @inline(__always)
    private static func scanRuns(
        _ zs: borrowing Span<Double>, from start: Int, _ count: Int, into indices: inout [Int],
        _ holds: (Double) -> Bool
    ) -> Int {
        var run = start
        for index in 0..<zs.count {
            run = holds(zs[index]) ? run &+ 1 : 0
            if run >= count { indices.append(index) }
        }
        return run
    }

    /// Scans for steps that keep (`turn` 1) or change (-1) their direction.
    @inline(__always)
    private mutating func scanSteps(
        _ zs: borrowing Span<Double>, _ points: Int, turn: Int, into indices: inout [Int]
    ) {
        var (run, direction, previous) = (run, direction, previous)
        for index in 0..<zs.count {
            let z = zs[index]
            let step = (z > previous ? 1 : 0) &- (z < previous ? 1 : 0)
            let extended = step == direction &* turn ? run &+ 1 : 2
            run = step == 0 ? 1 : extended
            direction = step
            previous = z
            if run >= points { indices.append(index) }
        }
        (self.run, self.direction, self.previous) = (run, direction, previous)
    }

    private static func mask(_ window: Int) -> UInt64 { window >= 64 ? .max : (1 << UInt64(window)) - 1 }

    /// Whether enough points are in the region, the last one among them.
    @inline(__always)
    private static func completes(_ register: UInt64, _ count: Int) -> Bool {
        register & 1 == 1 && register.nonzeroBitCount >= count
    }

    @inline(__always)
    private mutating func sameSide(_ z: Double, _ count: Int, _ mask: UInt64, _ distance: Double) -> Bool {
        above = (above &<< 1) | (z > distance ? 1 : 0)
        below = (below &<< 1) | (z < -distance ? 1 : 0)
        return Self.completes(above & mask, count) || Self.completes(below & mask, count)
    }

    @inline(__always)
    private mutating func inRow(_ holds: Bool, _ count: Int) -> Bool {
        run = holds ? run &+ 1 : 0
        return run >= count
    }

    @inline(__always)
    private mutating func trend(_ z: Double, _ points: Int) -> Bool {
        let step = z > previous ? 1 : z < previous ? -1 : 0
        run = step == 0 ? 1 : step == direction ? run &+ 1 : 2
        direction = step
        previous = z
        return run >= points
    }

    @inline(__always)
    private mutating func alternating(_ z: Double, _ points: Int) -> Bool {
        let step = z > previous ? 1 : z < previous ? -1 : 0
        run = step == 0 ? 1 : step == -direction ? run &+ 1 : 2
        direction = step
        previous = z
        return run >= points
    }
}

extension RuleSet {
    /// Returns every signal of the set over standardised points, by index and then in the order of the rules.
    ///
    /// O(points × rules).
    public func signals(_ standardized: [Double]) -> [RuleSignal] {
        var found: [(index: Int, order: Int)] = []
        for (order, rule) in rules.enumerated() {
            var watch = RuleWatch(rule)
            var indices: [Int] = []
            watch.scan(standardized.span, into: &indices)
            found.append(contentsOf: indices.map { ($0, order) })
        }
        found.sort { ($0.index, $0.order) < ($1.index, $1.order) }
        return found.map { RuleSignal(index: $0.index, rule: rules[$0.order].name) }
    }
}

/// Watches a set of rules over points as they come.
public struct RuleMonitor: Sendable, Hashable {
    /// The rules that are watched.
    public let rules: RuleSet
    /// The number of points seen.
    public private(set) var count = 0
    private var watches: [RuleWatch]

    /// Creates a monitor that has seen no point.
    public init(_ rules: RuleSet) {
        self.rules = rules
        watches = rules.rules.map { RuleWatch($0) }
    }

    /// Takes the next standardised point and returns the signals that it completes. O(rules).
    public mutating func add(_ standardized: Double) -> [RuleSignal] {
        var signals: [RuleSignal] = []
        for place in watches.indices where watches[place].step(standardized) {
            signals.append(RuleSignal(index: count, rule: rules.rules[place].name))
        }
        count += 1
        return signals
    }
}

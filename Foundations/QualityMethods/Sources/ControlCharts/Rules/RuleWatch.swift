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
    /// O(points × rules), some operations on 64 points at a time; the number of threads changes nothing but the time.
    public func signals(_ standardized: [Double], threads: Int = 2) -> [RuleSignal] {
        RuleScan(self).signals(count: standardized.count, threads: threads) { places, span, offset in
            let points = standardized.span
            for index in places { span[offset + index - places.lowerBound] = points[index] }
        }
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

import Glibc
import QualityMath

/// The distribution of the run length of a rule set on independent normal points, by an exact Markov chain.
///
/// Champ and Woodall (1987). A state holds for every zone rule what of its window can still matter; the states that can
/// be reached from the start are found first. Rules of trends and alternation depend on the values themselves and have
/// no finite chain: sets that hold them are simulated by ``RuleSet/simulatedRunLength(shift:runs:stream:)``.
public struct RuleChain: Sendable {
    /// The rules of the chain.
    public let rules: RuleSet
    /// The number of states that can be reached without a signal.
    public var stateCount: Int { transitions.count }

    /// The ends of the zones in standard errors.
    private let bounds: [Double]
    /// For each state and zone, the next state, or -1 for a signal.
    private let transitions: [[Int32]]

    /// Builds the chain.
    ///
    /// - Throws: for rules of trend or alternation, and where more than `limit` states would be needed.
    public init(_ rules: RuleSet, limit: Int = 200_000) throws(MethodProblem) {
        var ends: Set<Double> = []
        for rule in rules.rules {
            switch rule.pattern {
            case .sameSide(_, _, let distance), .within(_, let distance), .outside(_, let distance):
                ends.formUnion([distance, -distance])
            case .trend, .alternating:
                throw MethodProblem(
                    .outOfRange, at: "rules.\(rule.name)", zh: "趋势和交替准则没有有限的马尔可夫链，请用模拟。",
                    en: "Rules of trend and alternation have no finite Markov chain: simulate instead.")
            }
        }
        self.rules = rules
        bounds = ends.sorted()
        let middles = Self.middles(bounds)
        var known: [[UInt64]: Int32] = [:]
        var queue: [[UInt64]] = []
        let start = rules.rules.flatMap { Self.registers($0) }
        known[start] = 0
        queue.append(start)
        var table: [[Int32]] = []
        var next = 0
        while next < queue.count {
            let state = queue[next]
            next += 1
            var row: [Int32] = []
            for z in middles {
                guard let reached = Self.step(state, z, rules.rules) else {
                    row.append(-1)
                    continue
                }
                if let index = known[reached] {
                    row.append(index)
                } else {
                    guard queue.count < limit else {
                        throw MethodProblem(
                            .outOfRange, at: "rules", zh: "准则组合的状态超过 \(limit) 个。",
                            en: "This set of rules has more than \(limit) states.")
                    }
                    row.append(Int32(queue.count))
                    known[reached] = Int32(queue.count)
                    queue.append(reached)
                }
            }
            table.append(row)
        }
        transitions = table
    }

    /// Returns the ARL at a shift of the mean in standard errors, with the probabilities of the first `points` lengths.
    ///
    /// The sum over lengths runs until the ratio of successive survival probabilities settles, and the rest is the
    /// geometric tail; relative accuracy about 1e-9.
    public func runLength(shift: Double = 0, points: Int = 0) throws(MethodProblem) -> RunLengthDistribution {
        try RunLength.check(shift.isFinite, "shift", "偏移应为有限的数", "the shift must be finite")
        let ends = [-Double.infinity] + bounds + [.infinity]
        let probabilities = (1..<ends.count).map { place in
            NormalDistribution.standard.probability(from: ends[place - 1] - shift, to: ends[place] - shift)
        }
        var current = [Double](repeating: 0, count: transitions.count)
        current[0] = 1
        var alive = 1.0
        var sum = 0.0
        var signals: [Double] = []
        var (lastRatio, settled) = (0.0, 0)
        for length in 1...2_000_000 {
            sum += alive
            var following = [Double](repeating: 0, count: current.count)
            for (state, mass) in current.enumerated() where mass > 0 {
                let row = transitions[state]
                for zone in row.indices where row[zone] >= 0 {
                    following[Int(row[zone])] += mass * probabilities[zone]
                }
            }
            let remaining = NumberColumn.sum(following)
            if length <= points { signals.append(alive - remaining) }
            let ratio = alive > 0 ? remaining / alive : 0
            settled = abs(ratio - lastRatio) < 1e-15 ? settled + 1 : 0
            (lastRatio, alive, current) = (ratio, remaining, following)
            if remaining == 0 { return RunLengthDistribution(average: sum, firstProbabilities: signals) }
            if settled >= 20, length >= points, ratio < 1 {
                return RunLengthDistribution(average: sum + remaining / (1 - ratio), firstProbabilities: signals)
            }
            if remaining < 1e-300 { return RunLengthDistribution(average: sum, firstProbabilities: signals) }
        }
        throw MethodProblem(
            .noConvergence, at: "rules", zh: "平均链长的计算没有收敛。", en: "The average run length did not settle.")
    }

    private static func middles(_ bounds: [Double]) -> [Double] {
        guard let first = bounds.first, let last = bounds.last else { return [0] }
        return [first - 1] + (1..<max(bounds.count, 1)).map { (bounds[$0 - 1] + bounds[$0]) / 2 } + [last + 1]
    }

    /// The empty history of a rule: two registers for rules on sides, one count for rules of runs.
    private static func registers(_ rule: ControlRule) -> [UInt64] {
        if case .sameSide = rule.pattern { [0, 0] } else { [0] }
    }

    /// The state after a point, or nil where a rule signals.
    private static func step(_ state: [UInt64], _ z: Double, _ rules: [ControlRule]) -> [UInt64]? {
        var reached: [UInt64] = []
        reached.reserveCapacity(state.count)
        var place = 0
        for rule in rules {
            switch rule.pattern {
            case .sameSide(let count, let window, let distance):
                for side in 0..<2 {
                    let hit = side == 0 ? z > distance : z < -distance
                    let mask: UInt64 = window >= 64 ? .max : (1 << UInt64(window)) - 1
                    let register = ((state[place + side] << 1) | (hit ? 1 : 0)) & mask
                    if hit, register.nonzeroBitCount >= count { return nil }
                    reached.append(trimmed(register, count, window))
                }
                place += 2
            case .within(let count, let distance), .outside(let count, let distance):
                let inside = abs(z) < distance
                let holds = if case .within = rule.pattern { inside } else { !inside }
                let run = holds ? state[place] + 1 : 0
                if run >= UInt64(count) { return nil }
                reached.append(run)
                place += 1
            case .trend, .alternating: return nil
            }
        }
        return reached
    }

    /// The register without the hits that can no longer be part of a signal.
    ///
    /// The hit at place b (0 the newest) is still in the window for window - 1 - b more points; with the newer hits it
    /// must be able to reach the count in that time.
    private static func trimmed(_ register: UInt64, _ count: Int, _ window: Int) -> UInt64 {
        var kept: UInt64 = 0
        var newer = 0
        for place in 0..<window where register >> UInt64(place) & 1 == 1 {
            newer += 1
            if newer + (window - 1 - place) >= count { kept |= 1 << UInt64(place) }
        }
        return kept
    }
}

/// The run length of a chart: its average and the probabilities of the first lengths.
public struct RunLengthDistribution: Sendable, Hashable {
    /// The average run length.
    public let average: Double
    /// The probabilities of a first signal at point 1, 2, ….
    public let firstProbabilities: [Double]
}

extension RuleSet {
    /// Returns the exact ARL of the set at a shift in standard errors, by ``RuleChain``.
    public func averageRunLength(shift: Double = 0) throws(MethodProblem) -> Double {
        try RuleChain(self).runLength(shift: shift).average
    }

    /// Estimates the ARL of any set by simulation: the mean of the runs and its standard error.
    ///
    /// The same stream gives the same answer on every platform. A run ends at a million points, which the answer counts.
    public func simulatedRunLength(
        shift: Double = 0, runs: Int = 10_000, stream: RandomStream
    ) throws(MethodProblem) -> (average: Double, standardError: Double) {
        try RunLength.check(runs >= 2, "runs", "次数应不小于 2", "at least 2 runs are needed")
        try RunLength.check(!rules.isEmpty, "rules", "至少要一条准则", "at least one rule is needed")
        var lengths = Moments()
        for run in 0..<runs {
            var stream = stream.child(UInt64(run))
            var watches = rules.map { RuleWatch($0) }
            var length = 0
            var signalled = false
            while !signalled, length < 1_000_000 {
                length += 1
                let z = stream.normal() + shift
                for place in watches.indices where watches[place].step(z) { signalled = true }
            }
            lengths.add(Double(length))
        }
        return (lengths.mean, lengths.standardDeviation / Double(runs).squareRoot())
    }
}

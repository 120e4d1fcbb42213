import QualityMath

/// What a whole scheme with its switching rules does in the long run at one quality level.
public struct SchemePerformance: Hashable, Sendable {
    /// The fraction nonconforming.
    public let quality: Double
    /// The probability of acceptance over all lots inspected.
    public let acceptance: Double
    /// The mean sample over all lots inspected.
    public let averageSampleNumber: Double
    /// The share of lots inspected on each severity.
    public let shares: [InspectionSeverity: Double]
    /// Discontinuations per lot inspected.
    public let discontinuationRate: Double
}

/// A scheme of single plans: normal, tightened and reduced with the switching rules of ISO 2859-1:1999.
///
/// The rules of ``SwitchingEngine`` as a Markov chain with 101 states at most (normal: lots since the last failure and
/// switching score; tightened: run of accepted lots and failures; reduced). Reduced inspection is taken as soon as the
/// score allows it, and after a discontinuation inspection resumes on the tightened plan. The long-run shares solve
/// π P = π. Source: ISO 2859-1:1999, 9.3; Schilling and Sheesley (1978) for the method.
public struct InspectionScheme: Hashable, Sendable {
    /// The normal plan.
    public let normal: AcceptancePlan
    /// The tightened plan.
    public let tightened: AcceptancePlan
    /// The reduced plan; nil where reduced inspection is not used.
    public let reduced: AcceptancePlan?
    /// The acceptance number with the AQL one step tighter for the same sample; nil with Ac 0 or 1.
    public let oneStepTighter: Int?

    /// Makes a scheme of single plans.
    ///
    /// - Throws: ``MethodProblem`` for plans of several stages, or an acceptance number of 2 or more without that of
    ///   the AQL one step tighter.
    public init(
        normal: AcceptancePlan, tightened: AcceptancePlan, reduced: AcceptancePlan?, oneStepTighter: Int?
    ) throws(MethodProblem) {
        for plan in [normal, tightened] + (reduced.map { [$0] } ?? []) where plan.stages.count > 1 {
            throw .refused("plans", zh: "抽样体系的特性曲线须用一次方案", en: "the scheme takes single plans")
        }
        if normal.stages[0].acceptance >= 2, oneStepTighter == nil {
            throw .refused(
                "oneStepTighter", zh: "接收数不小于 2 时须给出加严一级 AQL 的接收数",
                en: "give the acceptance number of the AQL one step tighter when Ac is 2 or more")
        }
        self.normal = normal
        self.tightened = tightened
        self.reduced = reduced
        self.oneStepTighter = normal.stages[0].acceptance >= 2 ? oneStepTighter : nil
    }

    /// Looks the scheme of a lot up in the tables of ISO 2859-1:1999.
    ///
    /// - Throws: ``MethodProblem`` as ``TabulatedPlan`` does.
    public init(
        lotSize: Int, level: InspectionLevel = .general2, acceptanceQualityLimit: Double
    ) throws(MethodProblem) {
        func plan(_ severity: InspectionSeverity) throws(MethodProblem) -> AcceptancePlan {
            try TabulatedPlan(
                lotSize: lotSize, level: level, acceptanceQualityLimit: acceptanceQualityLimit, severity: severity
            ).plan
        }
        let normal = try plan(.normal)
        let numbers = InspectionTables.singleNumbers(.normal, .iso2859).1.map(\.0)
        let place = numbers.firstIndex(of: normal.stages[0].acceptance)
        try self.init(
            normal: normal, tightened: try plan(.tightened), reduced: try plan(.reduced),
            oneStepTighter: place.flatMap { $0 > 0 ? numbers[$0 - 1] : nil })
    }

    /// Returns the long-run behaviour at one quality level, with binomial counts.
    ///
    /// - Throws: ``MethodProblem`` for a fraction outside 0 to 1.
    public func performance(at fraction: Double) throws(MethodProblem) -> SchemePerformance {
        try LotModel.binomial.check(fraction, sample: 1)
        let a = normal.performance(unchecked: fraction, model: .binomial).acceptance
        let t = tightened.performance(unchecked: fraction, model: .binomial).acceptance
        let r = reduced?.performance(unchecked: fraction, model: .binomial).acceptance ?? 1
        let tighter =
            oneStepTighter.map {
                LotModel.binomial.cumulative($0, sample: normal.totalSampleSize, fraction: fraction)
            } ?? a
        let chain = SwitchingChain(
            accepted: a, scored: tighter, tightened: t, reduced: reduced == nil ? nil : r,
            increments: oneStepTighter == nil ? 15 : 10)
        let shares = try naming("p") { () throws(MathProblem) -> SwitchingChain.Shares in try chain.shares() }
        let acceptance = shares.normal * a + shares.tightened * t + shares.reduced * r
        let size =
            shares.normal * Double(normal.totalSampleSize) + shares.tightened * Double(tightened.totalSampleSize)
            + shares.reduced * Double(reduced?.totalSampleSize ?? 0)
        return SchemePerformance(
            quality: fraction, acceptance: acceptance, averageSampleNumber: size,
            shares: [.normal: shares.normal, .tightened: shares.tightened, .reduced: shares.reduced],
            discontinuationRate: shares.discontinued)
    }
}

/// The chain of the switching rules, with the probabilities of one quality level.
struct SwitchingChain {
    struct Shares {
        var normal = 0.0
        var tightened = 0.0
        var reduced = 0.0
        var discontinued = 0.0
    }

    /// The probability of acceptance on normal inspection.
    let accepted: Double
    /// The probability that the score grows.
    let scored: Double
    let tightened: Double
    /// Nil without reduced inspection.
    let reduced: Double?
    /// How many lots in a row that score lead to reduced inspection.
    let increments: Int

    private var normalStates: Int { 5 * increments }
    private var tightenedStart: Int { normalStates }
    private var reducedState: Int { normalStates + 25 }
    private var count: Int { normalStates + 25 + (reduced == nil ? 0 : 1) }

    /// The place of a normal state: accepted lots since the last failure (4: free) and the lots that scored.
    private func normal(_ gap: Int, _ steps: Int) -> Int { gap * increments + steps }

    private func transitions() -> [(from: Int, to: Int, probability: Double)] {
        var moves: [(Int, Int, Double)] = []
        for gap in 0...4 {
            for steps in 0..<increments {
                let from = normal(gap, steps)
                let next = min(gap + 1, 4)
                if steps + 1 < increments {
                    moves.append((from, normal(next, steps + 1), scored))
                } else {
                    moves.append((from, reduced == nil ? normal(next, steps) : reducedState, scored))
                }
                moves.append((from, normal(next, 0), accepted - scored))
                moves.append((from, gap == 4 ? normal(0, 0) : tightenedStart, 1 - accepted))
            }
        }
        for run in 0..<5 {
            for failures in 0..<5 {
                let from = tightenedStart + run * 5 + failures
                moves.append((from, run == 4 ? normal(4, 0) : tightenedStart + (run + 1) * 5 + failures, tightened))
                // The fifth failure discontinues; inspection resumes on the tightened plan.
                moves.append((from, failures == 4 ? tightenedStart : tightenedStart + failures + 1, 1 - tightened))
            }
        }
        if let reduced {
            moves.append((reducedState, reducedState, reduced))
            moves.append((reducedState, normal(4, 0), 1 - reduced))
        }
        return moves
    }

    /// The long-run share of lots in each part, from π (P - I) = 0 and Σ π = 1.
    func shares() throws(MathProblem) -> Shares {
        // At the ends the chain is absorbed and the system would be singular.
        if reduced == 1, scored > 0 { return Shares(reduced: 1) }
        let moves = transitions()
        var system = Matrix(rows: count, columns: count)
        for move in moves { system[move.to, move.from] += move.probability }
        for state in 0..<count { system[state, state] -= 1 }
        var right = [Double](repeating: 0, count: count)
        for state in 0..<count { system[count - 1, state] = 1 }
        right[count - 1] = 1
        let stationary = try system.solving(right)
        var shares = Shares()
        for (state, share) in stationary.enumerated() {
            let share = max(share, 0)
            if state < normalStates {
                shares.normal += share
            } else if state < normalStates + 25 {
                shares.tightened += share
                if (state - tightenedStart) % 5 == 4 { shares.discontinued += share * (1 - tightened) }
            } else {
                shares.reduced += share
            }
        }
        return shares
    }
}

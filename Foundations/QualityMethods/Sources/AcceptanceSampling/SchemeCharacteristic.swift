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

/// A scheme of normal, tightened and reduced plans with the switching rules of ISO 2859-1:1999 or MIL-STD-105E.
///
/// The rules of ``SwitchingEngine`` as a Markov chain with 151 states at most (normal: lots since the last failure and
/// switching score; tightened: run of accepted lots and failures, or lots; reduced). Reduced inspection is taken as soon
/// as the score allows it (for MIL-STD-105E the limit numbers of its table VIII count as met), and after a
/// discontinuation inspection resumes on the tightened plan. The long-run shares solve π P = π.
/// Source: ISO 2859-1:1999, 9.3; Schilling and Sheesley (1978) for the method.
public struct InspectionScheme: Hashable, Sendable {
    /// The normal plan.
    public let normal: AcceptancePlan
    /// The tightened plan.
    public let tightened: AcceptancePlan
    /// The reduced plan; nil where reduced inspection is not used.
    public let reduced: AcceptancePlan?
    /// For a single normal plan of the 1999 form with Ac 2 or more: the acceptance number with the AQL one step tighter
    /// for the same sample; nil otherwise.
    public let oneStepTighter: Int?
    /// The form of the rules.
    public let form: InspectionForm

    /// Makes a scheme. A lot scores with a double plan when its first sample accepts, with a multiple plan when one of
    /// the first three does (ISO 2859-1:1999, 9.3.3.2).
    ///
    /// - Throws: ``MethodProblem`` for a single normal plan of the 1999 form with an acceptance number of 2 or more
    ///   without that of the AQL one step tighter.
    public init(
        normal: AcceptancePlan, tightened: AcceptancePlan, reduced: AcceptancePlan?, oneStepTighter: Int?,
        form: InspectionForm = .iso2859
    ) throws(MethodProblem) {
        let needsTighter = form == .iso2859 && normal.stages.count == 1 && normal.stages[0].acceptance >= 2
        if needsTighter, oneStepTighter == nil {
            throw .refused(
                "oneStepTighter", zh: "接收数不小于 2 时须给出加严一级 AQL 的接收数",
                en: "give the acceptance number of the AQL one step tighter when Ac is 2 or more")
        }
        self.normal = normal
        self.tightened = tightened
        self.reduced = reduced
        self.oneStepTighter = needsTighter ? oneStepTighter : nil
        self.form = form
    }

    /// Looks the scheme of a lot up in the tables.
    ///
    /// - Throws: ``MethodProblem`` as ``TabulatedPlan`` does.
    public init(
        lotSize: Int, level: InspectionLevel = .general2, acceptanceQualityLimit: Double, type: PlanType = .single,
        form: InspectionForm = .iso2859
    ) throws(MethodProblem) {
        func plan(_ severity: InspectionSeverity) throws(MethodProblem) -> AcceptancePlan {
            try TabulatedPlan(
                lotSize: lotSize, level: level, acceptanceQualityLimit: acceptanceQualityLimit, severity: severity,
                type: type, form: form
            ).plan
        }
        let normal = try plan(.normal)
        let numbers = InspectionTables.singleNumbers(.normal, form).1.map(\.0)
        let place = numbers.firstIndex(of: normal.stages[0].acceptance)
        try self.init(
            normal: normal, tightened: try plan(.tightened), reduced: try plan(.reduced),
            oneStepTighter: place.flatMap { $0 > 0 ? numbers[$0 - 1] : nil }, form: form)
    }

    /// Returns the long-run behaviour at one quality level, with binomial counts.
    ///
    /// - Throws: ``MethodProblem`` for a fraction outside 0 to 1.
    public func performance(at fraction: Double) throws(MethodProblem) -> SchemePerformance {
        try LotModel.binomial.check(fraction, sample: 1)
        let a = normal.performance(unchecked: fraction, model: .binomial)
        let t = tightened.performance(unchecked: fraction, model: .binomial)
        let r = reduced?.performance(unchecked: fraction, model: .binomial)
        let chain = SwitchingChain(
            accepted: a.acceptance, scored: scored(a, at: fraction), tightened: t.acceptance,
            reduced: staysReduced(at: fraction), increments: increments, form: form)
        let shares = try naming("p") { () throws(MathProblem) -> SwitchingChain.Shares in try chain.shares() }
        let acceptance =
            shares.normal * a.acceptance + shares.tightened * t.acceptance + shares.reduced * (r?.acceptance ?? 0)
        let size =
            shares.normal * a.averageSampleNumber + shares.tightened * t.averageSampleNumber
            + shares.reduced * (r?.averageSampleNumber ?? 0)
        return SchemePerformance(
            quality: fraction, acceptance: acceptance, averageSampleNumber: size,
            shares: [.normal: shares.normal, .tightened: shares.tightened, .reduced: shares.reduced],
            discontinuationRate: shares.discontinued)
    }

    /// The lots in a row that must score: 10 of three points each, or 15 of two for single plans with Ac 0 or 1.
    private var increments: Int {
        form == .iso2859 && normal.stages.count == 1 && oneStepTighter == nil ? 15 : 10
    }

    /// The probability that a lot on normal inspection scores.
    private func scored(_ performance: PlanPerformance, at fraction: Double) -> Double {
        if form == .milStd105E { return performance.acceptance }
        if normal.stages.count > 1 {
            let counted = normal.stages.count == 2 ? 1 : 3
            return performance.acceptanceByStage.prefix(counted).reduce(0, +)
        }
        return oneStepTighter.map {
            LotModel.binomial.cumulative($0, sample: normal.totalSampleSize, fraction: fraction)
        } ?? performance.acceptance
    }

    /// The probability that a lot leaves reduced inspection in force: accepted, and with MIL-STD-105E not in the gap.
    private func staysReduced(at fraction: Double) -> Double? {
        guard let reduced, let last = reduced.stages.last else { return nil }
        // The same plan without its gap: what falls into the gap is then not accepted.
        let closed = AcceptancePlan(
            tabulated: reduced.stages.dropLast() + [
                .init(sampleSize: last.sampleSize, acceptance: last.acceptance, rejection: last.acceptance + 1)
            ])
        return closed.performance(unchecked: fraction, model: .binomial).acceptance
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
    /// The probability that reduced inspection stays in force; nil without reduced inspection.
    let reduced: Double?
    /// How many lots in a row that score lead to reduced inspection.
    let increments: Int
    let form: InspectionForm

    private var normalStates: Int { 5 * increments }
    /// What a run on tightened inspection counts before it is discontinued: 5 failures, or 10 lots in MIL-STD-105E.
    private var patience: Int { form == .iso2859 ? 5 : 10 }
    private var tightenedStart: Int { normalStates }
    private var reducedState: Int { normalStates + 5 * patience }
    private var count: Int { reducedState + (reduced == nil ? 0 : 1) }

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
            for spent in 0..<patience {
                let from = tightenedStart + run * patience + spent
                // A lot spends patience in MIL-STD-105E whether accepted or not, in the 1999 form only a failure does.
                let afterAcceptance = form == .iso2859 ? spent : spent + 1
                moves.append(
                    (
                        from,
                        run == 4
                            ? normal(4, 0)
                            : afterAcceptance == patience
                                ? tightenedStart : tightenedStart + (run + 1) * patience + afterAcceptance, tightened
                    ))
                // With its patience spent inspection is discontinued; it resumes on the tightened plan.
                moves.append(
                    (from, spent + 1 == patience ? tightenedStart : tightenedStart + spent + 1, 1 - tightened))
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
            } else if state < reducedState {
                shares.tightened += share
                let (run, spent) = (state - tightenedStart).quotientAndRemainder(dividingBy: patience)
                if spent == patience - 1 {
                    let leaves = form == .iso2859 || run == 4 ? 1 - tightened : 1
                    shares.discontinued += share * leaves
                }
            } else {
                shares.reduced += share
            }
        }
        return shares
    }
}

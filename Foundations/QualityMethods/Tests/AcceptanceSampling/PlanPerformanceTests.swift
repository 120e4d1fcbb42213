import QualityMath
import QualityMethods
import Testing

@Suite("Performance of plans")
struct PlanPerformanceTests {
    /// Counts all ways to find nonconforming items in an unordered draw, item by item: a slow and independent check.
    private func enumerated(_ plan: AcceptancePlan, lot: Int, marked: Int) -> Double {
        func walk(_ stage: Int, _ item: Int, _ drawn: Int, _ found: Int) -> Double {
            if item == plan.stages[stage].sampleSize {
                if let decision = plan.decision(stage: stage, count: found) { return decision ? 1 : 0 }
                return walk(stage + 1, 0, drawn, found)
            }
            let p = Double(marked - found) / Double(lot - drawn)
            return (p > 0 ? p * walk(stage, item + 1, drawn + 1, found + 1) : 0)
                + (p < 1 ? (1 - p) * walk(stage, item + 1, drawn + 1, found) : 0)
        }
        return walk(0, 0, 0, 0)
    }

    @Test("a double plan on a small lot agrees with drawing item by item")
    func hypergeometricDouble() throws {
        let plan = try AcceptancePlan(stages: [
            .init(sampleSize: 5, acceptance: 0, rejection: 2), .init(sampleSize: 6, acceptance: 1, rejection: 2),
        ])
        for marked in 0...9 {
            let got = try plan.performance(at: Double(marked) / 30, model: .hypergeometric(lotSize: 30)).acceptance
            #expect(abs(got - enumerated(plan, lot: 30, marked: marked)) < 1e-13)
        }
    }

    @Test("a single plan agrees with the binomial distribution on both sides of the direct sum")
    func binomialSingle() throws {
        for (n, c) in [(1, 0), (13, 0), (125, 3), (2000, 44), (5000, 61), (100_000, 30)] {
            let plan = try AcceptancePlan(sampleSize: n, acceptance: c)
            for p in [0, 1e-9, 0.0004, 0.02, 0.3, 0.999, 1] {
                let got = try plan.operatingCharacteristic([p])[0]
                let exact = try BinomialDistribution(trials: n, probability: p).cumulative(c)
                #expect(abs(got - exact) <= 1e-11 * exact + 1e-300, "\(n) \(c) \(p)")
            }
        }
    }

    @Test("the curve falls, from 1 at no nonconforming item to 0 at all")
    func falls() throws {
        let plan = try AcceptancePlan(stages: [
            .init(sampleSize: 20, acceptance: -1, rejection: 2), .init(sampleSize: 20, acceptance: 0, rejection: 3),
            .init(sampleSize: 20, acceptance: 2, rejection: 3),
        ])
        let curve = try plan.operatingCharacteristic((0...50).map { Double($0) / 50 })
        #expect(curve.first == 1)
        #expect(curve.last == 0)
        #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 >= $1 })
    }

    @Test("early stopping never inspects more, and full stopping least")
    func curtailment() throws {
        let plan = try AcceptancePlan(stages: [
            .init(sampleSize: 50, acceptance: 1, rejection: 4), .init(sampleSize: 50, acceptance: 4, rejection: 5),
        ])
        for p in [0, 0.01, 0.05, 0.2, 1] {
            for model in [LotModel.binomial, .hypergeometric(lotSize: 400)] {
                let sizes = try Curtailment.allCases.map {
                    try plan.averageSampleNumber(at: p, model: model, curtailment: $0)
                }
                #expect(sizes[1] <= sizes[0] + 1e-9)
                #expect(sizes[2] <= sizes[1] + 1e-9)
                #expect(sizes[3] <= sizes[2] + 1e-9)
            }
        }
        // All items are nonconforming: rejection at the fourth; none is: acceptance is certain at the 49th.
        #expect(try plan.averageSampleNumber(at: 1, curtailment: .rejection) == 4)
        #expect(try plan.averageSampleNumber(at: 0, curtailment: .full) == 49)
        #expect(throws: MethodProblem.self) {
            try plan.averageSampleNumber(at: 0.1, model: .poisson, curtailment: .full)
        }
    }

    @Test("a curtailed single plan agrees with the negative binomial mean")
    func curtailedSingle() throws {
        // Stop at the (c + 1)-th nonconforming item: Σ over items of P(not yet stopped).
        let plan = try AcceptancePlan(sampleSize: 80, acceptance: 2)
        let p = 0.07
        var expected = 0.0
        for item in 0..<80 {
            expected += item < 3 ? 1 : try BinomialDistribution(trials: item, probability: p).cumulative(2)
        }
        #expect(abs(try plan.averageSampleNumber(at: p, curtailment: .rejection) - expected) < 1e-10)
    }

    @Test("the quality accepted with a probability is where the curve has it")
    func inverse() throws {
        let plan = try AcceptancePlan(sampleSize: 125, acceptance: 3)
        for probability in [0.99, 0.95, 0.5, 0.1, 0.01] {
            for model in [LotModel.binomial, .poisson] {
                let p = try plan.quality(acceptedWith: probability, model: model)
                #expect(abs(try plan.performance(at: p, model: model).acceptance - probability) < 1e-10)
            }
        }
    }

    @Test("bad plans and qualities are refused with the field")
    func refusals() throws {
        #expect(throws: MethodProblem.self) { try AcceptancePlan(stages: []) }
        #expect(throws: MethodProblem.self) { try AcceptancePlan(sampleSize: 5, acceptance: -1) }
        #expect(throws: MethodProblem.self) {
            try AcceptancePlan(stages: [.init(sampleSize: 5, acceptance: 1, rejection: Int.max)])
        }
        #expect(throws: MethodProblem.self) { try AcceptancePlan(sampleSize: 0, acceptance: 0) }
        #expect(throws: MethodProblem.self) { try AcceptancePlan(sampleSize: Int.max, acceptance: 0) }
        let plan = try AcceptancePlan(sampleSize: 5, acceptance: 0)
        for p in [-0.1, 1.1, .nan, .infinity, 1e308] {
            #expect(throws: MethodProblem.self) { try plan.performance(at: p) }
        }
        #expect(throws: MethodProblem.self) { try plan.performance(at: 0.1, model: .hypergeometric(lotSize: 4)) }
        #expect(try plan.performance(at: 1e308, model: .poisson).acceptance == 0)
    }
}

@Suite("Design of plans")
struct PlanDesignTests {
    private func risks(_ p1: Double, _ a: Double, _ p2: Double, _ b: Double) throws -> RiskPoints {
        try RiskPoints(producerQuality: p1, producerAcceptance: a, consumerQuality: p2, consumerAcceptance: b)
    }

    @Test("the smallest plan meets both risks, and neither one item less nor one number less does")
    func smallest() throws {
        for (p1, p2) in [(0.01, 0.05), (0.002, 0.01), (0.1, 0.3)] {
            for model in [LotModel.binomial, .poisson, .hypergeometric(lotSize: 5000)] {
                let plan = try AcceptancePlan.smallest(meeting: risks(p1, 0.95, p2, 0.1), model: model)
                let stage = plan.stages[0]
                #expect(try plan.performance(at: p1, model: model).acceptance >= 0.95)
                #expect(try plan.performance(at: p2, model: model).acceptance <= 0.1)
                let less = try AcceptancePlan(sampleSize: stage.sampleSize - 1, acceptance: stage.acceptance)
                #expect(try less.performance(at: p2, model: model).acceptance > 0.1)
            }
        }
        #expect(throws: MethodProblem.self) {
            try AcceptancePlan.smallest(meeting: risks(0.010, 0.95, 0.011, 0.1), model: .hypergeometric(lotSize: 20))
        }
        #expect(throws: MethodProblem.self) { try risks(0.1, 0.95, 0.05, 0.1) }
        #expect(throws: MethodProblem.self) { try risks(0, 0.95, 0.05, 0.1) }
    }

    @Test("a plan by variables meets the producer's risk exactly and the consumer's at least")
    func variables() throws {
        for spread in SpreadKnowledge.allCases {
            let plan = try VariablesPlan(meeting: risks(0.01, 0.95, 0.06, 0.1), spread: spread)
            #expect(abs(try plan.acceptance(at: 0.01) - 0.95) < 1e-10)
            #expect(try plan.acceptance(at: 0.06) <= 0.1)
            #expect(try plan.acceptance(at: 0) == 1)
            #expect(try plan.acceptance(at: 1) == 0)
        }
    }

    @Test("the estimated fraction at Q = k is the greatest one accepted, by both methods")
    func decision() throws {
        let plan = try VariablesPlan(sampleSize: 5, acceptability: 1, spread: .unknown)
        let values = [9.0, 10, 11, 10, 10.5]
        let low = try plan.decide(sample: values, lowerLimit: 9.5, upperLimit: nil)
        #expect(low.isAccepted == ((low.lowerQuality ?? 0) >= 1))
        let both = try plan.decide(sample: values, lowerLimit: 9.5, upperLimit: 11)
        #expect(both.estimatedFraction > low.estimatedFraction)
        #expect(throws: MethodProblem.self) {
            try plan.decide(sample: [1, 1, 1, 1, 1], lowerLimit: 0, upperLimit: nil)
        }
        #expect(throws: MethodProblem.self) { try plan.decide(sample: [1], lowerLimit: 0, upperLimit: nil) }
        #expect(throws: MethodProblem.self) { try plan.decide(sample: values, lowerLimit: nil, upperLimit: nil) }
    }

    @Test("outgoing quality never exceeds its limit, and screening everything leaves nothing")
    func rectifying() throws {
        let inspection = try RectifyingInspection(
            lotSize: 2000, plan: try AcceptancePlan(sampleSize: 80, acceptance: 2))
        let limit = inspection.limit()
        for step in 0...100 {
            let result = try inspection.quality(at: Double(step) / 100)
            #expect(result.averageOutgoingQuality <= limit.averageOutgoingQualityLimit + 1e-15)
        }
        #expect(try inspection.quality(at: 1).averageTotalInspection == 2000)
        #expect(try inspection.quality(at: 0).averageTotalInspection == 80)
    }

    @Test("Dodge-Romig plans protect and inspect less than their neighbours")
    func dodgeRomig() throws {
        let plan = try DodgeRomigPlan.outgoingQuality(lotSize: 1000, limit: 0.02, processAverage: 0.01)
        let inspection = try RectifyingInspection(lotSize: 1000, plan: plan.plan)
        #expect(inspection.limit().averageOutgoingQualityLimit <= 0.02)
        let (n, c) = (plan.plan.stages[0].sampleSize, plan.plan.stages[0].acceptance)
        for number in 0...(c + 3) where number != c {
            // The least sample of any other number inspects more at the process average.
            var sample = number + 1
            while try RectifyingInspection(
                lotSize: 1000, plan: AcceptancePlan(sampleSize: sample, acceptance: number)
            ).limit().averageOutgoingQualityLimit > 0.02 { sample += 1 }
            let other = try RectifyingInspection(
                lotSize: 1000, plan: AcceptancePlan(sampleSize: sample, acceptance: number))
            #expect(try other.quality(at: 0.01).averageTotalInspection >= plan.averageTotalInspection)
        }
        #expect(n > 0)
    }

    @Test("a sequential plan meets its risks nearly and inspects less than the single plan")
    func sequential() throws {
        let points = try risks(0.01, 0.95, 0.06, 0.1)
        let plan = SequentialPlan(points)
        let good = try plan.performance(at: 0.01, limit: 5000)
        let bad = try plan.performance(at: 0.06, limit: 5000)
        #expect(good.acceptance > 0.945)
        #expect(bad.acceptance < 0.105)
        let single = try AcceptancePlan.smallest(meeting: points).totalSampleSize
        #expect(good.averageSampleNumber < Double(single))
        #expect(bad.averageSampleNumber < Double(single))
        let all = plan.decide([true, true, true, true])
        #expect(all.decision == false)
        #expect(plan.decide([]).decision == nil)
    }

    @Test("limiting quality and declared quality plans keep their risks, and one item more or less breaks them")
    func audits() throws {
        for lotSize in [nil, 300] {
            let plan = try LimitingQualityPlan(limitingQuality: 0.05, acceptance: 1, lotSize: lotSize)
            #expect(plan.consumerRisk <= 0.1)
            let model: LotModel = lotSize.map { .hypergeometric(lotSize: $0) } ?? .binomial
            let less = try AcceptancePlan(sampleSize: plan.plan.totalSampleSize - 1, acceptance: 1)
            #expect(try less.performance(at: 0.05, model: model).acceptance > 0.1)
            let audit = try DeclaredQualityAudit(declared: 0.02, limit: 1, population: lotSize)
            #expect(audit.risk <= 0.05)
            let more = try AcceptancePlan(sampleSize: audit.sampleSize + 1, acceptance: 1)
            #expect(try 1 - more.performance(at: 0.02, model: model).acceptance > 0.05)
        }
    }

    @Test("skip-lot accepts at least as often as its reference plan, and inspects every lot with fraction 1")
    func skipLot() throws {
        let reference = try AcceptancePlan(sampleSize: 50, acceptance: 1)
        let plan = try SkipLotPlan(reference: reference, clearanceNumber: 8, fraction: 0.25)
        for p in [0.001, 0.01, 0.05, 0.2] {
            let own = try reference.performance(at: p).acceptance
            let result = try plan.performance(at: p)
            #expect(result.acceptance >= own)
            #expect(result.averageSampleNumber <= 50)
            let every = try SkipLotPlan(reference: reference, clearanceNumber: 8, fraction: 1).performance(at: p)
            #expect(abs(every.acceptance - own) < 1e-15)
        }
    }
}

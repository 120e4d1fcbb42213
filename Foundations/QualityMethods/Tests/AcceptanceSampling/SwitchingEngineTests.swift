import QualityMath
import QualityMethods
import Testing

@Suite("Switching rules")
struct SwitchingEngineTests {
    private func run(_ pattern: String, acceptance: Int = 3, form: InspectionForm = .iso2859) throws -> SwitchingEngine
    {
        var engine = SwitchingEngine(acceptanceNumber: acceptance, form: form)
        for mark in pattern {
            try engine.take(
                LotResult(isAccepted: mark != "x", isAcceptedOneStepTighter: mark == "a", isInGap: mark == "g"))
        }
        return engine
    }

    @Test("two lots out of five not accepted lead to tightened inspection, out of six not")
    func tightened() throws {
        #expect(try run("xaaax").severity == .tightened)
        #expect(try run("xaaaax").severity == .normal)
        #expect(try run("xx").severity == .tightened)
        #expect(try run("xaaax").log.last?.event == .twoOfFiveNotAccepted)
    }

    @Test("five accepted lots in a row lead back to normal, and lots before the change do not count again")
    func backToNormal() throws {
        #expect(try run("xxaaaa").severity == .tightened)
        #expect(try run("xxaaaaa").severity == .normal)
        #expect(try run("xxaaaxaaaa").severity == .tightened)
        // The two failures before belong to the past: one more does not tighten.
        #expect(try run("xxaaaaax").severity == .normal)
    }

    @Test("five lots not accepted on tightened inspection discontinue it, and it resumes tightened")
    func discontinued() throws {
        var engine = try run("xx" + "xaxaxaxax")
        #expect(engine.isDiscontinued)
        #expect(throws: MethodProblem.self) { try engine.take(LotResult(isAccepted: true)) }
        engine.resume()
        #expect(engine.severity == .tightened)
        #expect(!engine.isDiscontinued)
    }

    @Test("a score of 30 leads to reduced inspection: 10 lots of 3 points, or 15 of 2")
    func reduced() throws {
        #expect(try run(String(repeating: "a", count: 9)).severity == .normal)
        #expect(try run(String(repeating: "a", count: 10)).severity == .reduced)
        // Accepted, but not one step tighter: the score begins again.
        #expect(try run("aaaaaaaaan").score == 0)
        #expect(try run(String(repeating: "a", count: 14), acceptance: 1).severity == .normal)
        #expect(try run(String(repeating: "a", count: 15), acceptance: 1).severity == .reduced)
        var engine = SwitchingEngine(acceptanceNumber: 3)
        for _ in 0..<20 {
            try engine.take(LotResult(isAccepted: true, isAcceptedOneStepTighter: true), mayReduce: false)
        }
        #expect(engine.severity == .normal)
    }

    @Test("a failure, irregular production or the gap of a 105E plan end reduced inspection")
    func endOfReduced() throws {
        let ten = String(repeating: "a", count: 10)
        #expect(try run(ten + "x").severity == .normal)
        var engine = try run(ten)
        engine.reportIrregularProduction()
        #expect(engine.severity == .normal)
        #expect(try run(ten + "g", form: .milStd105E).severity == .normal)
        #expect(try run(ten + "g").severity == .reduced)
    }

    /// Runs the engine over lots of one quality, stage by stage, and compares it with the chain.
    private func compare(
        _ scheme: InspectionScheme, at quality: Double, type: PlanType, lots: Int, key: UInt64
    ) throws {
        let result = try scheme.performance(at: quality)
        let number = scheme.normal.stages[0].acceptance
        // A type whose plan fell back to a single one scores as single plans do.
        let type = scheme.normal.stages.count == 1 ? .single : type
        var engine = SwitchingEngine(acceptanceNumber: number, type: type, form: scheme.form)
        var stream = RandomStream(key: key)
        var counts: [InspectionSeverity: Int] = [:]
        var (accepted, drawn) = (0, 0)
        let plans: [InspectionSeverity: AcceptancePlan] = [
            .normal: scheme.normal, .tightened: scheme.tightened, .reduced: scheme.reduced ?? scheme.normal,
        ]
        for _ in 0..<lots {
            guard let plan = plans[engine.severity] else { continue }
            counts[engine.severity, default: 0] += 1
            var (found, stage) = (0, 0)
            var decision: Bool?
            while decision == nil {
                let size = plan.stages[stage].sampleSize
                drawn += size
                found += Int(try BinomialDistribution(trials: size, probability: quality).sample(using: &stream))
                decision = plan.decision(stage: stage, count: found)
                stage += 1
            }
            let isAccepted = decision == true
            accepted += isAccepted ? 1 : 0
            let tighter =
                plan.stages.count == 1
                ? found <= (scheme.oneStepTighter ?? found) : stage <= (plan.stages.count == 2 ? 1 : 3)
            let event = try engine.take(
                LotResult(
                    isAccepted: isAccepted, isAcceptedOneStepTighter: tighter,
                    isInGap: isAccepted && found > plan.stages[stage - 1].acceptance))
            if engine.isDiscontinued { engine.resume() }
            // The log would grow with every lot: the engine starts afresh from the same state when it is normal again.
            if event != nil, engine.severity == .normal {
                engine = SwitchingEngine(acceptanceNumber: number, type: type, form: scheme.form)
            }
        }
        let share = Double(accepted) / Double(lots)
        #expect(abs(share - result.acceptance) < 0.006, "\(type) \(scheme.form)")
        #expect(abs(Double(drawn) / Double(lots) / result.averageSampleNumber - 1) < 0.02)
        for severity in InspectionSeverity.allCases {
            let seen = Double(counts[severity] ?? 0) / Double(lots)
            #expect(abs(seen - (result.shares[severity] ?? 0)) < 0.012, "\(type) \(scheme.form) \(severity)")
        }
    }

    @Test("the Markov chain agrees with the engine run on 400 000 lots")
    func chainAgainstEngine() throws {
        try compare(
            InspectionScheme(lotSize: 1000, acceptanceQualityLimit: 1), at: 0.025, type: .single, lots: 400_000,
            key: 20_260_101)
    }

    @Test("it does so too for double and multiple plans, Ac 0, and the rules and gaps of MIL-STD-105E")
    func chainOfOtherForms() throws {
        for (type, form, limit, quality, key) in [
            (PlanType.double, InspectionForm.iso2859, 1.0, 0.022, UInt64(1)), (.multiple, .iso2859, 1, 0.022, 2),
            (.single, .iso2859, 0.1, 0.003, 3), (.double, .iso2859, 0.1, 0.003, 4), (.single, .milStd105E, 1, 0.025, 5),
            (.double, .milStd105E, 2.5, 0.05, 6), (.multiple, .milStd105E, 2.5, 0.05, 7),
        ] {
            let scheme = try InspectionScheme(lotSize: 1500, acceptanceQualityLimit: limit, type: type, form: form)
            try compare(scheme, at: quality, type: type, lots: 300_000, key: key)
        }
    }

    @Test("shares sum to 1, all lots are reduced without nonconforming items and none at the worst")
    func ends() throws {
        for limit in [0.065, 0.25, 1, 4] {
            let scheme = try InspectionScheme(lotSize: 3000, acceptanceQualityLimit: limit)
            for p in [0, 1e-9, limit / 100, 0.2, 0.9, 1] {
                let result = try scheme.performance(at: p)
                #expect(abs(result.shares.values.reduce(0, +) - 1) < 1e-9)
                #expect((0...1.0000001).contains(result.acceptance))
            }
            #expect(try scheme.performance(at: 0).shares[.reduced] == 1)
            #expect(try scheme.performance(at: 1).acceptance < 1e-9)
        }
    }
}

import Foundation
import QualityMath
import QualityMethods
import Testing

@Suite struct GrowthAndPlanTests {
    @Test("bounds of a growing system hold the truth as often as they say", arguments: [true, false])
    func coverage(endsAtFailure: Bool) throws {
        // Power law with β = 0.6: simulated systems, counted against the 90 % bounds.
        let beta = 0.6
        var stream = RandomStream(key: 17)
        var inside = (beta: 0, mtbf: 0)
        let rounds = 1500
        var used = 0
        for _ in 0..<rounds {
            var times: [Double] = []
            var sum = 0.0
            if endsAtFailure {
                for _ in 0..<8 {
                    sum += -log(stream.uniform())
                    times.append(pow(sum, 1 / beta))
                }
            } else {
                while true {
                    sum += -log(stream.uniform())
                    if sum > 8 { break }
                    times.append(pow(sum, 1 / beta))
                }
                if times.isEmpty { continue }
            }
            used += 1
            let end = endsAtFailure ? times[times.count - 1] : pow(8, 1 / beta)
            let growth = try CrowAMSAA(times: times, termination: endsAtFailure ? .failure : .time(end))
            let truth = 1 / (beta * pow(end, beta - 1))
            let forBeta = try growth.betaBounds(confidence: 0.9)
            if forBeta.lower <= beta, beta <= forBeta.upper { inside.beta += 1 }
            if used <= 400 {
                let bounds = try growth.mtbfBounds(confidence: 0.9)
                if bounds.lower <= truth, truth <= bounds.upper { inside.mtbf += 1 }
            }
        }
        #expect(abs(Double(inside.beta) / Double(used) - 0.9) < 0.03)
        let share = Double(inside.mtbf) / 400
        #expect(share > 0.86 && share < (endsAtFailure ? 0.94 : 0.98), "\(share)")
    }

    @Test("the fit test's critical values are those of MIL-HDBK-189C to two decimals")
    func fitTest() throws {
        // Table of critical values: M = 2, 5, 10, 60 at 0.10.
        for (terms, value) in [(2, 0.162), (5, 0.160), (10, 0.167), (60, 0.173)] {
            let ours = try #require(CrowAMSAA.cramerVonMisesCritical(terms: terms, significance: 0.1))
            #expect(abs(ours - value) < 0.002)
        }
        #expect(CrowAMSAA.cramerVonMisesCritical(terms: 1, significance: 0.1) == nil)
    }

    @Test("growth data that leave nothing to fit are refused")
    func degenerateGrowth() {
        #expect(throws: MathProblem.self) { try CrowAMSAA(times: [], termination: .time(5)) }
        #expect(throws: MathProblem.self) { try CrowAMSAA(times: [5], termination: .failure) }
        #expect(throws: MathProblem.self) { try CrowAMSAA(times: [5, 5], termination: .failure) }
        #expect(throws: MathProblem.self) { try CrowAMSAA(times: [5, 7], termination: .time(6)) }
        #expect(throws: MathProblem.self) { try CrowAMSAA(times: [.nan], termination: .time(6)) }
    }

    @Test("zero failures, all failures, and impossible counts of Clopper and Pearson")
    func clopperPearson() throws {
        let none = try DemonstrationTest.clopperPearson(successes: 0, trials: 10, confidence: 0.95)
        #expect(none.lower == 0)
        #expect(abs(none.upper - (1 - pow(0.025, 0.1))) < 1e-12)
        let all = try DemonstrationTest.clopperPearson(successes: 10, trials: 10, confidence: 0.95)
        #expect(all.upper == 1 && abs(all.lower - pow(0.025, 0.1)) < 1e-12)
        #expect(throws: MathProblem.self) {
            try DemonstrationTest.clopperPearson(successes: 11, trials: 10, confidence: 0.95)
        }
        #expect(throws: MathProblem.self) {
            try DemonstrationTest.clopperPearson(successes: 0, trials: 0, confidence: 0.9)
        }
    }

    @Test("a plan meets its confidence, and one unit less does not")
    func units() throws {
        for failures in 0...4 {
            let plan = try DemonstrationTest.units(reliability: 0.95, confidence: 0.9, allowedFailures: failures)
            let fewer = try BinomialDistribution(trials: plan.units - 1, probability: 0.05)
            #expect(plan.reachedConfidence >= 0.9)
            #expect(1 - fewer.cumulative(failures) < 0.9)
        }
        #expect(try DemonstrationTest.units(reliability: 0.99, confidence: 0.95).units == 299)
    }

    @Test("demonstrations by time, by Weibull life and by successes agree with their definitions")
    func demonstrations() throws {
        func value(_ name: String, _ inputs: MethodValue, _ output: String) throws -> MethodValue {
            try MethodRegistry.run(name, inputs)["values"]?[output] ?? .null
        }
        // No failure allowed: exp(-T/θ) = 1 - C.
        let time = try value("reliability/demonstration-time", ["mtbf": 100, "confidence": 0.9], "totalTime")
        #expect(abs((time.asNumber ?? 0) - 100 * log(10)) < 1e-10)
        // n units without failure for t each: R^(n (t/t₀)^β) = 1 - C.
        let duration = try value(
            "reliability/weibull-demonstration",
            ["units": 5, "reliability": 0.9, "missionTime": 2, "shape": 1.5, "confidence": 0.9], "duration")
        let t = (duration.asNumber ?? 0) / 2
        #expect(abs(pow(0.9, 5 * pow(t, 1.5)) - 0.1) < 1e-12)
        // All of n succeed: the one-sided bound is (1 - C)^(1/n).
        let bound = try value(
            "reliability/success-bounds", ["successes": 22, "trials": 22, "confidence": 0.9], "lowerBound")
        #expect(abs((bound.asNumber ?? 0) - pow(0.1, 1.0 / 22)) < 1e-14)
    }

    @Test("both risks of a fixed-length plan are met, with fewer failures they are not")
    func twoRisks() throws {
        let plan = try DemonstrationTest.twoRiskPlan(
            upperMTBF: 300, lowerMTBF: 100, producerRisk: 0.1, consumerRisk: 0.1)
        #expect(plan.allowedFailures == 5)
        let atLower = try DemonstrationTest.passing(
            mtbf: 100, totalTime: plan.totalTime, allowedFailures: plan.allowedFailures)
        #expect(abs(atLower - 0.1) < 1e-10)
        #expect(plan.producerRisk <= 0.1)
        let duration = try DemonstrationTest.weibullDuration(
            units: 22, reliability: 0.9, missionTime: 100, shape: 2, confidence: 0.9)
        #expect(duration < 100 && duration > 95)
    }

    @Test("a warranty forecast of exponential lives does not depend on age")
    func warranty() throws {
        let data = try LifeData(times: [10, 20, 30, 40, 50], failed: [true, true, false, true, false])
        let fit = try LifeFit(data, family: .exponential)
        let young = try WarrantyForecast(cohorts: [.init(units: 100, age: 1)], horizon: 5, fit: fit)
        let old = try WarrantyForecast(cohorts: [.init(units: 100, age: 40)], horizon: 5, fit: fit)
        #expect(abs(young.expected - old.expected) < 1e-9)
        #expect(abs(young.expected - 100 * -expm1(-5 / 50.0)) < 1e-9)
        let limited = try WarrantyForecast(cohorts: [.init(units: 100, age: 40)], horizon: 5, limit: 40, fit: fit)
        #expect(limited.expected == 0)
        let bounds = try young.predictionBounds()
        #expect(bounds.lower < young.expected && young.expected < bounds.upper)
    }

    @Test("stress laws give back the coefficients that made the lives")
    func accelerated() throws {
        // Exact Weibull quantiles at three temperatures with Eₐ = 0.7 eV.
        var observations: [LifeObservation] = []
        var stresses: [StressLaw] = []
        for celsius in [60.0, 80, 100] {
            let scale = exp(-15 + 0.7 / (StressLaw.boltzmann * (celsius + 273.15)))
            for i in 1...20 {
                let p = (Double(i) - 0.5) / 20
                observations.append(.failure(at: scale * pow(-log1p(-p), 0.5)))
                stresses.append(.arrhenius(celsius: celsius))
            }
        }
        let model = try AcceleratedLife(try LifeData(observations), stresses: stresses)
        #expect(abs(model.coefficients[0] - 0.7) < 1e-6)
        let factor = try model.accelerationFactor(use: .arrhenius(celsius: 25), test: .arrhenius(celsius: 100))
        let exact = exp(0.7 / StressLaw.boltzmann * (1 / 298.15 - 1 / 373.15))
        #expect(abs(factor - exact) < 1e-4 * exact)
        #expect(throws: MathProblem.self) {
            try AcceleratedLife(try LifeData(observations), stresses: stresses.map { _ in .arrhenius(celsius: 60) })
        }
        let eyring = try AcceleratedLife(
            try LifeData(observations),
            stresses: [60.0, 80, 100].flatMap { c in (0..<20).map { _ in .eyring(celsius: c) } })
        #expect(abs(eyring.coefficients[0] - 0.7) < 0.05)
    }

    @Test("rank regression finds the line through exact plotting positions")
    func rankRegression() throws {
        let n = 9.0
        let times = try (1...9).map { i in
            200 * pow(-log1p(-(try BetaDistribution(alpha: Double(i), beta: n - Double(i) + 1)).quantile(0.5)), 1 / 1.7)
        }
        for direction in RankRegression.Direction.allCases {
            let fit = try RankRegression(failures: times, direction: direction)
            #expect(abs(fit.parameters[0] - 1.7) < 1e-10 && abs(fit.parameters[1] - 200) < 1e-8)
            #expect(abs(fit.determination - 1) < 1e-12)
        }
        #expect(throws: MathProblem.self) { try RankRegression(failures: [5, 5]) }
        #expect(throws: MathProblem.self) { try RankRegression(failures: [5, -1]) }
    }
}

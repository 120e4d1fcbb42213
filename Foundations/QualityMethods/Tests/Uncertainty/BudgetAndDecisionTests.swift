import Foundation
import QualityMath
import QualityMethods
import Testing

@Suite struct BudgetAndDecisionTests {
    @Test("the shares of a budget add up to 1, also with correlation")
    func shares() throws {
        let model = try MeasurementModel("a*b/c", inputs: ["a", "b", "c"])
        let budget = try UncertaintyBudget(
            model,
            inputs: [
                .init("a", value: 2, uncertainty: 0.1), .init("b", value: 3, uncertainty: 0.2),
                .init("c", value: 4, uncertainty: 0.1),
            ], correlations: [.init(0, 2, 0.7)])
        #expect(abs(budget.outputs[0].contributions.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    }

    @Test("full correlation of a difference cancels, and inputs without uncertainty are borne")
    func cancellation() throws {
        let model = try MeasurementModel("a - b", inputs: ["a", "b"])
        let budget = try UncertaintyBudget(
            model, inputs: [.init("a", value: 5, uncertainty: 0.1), .init("b", value: 3, uncertainty: 0.1)],
            correlations: [.init(0, 1, 1)])
        #expect(budget.outputs[0].uncertainty < 1e-8)
        let exact = try UncertaintyBudget(
            model, inputs: [.init("a", value: 5, uncertainty: 0), .init("b", value: 3, uncertainty: 0)])
        #expect(exact.outputs[0].uncertainty == 0 && exact.outputs[0].degreesOfFreedom == .infinity)
    }

    @Test("degrees of freedom are not defined for correlated inputs of different ensembles")
    func degrees() throws {
        let model = try MeasurementModel("a + b", inputs: ["a", "b"])
        func budget(_ ensemble: Int?) throws -> Double {
            try UncertaintyBudget(
                model,
                inputs: [
                    .init("a", value: 1, uncertainty: 1, degreesOfFreedom: 4, ensemble: ensemble),
                    .init("b", value: 1, uncertainty: 1, degreesOfFreedom: 4, ensemble: ensemble),
                ], correlations: [.init(0, 1, 0.5)]
            ).outputs[0].degreesOfFreedom
        }
        #expect(try budget(nil).isNaN)
        #expect(abs(try budget(1) - 4) < 1e-12)
    }

    @Test("an undefined slope or a value that is not finite is refused")
    func undefined() throws {
        #expect(throws: MathProblem.self) {
            try UncertaintyBudget(
                try MeasurementModel("sqrt(a)", inputs: ["a"]), inputs: [.init("a", value: -1, uncertainty: 1)])
        }
        #expect(throws: MathProblem.self) {
            try UncertaintyBudget(
                try MeasurementModel("1/a", inputs: ["a"]), inputs: [.init("a", value: 0, uncertainty: 1)])
        }
        #expect(throws: MathProblem.self) {
            try UncertaintyBudget(try MeasurementModel("a", inputs: ["a"]), inputs: [])
        }
    }

    @Test("weighted lines with equal weights are the ordinary line, and the line goes back and forth")
    func lines() throws {
        let x = [0.0, 2, 4, 6, 8, 10, 12]
        let y = [2.1, 5, 9, 12.6, 17.3, 21, 24.7]
        let ordinary = try CalibrationLine(x: x, y: y)
        let weighted = try CalibrationLine(x: x, y: y, uncertainties: x.map { _ in 0.5 })
        #expect(abs(ordinary.slope - weighted.slope) < 1e-14)
        #expect(abs(weighted.slopeUncertainty - 0.5 / 112.0.squareRoot()) < 1e-12)
        let found = try ordinary.stimulus(for: ordinary.response(at: 5.5).value)
        #expect(abs(found.value - 5.5) < 1e-12)
        #expect(throws: MathProblem.self) { try CalibrationLine(x: [1, 1, 1], y: [1, 2, 3]) }
        #expect(throws: MathProblem.self) { try CalibrationLine(x: [1, 2], y: [1, 2]) }
        #expect(throws: MathProblem.self) { try weighted.stimulus(for: 3) }
        let flat = try CalibrationLine(x: [1, 2, 3], y: [4, 4, 4])
        #expect(throws: MathProblem.self) { try flat.stimulus(for: 4) }
    }

    @Test("York's data give York's line")
    func york() throws {
        // Pearson's data with York's weights: b = -0.48053341, a = 5.4799102 (York and others 2004, table).
        let x = [0.0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4]
        let y = [5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5]
        let wx = [1000.0, 1000, 500, 800, 200, 80, 60, 20, 1.8, 1]
        let wy = [1.0, 1.8, 4, 8, 20, 20, 70, 70, 100, 500]
        let line = try ErrorsInVariablesLine(
            x: x, y: y, xUncertainties: wx.map { 1 / $0.squareRoot() }, yUncertainties: wy.map { 1 / $0.squareRoot() })
        #expect(abs(line.slope + 0.48053341) < 1e-7)
        #expect(abs(line.intercept - 5.47991022) < 1e-7)
        #expect(abs(line.interceptUncertainty - 0.29497) < 2e-3)
        #expect(abs(line.slopeUncertainty - 0.05799) < 1e-3)
        #expect(abs(line.chiSquared - 11.8663) < 1e-3)
    }

    @Test("without uncertainty of x the general line is the weighted one, and Deming's has exact points on it")
    func limits() throws {
        let x = [1.0, 2, 3, 4, 6]
        let y = [2.1, 3.9, 6.2, 7.8, 12.3]
        let uy = [0.1, 0.2, 0.1, 0.3, 0.2]
        let general = try ErrorsInVariablesLine(
            x: x, y: y, xUncertainties: [0, 0, 0, 0, 0], yUncertainties: uy)
        let weighted = try CalibrationLine(x: x, y: y, uncertainties: uy)
        #expect(abs(general.slope - weighted.slope) < 1e-9)
        #expect(abs(general.slopeUncertainty - weighted.slopeUncertainty) < 1e-9)
        let exact = try ErrorsInVariablesLine.deming(x: x, y: x.map { 3 - 2 * $0 })
        #expect(abs(exact.slope + 2) < 1e-12 && abs(exact.intercept - 3) < 1e-12)
        let forth = try ErrorsInVariablesLine.deming(x: x, y: y, ratio: 1)
        let back = try ErrorsInVariablesLine.deming(x: y, y: x, ratio: 1)
        #expect(abs(forth.slope * back.slope - 1) < 1e-12)
    }

    @Test("guard bands accept less, and the conformance probability at a limit is one half")
    func conformity() throws {
        let tolerance = try ConformityDecision.Tolerance(lower: nil, upper: 10)
        let atLimit = try ConformityDecision(value: 10, uncertainty: 0.5, tolerance: tolerance, rule: .simple)
        #expect(atLimit.conformanceProbability == 0.5 && atLimit.verdict == .accepted)
        let guarded = try ConformityDecision(
            value: 9.5, uncertainty: 0.5, tolerance: tolerance, rule: .guardedAcceptance(multiple: 1))
        #expect(guarded.verdict == .rejected && guarded.acceptance?.upper == 9)
        let relaxed = try ConformityDecision(
            value: 10.5, uncertainty: 0.5, tolerance: tolerance, rule: .guardedRejection(multiple: 1))
        #expect(relaxed.verdict == .accepted)
        let exact = try ConformityDecision(value: 10, uncertainty: 0, tolerance: tolerance, rule: .probability(0.99))
        #expect(exact.verdict == .accepted)
        #expect(throws: MathProblem.self) { try ConformityDecision.Tolerance(lower: 5, upper: 5) }
        #expect(throws: MathProblem.self) { try ConformityDecision.Tolerance() }
    }

    @Test("a guard band lowers the consumer's risk and raises the producer's")
    func globalRisk() throws {
        let tolerance = try ConformityDecision.Tolerance(lower: -2, upper: 2)
        func risk(_ limit: Double) throws -> ConformityDecision.GlobalRisk {
            try ConformityDecision.globalRisk(
                processMean: 0, processDeviation: 1, uncertainty: 0.2, tolerance: tolerance,
                acceptance: CoverageInterval(lower: -limit, upper: limit))
        }
        let (shared, guarded) = (try risk(2), try risk(1.6))
        #expect(guarded.consumer < shared.consumer && guarded.producer > shared.producer)
        // Against a simulation of two million items.
        var stream = RandomStream(key: 12)
        var (consumer, producer) = (0, 0)
        let rounds = 2_000_000
        for _ in 0..<rounds {
            let item = stream.normal()
            let measured = item + 0.2 * stream.normal()
            if abs(item) > 2, abs(measured) <= 2 { consumer += 1 }
            if abs(item) <= 2, abs(measured) > 2 { producer += 1 }
        }
        #expect(abs(Double(consumer) / Double(rounds) - shared.consumer) < 4e-4)
        #expect(abs(Double(producer) / Double(rounds) - shared.producer) < 4e-4)
    }
}

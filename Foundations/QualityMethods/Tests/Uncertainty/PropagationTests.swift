import Foundation
import QualityMath
import QualityMethods
import Testing

@Suite struct PropagationTests {
    @Test("one thread and two give the same bits, and so does a second run")
    func determinism() throws {
        let model = try MeasurementModel("y = a*exp(b) + c; z = a - d", inputs: ["a", "b", "c", "d"])
        let inputs = try CorrelatedInputs(
            [
                .normal(mean: 1, uncertainty: 0.1), .rectangular(lower: 0, upper: 1),
                .student(mean: 0, scale: 1, degreesOfFreedom: 5), .curvilinear(lower: 0, upper: 2, inexactness: 0.1),
            ], correlations: [.init(0, 1, 0.5)])
        let stream = RandomStream(key: 42)
        let one = try MonteCarloPropagation(model, inputs: inputs, count: 53_217, stream: stream, threads: 1)
        let two = try MonteCarloPropagation(model, inputs: inputs, count: 53_217, stream: stream, threads: 2)
        #expect(one.draws == two.draws)
        #expect(one.outputs.map(\.mean) == two.outputs.map(\.mean))
        #expect(one.outputs.map(\.shortest) == two.outputs.map(\.shortest))
        let slow = try MonteCarloPropagation(
            adaptively: model, inputs: inputs, digits: 1, limit: 400_000, stream: stream, threads: 1)
        let fast = try MonteCarloPropagation(
            adaptively: model, inputs: inputs, digits: 1, limit: 400_000, stream: stream, threads: 2)
        #expect(slow.draws == fast.draws && slow.isConverged == fast.isConverged)
    }

    @Test("the sum of four rectangular quantities has the interval of JCGM 101, 9.2.3")
    func irwinHall() throws {
        let half = 3.0.squareRoot()
        let exact = try RectangularSum(halfWidths: [half, half, half, half]).interval(0.95)
        #expect(abs(exact.upper - 3.88) < 0.005)
        let model = try MeasurementModel("a + b + c + d", inputs: ["a", "b", "c", "d"])
        let inputs = try CorrelatedInputs(
            [InputDistribution](repeating: .rectangular(lower: -half, upper: half), count: 4))
        let result = try MonteCarloPropagation(
            adaptively: model, inputs: inputs, digits: 2, limit: 2_000_000, stream: RandomStream(key: 1))
        #expect(result.isConverged)
        #expect(abs(result.outputs[0].shortest.upper - exact.upper) < 0.05)
        #expect(abs(result.outputs[0].uncertainty - 2) < 0.02)
        #expect(result.outputs[0].tolerance == 0.05)
    }

    @Test("both formulas for sums of rectangular quantities agree")
    func rectangularSums() throws {
        let equal = try RectangularSum(halfWidths: [1, 1, 1, 1, 1])
        let nearly = try RectangularSum(halfWidths: [1, 1, 1, 1, 1 + 1e-12])
        for x in [-4.0, -2.2, -0.3, 0, 1.7, 4.9] {
            #expect(abs(equal.cumulative(x) - nearly.cumulative(x)) < 1e-9)
        }
        let trapezoid = try RectangularSum(halfWidths: [1, 3])
        // On the flank of a trapezoid of half-widths 1 and 3 F = (x + 4)²/(2·2·6).
        #expect(abs(trapezoid.cumulative(-3) - 1.0 / 24) < 1e-12)
        let many = try RectangularSum(halfWidths: [Double](repeating: 1, count: 50))
        let normal = try NormalDistribution(mean: 0, standardDeviation: many.standardDeviation)
        #expect(abs(many.cumulative(3) - normal.cumulative(3)) < 1e-3)
        #expect(throws: MathProblem.self) { try RectangularSum(halfWidths: []) }
        #expect(throws: MathProblem.self) { try RectangularSum(halfWidths: [1, -1]) }
    }

    @Test("a sum of two squares does not depend on their order, also with unequal and far apart uncertainties")
    func squaredOrder() throws {
        for (a, b) in [
            ((0.01, 0.005), (0.02, 0.001)), ((0.0, 1.0), (0.0, 1e-4)), ((1e6, 2.0), (3.0, 0.5)),
            ((10.0, 1e-3), (2.0, 3.0)),
        ] {
            let first = try SquaredNormalSum(means: (a.0, b.0), deviations: (a.1, b.1))
            let second = try SquaredNormalSum(means: (b.0, a.0), deviations: (b.1, a.1))
            for p in [0.025, 0.5, 0.975] {
                let (x, y) = (try first.quantile(p), try second.quantile(p))
                #expect(abs(x - y) < 1e-8 * y, "\(a) \(b) \(p): \(x) \(y)")
                #expect(abs(try first.cumulative(x) - p) < 1e-9)
            }
        }
        // One of them negligible: the square of a normal variable.
        let single = try SquaredNormalSum(means: (0, 0), deviations: (2, 1e-9))
        #expect(abs(try single.quantile(0.95) - 4 * 3.841458820694124) < 1e-7)
        // Where the noncentrality is beyond any sum of terms.
        let far = try SquaredNormalSum(means: (1e10, 0), deviations: (0.005, 0.005))
        #expect(abs(try far.quantile(0.5) / 1e20 - 1) < 1e-12)
    }

    @Test("an input of any distribution is drawn from points of its distribution function, alone and correlated")
    func tabulated() throws {
        let table = InputDistribution.tabulated(values: [0, 1, 3], probabilities: [0, 0.5, 1])
        #expect(try table.quantile(0.25) == 0.5 && table.quantile(0.75) == 2 && table.quantile(1) == 3)
        // Two rectangles of equal weight: means 0.5 and 2, variances 1/12 and 4/12.
        #expect(abs(table.mean - 1.25) < 1e-15)
        let variance = (1.0 / 12 + 4.0 / 12) / 2 + 0.5625
        #expect(abs(table.standardDeviation - variance.squareRoot()) < 1e-14)
        let model = try MeasurementModel("y = a + 0*b", inputs: ["a", "b"])
        for correlation in [0.0, 0.8] {
            let inputs = try CorrelatedInputs(
                [table, .empirical([3, 1, 2])], correlations: correlation == 0 ? [] : [.init(0, 1, correlation)])
            let result = try MonteCarloPropagation(
                model, inputs: inputs, count: 200_000, probability: 0.95, stream: RandomStream(key: 5))
            #expect(abs(result.outputs[0].mean - 1.25) < 0.01)
            #expect(abs(result.outputs[0].uncertainty - variance.squareRoot()) < 0.01)
        }
        for bad in [
            InputDistribution.tabulated(values: [0, 1], probabilities: [0, 0.9]),
            .tabulated(values: [0, 0], probabilities: [0, 1]), .tabulated(values: [0, 1], probabilities: [0.1, 1]),
            .tabulated(values: [0, 1, 2], probabilities: [0, 1]),
            .tabulated(values: [0, 1, 2], probabilities: [0, 1, 0.5]),
        ] {
            #expect(throws: MathProblem.self) { try bad.check("a") }
        }
    }

    @Test("the mismatch loss of JCGM 101, 9.4 has its printed intervals")
    func mismatch() throws {
        // JCGM 101 tables 6 to 8, u = 0.005, uncorrelated: x₁ = 0, 0.010, 0.050 (unit 10⁻⁶).
        let none = try SquaredNormalSum(means: (0, 0), deviations: (0.005, 0.005)).shortestInterval(0.95)
        #expect(none.lower < 1e-9 && abs(none.upper - 150e-6) < 1e-6)
        let far = try SquaredNormalSum(means: (0.05, 0), deviations: (0.005, 0.005))
        #expect(abs(far.mean - 2551e-6) < 2e-6)
        #expect(abs(far.standardDeviation - 502e-6) < 1e-6)
        let equal = try SquaredNormalSum(means: (0.01, 0.002), deviations: (0.005, 0.005))
        let nearly = try SquaredNormalSum(means: (0.01, 0.002), deviations: (0.005, 0.005 + 1e-14))
        #expect(abs(try equal.cumulative(2e-4) - (try nearly.cumulative(2e-4))) < 1e-9)
    }

    @Test(
        "draws have the mean and deviation that the distribution states",
        arguments: [
            InputDistribution.normal(mean: 3, uncertainty: 2), .rectangular(lower: -1, upper: 4),
            .triangular(lower: 0, upper: 6, mode: nil), .triangular(lower: 0, upper: 6, mode: 1),
            .trapezoidal(lower: -2, upper: 2, shape: 0.4), .curvilinear(lower: 0, upper: 4, inexactness: 0.5),
            .arcsine(lower: -1, upper: 1), .exponential(mean: 2), .gamma(shape: 3, scale: 2),
            .lognormal(logMean: 0, logDeviation: 0.5), .beta(alpha: 2, beta: 3, lower: 0, upper: 10),
            .weibull(shape: 2, scale: 5), .student(mean: 1, scale: 2, degreesOfFreedom: 8),
            .empirical([1, 2, 2, 7]),
        ])
    func moments(distribution: InputDistribution) throws {
        let model = try MeasurementModel("x", inputs: ["x"])
        let count = 200_000
        let result = try MonteCarloPropagation(
            model, inputs: try CorrelatedInputs([distribution]), count: count, stream: RandomStream(key: 9))
        let deviation = distribution.standardDeviation
        #expect(abs(result.outputs[0].mean - distribution.mean) < 5 * deviation / Double(count).squareRoot())
        #expect(abs(result.outputs[0].uncertainty - deviation) < 0.02 * deviation)
        // The quantile function, by which correlated inputs are drawn, agrees with the draws.
        let sorted = result.draws[0].sorted()
        for p in [0.1, 0.5, 0.9] where result.draws[0].count == count {
            let place = sorted[Int(p * Double(count))]
            #expect(abs(place - (try distribution.quantile(p))) < 0.05 * deviation, "\(p)")
        }
    }

    @Test("correlated inputs keep their correlation; coefficients of 1 and -1 are borne, impossible ones refused")
    func correlation() throws {
        let model = try MeasurementModel("s = a + b; d = a - b", inputs: ["a", "b"])
        let normal = InputDistribution.normal(mean: 0, uncertainty: 1)
        let stream = RandomStream(key: 3)
        for r in [-1.0, -0.6, 0.8, 1.0] {
            let inputs = try CorrelatedInputs([normal, normal], correlations: [.init(0, 1, r)])
            let result = try MonteCarloPropagation(model, inputs: inputs, count: 100_000, stream: stream)
            #expect(abs(result.outputs[0].uncertainty - (2 + 2 * r).squareRoot()) < 0.02)
            #expect(abs(result.outputs[1].uncertainty - (2 - 2 * r).squareRoot()) < 0.02)
        }
        #expect(throws: MathProblem.notPositiveDefinite(name: "correlations")) {
            try CorrelatedInputs(
                [normal, normal, normal], correlations: [.init(0, 1, 0.9), .init(1, 2, 0.9), .init(0, 2, -0.9)])
        }
        #expect(throws: MathProblem.self) { try CorrelatedInputs([normal], correlations: [.init(0, 3, 0.5)]) }
        #expect(throws: MathProblem.self) { try CorrelatedInputs([normal, normal], correlations: [.init(0, 1, 1.5)]) }
    }

    @Test("a model that is not defined for some draws is refused by name")
    func undefined() throws {
        let model = try MeasurementModel("loss = ln(x)", inputs: ["x"])
        #expect(throws: MathProblem.notFinite(name: "output loss")) {
            try MonteCarloPropagation(
                model, inputs: try CorrelatedInputs([.normal(mean: 0, uncertainty: 1)]), count: 1000,
                stream: RandomStream(key: 1))
        }
        #expect(throws: MathProblem.self) { try InputDistribution.rectangular(lower: 1, upper: 1).check("x") }
        #expect(throws: MathProblem.self) { try InputDistribution.normal(mean: .nan, uncertainty: 1).check("x") }
        #expect(throws: MathProblem.self) { try InputDistribution.empirical([]).check("x") }
    }

    @Test("intervals found from the tails alone are those of fully sorted draws")
    func tails() throws {
        var stream = RandomStream(key: 8)
        let values = stream.normals(150_000).map { exp($0) }
        let both = try CoverageInterval.both(of: values, probability: 0.95)
        let sorted = values.sorted()
        #expect(both.symmetric == (try CoverageInterval.symmetric(sorted: sorted, probability: 0.95)))
        #expect(both.shortest == (try CoverageInterval.shortest(sorted: sorted, probability: 0.95)))
        let constant = try CoverageInterval.both(of: [Double](repeating: 2, count: 120_000), probability: 0.9)
        #expect(constant.shortest.lower == 2 && constant.shortest.upper == 2)
        #expect(throws: MathProblem.self) { try CoverageInterval.both(of: [1], probability: 0.95) }
    }

    @Test("a linear model with normal inputs is validated, a squared one at its minimum is not")
    func validation() throws {
        func check(_ text: String) throws -> Bool {
            let model = try MeasurementModel(text, inputs: ["a", "b"])
            let budget = try UncertaintyBudget(
                model,
                inputs: [.init("a", value: 0, uncertainty: 0.005), .init("b", value: 0.001, uncertainty: 0.005)])
            let result = try MonteCarloPropagation(
                model,
                inputs: try CorrelatedInputs([
                    .normal(mean: 0, uncertainty: 0.005), .normal(mean: 0.001, uncertainty: 0.005),
                ]), count: 1_000_000, stream: RandomStream(key: 4))
            return try BudgetValidation(budget.outputs[0], result.outputs[0], probability: 0.95, digits: 1).isValidated
        }
        #expect(try check("a + b"))
        #expect(try check("a^2 + b^2") == false)
    }

    @Test("interval ends have no bias: their mean over 40 seeds is within its own error of the exact quantile")
    func unbiased() throws {
        let model = try MeasurementModel("a + b", inputs: ["a", "b"])
        let inputs = try CorrelatedInputs([.normal(mean: 0, uncertainty: 3), .normal(mean: 1, uncertainty: 4)])
        let ends = try (0..<40).map { seed in
            try MonteCarloPropagation(model, inputs: inputs, count: 50_000, stream: RandomStream(key: UInt64(seed)))
                .outputs[0].symmetric
        }
        let exact = 5 * NormalDistribution.standardQuantile(0.975)
        let (low, high) = (Moments(of: ends.map(\.lower)), Moments(of: ends.map(\.upper)))
        #expect(abs(low.mean - (1 - exact)) < 4 * low.standardDeviation / 40.0.squareRoot())
        #expect(abs(high.mean - (1 + exact)) < 4 * high.standardDeviation / 40.0.squareRoot())
        // √(p(1 - p)/n)/f at p = 0.025: the scatter of one end.
        let theory = 5 * (0.025 * 0.975 / 50_000).squareRoot() / NormalDistribution.standardDensity(1.959963984540054)
        #expect(abs(high.standardDeviation / theory - 1) < 0.4)
    }

    @Test("the ellipsoid of jointly normal outputs has the chi-squared factor")
    func region() throws {
        let model = try MeasurementModel("u = a + b; v = a - 2*b", inputs: ["a", "b"])
        let inputs = try CorrelatedInputs([.normal(mean: 0, uncertainty: 1), .normal(mean: 5, uncertainty: 3)])
        let result = try MonteCarloPropagation(model, inputs: inputs, count: 200_000, stream: RandomStream(key: 6))
        let region = try CoverageRegion(draws: result.draws, probability: 0.95)
        let exact = try CoverageRegion.normalEllipsoidFactor(outputs: 2, probability: 0.95)
        #expect(abs(exact - 2.4477) < 1e-4)
        #expect(abs(region.ellipsoidFactor - exact) < 0.02)
        #expect(region.rectangleFactor > 1.96 && region.rectangleFactor < 2.25)
        #expect(throws: MathProblem.self) {
            try CoverageRegion(draws: [result.draws[0], result.draws[0].map { 2 * $0 }], probability: 0.95)
        }
    }

    @Test("tolerances follow JCGM 101, 7.9.2")
    func tolerance() {
        #expect(abs(MonteCarloPropagation.tolerance(0.00035, digits: 2) - 0.000005) < 1e-18)
        #expect(abs(MonteCarloPropagation.tolerance(2, digits: 1) - 0.5) < 1e-15)
        #expect(abs(MonteCarloPropagation.tolerance(0.0996, digits: 2) - 0.005) < 1e-15)
    }
}

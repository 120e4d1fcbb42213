import QualityMath
import QualityMethods
import Testing

/// Work is cut into pieces by the data and never by the number of threads; these tests hold that to the bit.
@Suite struct ThreadsTests {
    private func normals(_ count: Int) -> [Double] {
        var stream = RandomStream(key: 11)
        return stream.normals(count).map { 10 + 2 * $0 }
    }

    @Test("an X-bar chart has the same bits with one thread and with two")
    func chart() throws {
        let subgroups = try Subgroups(values: normals(200_005), size: 5)
        let one = try ControlChart.mean(subgroups, options: ChartOptions(rules: .nelson, threads: 1))
        let two = try ControlChart.mean(subgroups, options: ChartOptions(rules: .nelson, threads: 2))
        #expect(one == two)
        #expect(one.points.map(\.bitPattern) == two.points.map(\.bitPattern))
        #expect(one.signals.count > 100)
    }

    @Test("capability of many processes, an operating characteristic and gauge studies too")
    func lists() throws {
        let values = normals(150_000)
        let limits = try SpecificationLimits(lower: 4, upper: 17)
        #expect(
            try ProcessCapability.minimumIndices(values: values, perProcess: 100, limits: limits, threads: 1)
                == ProcessCapability.minimumIndices(values: values, perProcess: 100, limits: limits, threads: 2))
        let plan = try AcceptancePlan(sampleSize: 125, acceptance: 3)
        let qualities = (0...10_000).map { Double($0) / 10_000 }
        #expect(
            try plan.operatingCharacteristic(qualities, threads: 1)
                == plan.operatingCharacteristic(qualities, threads: 2))
        #expect(
            try CrossedGaugeStudy.variances(values: values, parts: 5, operators: 3, repeats: 2, threads: 1)
                == CrossedGaugeStudy.variances(values: values, parts: 5, operators: 3, repeats: 2, threads: 2))
    }

    @Test("Monte Carlo draws, moments and intervals of two outputs too")
    func draws() throws {
        let model = try MeasurementModel("y = x1*exp(-x2)\nw = x1 + x2", inputs: ["x1", "x2"])
        let inputs = try CorrelatedInputs([
            .normal(mean: 10, uncertainty: 0.1), .rectangular(lower: 0, upper: 1),
        ])
        func run(_ threads: Int) throws -> MonteCarloPropagation {
            try MonteCarloPropagation(
                model, inputs: inputs, count: 123_456, stream: RandomStream(key: 5), threads: threads)
        }
        let (one, two) = (try run(1), try run(2))
        #expect(one.draws == two.draws)
        for (a, b) in zip(one.outputs, two.outputs) {
            #expect(a.mean.bitPattern == b.mean.bitPattern)
            #expect(a.uncertainty.bitPattern == b.uncertainty.bitPattern)
            #expect(a.symmetric == b.symmetric)
            #expect(a.shortest == b.shortest)
        }
        // What was drawn is what is summed up.
        let moments = Moments(of: one.draws[1])
        #expect(abs(one.outputs[1].mean - moments.mean) < 1e-12)
        #expect(abs(one.outputs[1].uncertainty - moments.standardDeviation) < 1e-12)
        let sorted = one.draws[0].sorted()
        #expect(try one.outputs[0].symmetric == CoverageInterval.symmetric(sorted: sorted, probability: 0.95))
        #expect(try one.outputs[0].shortest == CoverageInterval.shortest(sorted: sorted, probability: 0.95))
    }
}

import QualityMath
import QualityMethods
import Testing

@Suite("Methods of control charts: rules of one's own, phases, design")
struct ChartMethodsTests {
    private static let values: MethodValue = [
        10, 10.2, 9.9, 10.1, 9.8, 10, 10.3, 9.7, 10.1, 9.9, 10, 10.2, 16, 9.8, 10.1, 10, 9.9, 10.2, 10.1, 9.8,
    ]

    private func run(_ name: String, _ inputs: MethodValue) throws -> MethodValue {
        try #require(try MethodRegistry.run(name, inputs)["values"])
    }

    @Test("rules of one's own take the place of a named set, and only some of a set can be asked for")
    func customRules() throws {
        let rising: MethodValue = ["values": [1, 2, 3, 4, 2, 1, 2, 3], "mean": 2, "sigma": 5]
        var inputs = try #require(rising.asObject)
        inputs["customRules"] = [["name": "rise", "pattern": "trend", "count": 4]]
        let signals = try run("control-charts/individuals", .object(inputs))["individuals"]?["signals"]?.asList
        #expect(signals == [["point": 3, "rule": "rise"]])
        inputs["customRules"] = [["name": "odd", "pattern": "same-side", "count": 3, "window": 2]]
        let problem = #expect(throws: MethodProblem.self) {
            try MethodRegistry.run("control-charts/individuals", .object(inputs))
        }
        #expect(problem?.field == "customRules[0]")
        inputs["customRules"] = nil
        inputs["rules"] = "nelson"
        inputs["only"] = ["9"]
        #expect(throws: MethodProblem.self) { try MethodRegistry.run("control-charts/individuals", .object(inputs)) }
        let length = try run(
            "control-charts/run-length",
            ["chart": "rules", "customRules": [["name": "1", "pattern": "same-side", "count": 1, "distance": 3]]])
        #expect(abs((length["averageRunLength"]?.asNumber ?? 0) - 370.398347) < 1e-5)
    }

    @Test("phase I sets the outlying point of single values and of counts aside and narrows the limits")
    func exclusion() throws {
        let plain = try run("control-charts/individuals", ["values": Self.values])
        let cleaned = try run("control-charts/individuals", ["values": Self.values, "phaseOne": true])
        #expect(cleaned["excluded"] == [[12]])
        #expect(plain["excluded"] == [])
        let width = { (value: MethodValue) in value["individuals"]?["upper"]?.asList?.first?.asNumber ?? .nan }
        #expect(width(cleaned) < width(plain))
        #expect(cleaned["individuals"]?["points"]?.asList?.count == 19)
        let counts = try run(
            "control-charts/attributes",
            ["kind": "c", "counts": [4, 5, 3, 6, 4, 30, 5, 4, 3, 6], "phaseOne": true])
        #expect(counts["excluded"] == [[5]])
        #expect(abs((counts["center"]?.asList?.first?.asNumber ?? 0) - 40.0 / 9) < 1e-12)
    }

    @Test("the limits of the first stage hold on where they are frozen")
    func frozenStages() throws {
        let data: MethodValue = [[1, 2, 3], [2, 3, 4], [1, 3, 2], [11, 12, 14], [12, 13, 11], [13, 11, 12]]
        let own = try run("control-charts/subgroups", ["data": data, "stages": [0, 3]])
        let frozen = try run("control-charts/subgroups", ["data": data, "stages": [0, 3], "freezesFirst": true])
        let center = { (value: MethodValue) in value["stages"]?.asList?.last?["center"]?.asList?.first?.asNumber ?? 0 }
        #expect(abs(center(own) - 109.0 / 9) < 1e-12)
        #expect(abs(center(frozen) - 7.0 / 3) < 1e-12)
    }

    @Test("between and within: σ²(x̄) is σ²(between) + σ²(within)/n")
    func betweenWithin() throws {
        let result = try run(
            "control-charts/between-within",
            ["data": [[1, 2, 3], [5, 6, 8], [2, 3, 3], [7, 8, 10], [1, 1, 3], [6, 7, 7]]])
        let means = try #require(result["means"]?["sigma"]?.asNumber)
        let within = try #require(result["sigmaWithin"]?.asNumber)
        let between = try #require(result["sigmaBetween"]?.asNumber)
        #expect(abs(means * means - between * between - within * within / 3) < 1e-12)
        #expect(throws: MethodProblem.self) {
            try MethodRegistry.run("control-charts/between-within", ["data": [[1, 2], [1, 2, 3]]])
        }
    }

    // qicharts2 0.8.1 (R 4.2.2), which leaves moving ranges beyond 3.267 of their mean out: p′ chart of ten samples.
    @Test("Laney's limits with large moving ranges left out agree with qicharts2")
    func screenedRanges() throws {
        let counts: [Double] = [1132, 832, 910, 402, 1201, 988, 760, 1105, 980, 1010]
        let sizes = [Double](repeating: 5000, count: 10)
        let chart = try ControlChart.laneyFractions(counts, sizes: sizes, rangeConstant: 1.128, screensRanges: true)
        #expect(abs(chart.center[0] - 0.1864) < 1e-12)
        #expect(abs(chart.lower[0] - 0.0311990543735224) < 1e-12)
        #expect(abs(chart.upper[0] - 0.3416009456264776) < 1e-12)
        let values: [Double] = [1, 2, 1, 2, 1, 2, 1, 2, 50, 2, 1, 2]
        let screened = try IndividualsEstimator.screenedMovingRange.estimate(values)
        #expect(abs(screened - 1 / 1.1283791670955126) < 1e-12)
        #expect(try IndividualsEstimator.screenedMovingRange.estimate([1, 4]) == 3 / ControlChartConstants.d2(2))
    }

    // spc 0.6.7 (R 4.2.2): xcusum.arl(k, h, mu, hs, sided, r = 100).
    @Test("CUSUM run lengths with a head start agree with spc")
    func headStart() throws {
        for (h, start, shift, sides, expected) in [
            (5.0, 2.5, 0.0, 2, 430.390839191406), (5, 2.5, 1, 2, 6.34685046832547), (4, 2, 0, 1, 316.379438804232),
            (4, 0.4, 0, 2, 166.637550013061),
        ] {
            let inputs: MethodValue = [
                "chart": "cusum", "decision": .number(h), "headStart": .number(start), "shift": .number(shift),
                "sides": .integer(sides),
            ]
            let got = try run("control-charts/run-length", inputs)["averageRunLength"]?.asNumber ?? 0
            #expect(abs(got / expected - 1) < 1e-9, "\(h) \(start) \(shift) \(sides): \(got)")
        }
    }

    // spc 0.6.7: mewma.crit(0.1, 200, 3, r = 60) and mewma.arl with delta = 1, r = 50.
    @Test("designs reach the wanted in-control run length")
    func designs() throws {
        let mewma = try RunLength.designMEWMA(averageRunLength: 200, shift: 1, variables: 3, lambda: 0.1)
        #expect(abs(mewma.limit / 10.7836467024817 - 1) < 1e-8)
        #expect(abs(mewma.atShift / 11.2393391507902 - 1) < 1e-7)
        let means = try RunLength.designMeanChart(averageRunLength: 370.4, shift: 1, wantedAtShift: 2.001)
        // 1 - β at n is Φ(√n - 3), 0.5 at n = 9.
        #expect(means.parameter == 9)
        #expect(abs(means.inControl - 370.4) < 1e-9)
        #expect(means.atShift <= 2.001)
        #expect(throws: MethodProblem.self) {
            try RunLength.designMeanChart(averageRunLength: 370, shift: 1e-9, wantedAtShift: 2)
        }
    }
}

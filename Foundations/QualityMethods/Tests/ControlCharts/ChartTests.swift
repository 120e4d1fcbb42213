import QualityMath
import QualityMethods
import Testing

@Suite struct ShewhartTests {
    // Montgomery, Introduction to Statistical Quality Control, appendix table VI.
    @Test(
        "the constants agree with printed tables",
        arguments: [
            (2, 1.128, 0.853, 0.7979), (5, 2.326, 0.864, 0.9400), (10, 3.078, 0.797, 0.9727),
            (25, 3.931, 0.708, 0.9896),
        ])
    func constants(_ row: (n: Int, d2: Double, d3: Double, c4: Double)) {
        #expect(abs(ControlChartConstants.d2(row.n) - row.d2) < 6e-4)
        #expect(abs(ControlChartConstants.d3(row.n) - row.d3) < 6e-4)
        #expect(abs(ControlChartConstants.c4(row.n) - row.c4) < 6e-5)
        #expect(ControlChartConstants.c4(1).isNaN)
    }

    @Test("shifting and scaling the data shifts and scales the limits")
    func equivariance() throws {
        var stream = RandomStream(key: 4)
        let rows = (0..<30).map { _ in stream.normals(4) }
        for estimator in SigmaEstimator.allCases {
            let plain = try ControlChart.mean(Subgroups(rows), estimator: estimator)
            let moved = try ControlChart.mean(Subgroups(rows.map { $0.map { 7 + 3 * $0 } }), estimator: estimator)
            #expect(abs(moved.upper[0] - (7 + 3 * plain.upper[0])) < 1e-12)
            #expect(abs(moved.lower[0] - (7 + 3 * plain.lower[0])) < 1e-12)
        }
    }

    @Test("equal sizes given as unequal rows give the same limits as a flat array")
    func layouts() throws {
        var stream = RandomStream(key: 5)
        let values = stream.normals(101 * 5)
        let flat = try Subgroups(values: values, size: 5)
        let rows = try Subgroups((0..<101).map { Array(values[$0 * 5..<$0 * 5 + 5]) })
        #expect(try ControlChart.mean(flat).upper == ControlChart.mean(rows).upper)
    }

    @Test("unequal sizes have limits of their own that narrow with the size")
    func unequal() throws {
        let chart = try ControlChart.mean(Subgroups([[1, 2], [2, 3, 1, 2], [1, 3, 2]]))
        #expect(chart.upper[0] > chart.upper[2])
        #expect(chart.upper[2] > chart.upper[1])
    }

    @Test("constant data, values that are not finite and overflow are typed problems")
    func degenerate() throws {
        let constant = try Subgroups([[1, 1], [1, 1]])
        #expect { try ControlChart.mean(constant) } throws: { ($0 as? MethodProblem)?.code == .degenerate }
        #expect { try Subgroups([[1, .nan]]) } throws: { ($0 as? MethodProblem)?.field == "data[0][1]" }
        let huge = try Subgroups([[1e308, 1.7e308], [1, 2]])
        #expect { try ControlChart.mean(huge) } throws: { ($0 as? MethodProblem)?.code == .outOfRange }
        #expect(throws: MethodProblem.self) { try Subgroups([]) }
        #expect(throws: MethodProblem.self) { try ControlChart.individuals([]) }
        #expect(throws: MethodProblem.self) { try ControlChart.individuals([1]) }
        #expect(throws: MethodProblem.self) { try ControlChart.fractions([0, 0], sizes: [5, 5]) }
        #expect(throws: MethodProblem.self) { try ControlChart.counts([.infinity]) }
        #expect(throws: MethodProblem.self) { try ControlChart.fractions([6], sizes: [5]) }
    }

    @Test("one subgroup still has limits, with the warning that too few stand behind them")
    func single() throws {
        let chart = try ControlChart.mean(Subgroups([[1, 2, 3]]))
        #expect(chart.isInControl)
        #expect(chart.assumptions.contains { $0.state == .notMet })
        #expect(chart.explain(.zhHans).contains("不满足"))
        #expect(chart.explain(.en).contains("not met"))
    }

    @Test("phase I sets the subgroup that is out aside and freezes limits without it")
    func phaseOne() throws {
        var stream = RandomStream(key: 6)
        var rows = (0..<25).map { _ in stream.normals(5) }
        rows[11] = rows[11].map { $0 + 6 }
        let phase = try PhaseOne(Subgroups(rows))
        #expect(phase.excluded.joined().contains(11))
        #expect(!phase.kept.contains(11))
        #expect(abs(phase.reference.mean) < 0.4)
    }

    @Test("a stream of subgroups gives the signals of the whole chart")
    func streaming() throws {
        var stream = RandomStream(key: 8)
        let rows = (0..<400).map { index in stream.normals(4).map { $0 + (index > 200 ? 0.7 : 0) } }
        let reference = try ProcessReference(mean: 0, sigma: 1)
        let whole = try ControlChart.mean(
            Subgroups(rows), reference: reference, options: ChartOptions(rules: .nelson))
        var chart = StreamingChart(reference: reference, rules: .nelson)
        var signals: [RuleSignal] = []
        for row in rows { signals += try chart.add(row).signals }
        #expect(signals == whole.signals)
        #expect(!signals.isEmpty)
    }
}

@Suite struct RuleTests {
    private func rules(_ z: [Double], _ set: RuleSet) -> [String] { set.signals(z).map { "\($0.index):\($0.rule)" } }

    @Test("each rule of Nelson signals at the point that completes it and not before")
    func nelson() {
        #expect(rules([0, 3.1], .nelson) == ["1:1"])
        #expect(rules([Double](repeating: 0.5, count: 9), .nelson) == ["8:2"])
        #expect(rules([-0.1, 0, 0.1, 0.2, 0.3, 0.4], .nelson) == ["5:3"])
        #expect(rules([2.1, -0.5, 2.2], .nelson) == ["2:5"])
        #expect(rules([2.1, 2.2, -0.5], .nelson) == ["1:5"])
        #expect(rules([1.1, 1.2, -0.5, 1.1, 1.3], .nelson) == ["4:6"])
        #expect(rules((0..<14).map { $0.isMultiple(of: 2) ? 0.4 : -0.4 }, .nelson) == ["13:4"])
        #expect(rules((0..<15).map { [0.2, 0.4, -0.3, -0.1][$0 % 4] }, .nelson) == ["14:7"])
        #expect(rules([1.1, -1.2, -1.1, 1.3, 1.1, -1.2, -1.4, 1.1], .nelson) == ["7:8"])
    }

    @Test("AIAG counts seven points on one side and Western Electric eight")
    func sets() {
        let z = [Double](repeating: 0.5, count: 8)
        #expect(rules(z, .aiag) == ["6:2", "7:2"])
        #expect(rules(z, .westernElectric) == ["7:4"])
    }

    @Test("a rule that could never signal is refused")
    func refused() {
        #expect(throws: MethodProblem.self) { try ControlRule("x", .sameSide(count: 4, window: 3, distance: 1)) }
        #expect(throws: MethodProblem.self) { try ControlRule("x", .trend(points: 1)) }
        #expect(throws: MethodProblem.self) { try ControlRule("x", .within(count: 3, distance: .nan)) }
    }
}

@Suite struct WeightedChartTests {
    @Test("one point at a time gives the sums and averages of the whole column")
    func streaming() throws {
        var stream = RandomStream(key: 1)
        let values = stream.normals(500)
        let reference = try ProcessReference(mean: 0.1, sigma: 1.2)
        var ewma = try EWMAChart(reference: reference, lambda: 0.15)
        var cusum = try CUSUMChart(reference: reference)
        let (averages, sums) = (ewma.averages(values), cusum.sums(values))
        #expect(cusum.upperSums(values) == sums.upper)
        for index in values.indices {
            #expect(abs(ewma.add(values[index]).value - averages[index]) < 1e-12)
            let (upper, lower, _) = cusum.add(values[index])
            #expect(abs(upper - sums.upper[index]) < 1e-12)
            #expect(abs(lower - sums.lower[index]) < 1e-12)
        }
    }

    @Test("an EWMA of weight 1 is the data")
    func weightOne() throws {
        let chart = try EWMAChart(reference: ProcessReference(mean: 0, sigma: 1), lambda: 1)
        #expect(chart.averages([3, -1, 2]) == [3, -1, 2])
    }
}

@Suite struct RunLengthTests {
    @Test("a Shewhart chart of three sigma has the ARL 370.4 by every route")
    func shewhart() throws {
        #expect(abs(RunLength.shewhart(width: 3) - 370.398347345) < 1e-6)
        #expect(abs(try RuleSet.beyondLimits.averageRunLength() - RunLength.shewhart(width: 3)) < 1e-6)
        #expect(abs(try RunLength.ewma(lambda: 1, width: 3) - RunLength.shewhart(width: 3)) < 1e-9)
        #expect(abs(try RunLength.mewma(lambda: 1, limit: 9, variables: 1) - RunLength.shewhart(width: 3)) < 1e-9)
        // Without memory, T² of p variables signals with the tail of χ².
        let tail = SpecialFunctions.regularizedGammaQ(1.5, 5)
        #expect(abs(try RunLength.mewma(lambda: 1, limit: 10, variables: 3) * tail - 1) < 1e-9)
    }

    // Champ and Woodall (1987), table 1.
    @Test("the Western Electric rules together have the ARL 91.75")
    func westernElectric() throws {
        #expect(abs(try RuleSet.westernElectric.averageRunLength() - 91.75) < 0.005)
    }

    @Test("the chain agrees with a simulation of the same rules within four standard errors")
    func simulation() throws {
        let set = RuleSet.nelson.only(["1", "2", "5", "6", "8"])
        let exact = try set.averageRunLength(shift: 0.4)
        let simulated = try set.simulatedRunLength(shift: 0.4, runs: 4000, stream: RandomStream(key: 3))
        #expect(abs(exact - simulated.average) < 4 * simulated.standardError)
        #expect(throws: MethodProblem.self) { try RuleSet.nelson.averageRunLength() }
    }

    @Test("a design reaches the wanted run length")
    func design() throws {
        let h = try RunLength.cusumDecision(allowance: 0.5, averageRunLength: 370.4)
        #expect(abs(try RunLength.cusumTwoSided(allowance: 0.5, decision: h) - 370.4) < 1e-6)
        let c = try RunLength.mewmaLimit(lambda: 0.1, variables: 2, averageRunLength: 200)
        #expect(abs(c - 8.64) < 0.02)  // Prabhu and Runger (1997), table 2: 8.64
        let ewma = try RunLength.designEWMA(averageRunLength: 370.4, shift: 1)
        #expect(
            ewma.atShift
                < (try RunLength.ewma(
                    lambda: 0.5, width: RunLength.ewmaWidth(lambda: 0.5, averageRunLength: 370.4), shift: 1)))
    }

    @Test("a large shift leaves the other side of a CUSUM without weight")
    func largeShift() throws {
        let one = try RunLength.cusum(allowance: 0.5, decision: 10, shift: 3)
        #expect(abs(try RunLength.cusumTwoSided(allowance: 0.5, decision: 10, shift: 3) / one - 1) < 1e-9)
        #expect(abs(try RunLength.cusumTwoSided(allowance: 0.5, decision: 10, shift: -3) / one - 1) < 1e-9)
    }

    @Test("a shift of almost nothing has the ARL of no shift")
    func continuity() throws {
        let still = try RunLength.mewma(lambda: 0.2, limit: 9, variables: 4)
        let moved = try RunLength.mewma(lambda: 0.2, limit: 9, variables: 4, shift: 1e-5)
        #expect(abs(moved / still - 1) < 1e-6)
    }
}

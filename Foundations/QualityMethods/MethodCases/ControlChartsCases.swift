import QualityMethods

/// Answers the cases of control charts in the conventions of the peers that printed them.
enum ControlChartsCases: CaseSolver {
    static var kinds: [String] {
        [
            "cc-xbar", "cc-s-r", "cc-i", "cc-p", "cc-np-c-u", "cc-laney-p", "cc-laney-u", "cc-ewma", "cc-cusum",
            "cc-t2", "cc-arl-cusum", "cc-arl-ewma", "cc-arl-mewma",
        ]
    }

    static func answers(kind: String, inputs: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(inputs)
        switch kind {
        case "cc-xbar": return try means(inputs)
        case "cc-s-r": return try spreads(inputs)
        case "cc-i": return try individuals(inputs)
        case "cc-p": return try fractions(inputs)
        case "cc-np-c-u": return try counts(inputs)
        case "cc-laney-p", "cc-laney-u": return try laney(inputs, isFraction: kind == "cc-laney-p")
        case "cc-ewma": return try ewma(inputs)
        case "cc-cusum": return try cusum(inputs)
        case "cc-t2":
            let chart = try MultivariateChart.hotelling(
                inputs.matrix("data"), confidence: inputs.number("conf", .openProbability))
            return ["t2": MethodValue(chart.points), "ucl": .number(chart.upper[0])]
        case "cc-arl-cusum": return try cusumLengths(inputs)
        case "cc-arl-ewma": return try ewmaLengths(inputs)
        case "cc-arl-mewma": return try mewmaLengths(inputs)
        default: throw unanswered(kind)
        }
    }

    private static let options = ChartOptions(constants: PeerConstants.qcc)

    private static func means(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let subgroups = try Subgroups(inputs.matrix("data", ragged: true))
        let deviations = try ControlChart.mean(subgroups, estimator: .standardDeviation, options: options)
        let ranges = try ControlChart.mean(subgroups, estimator: .range, options: options)
        return try [
            "center": .number(deviations.center[0]), "sigma_sbar_over_c4": MethodValue(deviations.sigma),
            "lcl_s": .number(deviations.lower[0]), "ucl_s": .number(deviations.upper[0]),
            "sigma_rbar_over_d2": MethodValue(ranges.sigma), "lcl_r": .number(ranges.lower[0]),
            "ucl_r": .number(ranges.upper[0]),
            "sigma_mvlue_sd": .number(SigmaEstimator.weightedStandardDeviation.estimate(subgroups)),
            "sigma_rmsdf": .number(SigmaEstimator.pooled.estimate(subgroups)),
        ]
    }

    private static func spreads(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let subgroups = try Subgroups(inputs.matrix("data", ragged: true))
        let deviations = try ControlChart.standardDeviation(subgroups, options: options)
        let ranges = try ControlChart.range(subgroups, options: options)
        return [
            "s_center": .number(deviations.center[0]), "s_lcl": .number(deviations.lower[0]),
            "s_ucl": .number(deviations.upper[0]), "r_center": .number(ranges.center[0]),
            "r_lcl": .number(ranges.lower[0]), "r_ucl": .number(ranges.upper[0]),
        ]
    }

    private static func individuals(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let values = try inputs.numbers("x")
        let chart = try ControlChart.individuals(values, options: options)
        return try [
            "center": .number(chart.center[0]), "sigma": MethodValue(chart.sigma), "lcl": .number(chart.lower[0]),
            "ucl": .number(chart.upper[0]),
            "sigma_sd_over_c4": .number(IndividualsEstimator.standardDeviation.estimate(values)),
        ]
    }

    private static func fractions(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let chart = try ControlChart.fractions(inputs.numbers("d"), sizes: inputs.numbers("n"))
        let last = chart.points.count - 1
        return [
            "center": .number(chart.center[0]), "lcl_last": .number(chart.lower[last]),
            "ucl_last": .number(chart.upper[last]), "ucl_prev": last > 0 ? .number(chart.upper[last - 1]) : .null,
            "beyond": MethodValue(chart.beyond.map { $0 + 1 }),
        ]
    }

    private static func counts(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let nonconforming = try inputs.numbers("d")
        let size = try inputs.number("n", .positive)
        let np = try ControlChart.numbersNonconforming(
            nonconforming, sizes: [Double](repeating: size, count: nonconforming.count))
        let counts = try inputs.numbers("cnt")
        let c = try ControlChart.counts(counts)
        let u = try ControlChart.rates(counts, sizes: inputs.numbers("size"))
        return [
            "np_center": .number(np.center[0]), "np_lcl": .number(np.lower[0]), "np_ucl": .number(np.upper[0]),
            "c_center": .number(c.center[0]), "c_lcl": .number(c.lower[0]), "c_ucl": .number(c.upper[0]),
            "u_center": .number(u.center[0]), "u_ucl_last": .number(u.upper[counts.count - 1]),
        ]
    }

    private static func laney(_ inputs: MethodInputs, isFraction: Bool) throws -> [String: MethodValue] {
        let (counts, sizes) = (try inputs.numbers("d"), try inputs.numbers("n"))
        // qicharts2 divides the moving range by the printed 1.128.
        let chart: ControlChart =
            isFraction
            ? try .laneyFractions(counts, sizes: sizes, rangeConstant: 1.128)
            : try .laneyRates(counts, sizes: sizes, rangeConstant: 1.128)
        let last = counts.count - 1
        return [
            "center": .number(chart.center[0]), "lcl_first": .number(chart.lower[0]),
            "ucl_first": .number(chart.upper[0]), "lcl_last": .number(chart.lower[last]),
            "ucl_last": .number(chart.upper[last]),
        ]
    }

    private static func ewma(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let values = try inputs.numbers("x", atLeast: 1)
        let chart = try EWMAChart(
            reference: ProcessReference(mean: inputs.number("mu0"), sigma: inputs.number("sigma")),
            lambda: inputs.number("lambda"), width: inputs.number("L")
        ).chart(values)
        return [
            "z": MethodValue(chart.points), "ucl1": .number(chart.upper[0]),
            "ucl3": values.count >= 3 ? .number(chart.upper[2]) : .null,
            "ucl_last": .number(chart.upper[values.count - 1]),
        ]
    }

    private static func cusum(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let result = try CUSUMChart(
            reference: ProcessReference(mean: inputs.number("mu0"), sigma: inputs.number("sigma")),
            allowance: inputs.number("shift") / 2, decision: inputs.number("h")
        ).result(inputs.numbers("x"))
        return ["pos": MethodValue(result.upper), "neg": MethodValue(result.lower.map { 0 - $0 })]
    }

    private static func cusumLengths(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let (k, h, shift) = try (inputs.number("k"), inputs.number("h"), inputs.number("mu"))
        return try [
            "arl0": .number(RunLength.cusumTwoSided(allowance: k, decision: h)),
            "arl1": .number(RunLength.cusumTwoSided(allowance: k, decision: h, shift: shift)),
            "one": .number(RunLength.cusum(allowance: k, decision: h, shift: shift)),
        ]
    }

    private static func ewmaLengths(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let (lambda, width) = try (inputs.number("l"), inputs.number("L"))
        return try [
            "arl0": .number(RunLength.ewma(lambda: lambda, width: width)),
            "arl1": .number(RunLength.ewma(lambda: lambda, width: width, shift: inputs.number("mu"))),
            "crit": .number(RunLength.ewmaWidth(lambda: lambda, averageRunLength: inputs.number("L0"))),
        ]
    }

    private static func mewmaLengths(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let (lambda, limit, variables) = try (inputs.number("l"), inputs.number("c"), inputs.integer("p"))
        return try [
            "arl0": .number(RunLength.mewma(lambda: lambda, limit: limit, variables: variables)),
            "arl1": .number(
                RunLength.mewma(lambda: lambda, limit: limit, variables: variables, shift: inputs.number("d"))),
        ]
    }
}

/// The constants that peers print with, where they differ from the exact ones.
enum PeerConstants {
    /// d₂ to three decimals and d₃ as qcc 2.7 tabulates it for sizes 2 to 25 (off the exact values from the sixth digit).
    static let qcc = RangeConstants(
        d2: Dictionary(uniqueKeysWithValues: (2...25).map { ($0, RangeConstants.printed.d2($0)) }),
        d3: Dictionary(uniqueKeysWithValues: zip(2...25, d3)))

    private static let d3 = [
        0.8525033, 0.8883697, 0.8798108, 0.8640855, 0.8480442, 0.8332108, 0.8198378, 0.8078413, 0.7970584, 0.7873230,
        0.7784873, 0.7704257, 0.7630330, 0.7562217, 0.7499188, 0.7440627, 0.7386021, 0.7334929, 0.7286980, 0.7241851,
        0.7199267, 0.7158987, 0.7120802, 0.7084528,
    ]
}

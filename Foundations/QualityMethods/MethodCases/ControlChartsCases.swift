import Glibc
import QualityMethods

/// Answers the cases of control charts in the conventions of the peers that printed them.
enum ControlChartsCases: CaseSolver {
    static var kinds: [String] {
        [
            "cc-xbar", "cc-s-r", "cc-i", "cc-p", "cc-np-c-u", "cc-laney-p", "cc-laney-u", "cc-ewma", "cc-cusum",
            "cc-t2", "cc-arl-cusum", "cc-arl-ewma", "cc-arl-mewma",
        ]
    }

    private static let fields: [String: [String]] = [
        "cc-xbar": ["data"], "cc-s-r": ["data"], "cc-i": ["x"], "cc-p": ["d", "n"],
        "cc-np-c-u": ["d", "n", "cnt", "size"], "cc-laney-p": ["d", "n", "ch"], "cc-laney-u": ["d", "n", "ch"],
        "cc-ewma": ["x", "mu0", "sigma", "lambda", "L"], "cc-cusum": ["x", "mu0", "sigma", "shift", "h"],
        "cc-t2": ["data", "conf"], "cc-arl-cusum": ["k", "h", "mu"], "cc-arl-ewma": ["l", "L", "mu", "L0"],
        "cc-arl-mewma": ["l", "c", "p", "d"],
    ]

    static func answers(kind: String, inputs value: MethodValue) throws -> [String: MethodValue] {
        let isSeries = !kind.hasPrefix("cc-arl")
        let lists: Set = kind == "cc-np-c-u" ? ["d", "cnt", "size"] : isSeries ? ["x", "d", "n"] : []
        let inputs = try caseInputs(value, fields: fields[kind] ?? [], lists: lists)
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
            let rows = try inputs.matrix("data")
            // qcc's own level where none is given.
            let level = pow(1 - 0.0027, Double(rows.first?.count ?? 1))
            let chart = try MultivariateChart.hotelling(
                rows, confidence: inputs.optionalNumber("conf", .openProbability) ?? level)
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

    /// qcc centres both charts at Σ nᵢyᵢ/Σ nᵢ of the plotted statistic, which for unequal sizes is not c₄(nᵢ)σ or d₂(nᵢ)σ;
    /// the answers are the limits of the first subgroup.
    private static func spreads(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let subgroups = try Subgroups(inputs.matrix("data", ragged: true))
        let sizes = subgroups.sizes.map { Double($0) }
        let statistics = try subgroups.statistics()
        func center(_ points: [Double]) -> Double {
            zip(sizes, points).reduce(0) { $0 + $1.0 * $1.1 } / sizes.reduce(0, +)
        }
        let first = subgroups.size(0)
        let c4 = ControlChartConstants.c4(first)
        let deviation = center(subgroups.standardDeviations(means: statistics.means))
        let range = center(statistics.ranges)
        let sReach =
            3 * (try SigmaEstimator.standardDeviation.estimate(subgroups)) * (1 - c4 * c4).squareRoot()
        let rReach =
            3 * (try SigmaEstimator.range.estimate(subgroups, constants: options.constants))
            * options.constants.d3(first)
        return [
            "s_center": .number(deviation), "s_lcl": .number(max(0, deviation - sReach)),
            "s_ucl": .number(deviation + sReach), "r_center": .number(range),
            "r_lcl": .number(max(0, range - rReach)), "r_ucl": .number(range + rReach),
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
        // qicharts2 divides the moving range by the printed 1.128, and leaves out ranges beyond 3.267 of their mean.
        let chart: ControlChart =
            isFraction
            ? try .laneyFractions(counts, sizes: sizes, rangeConstant: 1.128, screensRanges: true)
            : try .laneyRates(counts, sizes: sizes, rangeConstant: 1.128, screensRanges: true)
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
            reference: reference(inputs, values), lambda: inputs.optionalNumber("lambda") ?? 0.2,
            width: inputs.optionalNumber("L") ?? 3
        ).chart(values)
        return [
            "z": MethodValue(chart.points), "ucl1": .number(chart.upper[0]),
            "ucl3": values.count >= 3 ? .number(chart.upper[2]) : .null,
            "ucl_last": .number(chart.upper[values.count - 1]),
        ]
    }

    /// The mean and sigma that are given, or those that qcc takes from the data: x̄ and the mean moving range over d₂.
    private static func reference(_ inputs: MethodInputs, _ values: [Double]) throws -> ProcessReference {
        let mean = try inputs.optionalNumber("mu0") ?? values.reduce(0, +) / Double(values.count)
        let sigma =
            try inputs.optionalNumber("sigma")
            ?? IndividualsEstimator.movingRange(span: 2).estimate(values, constants: options.constants)
        return try ProcessReference(mean: mean, sigma: sigma)
    }

    private static func cusum(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let values = try inputs.numbers("x", atLeast: 1)
        let result = try CUSUMChart(
            reference: reference(inputs, values), allowance: (inputs.optionalNumber("shift") ?? 1) / 2,
            decision: inputs.optionalNumber("h") ?? 5
        ).result(values)
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
        // spc's delta is the noncentrality δᵀΣ⁻¹δ itself, the square of the shift.
        let delta = try inputs.number("d", .nonnegative)
        let inControl = try RunLength.mewma(lambda: lambda, limit: limit, variables: variables)
        let shifted =
            delta < 1e-10
            ? inControl
            : variables == 1
                ? try RunLength.mewma(lambda: lambda, limit: limit, variables: 1, shift: delta.squareRoot())
                : try PeerNumerics.mewma(
                    lambda: lambda, limit: limit, variables: variables, noncentrality: delta)
        return ["arl0": .number(inControl), "arl1": .number(shifted)]
    }
}

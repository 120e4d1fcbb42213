import QualityMath
import QualityMethods

/// Answers the cases of capability in the conventions of the peers that printed them.
enum CapabilityCases: CaseSolver {
    static var kinds: [String] { ["cap-normal", "cap-tolfac", "cap-nonnormal", "cap-normality"] }

    private static let fields: [String: [String]] = [
        "cap-normal": ["data", "lsl", "usl", "target"], "cap-tolfac": ["n", "alpha", "P"],
        "cap-nonnormal": ["x", "lsl", "usl"], "cap-normality": ["x"],
    ]

    static func answers(kind: String, inputs value: MethodValue) throws -> [String: MethodValue] {
        let inputs = try caseInputs(value, fields: fields[kind] ?? [])
        switch kind {
        case "cap-normal": return try normal(inputs)
        case "cap-tolfac": return try factors(inputs)
        case "cap-nonnormal": return try weibull(inputs)
        case "cap-normality": return try normality(inputs)
        default: throw unanswered(kind)
        }
    }

    /// qcc: σ = R̄/d₂ to three decimals, one-sided indices with one-sided 95 % bounds each, and its own degrees of
    /// freedom for Cpm.
    private static func normal(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let subgroups = try Subgroups(inputs.matrix("data", ragged: true))
        let limits = try SpecificationLimits(
            lower: inputs.optionalNumber("lsl"), upper: inputs.optionalNumber("usl"),
            target: inputs.optionalNumber("target"))
        let capability = try ProcessCapability(
            subgroups, limits: limits, estimator: .range, constants: PeerConstants.qcc, intervals: .count
        ).within
        var answers: [String: MethodValue] = [:]
        func put(_ name: String, _ index: CapabilityIndex?) {
            guard let index else { return }
            answers[name + "|Value"] = .number(index.value)
            answers[name + "|2.5%"] = .number(index.lower)
            answers[name + "|97.5%"] = .number(index.upper)
        }
        put("Cp", capability.spread)
        put("Cp_l", capability.lowerSide.map { capability.bissell($0.value, tail: 0.05) })
        put("Cp_u", capability.upperSide.map { capability.bissell($0.value, tail: 0.05) })
        put("Cp_k", capability.minimum)
        if let taguchi = capability.taguchi, let target = limits.target ?? limits.middle {
            let shift = (capability.mean - target) / capability.sigma
            let degrees = Double(capability.count) * (1 + shift * shift) / (1 + 2 * shift * shift)
            put("Cpm", capability.chiSquared(taguchi.value, degrees))
        }
        return answers
    }

    private static func factors(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let count = try inputs.integer("n", in: 2...)
        let (alpha, coverage) = try (inputs.number("alpha", .openProbability), inputs.number("P", .openProbability))
        let root = Double(count).squareRoot()
        let center = NormalDistribution.standardQuantile(coverage) * root
        return try [
            "one": .number(PeerNumerics.noncentralTQuantile(1 - alpha, Double(count - 1), center) / root),
            "two_exact": .number(
                ToleranceInterval.twoSidedFactor(count: count, coverage: coverage, confidence: 1 - alpha)),
        ]
    }

    private static func weibull(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let fit = try FittedDistribution(.weibull, to: inputs.numbers("x"))
        let capability = try QuantileCapability(
            fit,
            limits: SpecificationLimits(lower: inputs.optionalNumber("lsl"), upper: inputs.optionalNumber("usl")))
        return [
            "shape": MethodValue(fit.parameters["shape"]), "scale": MethodValue(fit.parameters["scale"]),
            "q": MethodValue(capability.quantiles), "Pp": MethodValue(capability.spread),
            "Ppk": .number(capability.minimum),
        ]
    }

    private static func normality(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let values = try inputs.numbers("x")
        var answers: [String: MethodValue] = try [
            "ad_stat": .number(NormalityTest.andersonDarling(values).statistic),
            "shapiro": .number(NormalityTest.shapiroWilk(values).statistic),
        ]
        if values.allSatisfy({ $0 > 0 }) {
            answers["boxcox_lambda"] = .number(try BoxCoxTransformation(fitting: values).lambda)
        }
        return answers
    }
}

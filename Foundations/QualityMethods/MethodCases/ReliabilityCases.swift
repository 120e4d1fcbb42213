import Foundation
import QualityMath
import QualityMethods

/// Answers the cases of the area `reliability`.
enum ReliabilityCases: CaseSolver {
    static var kinds: [String] {
        [
            "rel-weibull", "rel-km", "rel-interval", "rel-mrr", "rel-crow", "rel-crow-py", "rel-demo", "rel-clopper",
            "rel-alt",
        ]
    }

    static func answers(kind: String, inputs: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(inputs)
        switch kind {
        case "rel-weibull": return try weibull(inputs)
        case "rel-km": return try survival(inputs)
        case "rel-interval": return try interval(inputs)
        case "rel-mrr": return try ranks(inputs)
        case "rel-crow":
            let growth = try CrowAMSAA(
                times: try inputs.numbers("T"), termination: .time(try inputs.number("Tend")))
            return [
                "beta": .number(growth.beta), "lambda": .number(growth.lambda),
                "beta_unbiased": .number(growth.unbiasedBeta), "mtbf_inst": .number(growth.instantaneousMTBF),
            ]
        case "rel-crow-py":
            let growth = try CrowAMSAA(times: try inputs.numbers("times"), termination: .failure)
            return [
                "beta": .number(growth.beta), "lam": .number(growth.lambda),
                "growth_rate": .number(growth.growthRate), "DMTBF_I": .number(growth.instantaneousMTBF),
                "DMTBF_C": .number(growth.cumulativeMTBF),
            ]
        case "rel-demo": return try demonstration(inputs)
        case "rel-clopper":
            let bounds = try DemonstrationTest.clopperPearson(
                successes: try inputs.integer("x"), trials: try inputs.integer("n"),
                confidence: try inputs.number("C"))
            return ["lo": .number(bounds.lower), "hi": .number(bounds.upper)]
        case "rel-alt": return try accelerated(inputs)
        default: throw unanswered(kind)
        }
    }

    private static func data(_ inputs: MethodInputs, status: String) throws -> LifeData {
        try LifeData(times: try inputs.numbers("t"), failed: try inputs.booleans(status))
    }

    private static func weibull(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let fit = try LifeFit(try data(inputs, status: "status"), family: .weibull)
        return [
            "shape": .number(fit.parameters[0]), "scale": .number(fit.parameters[1]),
            "loglik": .number(fit.logLikelihood), "se_log_scale": .number(fit.standardErrorOfLocation),
            "se_log_sigma": MethodValue(fit.standardErrorOfLogScale),
        ]
    }

    private static func survival(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let estimate = try KaplanMeier(times: try inputs.numbers("t"), failed: try inputs.booleans("status"))
        let at = try inputs.value("t0").asNumber.map { [$0] } ?? inputs.numbers("t0")
        let bounds = try at.map { try estimate.bounds(at: $0) }
        return [
            "S": MethodValue(at.map { estimate.survival(at: $0) }),
            "se": MethodValue(at.map { estimate.standardError(at: $0) }), "lo": MethodValue(bounds.map(\.lower)),
            "hi": MethodValue(bounds.map(\.upper)),
        ]
    }

    private static func interval(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let lower = try inputs.numbersWithMissing("lo")
        let upper = try inputs.numbersWithMissing("hi")
        guard lower.count == upper.count else {
            throw MethodProblem(.wrongShape, at: "hi", zh: "长度应与 lo 相同。", en: "It must be as long as lo.")
        }
        let data = try LifeData(
            zip(lower, upper).map { low, high in
                // The cases write 0 for left and 1e9 or null for right censoring.
                LifeObservation(
                    from: low.flatMap { $0 > 0 ? $0 : nil } ?? -.infinity,
                    to: high.flatMap { $0 < 1e9 ? $0 : nil } ?? .infinity)
            })
        let fit = try LifeFit(data, family: .lognormal)
        return [
            "mu": .number(fit.parameters[0]), "sigma": .number(fit.parameters[1]), "loglik": .number(fit.logLikelihood),
        ]
    }

    private static func ranks(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let fit = try RankRegression(
            failures: try inputs.numbers("t"), suspensions: try inputs.optionalNumbers("s") ?? [])
        return [
            "beta": .number(fit.parameters[0]), "eta": .number(fit.parameters[1]), "r2": .number(fit.determination),
        ]
    }

    private static func demonstration(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let reliability = try inputs.number("R")
        let confidence = try inputs.number("C")
        let failures = try inputs.integer("f")
        let time = try inputs.number("T")
        let none = try DemonstrationTest.units(reliability: reliability, confidence: confidence)
        let some = try DemonstrationTest.units(
            reliability: reliability, confidence: confidence, allowedFailures: failures)
        let byTime = try DemonstrationTest.mtbfLowerBound(totalTime: time, failures: failures, confidence: confidence)
        let byFailure = try DemonstrationTest.mtbfLowerBound(
            totalTime: time, failures: failures, confidence: confidence, endsAtFailure: true)
        return [
            "n_zero_failures": .integer(none.units), "n_f_failures": .integer(some.units),
            "mtbf_lower_time_terminated": .number(byTime), "mtbf_lower_failure_terminated": .number(byFailure),
            "n0_peer": .integer(none.units), "peer_mtbf": .number(byTime),
        ]
    }

    private static func accelerated(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let model = try AcceleratedLife(
            try data(inputs, status: "s"), stresses: try inputs.numbers("T").map { .arrhenius(celsius: $0) })
        return [
            "shape": .number(model.shape), "Ea": .number(model.coefficients[0]),
            "log_eta_at_mean": .number(model.logScaleAtMean), "loglik": .number(model.logLikelihood),
        ]
    }
}

import Foundation
import QualityMath
import QualityMethods

/// Answers the cases of interlaboratory comparisons in the area `measurement`.
enum ProficiencyCases: CaseSolver {
    static var kinds: [String] { ["ilc-pooled", "ilc-mandel", "ilc-algA", "kc-cox"] }

    static func answers(kind: String, inputs: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(inputs)
        switch kind {
        case "ilc-pooled": return try consensus(inputs)
        case "ilc-mandel": return try mandel(inputs)
        case "ilc-algA": return try algorithmA(inputs)
        case "kc-cox": return try keyComparison(inputs)
        default: throw unanswered(kind)
        }
    }

    private static func consensus(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let values = try inputs.numbers("x")
        let uncertainties = try inputs.numbers("u")
        func mean(_ estimator: ConsensusMean.Estimator) throws -> ConsensusMean {
            try ConsensusMean(values: values, uncertainties: uncertainties, estimator: estimator)
        }
        let (root, laird) = (try mean(.mandelPaule), try mean(.derSimonianLaird))
        // The answers to compare with are metRology's, whose iteration can miss the root that the library gives.
        let paule = PeerNumerics.mandelPaule(values, uncertainties) ?? (root.mean, root.uncertainty)
        return [
            "mp": .number(paule.mean), "mp_u": .number(paule.uncertainty), "dsl": .number(laird.mean),
            "dsl_u": .number(laird.uncertainty), "reml": .number(try mean(.restrictedLikelihood).mean),
        ]
    }

    private static func mandel(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let values = try inputs.numbers("x")
        let labels = try inputs.list("g")
        guard labels.count == values.count else {
            throw MethodProblem(.wrongShape, at: "g", zh: "长度应与 x 相同。", en: "It must be as long as x.")
        }
        // Laboratories in the order of their labels: numbers by size, texts by letters.
        let order = Set(labels).sorted { first, second in
            if let a = first.asNumber, let b = second.asNumber { return a < b }
            return (first.asText ?? "") < (second.asText ?? "")
        }
        let results = order.map { label in zip(values, labels).filter { $1 == label }.map(\.0) }
        let statistics = try MandelStatistics(results)
        return ["h": MethodValue(statistics.h), "k": MethodValue(statistics.k)]
    }

    private static func algorithmA(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let values = try inputs.numbers("x")
        let (printed, exact) = (try AlgorithmA(values), try AlgorithmA(values, factor: .exact))
        return [
            "mean_iso": .number(printed.mean), "s_iso": .number(printed.standardDeviation),
            "mean_exact_factor": .number(exact.mean), "s_exact_factor": .number(exact.standardDeviation),
            "u_mean_iso": .number(printed.uncertainty),
        ]
    }

    private static func keyComparison(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let result = try KeyComparison(values: try inputs.numbers("x"), uncertainties: try inputs.numbers("u"))
        return [
            "kcrv": .number(result.reference), "u": .number(result.uncertainty), "chi2": .number(result.chiSquared),
            "p": .number(result.probability), "doe": MethodValue(result.degrees),
            "U_doe": MethodValue(result.expandedUncertainties), "En": MethodValue(result.normalizedErrors),
        ]
    }
}

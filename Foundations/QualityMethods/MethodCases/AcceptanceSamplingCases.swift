import QualityMath
import QualityMethods

/// Answers the cases of the area acceptance_sampling.
enum AcceptanceSamplingCases: CaseSolver {
    static var kinds: [String] {
        [
            "as-oc", "as-oc-double", "as-find", "as-find-hyper", "as-variables", "as-z14-single", "as-z14-double",
            "as-z14-multiple", "as-aoq", "as-dodge-romig", "as-seq",
        ]
    }

    private static let tableFields = ["plan", "level_ix", "lot_ix", "aql_ix"]
    private static let fields: [String: [String]] = [
        "as-oc": ["n", "c", "N", "pd"], "as-oc-double": ["n", "c", "r", "pd"], "as-find": ["p1", "a", "p2", "b"],
        "as-find-hyper": ["p1", "a", "p2", "b", "N"], "as-variables": ["p1", "a", "p2", "b"],
        "as-aoq": ["N", "n", "c", "p"], "as-dodge-romig": ["N", "pt", "pbar", "beta"],
        "as-seq": ["p1", "p2", "a", "b"],
    ]

    static func answers(kind: String, inputs value: MethodValue) throws -> [String: MethodValue] {
        let lists: Set = kind == "as-oc" ? ["pd"] : kind == "as-oc-double" ? ["n", "c", "r", "pd"] : []
        let inputs = try caseInputs(value, fields: fields[kind] ?? tableFields, lists: lists)
        switch kind {
        case "as-oc": return try curves(inputs)
        case "as-oc-double":
            let (n, c, r) = (try inputs.integers("n"), try inputs.integers("c"), try inputs.integers("r"))
            guard n.count == c.count, n.count == r.count else {
                throw MethodProblem(.wrongShape, at: "c", zh: "n、c、r 应等长。", en: "n, c and r have one length.")
            }
            let plan = try AcceptancePlan(
                stages: n.indices.map { .init(sampleSize: n[$0], acceptance: c[$0], rejection: r[$0]) })
            return ["pa": MethodValue(try plan.operatingCharacteristic(try inputs.numbers("pd")))]
        case "as-find", "as-find-hyper":
            let model: LotModel = kind == "as-find" ? .binomial : .hypergeometric(lotSize: try inputs.integer("N"))
            let plan = try AcceptancePlan.smallest(meeting: try risks(inputs), model: model)
            return numbers(plan.stages[0])
        case "as-variables":
            let known = try VariablesPlan(meeting: try risks(inputs), spread: .known)
            let unknown = try unknownSpread(try risks(inputs))
            return [
                "known": [
                    "n": .integer(known.sampleSize), "k": .number(known.acceptability), "s.type": "known",
                ],
                "unknown": ["n": .integer(unknown.n), "k": .number(unknown.k), "s.type": "unknown"],
            ]
        case "as-z14-single", "as-z14-double", "as-z14-multiple":
            return try table(inputs, kind == "as-z14-single" ? .single : kind == "as-z14-double" ? .double : .multiple)
        case "as-aoq": return try rectifying(inputs)
        case "as-dodge-romig":
            let result = try DodgeRomigPlan.lotTolerance(
                lotSize: try inputs.integer("N"), tolerance: try inputs.number("pt"),
                processAverage: try inputs.number("pbar"), consumerRisk: try inputs.number("beta"))
            return numbers(result.plan.stages[0])
                .merging(["ATI": .number(result.averageTotalInspection)]) { first, _ in first }
        case "as-seq":
            let plan = SequentialPlan(
                try RiskPoints(
                    producerQuality: try inputs.number("p1"), producerAcceptance: 1 - (try inputs.number("a")),
                    consumerQuality: try inputs.number("p2"), consumerAcceptance: try inputs.number("b")))
            return [
                "s": .number(plan.slope), "h1": .number(plan.acceptanceIntercept),
                "h2": .number(plan.rejectionIntercept),
            ]
        default: throw unanswered(kind)
        }
    }

    private static func curves(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let plan = try AcceptancePlan(sampleSize: try inputs.integer("n"), acceptance: try inputs.integer("c"))
        let qualities = try inputs.numbers("pd")
        var answers: [String: MethodValue] = [
            "binomial": MethodValue(try plan.operatingCharacteristic(qualities)),
            "poisson": MethodValue(try plan.operatingCharacteristic(qualities, model: .poisson)),
        ]
        if let lotSize = try inputs.optionalInteger("N") {
            answers["hyper"] = MethodValue(try qualities.map { try lotAcceptance(plan, lotSize, $0) })
        }
        return answers
    }

    /// R's phyper rounds the nonconforming and the other items each to whole numbers, half to even: where N p has the
    /// fraction 1/2 the lot itself changes by one item.
    private static func lotAcceptance(_ plan: AcceptancePlan, _ lotSize: Int, _ quality: Double) throws -> Double {
        let exact = Double(lotSize) * quality
        let marked = exact.rounded(.toNearestOrEven)
        let others = (Double(lotSize) - exact).rounded(.toNearestOrEven)
        let total = marked + others
        guard total > 0, total != Double(lotSize) else {
            return try plan.operatingCharacteristic([quality], model: .hypergeometric(lotSize: lotSize))[0]
        }
        // R answers NaN for a sample larger than the lot that it has left.
        guard Int(total) >= plan.totalSampleSize else { return .nan }
        return try plan.operatingCharacteristic([marked / total], model: .hypergeometric(lotSize: Int(total)))[0]
    }

    /// The plan with s as AcceptanceSampling finds it: n from 2 upwards, k by R's uniroot over 0...1000.
    private static func unknownSpread(_ risks: RiskPoints) throws -> (n: Int, k: Double) {
        let good = -NormalDistribution.standardQuantile(risks.producerQuality)
        let bad = -NormalDistribution.standardQuantile(risks.consumerQuality)
        for n in 2...20_000 {
            let (root, degrees) = (Double(n).squareRoot(), Double(n - 1))
            let k = try PeerNumerics.uniroot(from: 0, to: 1000) {
                try PeerNumerics.noncentralT($0 * root, degrees, good * root) - (1 - risks.producerAcceptance)
            }
            let risk = 1 - (try PeerNumerics.noncentralT(k * root, degrees, bad * root))
            if risk <= risks.consumerAcceptance { return (n, k) }
        }
        throw MethodProblem(.noConvergence, at: "p2", zh: "没有满足两类风险的方案。", en: "No plan meets both risks.")
    }

    private static func risks(_ inputs: MethodInputs) throws -> RiskPoints {
        try RiskPoints(
            producerQuality: try inputs.number("p1"), producerAcceptance: try inputs.number("a"),
            consumerQuality: try inputs.number("p2"), consumerAcceptance: try inputs.number("b"))
    }

    private static func numbers(_ stage: AcceptancePlan.Stage) -> [String: MethodValue] {
        ["n": .integer(stage.sampleSize), "c": .integer(stage.acceptance), "r": .integer(stage.rejection)]
    }

    /// Lookups by place: lots of the 15 ranges, the 26 limits, the 7 levels, all from 1.
    private static func table(_ inputs: MethodInputs, _ type: PlanType) throws -> [String: MethodValue] {
        let upper = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000, 500_001]
        let limits: [Double] = [
            0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10, 15, 25, 40,
            65,
            100, 150, 250, 400, 650, 1000,
        ]
        let severity: [InspectionSeverity] = [.normal, .tightened, .reduced]
        let found = try TabulatedPlan(
            lotSize: upper[try inputs.integer("lot_ix", in: 1...15) - 1],
            level: InspectionLevel.allCases[try inputs.integer("level_ix", in: 1...7) - 1],
            acceptanceQualityLimit: limits[try inputs.integer("aql_ix", in: 1...26) - 1],
            severity: severity[try inputs.integer("plan", in: 1...3) - 1], type: type, form: .milStd105E)
        let stages = found.plan.stages
        if type == .single { return numbers(stages[0]) }
        return [
            "n": MethodValue(stages.map(\.sampleSize)), "c": MethodValue(stages.map(\.acceptance)),
            "r": MethodValue(stages.map(\.rejection)),
        ]
    }

    private static func rectifying(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let plan = try AcceptancePlan(sampleSize: try inputs.integer("n"), acceptance: try inputs.integer("c"))
        let inspection = try RectifyingInspection(lotSize: try inputs.integer("N"), plan: plan)
        let result = try inspection.quality(at: try inputs.number("p"))
        return [
            "Pa": .number(result.acceptance), "AOQ": .number(result.averageOutgoingQuality),
            "ATI": .number(result.averageTotalInspection),
            "AOQL": .number(inspection.limit().averageOutgoingQualityLimit),
        ]
    }
}

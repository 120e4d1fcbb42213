import QualityMethods

/// Answers the cases of the area acceptance_sampling.
enum AcceptanceSamplingCases: CaseSolver {
    static var kinds: [String] {
        [
            "as-oc", "as-oc-double", "as-find", "as-find-hyper", "as-variables", "as-z14-single", "as-z14-double",
            "as-z14-multiple", "as-aoq", "as-dodge-romig", "as-seq",
        ]
    }

    static func answers(kind: String, inputs value: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(value)
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
            var answers: [String: MethodValue] = [:]
            for spread in SpreadKnowledge.allCases {
                let plan = try VariablesPlan(meeting: try risks(inputs), spread: spread)
                answers[spread.rawValue] = [
                    "n": .integer(plan.sampleSize), "k": .number(plan.acceptability), "s.type": .text(spread.rawValue),
                ]
            }
            return answers
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
            answers["hyper"] = MethodValue(
                try plan.operatingCharacteristic(qualities, model: .hypergeometric(lotSize: lotSize)))
        }
        return answers
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

/// Looks a plan up in the tables.
enum PlanLookupMethod: QualityMethod {
    static let name = "acceptance-sampling/plan"
    static let title = MethodText(zh: "检索计数抽样方案", en: "Look up a plan by attributes")
    static let standard = "ISO 2859-1:1999 (GB/T 2828.1); MIL-STD-105E (ANSI/ASQ Z1.4)"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField("lotSize", .integer, unit: "items", rule: .atLeast(2), zh: "批量", en: "lot size"),
            InputField(
                "level", .choice(InspectionLevel.allCases.map(\.rawValue)), default: "II", zh: "检验水平",
                en: "inspection level"),
            InputField("aql", .number, unit: "%", rule: .positive, zh: "接收质量限", en: "acceptance quality limit"),
            InputField(
                "severity", .choice(InspectionSeverity.allCases.map(\.rawValue)), default: "normal", zh: "严格度",
                en: "severity"),
            InputField(
                "type", .choice(PlanType.allCases.map(\.rawValue)), default: "single", zh: "方案类型", en: "type of plan"),
            InputField(
                "form", .choice(InspectionForm.allCases.map(\.rawValue)),
                default: .text(InspectionForm.iso2859.rawValue), zh: "标准版本", en: "form of the tables"),
        ]
    }
    static var outputs: [OutputField] {
        AcceptancePlan.outputFields + [
            OutputField("codeLetter", .text, zh: "样本量字码", en: "code letter"),
            OutputField("planLetter", .text, zh: "方案所在字码", en: "letter of the plan in use"),
            OutputField("type", .text, zh: "方案类型", en: "type of the plan in use"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let lotSize = try inputs.integer("lotSize", in: 2...Int.max)
        let found = try TabulatedPlan(
            lotSize: lotSize, level: try inputs.choice("level"), acceptanceQualityLimit: try inputs.number("aql"),
            severity: try inputs.choice("severity"), type: try inputs.choice("type"), form: try inputs.choice("form"))
        var warnings: [MethodText] = []
        if found.plan.totalSampleSize >= lotSize {
            warnings.append(
                MethodText(zh: "样本量不小于批量，应全检", en: "the sample is as large as the lot: inspect the whole lot"))
        }
        if found.plan.hasGap {
            warnings.append(
                MethodText(
                    zh: "计数落在 Ac 与 Re 之间时接收该批并恢复正常检验",
                    en: "a count between Ac and Re accepts the lot and returns to normal inspection"))
        }
        let values = found.plan.values.merging([
            "codeLetter": .text(String(found.codeLetter)), "planLetter": .text(String(found.planLetter)),
            "type": .text(found.type.rawValue),
        ]) { first, _ in first }
        return MethodOutcome(values, warnings: warnings, explanation: found.explanation)
    }
}

/// The curve of a plan.
enum OperatingCharacteristicMethod: QualityMethod {
    static let name = "acceptance-sampling/operating-characteristic"
    static let title = MethodText(zh: "抽样特性曲线与平均样本量", en: "Operating characteristic and average sample number")
    static let standard = "ISO 2859-1:1999, 12"
    static let version = 1
    static var inputs: [InputField] {
        AcceptancePlan.fields + LotModel.fields + [
            InputField("p", .numbers, rule: .nonnegative, zh: "质量水平", en: "quality levels"),
            InputField(
                "curtailment", .choice(Curtailment.allCases.map(\.rawValue)), default: "none", zh: "截尾方式",
                en: "when inspection stops early"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("pa", .numbers, zh: "接收概率", en: "probability of acceptance"),
            OutputField("asn", .numbers, unit: "items", zh: "平均样本量", en: "average sample number"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let plan = try AcceptancePlan.read(inputs)
        let model = try LotModel.read(inputs)
        let qualities = try inputs.numbers("p", .nonnegative, atLeast: 1)
        let curtailment: Curtailment = try inputs.choice("curtailment")
        let acceptance = try plan.operatingCharacteristic(qualities, model: model)
        var sizes: [Double] = []
        for quality in qualities {
            sizes.append(try plan.averageSampleNumber(at: quality, model: model, curtailment: curtailment))
        }
        return MethodOutcome(
            ["pa": MethodValue(acceptance), "asn": MethodValue(sizes)],
            explanation: try plan.performance(at: qualities[0], model: model).explanation)
    }
}

/// The smallest plan for two risks.
enum PlanSearchMethod: QualityMethod {
    static let name = "acceptance-sampling/find-plan"
    static let title = MethodText(zh: "按两类风险设计一次方案", en: "Smallest single plan for two risks")
    static let standard = "ISO 28590"
    static let version = 1
    static var inputs: [InputField] { RiskPoints.fields + LotModel.fields }
    static var outputs: [OutputField] { AcceptancePlan.outputFields }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let plan = try AcceptancePlan.smallest(meeting: try RiskPoints.read(inputs), model: try LotModel.read(inputs))
        return MethodOutcome(plan.values, explanation: plan.explanation)
    }
}

/// AOQ, AOQL, ATI.
enum RectifyingMethod: QualityMethod {
    static let name = "acceptance-sampling/rectifying"
    static let title = MethodText(zh: "挑选型检验", en: "Rectifying inspection")
    static let standard = "Dodge and Romig (1959); ISO 2859-1:1999, 12.5"
    static let version = 1
    static var inputs: [InputField] {
        AcceptancePlan.fields + [
            InputField("lotSize", .integer, unit: "items", rule: .atLeast(1), zh: "批量", en: "lot size"),
            InputField("p", .number, rule: .probability, zh: "不合格品率", en: "fraction nonconforming"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("pa", .number, zh: "接收概率", en: "probability of acceptance"),
            OutputField("aoq", .number, zh: "平均检出质量", en: "average outgoing quality"),
            OutputField("ati", .number, unit: "items", zh: "平均检验总数", en: "average total inspection"),
            OutputField("aoql", .number, zh: "平均检出质量上限", en: "average outgoing quality limit"),
            OutputField("aoqlAt", .number, zh: "上限所在质量水平", en: "the quality at which it occurs"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let inspection = try RectifyingInspection(
            lotSize: try inputs.integer("lotSize"), plan: try AcceptancePlan.read(inputs))
        let result = try inspection.quality(at: try inputs.number("p", .probability))
        let limit = inspection.limit()
        return MethodOutcome(
            [
                "pa": .number(result.acceptance), "aoq": .number(result.averageOutgoingQuality),
                "ati": .number(result.averageTotalInspection), "aoql": .number(limit.averageOutgoingQualityLimit),
                "aoqlAt": .number(limit.quality),
            ], explanation: result.explanation)
    }
}

/// Plans of least inspection.
enum DodgeRomigMethod: QualityMethod {
    static let name = "acceptance-sampling/dodge-romig"
    static let title = MethodText(zh: "道奇－罗米格一次方案", en: "Dodge-Romig single plan")
    static let standard = "Dodge and Romig (1959)"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField("lotSize", .integer, unit: "items", rule: .between(2, 1e7), zh: "批量", en: "lot size"),
            InputField("protection", .choice(["ltpd", "aoql"]), default: "ltpd", zh: "保护方式", en: "protection"),
            InputField(
                "limit", .number, rule: .openProbability, zh: "批容许不合格品率或平均检出质量上限",
                en: "tolerance fraction or outgoing quality limit"),
            InputField("processAverage", .number, rule: .probability, zh: "过程平均", en: "process average"),
            InputField(
                "consumerRisk", .number, rule: .openProbability, default: .number(0.1), zh: "使用方风险",
                en: "consumer's risk"),
        ]
    }
    static var outputs: [OutputField] {
        AcceptancePlan.outputFields + [
            OutputField("ati", .number, unit: "items", zh: "平均检验总数", en: "average total inspection")
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let (lotSize, limit) = (try inputs.integer("lotSize"), try inputs.number("limit"))
        let average = try inputs.number("processAverage")
        let risk = try inputs.number("consumerRisk")
        let result =
            try inputs.text("protection") == "ltpd"
            ? try DodgeRomigPlan.lotTolerance(
                lotSize: lotSize, tolerance: limit, processAverage: average, consumerRisk: risk)
            : try DodgeRomigPlan.outgoingQuality(lotSize: lotSize, limit: limit, processAverage: average)
        return MethodOutcome(
            result.plan.values.merging(["ati": .number(result.averageTotalInspection)]) { first, _ in first },
            explanation: result.explanation)
    }
}

/// Wald's lines.
enum SequentialMethod: QualityMethod {
    static let name = "acceptance-sampling/sequential"
    static let title = MethodText(zh: "序贯抽样方案", en: "Sequential plan")
    static let standard = "Wald (1947); ISO 28591"
    static let version = 1
    static var inputs: [InputField] {
        RiskPoints.fields + [
            InputField("p", .numbers, rule: .probability, default: .list([]), zh: "质量水平", en: "quality levels"),
            InputField(
                "limit", .integer, unit: "items", rule: .between(1, 1e6), default: .integer(2000), zh: "截止件数",
                en: "items at which it is cut"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("slope", .number, zh: "斜率", en: "slope"),
            OutputField("h1", .number, zh: "接收线截距", en: "intercept of acceptance"),
            OutputField("h2", .number, zh: "拒收线截距", en: "intercept of rejection"),
            OutputField("pa", .numbers, zh: "接收概率", en: "probability of acceptance"),
            OutputField("asn", .numbers, unit: "items", zh: "平均样本量", en: "average sample number"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let plan = SequentialPlan(try RiskPoints.read(inputs))
        let limit = try inputs.integer("limit")
        var (acceptance, sizes): ([Double], [Double]) = ([], [])
        for quality in try inputs.numbers("p", .probability) {
            let result = try plan.performance(at: quality, limit: limit)
            acceptance.append(result.acceptance)
            sizes.append(result.averageSampleNumber)
        }
        return MethodOutcome(
            [
                "slope": .number(plan.slope), "h1": .number(plan.acceptanceIntercept),
                "h2": .number(plan.rejectionIntercept), "pa": MethodValue(acceptance), "asn": MethodValue(sizes),
            ], explanation: plan.explanation)
    }
}

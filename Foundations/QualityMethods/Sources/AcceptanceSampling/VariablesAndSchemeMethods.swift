/// A plan by variables that matches the plan by attributes of a lot.
enum MatchedVariablesPlanMethod: QualityMethod {
    static let name = "acceptance-sampling/variables-plan-matched"
    static let title = MethodText(zh: "与计数方案匹配的计量方案", en: "Plan by variables matched to the tables by attributes")
    static let standard = "ISO 3951-1; ISO 3951-2; ISO 2859-1:1999"
    static let version = 1
    static var inputs: [InputField] {
        Array(PlanLookupMethod.inputs.prefix(4)) + [
            InputField(
                "spread", .choice(SpreadKnowledge.allCases.map(\.rawValue)), default: "unknown", zh: "标准差已知或未知",
                en: "whether the standard deviation is known"),
            InputField("p", .numbers, rule: .probability, default: .list([]), zh: "质量水平", en: "quality levels"),
        ]
    }
    static var outputs: [OutputField] {
        VariablesPlanMethod.outputs + [
            OutputField("codeLetter", .text, zh: "样本量字码", en: "code letter"),
            OutputField("attributes", .object, zh: "所匹配的计数方案", en: "the plan by attributes that it matches"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let found = try TabulatedPlan(
            lotSize: try inputs.integer("lotSize", in: 2...Int.max), level: try inputs.choice("level"),
            acceptanceQualityLimit: try inputs.number("aql"), severity: try inputs.choice("severity"))
        let plan = try VariablesPlan(matching: found.plan, spread: try inputs.choice("spread"))
        var acceptance: [Double] = []
        for quality in try inputs.numbers("p", .probability) { acceptance.append(try plan.acceptance(at: quality)) }
        var explanation = plan.explanation
        explanation.steps.insert(contentsOf: found.explanation.steps, at: 0)
        return MethodOutcome(
            [
                "n": .integer(plan.sampleSize), "k": .number(plan.acceptability), "pa": MethodValue(acceptance),
                "codeLetter": .text(String(found.codeLetter)), "attributes": .object(found.plan.values),
            ],
            warnings: [
                MethodText(
                    zh: "按特性曲线匹配，不是 ISO 3951 表中的舍入方案",
                    en: "matched by its curve; it is not the rounded plan of the tables of ISO 3951")
            ], explanation: explanation)
    }
}

/// A plan by variables for two risks.
enum VariablesPlanMethod: QualityMethod {
    static let name = "acceptance-sampling/variables-plan"
    static let title = MethodText(zh: "按两类风险设计计量方案", en: "Plan by variables for two risks")
    static let standard = "ISO 3951-1; ISO 3951-2"
    static let version = 1
    static var inputs: [InputField] {
        RiskPoints.fields + [
            InputField(
                "spread", .choice(SpreadKnowledge.allCases.map(\.rawValue)), default: "unknown", zh: "标准差已知或未知",
                en: "whether the standard deviation is known"),
            InputField("p", .numbers, rule: .probability, default: .list([]), zh: "质量水平", en: "quality levels"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("n", .integer, unit: "items", zh: "样本量", en: "sample size"),
            OutputField("k", .number, zh: "接收常数", en: "acceptability constant"),
            OutputField("pa", .numbers, zh: "接收概率", en: "probability of acceptance"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let plan = try VariablesPlan(meeting: try RiskPoints.read(inputs), spread: try inputs.choice("spread"))
        var acceptance: [Double] = []
        for quality in try inputs.numbers("p", .probability) { acceptance.append(try plan.acceptance(at: quality)) }
        return MethodOutcome(
            ["n": .integer(plan.sampleSize), "k": .number(plan.acceptability), "pa": MethodValue(acceptance)],
            explanation: plan.explanation)
    }
}

/// The decision on a lot by variables.
enum VariablesDecisionMethod: QualityMethod {
    static let name = "acceptance-sampling/variables-decision"
    static let title = MethodText(zh: "计量抽样判定", en: "Decide on a lot by variables")
    static let standard = "ISO 3951-1; ISO 3951-2"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField("values", .numbers, zh: "样本值", en: "sample values"),
            InputField("k", .number, zh: "接收常数", en: "acceptability constant"),
            InputField("lowerLimit", .number, optional: true, zh: "下规范限", en: "lower limit"),
            InputField("upperLimit", .number, optional: true, zh: "上规范限", en: "upper limit"),
            InputField("sigma", .number, rule: .positive, optional: true, zh: "已知标准差", en: "known standard deviation"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("accepted", .boolean, zh: "是否接收", en: "whether the lot is accepted"),
            OutputField("qualityLower", .number, zh: "下质量统计量", en: "lower quality statistic"),
            OutputField("qualityUpper", .number, zh: "上质量统计量", en: "upper quality statistic"),
            OutputField("estimate", .number, zh: "估计不合格品率", en: "estimated fraction beyond the limits"),
            OutputField("maximum", .number, zh: "最大允许估计", en: "greatest estimate that is accepted"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let sigma = try inputs.optionalNumber("sigma", .positive)
        let plan = try VariablesPlan(
            sampleSize: values.count, acceptability: try inputs.number("k"), spread: sigma == nil ? .unknown : .known)
        let result = try plan.decide(
            sample: values, lowerLimit: try inputs.optionalNumber("lowerLimit"),
            upperLimit: try inputs.optionalNumber("upperLimit"), standardDeviation: sigma)
        return MethodOutcome(
            [
                "accepted": .boolean(result.isAccepted), "qualityLower": MethodValue(result.lowerQuality),
                "qualityUpper": MethodValue(result.upperQuality), "estimate": .number(result.estimatedFraction),
                "maximum": .number(result.maximumFraction),
            ], explanation: result.explanation)
    }
}

/// The switching rules on a series of lots.
enum SwitchingMethod: QualityMethod {
    static let name = "acceptance-sampling/switching"
    static let title = MethodText(zh: "转移规则", en: "Switching rules")
    static let standard = "ISO 2859-1:1999, 9.3; MIL-STD-105E, 4.7"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField(
                "acceptanceNumber", .integer, unit: "items", rule: .nonnegative, zh: "正常检验接收数",
                en: "acceptance number of the normal plan"),
            InputField(
                "type", .choice(PlanType.allCases.map(\.rawValue)), default: "single", zh: "方案类型", en: "type of plan"),
            InputField(
                "form", .choice(InspectionForm.allCases.map(\.rawValue)),
                default: .text(InspectionForm.iso2859.rawValue), zh: "标准版本", en: "form of the rules"),
            InputField("accepted", .booleans, zh: "各批是否接收", en: "whether each lot was accepted"),
            InputField(
                "acceptedTighter", .booleans, optional: true, zh: "各批在加严一级 AQL 下是否也接收",
                en: "whether each lot would also be accepted one step tighter"),
            InputField(
                "inGap", .booleans, optional: true, zh: "各批是否落在 Ac 与 Re 之间", en: "whether each count fell into the gap"),
            InputField(
                "mayReduce", .boolean, default: true, zh: "是否允许放宽", en: "whether reduced inspection is approved"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("severities", .texts, zh: "各批的严格度", en: "severity of each lot"),
            OutputField("events", .texts, zh: "各批后的事件", en: "event after each lot, empty for none"),
            OutputField("scores", .integers, zh: "各批后的转移得分", en: "switching score after each lot"),
            OutputField("next", .text, zh: "下一批的严格度", en: "severity of the next lot"),
            OutputField("discontinued", .boolean, zh: "是否暂停", en: "whether inspection is discontinued"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        var engine = SwitchingEngine(
            acceptanceNumber: try inputs.integer("acceptanceNumber"), type: try inputs.choice("type"),
            form: try inputs.choice("form"))
        let accepted = try inputs.booleans("accepted")
        let tighter = inputs.has("acceptedTighter") ? try inputs.booleans("acceptedTighter") : accepted
        let gap = inputs.has("inGap") ? try inputs.booleans("inGap") : accepted.map { _ in false }
        for (name, list) in [("acceptedTighter", tighter), ("inGap", gap)] where list.count != accepted.count {
            throw MethodProblem(
                .wrongShape, at: name, zh: "应有 \(accepted.count) 个值。", en: "It must have \(accepted.count) values.")
        }
        let mayReduce = try inputs.boolean("mayReduce")
        for lot in accepted.indices {
            do {
                try engine.take(
                    LotResult(isAccepted: accepted[lot], isAcceptedOneStepTighter: tighter[lot], isInGap: gap[lot]),
                    mayReduce: mayReduce)
            } catch {
                throw MethodProblem(error.code, at: "accepted[\(lot)]", error.rule)
            }
        }
        let log = engine.log
        return MethodOutcome(
            [
                "severities": .list(log.map { .text($0.severity.rawValue) }),
                "events": .list(log.map { .text($0.event?.rawValue ?? "") }),
                "scores": MethodValue(log.map(\.score)), "next": .text(engine.severity.rawValue),
                "discontinued": .boolean(engine.isDiscontinued),
            ],
            explanation: Explanation(
                steps: log.filter { $0.event != nil }.map { MethodText("\($0.lot): \($0.event?.rawValue ?? "")") },
                source: standard,
                assumptions: [Assumption(.unknown, zh: "生产稳定", en: "production is steady")]))
    }
}

/// The long run of a scheme.
enum SchemeMethod: QualityMethod {
    static let name = "acceptance-sampling/scheme"
    static let title = MethodText(zh: "抽样体系的特性（马尔可夫链）", en: "Characteristic of a scheme by Markov chain")
    static let standard = "ISO 2859-1:1999, 9.3; MIL-STD-105E, 4.7"
    static let version = 2
    static var inputs: [InputField] {
        [
            InputField("lotSize", .integer, unit: "items", rule: .atLeast(2), zh: "批量", en: "lot size"),
            InputField(
                "level", .choice(InspectionLevel.allCases.map(\.rawValue)), default: "II", zh: "检验水平",
                en: "inspection level"),
            InputField("aql", .number, unit: "%", rule: .positive, zh: "接收质量限", en: "acceptance quality limit"),
            InputField(
                "type", .choice(PlanType.allCases.map(\.rawValue)), default: "single", zh: "方案类型", en: "type of plan"),
            InputField(
                "form", .choice(InspectionForm.allCases.map(\.rawValue)),
                default: .text(InspectionForm.iso2859.rawValue), zh: "标准版本", en: "form of tables and rules"),
            InputField("p", .numbers, rule: .probability, zh: "质量水平", en: "quality levels"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("pa", .numbers, zh: "接收概率", en: "probability of acceptance"),
            OutputField("asn", .numbers, unit: "items", zh: "平均样本量", en: "average sample number"),
            OutputField("normal", .numbers, zh: "正常检验占比", en: "share of normal inspection"),
            OutputField("tightened", .numbers, zh: "加严检验占比", en: "share of tightened inspection"),
            OutputField("reduced", .numbers, zh: "放宽检验占比", en: "share of reduced inspection"),
            OutputField("discontinued", .numbers, zh: "每批暂停检验的次数", en: "discontinuations per lot"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let scheme = try InspectionScheme(
            lotSize: try inputs.integer("lotSize", in: 2...Int.max), level: try inputs.choice("level"),
            acceptanceQualityLimit: try inputs.number("aql"), type: try inputs.choice("type"),
            form: try inputs.choice("form"))
        var results: [SchemePerformance] = []
        for quality in try inputs.numbers("p", .probability, atLeast: 1) {
            results.append(try scheme.performance(at: quality))
        }
        func shares(_ severity: InspectionSeverity) -> MethodValue {
            MethodValue(results.map { $0.shares[severity] ?? 0 })
        }
        return MethodOutcome(
            [
                "pa": MethodValue(results.map(\.acceptance)), "asn": MethodValue(results.map(\.averageSampleNumber)),
                "normal": shares(.normal), "tightened": shares(.tightened), "reduced": shares(.reduced),
                "discontinued": MethodValue(results.map(\.discontinuationRate)),
            ], explanation: results[0].explanation)
    }
}

/// A plan by limiting quality.
enum LimitingQualityMethod: QualityMethod {
    static let name = "acceptance-sampling/limiting-quality"
    static let title = MethodText(zh: "孤立批极限质量方案", en: "Plan by limiting quality")
    static let standard = "ISO 2859-2"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField("lq", .number, rule: .openProbability, zh: "极限质量", en: "limiting quality as a fraction"),
            InputField("c", .integer, unit: "items", rule: .nonnegative, zh: "接收数", en: "acceptance number"),
            InputField(
                "lotSize", .integer, unit: "items", rule: .atLeast(1), optional: true, zh: "孤立批批量",
                en: "size of an isolated lot"),
            InputField(
                "risk", .number, rule: .openProbability, default: .number(0.1), zh: "使用方风险", en: "consumer's risk"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("n", .integer, unit: "items", zh: "样本量", en: "sample size"),
            OutputField("risk", .number, zh: "实际使用方风险", en: "exact consumer's risk"),
            OutputField("producerQuality", .number, zh: "95% 接收的质量", en: "quality accepted with 95 %"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let result = try LimitingQualityPlan(
            limitingQuality: try inputs.number("lq"), acceptance: try inputs.integer("c"),
            lotSize: try inputs.optionalInteger("lotSize"), risk: try inputs.number("risk"))
        return MethodOutcome(
            [
                "n": .integer(result.plan.totalSampleSize), "risk": .number(result.consumerRisk),
                "producerQuality": .number(result.producerQuality),
            ], explanation: result.explanation)
    }
}

/// A check of a declared quality level.
enum DeclaredQualityMethod: QualityMethod {
    static let name = "acceptance-sampling/declared-quality"
    static let title = MethodText(zh: "声称质量水平核查", en: "Check of a declared quality level")
    static let standard = "GB/T 2828.4 (ISO 2859-4); GB/T 2828.11"
    static let version = 1
    static var inputs: [InputField] {
        [
            InputField(
                "dql", .number, rule: .openProbability, zh: "声称质量水平", en: "declared quality level as a fraction"),
            InputField(
                "limit", .integer, unit: "items", rule: .between(0, 1000), zh: "不合格品限定数",
                en: "count that is still in order"),
            InputField(
                "population", .integer, unit: "items", rule: .atLeast(1), optional: true, zh: "核查总体量",
                en: "size of the population"),
            InputField(
                "risk", .number, rule: .openProbability, default: .number(0.05), zh: "错判风险",
                en: "risk of contradicting a true declaration"),
            InputField(
                "count", .integer, unit: "items", rule: .nonnegative, optional: true, zh: "样本中不合格品数",
                en: "nonconforming items found"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("n", .integer, unit: "items", zh: "样本量", en: "sample size"),
            OutputField("risk", .number, zh: "实际错判风险", en: "exact risk"),
            OutputField("lqr", .number, zh: "极限质量比", en: "limiting quality ratio"),
            OutputField("contradicted", .boolean, zh: "是否否定声称", en: "whether the declaration is contradicted"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let audit = try DeclaredQualityAudit(
            declared: try inputs.number("dql"), limit: try inputs.integer("limit"),
            population: try inputs.optionalInteger("population"), risk: try inputs.number("risk"))
        let count = try inputs.optionalInteger("count", in: 0...Int.max)
        return MethodOutcome(
            [
                "n": .integer(audit.sampleSize), "risk": .number(audit.risk),
                "lqr": .number(audit.limitingQualityRatio),
                "contradicted": count.map { .boolean(audit.contradicts($0)) } ?? .null,
            ], explanation: audit.explanation)
    }
}

/// Skip-lot sampling.
enum SkipLotMethod: QualityMethod {
    static let name = "acceptance-sampling/skip-lot"
    static let title = MethodText(zh: "跳批抽样", en: "Skip-lot sampling")
    static let standard = "Perry (1973), SkSP-2; ISO 2859-3"
    static let version = 1
    static var inputs: [InputField] {
        AcceptancePlan.fields + LotModel.fields + [
            InputField(
                "i", .integer, unit: "lots", rule: .between(1, 1000), zh: "连续接收批数", en: "accepted lots in a row"),
            InputField("f", .number, rule: .positive, zh: "跳批时的检验频率", en: "fraction of lots inspected"),
            InputField("p", .numbers, rule: .nonnegative, zh: "质量水平", en: "quality levels"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("pa", .numbers, zh: "接收概率", en: "probability of acceptance"),
            OutputField("asn", .numbers, unit: "items", zh: "平均样本量", en: "average sample number"),
            OutputField("inspected", .numbers, zh: "受检批占比", en: "share of lots inspected"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let plan = try SkipLotPlan(
            reference: try AcceptancePlan.read(inputs), clearanceNumber: try inputs.integer("i"),
            fraction: try inputs.number("f"))
        let model = try LotModel.read(inputs)
        var results: [SkipLotPlan.Performance] = []
        for quality in try inputs.numbers("p", .nonnegative, atLeast: 1) {
            results.append(try plan.performance(at: quality, model: model))
        }
        return MethodOutcome(
            [
                "pa": MethodValue(results.map(\.acceptance)), "asn": MethodValue(results.map(\.averageSampleNumber)),
                "inspected": MethodValue(results.map(\.inspectedShare)),
            ], explanation: results[0].explanation)
    }
}

import QualityMath

/// `proficiency/robust-estimates`.
enum RobustEstimatesMethod: QualityMethod {
    static let name = "proficiency/robust-estimates"
    static let title = MethodText(zh: "稳健均值与标准差", en: "Robust mean and standard deviation")
    static let standard = "ISO 13528:2022, annex C"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("values", .numbers, zh: "结果", en: "The results."),
        InputField(
            "factor", .choice(AlgorithmA.Factor.allCases.map(\.rawValue)), default: "printed", zh: "算法 A 的系数：标准所印或未修约",
            en: "The factor of Algorithm A: as printed or exact."),
    ]
    static let outputs: [OutputField] = [
        OutputField("mean", .number, zh: "算法 A 的均值", en: "The mean of Algorithm A."),
        OutputField("standardDeviation", .number, zh: "算法 A 的标准差", en: "The deviation of Algorithm A."),
        OutputField("uncertainty", .number, zh: "均值的标准不确定度", en: "u of the mean."),
        OutputField("qStandardDeviation", .number, zh: "Q 法标准差", en: "The deviation of the Q method."),
        OutputField("hampelMean", .number, zh: "汉佩尔均值", en: "Hampel's mean."),
        OutputField("median", .number, zh: "中位数", en: "The median."),
        OutputField("scaledMedianDeviation", .number, zh: "尺度化中位绝对差", en: "The scaled median deviation."),
        OutputField("normalizedInterquartileRange", .number, zh: "标准化四分位距", en: "The normalised interquartile range."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values", atLeast: 2)
        let factor: AlgorithmA.Factor = try inputs.choice("factor")
        return try namingFields(Self.inputs, else: "values") { () throws(MathProblem) in
            let a = try AlgorithmA(values, factor: factor)
            let q = try QHampel(values)
            return MethodOutcome(
                [
                    "mean": .number(a.mean), "standardDeviation": .number(a.standardDeviation),
                    "uncertainty": .number(a.uncertainty), "qStandardDeviation": .number(q.standardDeviation),
                    "hampelMean": .number(q.mean), "median": .number(RobustScale.median(values)),
                    "scaledMedianDeviation": .number(RobustScale.scaledMedianDeviation(values)),
                    "normalizedInterquartileRange": .number(RobustScale.normalizedInterquartileRange(values)),
                ], explanation: a.explanation)
        }
    }
}

/// `proficiency/scores`.
enum ScoresMethod: QualityMethod {
    static let name = "proficiency/scores"
    static let title = MethodText(zh: "能力评价分数", en: "Performance scores")
    static let standard = "ISO 13528:2022, 9"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("results", .numbers, zh: "各参加者的结果", en: "The results."),
        InputField("assigned", .number, zh: "指定值", en: "The assigned value."),
        InputField(
            "deviation", .number, rule: .positive, optional: true, zh: "能力评定标准差", en: "σ for proficiency assessment."),
        InputField(
            "assignedUncertainty", .number, rule: .nonnegative, optional: true, zh: "指定值的标准不确定度",
            en: "u of the assigned value."),
        InputField(
            "uncertainties", .numbers, rule: .nonnegative, optional: true, zh: "各结果的标准不确定度", en: "u of each result."),
        InputField("coverage", .number, rule: .positive, default: 2, zh: "包含因子", en: "The coverage factor."),
    ]
    static let outputs: [OutputField] = [
        OutputField("scores", .objects, zh: "各参加者的 D、D%、z、z′、ζ、En 与评价", en: "D, D %, z, z′, ζ, En and verdicts.")
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let results = try inputs.numbers("results", atLeast: 1)
        let assigned = try inputs.number("assigned")
        let deviation = try inputs.optionalNumber("deviation", .positive)
        let assignedUncertainty = try inputs.optionalNumber("assignedUncertainty", .nonnegative)
        let uncertainties = try inputs.optionalNumbers("uncertainties", .nonnegative)
        if let uncertainties { try LifeDataFields.same(uncertainties.count, results.count, "uncertainties") }
        let coverage = try inputs.number("coverage", .positive)
        return try namingFields(Self.inputs, else: "results") { () throws(MathProblem) in
            var scores: [PerformanceScore] = []
            for (index, result) in results.enumerated() {
                scores.append(
                    try PerformanceScore(
                        result: result, assigned: assigned, deviation: deviation,
                        assignedUncertainty: assignedUncertainty, resultUncertainty: uncertainties?[index],
                        coverage: coverage))
            }
            let values = scores.map { score -> MethodValue in
                [
                    "difference": .number(score.difference), "percentDifference": .number(score.percentDifference),
                    "z": .number(score.z), "zPrime": .number(score.zPrime), "zeta": .number(score.zeta),
                    "normalizedError": .number(score.normalizedError),
                    "zVerdict": MethodValue(PerformanceScore.Verdict.of(score.z)?.rawValue),
                    "normalizedErrorVerdict": MethodValue(
                        PerformanceScore.Verdict.ofNormalizedError(score.normalizedError)?.rawValue),
                ]
            }
            return MethodOutcome(["scores": .list(values)], explanation: scores[0].explanation)
        }
    }
}

/// `proficiency/homogeneity`.
enum HomogeneityMethod: QualityMethod {
    static let name = "proficiency/homogeneity"
    static let title = MethodText(zh: "均匀性与稳定性检查", en: "Homogeneity and stability checks")
    static let standard = "ISO 13528:2022, annex B"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("items", .matrix, zh: "每个样品的各份结果", en: "The portions of each item."),
        InputField("deviation", .number, rule: .positive, zh: "能力评定标准差", en: "σ for proficiency assessment."),
        InputField("after", .numbers, optional: true, zh: "以后再测的结果（稳定性）", en: "Results measured later (stability)."),
    ]
    static let outputs: [OutputField] = [
        OutputField("betweenDeviation", .number, zh: "样品间标准差", en: "The deviation between items."),
        OutputField("withinDeviation", .number, zh: "样品内标准差", en: "The deviation within items."),
        OutputField("limit", .number, zh: "0.3 σ", en: "0.3 σ."),
        OutputField("expandedLimit", .number, zh: "扩展准则", en: "The expanded criterion."),
        OutputField("isHomogeneous", .boolean, zh: "是否足够均匀", en: "Whether the items are homogeneous enough."),
        OutputField("isHomogeneousExpanded", .boolean, zh: "按扩展准则是否足够均匀", en: "The same by the expanded criterion."),
        OutputField("stabilityDifference", .number, zh: "前后均值之差", en: "The difference of the means."),
        OutputField("isStable", .boolean, zh: "是否足够稳定", en: "Whether the items are stable enough."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let items = try inputs.matrix("items", atLeast: 2)
        let deviation = try inputs.number("deviation", .positive)
        let after = try inputs.optionalNumbers("after", atLeast: 2)
        return try namingFields(Self.inputs, else: "items") { () throws(MathProblem) in
            let check = try HomogeneityCheck(items: items, deviation: deviation)
            let stability = try after.map { after throws(MathProblem) in
                try HomogeneityCheck.stability(before: items.flatMap { $0 }, after: after, deviation: deviation)
            }
            return MethodOutcome(
                [
                    "betweenDeviation": .number(check.betweenDeviation),
                    "withinDeviation": .number(check.withinDeviation), "limit": .number(check.limit),
                    "expandedLimit": .number(check.expandedLimit), "isHomogeneous": .boolean(check.isHomogeneous),
                    "isHomogeneousExpanded": .boolean(check.isHomogeneousExpanded),
                    "stabilityDifference": MethodValue(stability?.difference),
                    "isStable": stability.map { .boolean($0.isStable) } ?? .null,
                ], explanation: check.explanation)
        }
    }
}

/// `proficiency/mandel`.
enum MandelMethod: QualityMethod {
    static let name = "proficiency/mandel"
    static let title = MethodText(zh: "曼德尔 h 与 k", en: "Mandel's h and k")
    static let standard = "ISO 5725-2:2019, 8.3.1"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("laboratories", .matrix, zh: "各实验室的结果", en: "The results of each laboratory.")
    ]
    static let outputs: [OutputField] = [
        OutputField("h", .numbers, zh: "实验室间一致性", en: "Consistency between laboratories."),
        OutputField("k", .numbers, zh: "实验室内一致性", en: "Consistency within laboratories."),
        OutputField("hCritical", .numbers, zh: "h 的 5 % 与 1 % 临界值", en: "Indicator values of h at 5 % and 1 %."),
        OutputField("kCritical", .numbers, zh: "k 的 5 % 与 1 % 临界值", en: "Indicator values of k at 5 % and 1 %."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let laboratories = try inputs.matrix("laboratories", ragged: true, atLeast: 2)
        return try namingFields(Self.inputs, else: "laboratories") { () throws(MathProblem) in
            let statistics = try MandelStatistics(laboratories)
            let p = laboratories.count
            let n = laboratories.map(\.count).min() ?? 0
            var h: MethodValue = .null
            var k: MethodValue = .null
            if p >= 3 {
                h = MethodValue([
                    try MandelStatistics.criticalH(laboratories: p, significance: 0.05),
                    try MandelStatistics.criticalH(laboratories: p, significance: 0.01),
                ])
            }
            if n >= 2 {
                k = MethodValue([
                    try MandelStatistics.criticalK(laboratories: p, replicates: n, significance: 0.05),
                    try MandelStatistics.criticalK(laboratories: p, replicates: n, significance: 0.01),
                ])
            }
            return MethodOutcome(
                ["h": MethodValue(statistics.h), "k": MethodValue(statistics.k), "hCritical": h, "kCritical": k],
                explanation: statistics.explanation)
        }
    }
}

/// `proficiency/outliers`.
enum OutliersMethod: QualityMethod {
    static let name = "proficiency/outliers"
    static let title = MethodText(zh: "离群检验（科克伦、格拉布斯）", en: "Outlier tests (Cochran, Grubbs)")
    static let standard = "ISO 5725-2:2019, 8.3.4 and 8.3.5"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("values", .numbers, zh: "结果（格拉布斯）或标准差（科克伦）", en: "Results (Grubbs) or deviations (Cochran)."),
        InputField(
            "test", .choice(OutlierTest.Kind.allCases.map(\.rawValue)), default: "grubbsHighest", zh: "检验",
            en: "The test."),
        InputField(
            "replicates", .integer, rule: .atLeast(2), optional: true, zh: "每个标准差的重复次数（科克伦）",
            en: "Replicates of each deviation (Cochran)."),
    ]
    static let outputs: [OutputField] = [
        OutputField("statistic", .number, zh: "统计量", en: "The statistic."),
        OutputField("index", .integer, zh: "最离群者的序号，从 0 起", en: "The index of the extreme value, from 0."),
        OutputField("probability", .number, zh: "p 值", en: "The p-value."),
        OutputField("critical", .numbers, zh: "5 % 与 1 % 临界值", en: "Critical values at 5 % and 1 %."),
        OutputField("isOutlier", .boolean, zh: "是否离群值", en: "Whether it is an outlier."),
        OutputField("isStraggler", .boolean, zh: "是否歧离值", en: "Whether it is a straggler."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let kind: OutlierTest.Kind = try inputs.choice("test")
        let replicates = kind == .cochran ? try inputs.integer("replicates", in: 2...) : 2
        return try namingFields(Self.inputs, else: "values") { () throws(MathProblem) in
            let test: OutlierTest
            switch kind {
            case .cochran: test = try .cochran(deviations: values, replicates: replicates)
            case .grubbsHighest: test = try .grubbs(values, highest: true)
            case .grubbsLowest: test = try .grubbs(values, highest: false)
            case .grubbsTwoHighest: test = try .grubbsTwo(values, highest: true)
            case .grubbsTwoLowest: test = try .grubbsTwo(values, highest: false)
            }
            return MethodOutcome(
                [
                    "statistic": .number(test.statistic), "index": .integer(test.index),
                    "probability": MethodValue(test.probability),
                    "critical": MethodValue([test.criticalFive, test.criticalOne]),
                    "isOutlier": .boolean(test.isOutlier), "isStraggler": .boolean(test.isStraggler),
                ], explanation: test.explanation)
        }
    }
}

/// `proficiency/precision`.
enum PrecisionMethod: QualityMethod {
    static let name = "proficiency/precision"
    static let title = MethodText(zh: "重复性与再现性", en: "Repeatability and reproducibility")
    static let standard = "ISO 5725-2:2019, 8.5"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("laboratories", .matrix, zh: "各实验室的结果", en: "The results of each laboratory."), .confidence,
    ]
    static let outputs: [OutputField] = [
        OutputField("mean", .number, zh: "总均值", en: "The general mean."),
        OutputField("repeatability", .number, zh: "重复性标准差", en: "s_r."),
        OutputField("repeatabilityBounds", .numbers, zh: "其区间", en: "Its interval."),
        OutputField("betweenLaboratories", .number, zh: "实验室间标准差", en: "s_L."),
        OutputField("reproducibility", .number, zh: "再现性标准差", en: "s_R."),
        OutputField("repeatabilityLimit", .number, zh: "重复性限", en: "r."),
        OutputField("reproducibilityLimit", .number, zh: "再现性限", en: "R."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let results = try inputs.matrix("laboratories", ragged: true, atLeast: 2)
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: "laboratories") { () throws(MathProblem) in
            let precision = try PrecisionExperiment(results)
            return MethodOutcome(
                [
                    "mean": .number(precision.mean), "repeatability": .number(precision.repeatability),
                    "repeatabilityBounds": try precision.repeatabilityBounds(confidence: confidence).value,
                    "betweenLaboratories": .number(precision.betweenLaboratories),
                    "reproducibility": .number(precision.reproducibility),
                    "repeatabilityLimit": .number(precision.repeatabilityLimit),
                    "reproducibilityLimit": .number(precision.reproducibilityLimit),
                ],
                warnings: precision.isBetweenNegative
                    ? [
                        MethodText(
                            zh: "实验室间方差的估计为负，取 0。", en: "The between-laboratory variance was negative and counts as 0.")
                    ] : [], explanation: precision.explanation)
        }
    }
}

/// `proficiency/key-comparison`.
enum KeyComparisonMethod: QualityMethod {
    static let name = "proficiency/key-comparison"
    static let title = MethodText(zh: "关键比对", en: "Key comparison")
    static let standard = "Cox, Metrologia 39 (2002)"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("values", .numbers, zh: "各实验室的结果", en: "The results."),
        InputField("uncertainties", .numbers, rule: .positive, zh: "标准不确定度", en: "Their standard uncertainties."),
        InputField(
            "contributing", .booleans, optional: true, zh: "是否参与参考值", en: "Whether each makes the reference value."),
    ]
    static let outputs: [OutputField] = [
        OutputField("reference", .number, zh: "参考值", en: "The reference value."),
        OutputField("uncertainty", .number, zh: "其标准不确定度", en: "Its standard uncertainty."),
        OutputField("chiSquared", .number, zh: "一致性统计量", en: "The statistic of consistency."),
        OutputField("probability", .number, zh: "p 值", en: "The p-value."),
        OutputField("degrees", .numbers, zh: "等效度", en: "The degrees of equivalence."),
        OutputField("expandedUncertainties", .numbers, zh: "等效度的扩展不确定度", en: "Their expanded uncertainties."),
        OutputField("normalizedErrors", .numbers, zh: "归一化偏差", en: "The normalised errors."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let uncertainties = try inputs.numbers("uncertainties", .positive)
        let contributing = inputs.has("contributing") ? try inputs.booleans("contributing") : nil
        return try namingFields(Self.inputs, else: "values") { () throws(MathProblem) in
            let result = try KeyComparison(values: values, uncertainties: uncertainties, contributing: contributing)
            return MethodOutcome(
                [
                    "reference": .number(result.reference), "uncertainty": .number(result.uncertainty),
                    "chiSquared": .number(result.chiSquared), "probability": .number(result.probability),
                    "degrees": MethodValue(result.degrees),
                    "expandedUncertainties": MethodValue(result.expandedUncertainties),
                    "normalizedErrors": MethodValue(result.normalizedErrors),
                ],
                warnings: result.isConsistent
                    ? []
                    : [
                        MethodText(
                            zh: "结果不一致（p 小于 0.05），加权平均不宜作参考值。",
                            en:
                                "The results are not consistent (p below 0.05): the weighted mean should not be the reference."
                        )
                    ], explanation: result.explanation)
        }
    }
}

/// `proficiency/consensus`.
enum ConsensusMethod: QualityMethod {
    static let name = "proficiency/consensus"
    static let title = MethodText(zh: "共识值（随机效应）", en: "Consensus value with random effects")
    static let standard = "Mandel and Paule 1970; DerSimonian and Laird 1986"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("values", .numbers, zh: "结果", en: "The results."),
        InputField("uncertainties", .numbers, rule: .positive, zh: "标准不确定度", en: "Their standard uncertainties."),
        InputField(
            "estimator", .choice(ConsensusMean.Estimator.allCases.map(\.rawValue)), default: "restrictedLikelihood",
            zh: "实验室间方差的估计", en: "How τ² is estimated."),
        .confidence,
    ]
    static let outputs: [OutputField] = [
        OutputField("mean", .number, zh: "共识值", en: "The consensus value."),
        OutputField("uncertainty", .number, zh: "其标准不确定度", en: "Its standard uncertainty."),
        OutputField("bounds", .numbers, zh: "区间（t 分布）", en: "Its interval (Student's t)."),
        OutputField("betweenDeviation", .number, zh: "实验室间标准差 τ", en: "τ."),
        OutputField("heterogeneity", .number, zh: "异质性 Q", en: "Cochran's Q."),
        OutputField("heterogeneityProbability", .number, zh: "Q 的 p 值", en: "Its p-value."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let values = try inputs.numbers("values")
        let uncertainties = try inputs.numbers("uncertainties", .positive)
        let estimator: ConsensusMean.Estimator = try inputs.choice("estimator")
        let confidence = try inputs.number("confidence", .openProbability)
        return try namingFields(Self.inputs, else: "values") { () throws(MathProblem) in
            let mean = try ConsensusMean(values: values, uncertainties: uncertainties, estimator: estimator)
            return MethodOutcome(
                [
                    "mean": .number(mean.mean), "uncertainty": .number(mean.uncertainty),
                    "bounds": try mean.bounds(confidence: confidence).value,
                    "betweenDeviation": .number(mean.betweenDeviation),
                    "heterogeneity": .number(mean.heterogeneity),
                    "heterogeneityProbability": .number(mean.heterogeneityProbability),
                ], explanation: mean.explanation)
        }
    }
}

extension AcceptancePlan: Explainable {
    /// The plan in words.
    public var explanation: Explanation {
        let lines = stages.enumerated().map { index, stage in
            MethodText(
                "n\(index + 1) = \(stage.sampleSize), Ac = \(stage.acceptance < 0 ? "#" : "\(stage.acceptance)"), Re = \(stage.rejection)"
            )
        }
        return Explanation(
            steps: lines, source: "ISO 2859-1:1999, 10.3",
            assumptions: [Assumption(.unknown, zh: "样本从批中随机抽取", en: "the sample is drawn at random from the lot")])
    }
}

extension TabulatedPlan: Explainable {
    /// How the plan was read from the tables.
    public var explanation: Explanation {
        var result = plan.explanation
        result.steps.insert(
            MethodText(
                zh:
                    "字码 \(codeLetter)，AQL \(acceptanceQualityLimit.plain)，采用字码 \(planLetter) 的\(type == .single ? "一次" : type == .double ? "二次" : "多次")方案",
                en:
                    "code letter \(codeLetter), AQL \(acceptanceQualityLimit.plain): the \(type.rawValue) plan of letter \(planLetter)"
            ),
            at: 0)
        result.source =
            form == .iso2859
            ? "ISO 2859-1:1999 (GB/T 2828.1), tables 1 to 3" : "MIL-STD-105E, tables I to IV (ANSI/ASQ Z1.4)"
        return result
    }
}

extension PlanPerformance: Explainable {
    /// The probability by stages.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "Pa(\(quality.significant())) = \(acceptanceByStage.map { $0.significant() }.joined(separator: " + ")) = \(acceptance.significant())"
                ),
                MethodText("ASN = \(averageSampleNumber.significant())"),
            ], source: "ISO 2859-1:1999, 12",
            assumptions: [Assumption(.unknown, zh: "样本随机，检验无误", en: "random samples, inspection without error")])
    }
}

extension RectifiedQuality: Explainable {
    /// The outgoing quality with its numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("AOQ = p Σ Aₖ (N - Σn)/N = \(averageOutgoingQuality.significant())"),
                MethodText(
                    "ATI = Σ Aₖ Σn + N (1 - Pa) = \(averageTotalInspection.significant()), Pa = \(acceptance.significant())"
                ),
            ], source: "Dodge and Romig (1959); ISO 2859-1:1999, 12.5",
            assumptions: [Assumption(.unknown, zh: "拒收批全检且不合格品被替换", en: "lots not accepted are screened and made good")]
        )
    }
}

extension DodgeRomigPlan: Explainable {
    /// The plan with its mean inspection.
    public var explanation: Explanation {
        Explanation(
            steps: plan.explanation.steps + [MethodText("ATI = \(averageTotalInspection.significant())")],
            source: "Dodge and Romig (1959)",
            assumptions: [Assumption(.unknown, zh: "过程平均稳定", en: "the process average is steady")])
    }
}

extension SequentialPlan: Explainable {
    /// The two lines with their numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("Ac(n) = \(slope.significant()) n - \(acceptanceIntercept.significant())"),
                MethodText("Re(n) = \(slope.significant()) n + \(rejectionIntercept.significant())"),
            ], source: "Wald (1947); ISO 28591",
            assumptions: [Assumption(.unknown, zh: "各件相互独立", en: "items are independent")])
    }
}

extension VariablesPlan: Explainable {
    /// The criterion with its numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [MethodText("n = \(sampleSize), Q ≥ k = \(acceptability.significant())")],
            source: "ISO 3951-1; ISO 3951-2",
            assumptions: [Assumption(.unknown, zh: "特性服从正态分布", en: "the characteristic is normal")])
    }
}

extension VariablesDecision: Explainable {
    /// The decision with its numbers.
    public var explanation: Explanation {
        let q = [lowerQuality.map { "QL = \($0.significant())" }, upperQuality.map { "QU = \($0.significant())" }]
        return Explanation(
            steps: [
                MethodText(q.compactMap { $0 }.joined(separator: ", ")),
                MethodText("p̂ = \(estimatedFraction.significant()), p* = \(maximumFraction.significant())"),
            ], source: "ISO 3951-1; ISO 3951-2, 16; Lieberman and Resnikoff (1955)",
            assumptions: [Assumption(.unknown, zh: "特性服从正态分布", en: "the characteristic is normal")])
    }
}

extension SchemePerformance: Explainable {
    /// The shares of the severities with their numbers.
    public var explanation: Explanation {
        Explanation(
            steps: InspectionSeverity.allCases.map {
                MethodText("π(\($0.rawValue)) = \((shares[$0] ?? 0).significant())")
            }
                + [MethodText("Pa = \(acceptance.significant()), ASN = \(averageSampleNumber.significant())")],
            source: "ISO 2859-1:1999, 9.3",
            assumptions: [
                Assumption(
                    .unknown, zh: "质量水平不变，得分够即转入放宽检验",
                    en: "the quality is steady, and reduced inspection is taken as soon as the score allows")
            ])
    }
}

extension LimitingQualityPlan: Explainable {
    /// The plan with its risk.
    public var explanation: Explanation {
        Explanation(
            steps: plan.explanation.steps + [
                MethodText("β = \(consumerRisk.significant()), p95 = \(producerQuality.significant())")
            ],
            source: "ISO 2859-2",
            assumptions: [Assumption(.unknown, zh: "样本随机", en: "the sample is random")])
    }
}

extension DeclaredQualityAudit: Explainable {
    /// The sample with its risk.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "n = \(sampleSize), L = \(limit), α = \(risk.significant()), LQR = \(limitingQualityRatio.significant())"
                )
            ], source: "GB/T 2828.4 (ISO 2859-4); GB/T 2828.11",
            assumptions: [
                Assumption(.unknown, zh: "样本从核查总体中随机抽取", en: "the sample is drawn at random from the population")
            ])
    }
}

extension SkipLotPlan.Performance: Explainable {
    /// The behaviour with its numbers.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "Pa = (f P + (1-f) Pⁱ)/(f + (1-f) Pⁱ) = \(acceptance.significant()), ASN = \(averageSampleNumber.significant())"
                )
            ], source: "Perry (1973); ISO 2859-3",
            assumptions: [Assumption(.unknown, zh: "质量水平稳定", en: "the quality is steady")])
    }
}

extension LifeFitMethod {
    static let note = MethodNote(
        "log L = Σ log f(t) + Σ log S(t) + Σ log(F(t₂) - F(t₁)), less log of the observable part under truncation",
        "intervals: likelihood ratio 2(log L̂ - log L) ≤ χ²(γ; 1), or Fisher's on log scales",
        zh: "截尾须与失效无关。失效少于约 20 个时用似然比区间；外推到数据之外全凭所选分布。",
        en:
            "Censoring must not depend on failure. With fewer than about 20 failures use likelihood-ratio intervals; beyond "
            + "the data everything rests on the family.")
}

extension ThresholdWeibullMethod {
    static let note = MethodNote(
        "S(t) = exp(-((t - γ)/η)^β), profile likelihood over γ",
        zh: "形状小于 1 时似然在首个失效附近无界，因此求内部极大；没有内部极大时给出二参数结果。",
        en:
            "With a shape below 1 the likelihood grows without limit near the first failure, so that the inner maximum is "
            + "searched; without one the two-parameter fit is given.")
}

extension RankRegressionMethod {
    static let note = MethodNote(
        "adjusted rank i grows by (n + 1 - i)/(1 + units left); position e.g. (i - 0.3)/(n + 0.4); z = F⁻¹(p) against log t",
        zh: "只用失效的位置，未给出区间；数据多或截尾重时宜用 reliability/life-fit。",
        en: "Uses the places of failures only and gives no intervals; with many data or heavy censoring use "
            + "reliability/life-fit.")
}

extension KaplanMeierMethod {
    static let note = MethodNote(
        "S(t) = Π (1 - d/n), se = S √Σ d/(n(n - d)); H(t) = Σ d/n",
        zh: "截尾须与失效无关；末次失效之后没有估计。同一时刻的截尾视为在失效之后。",
        en:
            "Censoring must not depend on failure; there is no estimate after the last failure. Units censored at a failure "
            + "time count as at risk there.")
}

extension TurnbullMethod {
    static let note = MethodNote(
        "masses on the innermost intervals, self-consistency until the Kuhn-Tucker conditions hold",
        zh: "不处理截断；区间内概率的位置无从得知，也未给出标准误。",
        en:
            "No truncation; where in an interval its probability lies cannot be known, and no standard errors are given."
    )
}

extension LogRankMethod {
    static let note = MethodNote(
        "U_j = Σ w (d_j - d n_j/n), χ² = Uᵀ V⁻ U, k - 1 degrees of freedom, w = S(t-)^ρ",
        zh: "风险率成比例时最有力；生存曲线交叉时可能看不出差别。",
        en: "Has most power for proportional hazards; may see nothing where the curves cross.")
}

extension CrowAMSAAMethod {
    static let note = MethodNote(
        "E N(t) = λ t^β; β = n/Σ ln(T/tᵢ), λ = n/T^β, MTBF(T) = 1/(λβT^(β - 1)), T the end or the last failure",
        "bounds: exact chi-squared (Crow) and Fisher's on logarithms",
        zh: "一个系统，或多个系统的累积时间；不处理分组数据。拟合检验拒绝时，区间没有意义。",
        en:
            "One system, or several on their summed time; no grouped data. Where the fit is rejected the bounds mean nothing."
    )
}

extension AcceleratedLifeMethod {
    static let note = MethodNote(
        "log t = b₀ + Σ bⱼ(xⱼ - x̄ⱼ) + σz; Arrhenius x = 1/(k T), power x = ln V",
        zh: "应力恒定；失效机理在各应力下须相同。至少两个应力水平，外推越远越不可靠。",
        en:
            "Constant stresses, and one failure mechanism at all of them. At least two levels; the further it reaches out, the "
            + "less it can be trusted.")
}

extension WarrantyForecastMethod {
    static let note = MethodNote(
        "q = (S(a) - S(a + h))/S(a), E = Σ n q, var = Σ n q(1 - q) + that of the fit",
        zh: "今后的使用须与以往相同；批内产品相互独立。",
        en: "Use to come must be like use so far, and units fail independently.")
}

extension DemonstrationUnitsMethod {
    static let note = MethodNote(
        "smallest n with Σ_{i ≤ c} C(n, i)(1 - R)ⁱ R^(n - i) ≤ 1 - γ",
        zh: "各产品独立、条件相同；试验时间须等于要验证的任务时间。",
        en: "Independent units under the same conditions; the test lasts as long as the mission.")
}

extension MTBFBoundsMethod {
    static let note = MethodNote(
        "θ_L = 2T/χ²(γ; 2r + 2), with 2r where the test ended at a failure; two-sided with (1 ± γ)/2",
        zh: "失效率须恒定；磨损或早期失效时用 reliability/life-fit 或 reliability/crow-amsaa。",
        en: "A constant failure rate; with wear or early failures use reliability/life-fit or reliability/crow-amsaa.")
}

extension TestPlanMethod {
    static let note = MethodNote(
        "smallest c with χ²(1 - β; 2c + 2)/χ²(α; 2c + 2) ≤ θ₀/θ₁; T = θ₁ χ²(1 - β; 2c + 2)/2",
        zh: "失效率须恒定。T 为累积试验时间，可由多台分担。",
        en: "A constant failure rate. T is accumulated time, which several units may share.")
}

extension DemonstrationTimeMethod {
    static let note = MethodNote(
        "T = θ χ²(γ; 2c + 2)/2",
        zh: "失效率须恒定。T 为累积试验时间，可由多台分担。",
        en: "A constant failure rate. T is accumulated time, which several units may share.")
}

extension WeibullDemonstrationMethod {
    static let note = MethodNote(
        "each unit tested for t* = t (ln R_unit/ln R)^(1/β), Σ_{i ≤ c} C(n, i)(1 - R_unit)ⁱ R_unit^(n - i) = 1 - γ",
        zh: "形状 β 须已知；取错时结论偏乐观，应取可信的最小值（延长试验时）。",
        en:
            "The shape β must be known; a wrong one makes the claim too good: take the least that is credible when tests are "
            + "longer than the mission.")
}

extension SuccessBoundsMethod {
    static let note = MethodNote(
        "lower: Beta⁻¹(α; x, n - x + 1), upper: Beta⁻¹(1 - α; x + 1, n - x)",
        zh: "各次试验独立、条件相同。区间保守：实际置信水平不低于所给值。",
        en: "Independent trials under the same conditions. Conservative: the real confidence is at least the one given."
    )
}

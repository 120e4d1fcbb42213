extension RobustEstimatesMethod {
    static let note = MethodNote(
        "A: values beyond x* ± 1.5 s* move there; x* = mean, s* = 1.134 × deviation, until nothing changes",
        "Q: s* from the 25 % quantile of pairwise differences; Hampel: root of Σψ((y - x)/s*)",
        zh: "算法 A 约可承受四分之一的离群值，Q/Hampel 约一半。标准所印的系数与未修约值使 s* 相差约 0.1%。",
        en:
            "Algorithm A bears about a quarter of outliers, Q and Hampel half. The printed factor and the exact one differ by "
            + "about 0.1 % in s*.")
}

extension ScoresMethod {
    static let note = MethodNote(
        "z = (x - X)/σ, z′ = (x - X)/√(σ² + u²(X)), ζ = (x - X)/√(u²(x) + u²(X)), Eₙ = (x - X)/√(U²(x) + U²(X))",
        zh: "缺少所需输入的分数为 null。|z| 不超过 2 为满意，不小于 3 为不满意；Eₙ 以 1 为界。",
        en:
            "A score whose inputs are missing is null. Up to 2 is satisfactory and from 3 on unsatisfactory; for Eₙ the limit "
            + "is 1.")
}

extension HomogeneityMethod {
    static let note = MethodNote(
        "s_s = √max(0, s_x² - s_w²/m) ≤ 0.3 σ; expanded: s_s² ≤ F₁(0.3σ)² + F₂ s_w²",
        zh: "每个样品至少两份、份数相同，随机次序测量。样品少于约 10 个时检验力低。",
        en:
            "At least two portions of every item, equally many, measured in random order. With fewer than about 10 items it "
            + "has little power.")
}

extension MandelMethod {
    static let note = MethodNote(
        "h_i = (x̄_i - x̄)/s(x̄), k_i = s_i √p/√Σs²",
        zh: "临界值假定各实验室重复次数相同；不等时取最少的次数。",
        en: "Critical values are for equal replicates; with unequal ones the fewest count.")
}

extension OutliersMethod {
    static let note = MethodNote(
        "Cochran: C = s²_max/Σs²; Grubbs: G = (x_max - x̄)/s; two: SS without two/SS",
        zh: "单个检验的 p 值由 Bonferroni 界得出；两个值的检验由 20 万次模拟得出，约三位数字。离群值只在查明原因后剔除。",
        en:
            "P-values of single tests by Bonferroni's bound; those of two values from 200,000 simulated samples, about three "
            + "digits. Take an outlier out only when its cause is known.")
}

extension PrecisionMethod {
    static let note = MethodNote(
        "s_r² = Σ(nᵢ - 1)sᵢ²/Σ(nᵢ - 1), s_L² = (MS_between - s_r²)/n̄, s_R² = s_L² + s_r²; r = 2.8 s_r, R = 2.8 s_R",
        zh: "一个水平；先作离群检验。s_L² 为负时取 0 并给出警告。",
        en: "One level; test for outliers first. A negative s_L² counts as 0 with a warning.")
}

extension KeyComparisonMethod {
    static let note = MethodNote(
        "x_R = Σ(x/u²)/Σ(1/u²), dᵢ = xᵢ - x_R, U(dᵢ) = 2√(uᵢ² - u²(x_R)); χ² = Σ((x - x_R)/u)²",
        zh: "各实验室相互独立；χ² 检验不通过时不宜用加权平均，改用 proficiency/consensus。",
        en: "Independent laboratories; where χ² fails the weighted mean should not be used: see proficiency/consensus.")
}

extension ConsensusMethod {
    static let note = MethodNote(
        "μ = Σwx/Σw, w = 1/(u² + τ²), u(μ) = 1/√Σw",
        "τ² by Mandel and Paule, DerSimonian and Laird, or restricted likelihood",
        zh: "实验室效应视为正态；实验室少于约 5 个时 τ 很不确定。",
        en: "Laboratory effects are taken as normal; with fewer than about 5 laboratories τ is very uncertain.")
}

extension AlgorithmSMethod {
    static let note = MethodNote(
        "values above η w* move to η w*; w* = ξ √(Σw²/p) until nothing changes; η² = χ²(0.9; ν)/ν",
        zh: "各实验室重复次数相同。η 与 ξ 由定义计算，不查表。",
        en: "Equal replicates in every laboratory. η and ξ are computed from their definition and not looked up.")
}

extension QHampelMethod {
    static let note = MethodNote(
        "s* = G⁻¹(0.25 + 0.75 H(0))/(√2 Φ⁻¹(0.625 + 0.375 H(0))), H over pairs of laboratories; Hampel: root of Σψ((y - x)/s*)",
        zh: "可承受近一半的离群值；实验室少于约 5 个时不稳定。",
        en: "Bears nearly half of outliers; unsteady with fewer than about 5 laboratories.")
}

extension KeyComparisonMedianMethod {
    static let note = MethodNote(
        "median of x_i + u_i z_i over the draws; dᵢ = x_i - median, shortest 95 % intervals",
        zh: "结果不一致、加权平均不宜使用时用。同一种子结果逐位相同。",
        en: "Where results are not consistent and the weighted mean should not be used. One seed gives the same bits.")
}

extension SubgroupChartsMethod {
    public static let note = MethodNote(
        "X̄: CL = Σnᵢx̄ᵢ/Σnᵢ, limits CL ± L σ/√nᵢ", "R: CL = d₂(nᵢ) σ, limits max(0, d₂ ± L d₃) σ",
        "s: CL = c₄(nᵢ) σ, limits max(0, c₄ ± L √(1 - c₄²)) σ", "range estimator: σ = mean of Rᵢ/d₂(nᵢ)",
        zh: "子组内的值应独立、近似正态；子组大小可以不等。由数据求限时，子组少于约 20 个则误报偏多。自相关数据不适用。",
        en:
            "Values within a subgroup should be independent and near normal; sizes may differ. Limits from fewer than about "
            + "20 subgroups alarm too often. Not for autocorrelated data.")
}

extension IndividualsChartsMethod {
    public static let note = MethodNote(
        "x: CL = x̄, limits x̄ ± L σ", "moving range: σ = mean of MRᵢ/d₂(w), CL = d₂(w) σ, UCL = (d₂ + L d₃) σ",
        zh: "对非正态数据敏感；移动极差彼此相关，其图上的链不作解释。小偏移宜用 EWMA 或 CUSUM。",
        en:
            "Sensitive to data that are not normal; moving ranges are correlated, so that runs on their chart mean nothing. "
            + "For small shifts use EWMA or CUSUM.")
}

extension RunChartMethod {
    public static let note = MethodNote(
        "longest run limit = round(log₂ n) + 3", "crossings limit = 5 % quantile of Binomial(n - 1, 1/2)",
        "p: normal approximation of the number of runs about the median",
        zh: "不需要分布假定；等于中位数的点不计。少于约 10 个点时检验力很低，不能给出控制限。",
        en:
            "Needs no distribution; points on the median do not count. With fewer than about 10 points the tests have little "
            + "power, and there are no control limits.")
}

extension AttributesChartMethod {
    public static let note = MethodNote(
        "p: p̄ ± L √(p̄(1 - p̄)/nᵢ); np: nᵢp̄ ± L √(nᵢp̄(1 - p̄))", "u: ū ± L √(ū/nᵢ); c: c̄ ± L √c̄",
        "Laney: p̄ ± L σ_z √(p̄(1 - p̄)/nᵢ), σ_z = MR̄(z)/1.128",
        zh: "p、np 假定二项分布，c、u 假定泊松分布；下限小于 0 时取 0。期望计数低于约 5 时用 g、t 图；样本量大而离散过大时用 Laney 图。",
        en:
            "p and np assume binomial, c and u Poisson counts; a limit below 0 counts as 0. With expected counts below about "
            + "5 use g or t charts; with large samples and too much scatter use Laney's.")
}

extension RareEventsChartMethod {
    public static let note = MethodNote(
        "g: ḡ ± L √(ḡ(ḡ + 1)), or probability limits of the geometric distribution",
        "t: y = t^(1/3.6) on an individuals chart, lines raised back to the power 3.6",
        zh: "假定事件以恒定速率独立发生。g 图的点靠近 0 时下限常为 0，变差不易发现，宜用概率限。",
        en:
            "Assumes that events occur independently at one rate. The lower limit of g is often 0, so that a worsening is hard "
            + "to see: prefer probability limits.")
}

extension EWMAMethod {
    public static let note = MethodNote(
        "zᵢ = λxᵢ + (1 - λ)zᵢ₋₁, z₀ = μ", "limits μ ± L σ √(λ/(2 - λ) (1 - (1 - λ)²ⁱ))",
        zh: "均值和标准差须已知或已冻结；对 0.5 至 2 倍 σ 的偏移灵敏。用 control-charts/design 选 λ 与 L，用 control-charts/run-length 求平均链长。",
        en: "Mean and sigma must be known or frozen; sensitive to shifts of 0.5 to 2 sigma. Choose λ and L by "
            + "control-charts/design and find the run length by control-charts/run-length.")
}

extension CUSUMMethod {
    public static let note = MethodNote(
        "z = (x - μ)/σ", "C⁺ᵢ = max(0, C⁺ᵢ₋₁ + z - k), C⁻ᵢ = max(0, C⁻ᵢ₋₁ - z - k); signal above h",
        zh: "均值和标准差须已知或已冻结。两侧累积和都不小于 0（qcc 的下侧取负号）。k 取要检出偏移的一半。",
        en:
            "Mean and sigma must be known or frozen. Both sums are 0 or greater (qcc gives the lower one a minus sign). k is "
            + "half the shift to be found.")
}

extension MovingAverageMethod {
    public static let note = MethodNote(
        "Mᵢ = mean of the last min(i, w) values; limits μ ± L σ/√min(i, w)",
        zh: "均值和标准差须已知或已冻结。相邻点相关，游程准则不宜使用；EWMA 通常更好。",
        en:
            "Mean and sigma must be known or frozen. Neighbouring points are correlated, so that rules of runs should not be "
            + "used; EWMA is usually better.")
}

extension MultivariateChartMethod {
    public static let note = MethodNote(
        "T² = (x - μ)ᵀ S⁻¹ (x - μ); UCL by the beta (phase I) or chi-squared distribution (known parameters)",
        "MEWMA: Z = λ(x - μ) + (1 - λ)Z, T² of Z against the limit of the wanted ARL", "MCUSUM: Crosier (1988)",
        zh: "假定多元正态且各次独立；观测数须大于变量数。发出信号后须另看是哪个变量。MCUSUM 的平均链长未给出。",
        en:
            "Assumes multivariate normal, independent observations, more of them than variables. A signal does not say which "
            + "variable moved. Run lengths of MCUSUM are not given.")
}

extension RunLengthMethod {
    public static let note = MethodNote(
        "CUSUM, EWMA, MEWMA: L(u) = 1 + ∫ L(v) K(u, v) dv by Nyström's method",
        "rules: (I - Q)⁻¹ 1 of the Markov chain",
        zh: "点独立且正态，参数已知，偏移自第一点起存在。含趋势或交替准则的准则组没有有限的链，用给定的种子模拟。",
        en:
            "Points independent and normal, known parameters, the shift there from the first point. Sets with trends or "
            + "alternation have no finite chain and are simulated from the seed.")
}

extension ChartDesignMethod {
    public static let note = MethodNote(
        "CUSUM: k = δ/2, h from ARL(0) = wanted", "EWMA: λ that makes ARL(δ) least, L from ARL(0) = wanted",
        zh: "点独立且正态，参数已知；由少量数据估计参数时，实际受控链长更短。",
        en:
            "Points independent and normal, known parameters; with parameters from few data the real in-control run length is "
            + "shorter.")
}

extension BetweenWithinMethod {
    public static let note = MethodNote(
        "means: x̄ᵢ as single values, σ(x̄) = MR̄/1.128", "within: ranges up to size 8, standard deviations above",
        "σ_between = √max(0, σ²(x̄) - σ²_within/n)",
        zh: "各子组大小相同且不小于 2。用于子组内外变异来源不同的过程，如批次之间有固有差异时。",
        en:
            "Subgroups of one size of at least 2. For processes whose variation within and between subgroups has different "
            + "causes, such as batches.")
}

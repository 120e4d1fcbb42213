extension NormalCapabilityMethod {
    public static let note = MethodNote(
        "Cp = (U - L)/6σ, Cpk = min(U - μ, μ - L)/3σ, Cpm = (U - L)/6√(σ² + (μ - T)²)",
        "within: σ of the subgroups (Cp, Cpk); overall: σ of all values (Pp, Ppk)",
        "intervals: χ² for Cp and Cpm (Boyles 1991), Bissell (1990) for Cpk",
        zh: "假定正态且过程受控；先看控制图和 capability/normality。少于约 50 个值时区间很宽。",
        en:
            "Assumes a normal process in control: look at a chart and at capability/normality first. With fewer than about 50 "
            + "values the intervals are wide.")
}

extension NonnormalCapabilityMethod {
    public static let note = MethodNote(
        "Pp = (U - L)/(X₀.₉₉₈₆₅ - X₀.₀₀₁₃₅), Ppk = min((U - X₀.₅)/(X₀.₉₉₈₆₅ - X₀.₅), (X₀.₅ - L)/(X₀.₅ - X₀.₀₀₁₃₅))",
        "best: the family of least Anderson-Darling A²; johnson, box-cox: indices after transformation",
        "intervals: percentiles of the indices over bootstrap replicates",
        zh: "0.135% 分位数在数据之外，须由分布外推；经验分位数须有数千个值才稳定。区间把分布族视为已知，Johnson 变换不给区间。",
        en: "The 0.135 % quantiles lie beyond most data and are extrapolated by the distribution; empirical ones need "
            + "thousands of values. Intervals take the family as known, and Johnson's curves have none.")
}

extension AttributeCapabilityMethod {
    public static let note = MethodNote(
        "binomial: p = Σd/Σn, Clopper-Pearson interval; Poisson: u = Σc/Σn, exact χ² interval", "Z = Φ⁻¹(1 - p)",
        zh: "假定各样本的不合格率相同：先看 p 图或 u 图。",
        en: "Assumes one rate for all samples: look at a p or u chart first.")
}

extension ToleranceIntervalMethod {
    public static let note = MethodNote(
        "normal: x̄ ± k s, k from the noncentral t (one side) or by exact integration (two sides)",
        "nonparametric: order statistics whose coverage reaches the confidence by the binomial distribution",
        zh: "正态区间对偏离正态很敏感。非参数区间须有足够的值：95% 包含、95% 置信、双侧至少 93 个。",
        en:
            "The normal interval is sensitive to departures from normality. The nonparametric one needs enough values: 93 for "
            + "95 % coverage with 95 % confidence on two sides.")
}

extension NormalityMethod {
    public static let note = MethodNote(
        "A² = -n - Σ(2i - 1)(ln Fᵢ + ln(1 - Fₙ₊₁₋ᵢ))/n, p by D'Agostino and Stephens",
        "W = (Σaᵢx₍ᵢ₎)²/Σ(xᵢ - x̄)², p by Royston (1995)",
        zh: "不拒绝不等于正态：小样本检验力低，大样本又会拒绝无关紧要的偏离。",
        en:
            "Not to reject is not to prove: small samples have little power, and large ones reject departures that do not "
            + "matter.")
}

extension TimeDependentModelMethod {
    public static let note = MethodNote(
        "location: one-way analysis of variance; dispersion: Levene's test about medians",
        "trend: Kendall's τ with time; shapes: Anderson-Darling",
        zh: "各检验按所给显著性水平分别作出，合起来的误判概率更大。子组须按时间顺序。",
        en: "Each test has the given significance; together they err more often. Subgroups must be in time order.")
}

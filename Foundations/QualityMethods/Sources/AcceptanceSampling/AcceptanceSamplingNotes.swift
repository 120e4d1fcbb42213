extension PlanLookupMethod {
    static let note = MethodNote(
        "code letter (lot size, level), then n, Ac, Re (letter, AQL, severity), arrows followed to the plan in use",
        zh: "1999 版可选的分数接收数方案未收入。AQL 是过程的要求，不是单批的保证。",
        en:
            "The fractional acceptance numbers that the 1999 form allows are not included. The AQL is a demand on the "
            + "process, not a promise for one lot.")
}

extension OperatingCharacteristicMethod {
    static let note = MethodNote(
        "P_a(p) = Σ over stages P(count ≤ Ac, not decided before)", "ASN = Σ n_k P(stage k is reached)",
        zh: "二项、泊松或超几何计数，逐级精确递推；假定样本随机、检验无误。截尾的平均样本量不适用于泊松计数。",
        en:
            "Binomial, Poisson or hypergeometric counts, carried exactly from stage to stage; random samples and inspection "
            + "without error. No curtailed sample numbers for Poisson counts.")
}

extension PlanSearchMethod {
    static let note = MethodNote(
        "smallest n, c with P_a(p₁) ≥ a and P_a(p₂) ≤ b",
        zh: "两类风险都严格满足，教材中常有近似的方案（如 n=89、c=2）因此不会出现。",
        en:
            "Both risks are met exactly; plans that books give as nearly right, such as n = 89, c = 2, are therefore not found."
    )
}

extension RectifyingMethod {
    static let note = MethodNote(
        "AOQ = p Σ A_k (N - n₁ - … - n_k)/N, ATI = Σ A_k (n₁ + … + n_k) + N(1 - Σ A_k)", "AOQL = max over p of AOQ",
        zh: "拒收批全检，查出的不合格品全部换成合格品；二项计数。",
        en: "Lots not accepted are screened and nonconforming items replaced by good ones; binomial counts.")
}

extension DodgeRomigMethod {
    static let note = MethodNote(
        "LTPD: least ATI(p̄) with P_a(p_t) ≤ β; AOQL: least ATI(p̄) with AOQL ≤ limit",
        zh: "精确搜索，不查表：表中的过程平均分档，方案可能略有不同。",
        en: "Searched exactly and not read from the tables, whose classes of process average give slightly other plans."
    )
}

extension SequentialMethod {
    static let note = MethodNote(
        "accept at count ≤ s n - h₁, do not accept at count ≥ s n + h₂",
        "k = ln(p₂(1 - p₁)/(p₁(1 - p₂))), s = ln((1 - p₁)/(1 - p₂))/k, h₁ = ln((1 - α)/β)/k, h₂ = ln((1 - β)/α)/k",
        zh: "计数跳过判定线，风险只是近似满足；给出 p 时按截止件数精确计算。",
        en:
            "Counts jump over the lines, so that the risks are met nearly; for given p they are computed exactly with the "
            + "truncation.")
}

extension VariablesPlanMethod {
    static let note = MethodNote(
        "accept when (U - x̄)/σ ≥ k or (U - x̄)/s ≥ k",
        "σ: P_a = Φ(√n (z₁₋ₚ - k)); s: noncentral t, ν = n - 1, δ = √n z₁₋ₚ",
        zh: "特性须服从正态分布。方案按两点设计；ISO 3951 的 k 值表未收入。",
        en:
            "The characteristic must be normal. Plans are designed for two points; the k tables of ISO 3951 are not included."
    )
}

extension VariablesDecisionMethod {
    static let note = MethodNote(
        "Q_U = (U - x̄)/s, Q_L = (x̄ - L)/s; one limit: accept when Q ≥ k",
        "two limits: p̂ = p̂_U + p̂_L ≤ p*, minimum-variance estimates (Lieberman and Resnikoff 1955)",
        zh: "特性须服从正态分布，至少 2 个值（标准差已知时 1 个）。",
        en: "The characteristic must be normal; at least 2 values, or 1 where sigma is known.")
}

extension SwitchingMethod {
    static let note = MethodNote(
        "normal to tightened: 2 of 5 or fewer lots in a row not accepted; back after 5 accepted",
        "normal to reduced: switching score 30; discontinued: 5 lots not accepted on tightened inspection",
        zh: "只计初次提交的批。转移得分须知道加严一级 AQL 下是否接收（接收数不小于 2 时）。",
        en:
            "Lots on first submission only. The score needs to know whether the lot would be accepted one step tighter (for "
            + "acceptance numbers of 2 or more).")
}

extension SchemeMethod {
    static let note = MethodNote(
        "π = πP over the states of the switching rules (at most 101); P_a = Σ π_s P_a(plan of s)",
        zh: "长期平均：质量水平不变，批间独立，二项计数；暂停后从加严检验恢复。",
        en:
            "The long run: one quality, independent lots, binomial counts; after a discontinuation inspection resumes tightened."
    )
}

extension LimitingQualityMethod {
    static let note = MethodNote(
        "smallest n with P(count ≤ c | LQ) ≤ risk; hypergeometric for a lot, binomial for a series",
        zh: "ISO 2859-2 的表对样本量取整，未收入；此处给出最小样本量。",
        en: "The tables of ISO 2859-2 round the sample and are not included; here it is the least.")
}

extension DeclaredQualityMethod {
    static let note = MethodNote(
        "largest n with P(count > L | DQL) ≤ risk; LQR = quality uncontradicted with 10 % / DQL",
        zh: "未否定声称不等于证明其属实。GB/T 2828.4、2828.11 的表对样本量取整，未收入。",
        en:
            "Not to contradict a declaration is not to prove it. The tables of GB/T 2828.4 and 2828.11 round the sample and are "
            + "not included.")
}

extension SkipLotMethod {
    static let note = MethodNote(
        "P_a = (f P + (1 - f) Pⁱ)/(f + (1 - f) Pⁱ), ASN = n f/(f + (1 - f) Pⁱ)",
        zh: "质量须稳定、各批相似。ISO 2859-3 的资格得分和表未收入。",
        en: "Steady quality and similar lots. The qualification scores and tables of ISO 2859-3 are not included.")
}

extension MatchedVariablesPlanMethod {
    static let note = MethodNote(
        "plan by attributes (n, Ac) from the tables, then n, k by variables with the same curve at two points",
        zh: "特性须服从正态分布。按特性曲线匹配，不是 ISO 3951 表中取整的方案。",
        en:
            "The characteristic must be normal. Matched by its curve, and not the rounded plan of the tables of ISO 3951."
    )
}

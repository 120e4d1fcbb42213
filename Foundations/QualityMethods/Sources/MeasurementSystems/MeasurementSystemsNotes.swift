extension CrossedGaugeMethod {
    static let note = MethodNote(
        "σ²_E = MS_E, σ²_PO = (MS_PO - MS_E)/r, σ²_O = (MS_O - MS_PO)/(p r), σ²_P = (MS_P - MS_PO)/(o r)",
        "GRR² = σ²_E + σ²_O + σ²_PO, ndc = ⌊√2 σ_P/σ_GRR⌋", "intervals: modified large-sample and Satterthwaite",
        zh: "须平衡：每名评价人对每个零件测量次数相同；不平衡时用 gauge-reml。负的方差估计按 0 计并给出警告。",
        en:
            "Balanced data: every operator measures every part equally often; else use gauge-reml. Negative estimates count as "
            + "0 with a warning.")
}

extension NestedGaugeMethod {
    static let note = MethodNote(
        "σ²_E = MS_E, σ²_P(O) = (MS_P(O) - MS_E)/r, σ²_O = (MS_O - MS_P(O))/(p r)",
        zh: "用于破坏性测量：同批零件须可视为相同，否则零件差异计入重复性。",
        en:
            "For tests that destroy the part: parts of one batch must be alike, or their differences count as repeatability."
    )
}

extension RestrictedLikelihoodGaugeMethod {
    static let note = MethodNote(
        "y = μ + ΣZᵢuᵢ + e, uᵢ ~ N(0, σᵢ²); maximum of the restricted likelihood by Fisher's scoring",
        "intervals: Satterthwaite with 2(σ²/se)² degrees of freedom",
        zh: "至多 2000 个测量值；负的估计取 0。水平数少于约 5 的因子，其方差区间很宽。",
        en:
            "At most 2000 measurements; estimates stay at 0 or above. A factor with fewer than about 5 levels has a wide "
            + "interval.")
}

extension GaugeBiasMethod {
    static let note = MethodNote(
        "bias = mean(y - ref), t = bias √n/s, interval bias ± t s/√n",
        zh: "偏差须独立且正态；参考值视为已知。",
        en: "Deviations must be independent and normal; references are taken as exact.")
}

extension GaugeLinearityMethod {
    static let note = MethodNote(
        "y - ref = a + b ref by least squares; t tests of a and b",
        zh: "参考值视为已知，残差独立且方差相等；量程两端都应有零件。",
        en: "References are taken as exact, residuals independent with one variance; parts should span the range.")
}

extension GaugeStabilityMethod {
    static let note = MethodNote(
        "x̄: x̿ ± 3R̄/(d₂√n); R: R̄ max(0, 1 ± 3d₃/d₂)",
        zh: "各子组大小相同、按时间顺序，测量同一标准件。",
        en: "Subgroups of one size in time order, all of one master part.")
}

extension AttributeStudyMethod {
    static let note = MethodNote(
        "share = matched/inspected with Clopper-Pearson interval; κ = (P_o - P_e)/(1 - P_e)",
        zh: "每名评价人评价全部对象，次数相同。κ 依赖各类别的比例，应与一致率同看。",
        en:
            "Every appraiser rates every item equally often. Kappa depends on the shares of the categories: read it with the "
            + "shares of agreement.")
}

extension ProcessCapabilityMethod {
    static let note = MethodNote(
        "u_MS² = u_CAL² + max(u_RE², u_EVR²) + u_BI² + u_LIN² + …; u_MP² = u_MS² with u_EVO², u_AV², u_IA²",
        "Q = 2 U/tolerance; capable: Q_MS ≤ 15 %, Q_MP ≤ 30 %",
        zh: "各来源互不相关；偏倚按均匀分布计入（|偏倚|/√3）。",
        en: "Sources are uncorrelated; a bias enters as a uniform distribution (|bias|/√3).")
}

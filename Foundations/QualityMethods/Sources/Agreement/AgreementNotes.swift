extension CohenMethod {
    static let note = MethodNote(
        "κ = (P_o - P_e)/(1 - P_e), P_o = Σ w_ij p_ij, P_e = Σ w_ij p_i. p_.j",
        "interval: κ ± z se, se by Fleiss, Cohen and Everitt (1969)",
        zh: "两名评价人都评过的对象才计入。κ 依赖各类别的比例；对象少于约 50 个时区间只是近似。",
        en:
            "Only subjects that both rated. Kappa depends on the shares of the categories; with fewer than about 50 subjects "
            + "the interval is rough.")
}

extension FleissMethod {
    static let note = MethodNote(
        "p_i = Σ_k r_ik (r*_ik - 1)/(r_i (r_i - 1)), κ = (p̄ - P_e)/(1 - P_e), P_e = Σ w_kl π_k π_l",
        zh: "评价可以缺失。区间只反映对象的抽样，不反映评价人的抽样；类别比例悬殊时宜用 agreement/gwet。",
        en: "Ratings may be missing. The interval is for the sampling of subjects, not of raters; where one category "
            + "prevails use agreement/gwet.")
}

extension GwetMethod {
    static let note = MethodNote(
        "γ = (p̄ - P_e)/(1 - P_e), P_e = T_w Σ π_k (1 - π_k)/(q (q - 1)), T_w the sum of the weights",
        zh: "量表中无人使用的类别也影响结果，应在 categories 中列出全部类别。",
        en: "Categories of the scale that nobody used matter too: list all of them in categories.")
}

extension KrippendorffMethod {
    static let note = MethodNote(
        "α = 1 - (n - 1) Σ o_ck δ²_ck/Σ n_c n_k δ²_ck", "interval: jackknife over units, Student's t",
        zh: "评价可以缺失；至少两个评价的对象才计入。评价没有变异时没有定义（null）。",
        en:
            "Ratings may be missing; units with at least two ratings count. Not defined (null) where ratings do not vary."
    )
}

extension KendallMethod {
    static let note = MethodNote(
        "W = 12 S/(m² (n³ - n) - m ΣT), χ² = m (n - 1) W",
        zh: "全部评价人都评过的对象才计入；秩有并列时已修正。χ² 近似要求对象多于约 7 个。",
        en: "Only subjects that all rated; corrected for ties. The chi-squared approximation wants more than about 7 "
            + "subjects.")
}

extension IntraclassMethod {
    static let note = MethodNote(
        "ICC(1) = (MS_R - MS_W)/(MS_R + (k - 1) MS_W), ICC(C,1) = (MS_R - MS_E)/(MS_R + (k - 1) MS_E)",
        "ICC(A,1) = (MS_R - MS_E)/(MS_R + (k - 1) MS_E + k (MS_C - MS_E)/n); forms with k are those of means of k ratings",
        zh: "对象须有全部评价；假定正态、各评价人误差方差相同。形式应在看数据之前选定。",
        en:
            "Every subject rated by all; assumes normal values and one error variance for all raters. Choose the form before "
            + "looking at the data.")
}

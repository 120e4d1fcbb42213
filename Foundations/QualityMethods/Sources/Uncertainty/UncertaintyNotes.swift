extension BudgetMethod {
    static let note = MethodNote(
        "u²(y) = Σᵢ Σⱼ cᵢ cⱼ u(xᵢ) u(xⱼ) r(xᵢ, xⱼ), cᵢ = ∂f/∂xᵢ exactly", "ν = u⁴/Σ u_g⁴/ν_g, U = t(p; ν) u(y)",
        zh: "一阶近似：二阶项超过方差 5% 时有警告。跨组相关且自由度有限时，有效自由度没有定义。",
        en:
            "First order: a warning where second-order terms exceed 5 % of the variance. Effective degrees of freedom are not "
            + "defined where inputs of different groups are correlated and not infinitely known.")
}

extension MonteCarloMethod {
    static let note = MethodNote(
        "y_r = f(x_r) for M draws; mean, u(y), symmetric and shortest intervals",
        "adaptive: blocks of 10⁴ until 2 s of every result ≤ δ/5 of the digits wanted",
        zh: "同一种子结果逐位相同，与线程数无关。非正态的相关输入用高斯连接函数。重尾输入可能不收敛，会有警告。",
        en:
            "One seed gives the same bits with any number of threads. Correlated inputs that are not normal go through a "
            + "Gaussian copula. With heavy tails it may not converge, and says so.")
}

extension CalibrationLineMethod {
    static let note = MethodNote(
        "y = a + b x: ordinary, weighted 1/u²(y), both uncertainties 1/(u²(y) + b² u²(x)), or Deming's",
        "inverse: x₀ = (y₀ - a)/b",
        zh: "只用于直线；各点相互独立。反算值在数据范围之外时不可靠。",
        en: "Straight lines and independent points only. A reading outside the data is not to be trusted.")
}

extension ConformityMethod {
    static let note = MethodNote(
        "p_c = Φ((T_U - y)/u) - Φ((T_L - y)/u)", "guard band w = multiple × 2u inside or outside the tolerance",
        "global risks: ∫∫ over process and measurement",
        zh: "测量误差须近似正态（或 t 分布）；总体风险还须知道过程的均值和标准差。",
        en:
            "Errors of measurement must be about normal (or Student's t); global risks also need mean and deviation of the "
            + "process.")
}

extension CalibrationCurveMethod {
    static let note = MethodNote(
        "y = Σ cⱼ Tⱼ(t), t = (2x - x_min - x_max)/(x_max - x_min); ordinary, weighted or generalised least squares",
        zh: "次数应取能通过一致性检验的最低者；不可外推，反算要求曲线在范围内单调。",
        en:
            "Take the lowest degree that passes the test of fit; no extrapolation, and the inverse needs a curve that rises or "
            + "falls throughout.")
}

import Glibc
import QualityMath

extension ControlChart {
    /// The chart of fractions nonconforming dᵢ/nᵢ: centre p̄ = Σd/Σn, limits p̄ ± width √(p̄(1-p̄)/nᵢ) within 0...1.
    public static func fractions(
        _ counts: [Double], sizes: [Double], reference: Double? = nil, options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try binomial(.p, counts, sizes, reference, options)
    }

    /// The chart of numbers nonconforming dᵢ: centre nᵢp̄, limits nᵢp̄ ± width √(nᵢp̄(1-p̄)) within 0...nᵢ.
    public static func numbersNonconforming(
        _ counts: [Double], sizes: [Double], reference: Double? = nil, options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try binomial(.np, counts, sizes, reference, options)
    }

    /// The chart of numbers of nonconformities: centre c̄, limits c̄ ± width √c̄, never below 0.
    public static func counts(
        _ counts: [Double], reference: Double? = nil, options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try poisson(.c, counts, [Double](repeating: 1, count: counts.count), reference, options)
    }

    /// The chart of nonconformities per unit cᵢ/nᵢ: centre ū = Σc/Σn, limits ū ± width √(ū/nᵢ), never below 0.
    public static func rates(
        _ counts: [Double], sizes: [Double], reference: Double? = nil, options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try poisson(.u, counts, sizes, reference, options)
    }

    /// The p′ chart of Laney (2002), Quality Engineering 14, 531-537: the limits of p widened by σ_z, the average moving
    /// range of the standardised fractions over d₂(2).
    ///
    /// The range constant is d₂(2), 1.128379…; some programs use 1.128. With `screensRanges` the moving ranges from their
    /// own upper limit on, 3.267 times their mean, are left out once (Nelson 1982).
    public static func laneyFractions(
        _ counts: [Double], sizes: [Double], rangeConstant: Double = 1.128379167095513, screensRanges: Bool = false,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try laney(.laneyP, try binomial(.p, counts, sizes, nil, options), rangeConstant, screensRanges, options)
    }

    /// The u′ chart of Laney (2002): the limits of u widened by σ_z as in
    /// ``laneyFractions(_:sizes:rangeConstant:screensRanges:options:)``.
    public static func laneyRates(
        _ counts: [Double], sizes: [Double], rangeConstant: Double = 1.128379167095513, screensRanges: Bool = false,
        options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try laney(.laneyU, try poisson(.u, counts, sizes, nil, options), rangeConstant, screensRanges, options)
    }

    private static func binomial(
        _ kind: ChartKind, _ counts: [Double], _ sizes: [Double], _ reference: Double?, _ options: ChartOptions
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        try check(counts, sizes, whole: true)
        for index in counts.indices where counts[index] > sizes[index] {
            throw MethodProblem(
                .outOfRange, at: "counts[\(index)]", zh: "不合格数 \(counts[index].plain) 大于样本量 \(sizes[index].plain)。",
                en: "The count \(counts[index].plain) is greater than the sample size \(sizes[index].plain).")
        }
        let total = NumberColumn.sum(sizes)
        let fraction = reference ?? NumberColumn.sum(counts) / total
        guard fraction > 0, fraction < 1 else { throw noVariation(fraction) }
        let perUnit = (fraction * (1 - fraction)).squareRoot()
        let equal = sizes.allSatisfy { $0 == sizes[0] }
        let points: [Double]
        let center: ChartLine
        let error: ChartLine
        if kind == .p {
            points = counts.indices.map { counts[$0] / sizes[$0] }
            center = .constant(fraction)
            error =
                equal ? .constant(perUnit / sizes[0].squareRoot()) : .varying(sizes.map { perUnit / $0.squareRoot() })
        } else {
            points = counts
            center = equal ? .constant(fraction * sizes[0]) : .varying(sizes.map { fraction * $0 })
            error =
                equal ? .constant(perUnit * sizes[0].squareRoot()) : .varying(sizes.map { perUnit * $0.squareRoot() })
        }
        let least = (sizes.min() ?? 0) * min(fraction, 1 - fraction)
        return ControlChart(
            kind, points: points, center: center, standardError: error, width: options.width, floor: 0,
            ceiling: kind == .p ? 1 : equal ? sizes[0] : .infinity, sigma: perUnit, rules: options.rules,
            steps: [
                MethodText("p̄ = Σd/Σn = \(NumberColumn.sum(counts).plain)/\(total.plain) = \(fraction.significant(8))"),
                MethodText(
                    kind == .p
                        ? "p̄ ± \(options.width.plain)√(p̄(1-p̄)/nᵢ)" : "nᵢp̄ ± \(options.width.plain)√(nᵢp̄(1-p̄))"),
            ],
            source: "ISO 7870-2:2023 (p and np charts); GB/T 17989.2",
            assumptions: [
                Assumption(
                    isMet: least >= 5, zh: "每个样本 n·min(p̄,1-p̄) 不小于 5（最小 \(least.significant(3))）",
                    en: "n·min(p̄, 1-p̄) is at least 5 in every sample (smallest \(least.significant(3)))"),
                Assumption(.unknown, zh: "单位之间相互独立，不合格率恒定", en: "units are independent and of one fraction"),
            ])
    }

    private static func poisson(
        _ kind: ChartKind, _ counts: [Double], _ sizes: [Double], _ reference: Double?, _ options: ChartOptions
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        try check(counts, sizes, whole: false)
        let total = NumberColumn.sum(sizes)
        let rate = reference ?? NumberColumn.sum(counts) / total
        guard rate > 0, rate.isFinite else { throw noVariation(rate) }
        let equal = sizes.allSatisfy { $0 == sizes[0] }
        let points = kind == .c ? counts : counts.indices.map { counts[$0] / sizes[$0] }
        let error: ChartLine =
            equal ? .constant((rate / sizes[0]).squareRoot()) : .varying(sizes.map { (rate / $0).squareRoot() })
        let least = (sizes.min() ?? 0) * rate
        return ControlChart(
            kind, points: points, center: .constant(rate), standardError: error, width: options.width, floor: 0,
            sigma: rate.squareRoot(), rules: options.rules,
            steps: [
                MethodText("CL = Σc/Σn = \(NumberColumn.sum(counts).plain)/\(total.plain) = \(rate.significant(8))"),
                MethodText(
                    kind == .c ? "c̄ ± \(options.width.plain)√c̄" : "ū ± \(options.width.plain)√(ū/nᵢ)"),
            ],
            source: "ISO 7870-2:2023 (c and u charts); GB/T 17989.2",
            assumptions: [
                Assumption(
                    isMet: least >= 5, zh: "每个样本的期望数不小于 5（最小 \(least.significant(3))）",
                    en: "at least 5 are expected in every sample (smallest \(least.significant(3)))"),
                Assumption(.unknown, zh: "不合格相互独立地发生", en: "nonconformities occur independently"),
            ])
    }

    private static func laney(
        _ kind: ChartKind, _ plain: ControlChart, _ constant: Double, _ screensRanges: Bool, _ options: ChartOptions
    ) throws(MethodProblem) -> ControlChart {
        guard plain.points.count >= 2 else {
            throw MethodProblem(.tooFewValues, at: "counts", zh: "至少要 2 个样本。", en: "At least 2 samples are needed.")
        }
        guard let error = plain.standardError else { return plain }
        let scores = plain.points.indices.map { (plain.points[$0] - plain.center[$0]) / error[$0] }
        let differences = (1..<scores.count).map { abs(scores[$0] - scores[$0 - 1]) }
        let moving = screensRanges ? IndividualsEstimator.screened(differences) : differences
        let inflation = try ProcessReference.checkedSigma(NumberColumn.mean(moving) / constant)
        return ControlChart(
            kind, points: plain.points, center: plain.center, standardError: error.map { $0 * inflation },
            width: options.width, floor: 0, ceiling: kind == .laneyP ? 1 : .infinity, sigma: inflation,
            rules: options.rules,
            steps: plain.steps + [
                MethodText("σ_z = MR̄(z)/d₂ = \(inflation.significant(8)); CL ± \(options.width.plain)σ_z·SE")
            ],
            source: "Laney (2002), Quality Engineering 14, 531-537",
            assumptions: [
                Assumption(
                    isMet: plain.points.count >= 20, zh: "用于估计 σ_z 的样本不少于 20 个（现有 \(plain.points.count) 个）",
                    en: "at least 20 samples stand behind sigma z (here \(plain.points.count))")
            ])
    }

    private static func check(_ counts: [Double], _ sizes: [Double], whole: Bool) throws(MethodProblem) {
        guard !counts.isEmpty else {
            throw MethodProblem(.tooFewValues, at: "counts", zh: "没有数据。", en: "There are no counts.")
        }
        guard counts.count == sizes.count else {
            throw MethodProblem(
                .wrongShape, at: "sizes", zh: "有 \(sizes.count) 个样本量，应有 \(counts.count) 个。",
                en: "There are \(sizes.count) sizes and must be \(counts.count).")
        }
        for index in counts.indices {
            guard counts[index].isFinite, counts[index] >= 0 else {
                throw MethodProblem(
                    .outOfRange, at: "counts[\(index)]", zh: "应为不小于 0 的数。", en: "It must be at least 0.")
            }
            guard sizes[index].isFinite, sizes[index] > 0 else {
                throw MethodProblem(.outOfRange, at: "sizes[\(index)]", zh: "应大于 0。", en: "It must be greater than 0.")
            }
        }
    }

    private static func noVariation(_ value: Double) -> MethodProblem {
        MethodProblem(
            .degenerate, at: "counts", zh: "平均值为 \(value.plain)，不能设控制限；罕见事件请用 g 图或 t 图。",
            en: "The average is \(value.plain), so that no limits can be set; for rare events use a g or t chart.")
    }
}

import Glibc
import QualityMath

extension ControlChart {
    /// The chart of units between events (g chart, Benneyan 2001): geometric counts from 0.
    ///
    /// Centre ḡ, limits ḡ ± width √(ḡ(ḡ+1)), never below 0. With `probabilityLimits` the limits are instead the
    /// geometric quantiles that a normal chart of the same width leaves outside.
    public static func unitsBetweenEvents(
        _ values: [Double], probabilityLimits: Bool = false, options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try options.check()
        try requireFinite(values)
        try requireNonnegative(values)
        let mean = NumberColumn.mean(values)
        guard mean > 0 else {
            throw MethodProblem(.degenerate, at: "values", zh: "全部为 0，不能设控制限。", en: "All are 0: no limits can be set.")
        }
        let source = "Benneyan (2001), Health Care Management Science 4, 305-318"
        let independence = [Assumption(.unknown, zh: "事件以恒定概率独立发生", en: "events occur independently at one rate")]
        if probabilityLimits {
            let tail = NormalDistribution.standardCumulative(-options.width)
            let survive = mean / (1 + mean)
            // P(G >= k) = survive^k for counts from 0.
            let upper = max((log(tail) / log(survive)).rounded(.up) - 1, 0)
            let lower = max((log1p(-tail) / log(survive)).rounded(.down), 0)
            return ControlChart(
                .g, points: values, center: .constant(mean), lower: .constant(lower), upper: .constant(upper),
                sigma: (mean * (mean + 1)).squareRoot(),
                steps: [
                    MethodText(
                        "CL = ḡ = \(mean.significant(8)); p = 1/(1+ḡ); LCL, UCL = \(lower.plain), \(upper.plain)")
                ],
                source: source, assumptions: independence)
        }
        let sigma = (mean * (mean + 1)).squareRoot()
        return ControlChart(
            .g, points: values, center: .constant(mean), standardError: .constant(sigma), width: options.width,
            floor: 0, sigma: sigma, rules: options.rules,
            steps: [MethodText("CL = ḡ = \(mean.significant(8)); ḡ ± \(options.width.plain)√(ḡ(ḡ+1))")], source: source,
            assumptions: independence)
    }

    /// The chart of times between events (t chart) by Nelson's transformation y^(1/3.6) of exponential times.
    ///
    /// Limits are those of an individuals chart of the transformed times, transformed back; never below 0. The rules run
    /// on the transformed scale (Nelson 1994, Journal of Quality Technology 26, 176-192).
    public static func timesBetweenEvents(
        _ values: [Double], options: ChartOptions = ChartOptions()
    ) throws(MethodProblem) -> ControlChart {
        try requireFinite(values)
        try requireNonnegative(values)
        let inner = try individuals(values.map { pow($0, 1 / 3.6) }, options: options)
        return ControlChart(
            .t, points: values, center: inner.center, lower: inner.lower, upper: inner.upper, inner: inner)
    }

    private init(
        _ kind: ChartKind, points: [Double], center: ChartLine, lower: ChartLine, upper: ChartLine,
        inner: ControlChart
    ) {
        self.init(
            kind, points: points, center: center.map { pow(max($0, 0), 3.6) },
            lower: lower.map { pow(max($0, 0), 3.6) }, upper: upper.map { pow(max($0, 0), 3.6) },
            sigma: inner.sigma, signals: inner.signals,
            steps: [MethodText("y = t^(1/3.6)")] + inner.steps,
            source: "Nelson (1994), Journal of Quality Technology 26, 176-192",
            assumptions: [Assumption(.unknown, zh: "事件以恒定速率独立发生", en: "events occur independently at one rate")])
    }

    private static func requireNonnegative(_ values: [Double]) throws(MethodProblem) {
        if let index = values.firstIndex(where: { $0 < 0 }) {
            throw MethodProblem(.outOfRange, at: "values[\(index)]", zh: "应不小于 0。", en: "It must be at least 0.")
        }
    }
}

import QualityMethods

extension BenchRow {
    /// Charts, capability and run lengths.
    static let charts = [
        BenchRow("xbar-two-rules") { data, threads in
            let runs = try RuleSet([
                ControlRule("1", .sameSide(count: 1, window: 1, distance: 3)),
                ControlRule("2", .sameSide(count: 7, window: 7, distance: 0)),
            ])
            return try chart(data, threads, runs)
        },
        BenchRow("xbar-nelson") { data, threads in try chart(data, threads, .nelson) },
        BenchRow("ewma") { data, _ in
            let values = try data.numbers("values")
            let reference = try ProcessReference(mean: 10, sigma: 2)
            let ewma = try EWMAChart(reference: reference, lambda: 0.2)
            return {
                let averages = ewma.averages(values)
                return { averages }
            }
        },
        BenchRow("cusum") { data, _ in
            let values = try data.numbers("values")
            let reference = try ProcessReference(mean: 10, sigma: 2)
            let cusum = try CUSUMChart(reference: reference, allowance: 0.5, decision: 5)
            return {
                let sums = cusum.upperSums(values)
                return { sums }
            }
        },
        BenchRow("cpk") { data, threads in
            let values = try data.numbers("values")
            let limits = try SpecificationLimits(lower: 4, upper: 17)
            return {
                let indices = try ProcessCapability.minimumIndices(
                    values: values, perProcess: 1000, limits: limits, threads: threads)
                return { indices }
            }
        },
        BenchRow("arl-cusum") { _, _ in
            {
                let lengths = try stride(from: 0.0, to: 3, by: 0.25).map {
                    try RunLength.cusum(allowance: 0.5, decision: 5, shift: $0)
                }
                return { lengths }
            }
        },
        BenchRow("arl-ewma") { _, _ in
            {
                let lengths = try stride(from: 0.0, to: 3, by: 0.25).map {
                    try RunLength.ewma(lambda: 0.2, width: 2.7, shift: $0)
                }
                return { lengths }
            }
        },
    ]

    /// The X-bar chart of subgroups of five: centre, limits, sigma, and the points that each rule marks.
    private static func chart(_ data: BenchData, _ threads: Int, _ rules: RuleSet) throws -> Work {
        let subgroups = try Subgroups(values: try data.numbers("values"), size: 5)
        let options = ChartOptions(rules: rules, threads: threads)
        return {
            let chart = try ControlChart.mean(subgroups, options: options)
            return {
                let lines = [chart.center[0], chart.lower[0], chart.upper[0], chart.sigma ?? .nan]
                return rules.rules.reduce(into: lines) { numbers, rule in
                    let places = chart.signals.filter { $0.rule == rule.name }.map { Double($0.index) }
                    numbers += [Double(places.count)] + places
                }
            }
        }
    }
}

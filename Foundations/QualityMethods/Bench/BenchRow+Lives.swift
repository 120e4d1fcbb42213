import QualityMethods

extension BenchRow {
    /// Reliability.
    static let lives = [
        BenchRow("weibull") { data, _ in
            let times = try data.numbers("times")
            let failed = try data.numbers("failed").map { $0 == 1 }
            return {
                let fit = try LifeFit(
                    try LifeData(times: times, failed: failed), family: .weibull)
                return { fit.parameters + fit.standardErrors + [fit.logLikelihood] }
            }
        },
        BenchRow("kaplan-meier") { data, _ in
            let times = try data.numbers("times")
            let failed = try data.numbers("failed").map { $0 == 1 }
            return {
                let curve = try KaplanMeier(times: times, failed: failed)
                return { curve.steps.flatMap { [$0.time, $0.survival] } }
            }
        },
    ]
}

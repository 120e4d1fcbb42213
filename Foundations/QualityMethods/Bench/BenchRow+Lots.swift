import QualityMethods

extension BenchRow {
    /// Acceptance sampling and agreement.
    static let lots = [
        BenchRow("plan-search") { _, _ in
            let risks = try RiskPoints(
                producerQuality: 0.001, producerAcceptance: 0.95, consumerQuality: 0.002, consumerAcceptance: 0.1)
            return {
                let plan = try AcceptancePlan.smallest(meeting: risks)
                return { plan.stages.flatMap { [Double($0.sampleSize), Double($0.acceptance)] } }
            }
        },
        BenchRow("oc-curve") { data, threads in
            let qualities = try data.numbers("qualities")
            let plan = try AcceptancePlan(sampleSize: 125, acceptance: 3)
            return {
                let curve = try plan.operatingCharacteristic(qualities, threads: threads)
                return { curve }
            }
        },
        BenchRow("krippendorff") { data, _ in
            let flat = try data.numbers("ratings")
            let rows = stride(from: 0, to: flat.count, by: 4).map { start in
                flat[start..<start + 4].map { $0.isNaN ? nil : Optional($0) }
            }
            return {
                let alpha = try KrippendorffAlpha.coefficient(try RatingTable(rows), metric: .ordinal)
                return { [alpha.value] }
            }
        },
    ]
}

import QualityMath
import QualityMethods

extension BenchRow {
    private static let formula = "x1*exp(-x2*x3) + sqrt(x4)/x5"
    private static let estimates = [(10.0, 0.1), (0.2, 0.005), (3, 0.02), (4, 0.05), (5, 0.03)]

    /// Uncertainty and gauge studies.
    static let measurements = [
        BenchRow("monte-carlo") { data, threads in
            let count = try data.wholeNumbers("draws")[0]
            return {
                let model = try MeasurementModel(formula, inputs: ["x1", "x2", "x3", "x4", "x5"])
                let inputs = try CorrelatedInputs(estimates.map { .normal(mean: $0.0, uncertainty: $0.1) })
                let result = try MonteCarloPropagation(
                    model, inputs: inputs, count: count, stream: RandomStream(key: 2021), threads: threads)
                return {
                    result.outputs.flatMap {
                        [$0.mean, $0.uncertainty, $0.symmetric.lower, $0.symmetric.upper]
                            + [$0.shortest.lower, $0.shortest.upper]
                    }
                }
            }
        },
        BenchRow("budget") { _, _ in
            {
                var numbers: [Double] = []
                for _ in 0..<1000 {
                    let model = try MeasurementModel(formula, inputs: ["x1", "x2", "x3", "x4", "x5"])
                    let budget = try UncertaintyBudget(
                        model,
                        inputs: zip(model.inputs, estimates).map { .init($0, value: $1.0, uncertainty: $1.1) })
                    numbers = budget.outputs.flatMap { [$0.value, $0.uncertainty] }
                }
                let last = numbers
                return { last }
            }
        },
        BenchRow("gauge") { data, threads in
            let values = try data.numbers("gauges")
            return {
                let studies = try CrossedGaugeStudy.variances(
                    values: values, parts: 10, operators: 3, repeats: 3, threads: threads)
                return {
                    studies.flatMap { [$0.repeatability, $0.operators, $0.interaction, $0.parts, $0.interactionF] }
                }
            }
        },
        BenchRow("gauge-intervals") { data, threads in
            let values = try data.numbers("gauges")
            let parts = (0..<90).map { $0 / 9 }
            let operators = (0..<90).map { $0 / 3 % 3 }
            return {
                let studies = try stride(from: 0, to: values.count, by: 90).map { start in
                    try CrossedGaugeStudy.analyse(
                        parts: parts, operators: operators, values: Array(values[start..<start + 90]))
                }
                return {
                    studies.flatMap { study in
                        [GaugeComponent.Source.repeatability, .operatorToOperator, .interaction, .partToPart].map {
                            study.component($0)?.variance ?? 0
                        }
                    }
                }
            }
        },
    ]
}

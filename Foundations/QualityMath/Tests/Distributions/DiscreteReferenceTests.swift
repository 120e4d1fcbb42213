import QualityMath
import Testing

/// A discrete distribution's table and the relative error that is allowed.
struct DiscreteCase: Sendable, CustomTestStringConvertible {
    var table: String
    var bound: Double
    var make: @Sendable ([Double]) throws -> any DiscreteDistribution

    var testDescription: String { table }

    static let all: [DiscreteCase] = [
        DiscreteCase(table: "binomial", bound: 3e-13) {
            try BinomialDistribution(trials: Int($0[0]), probability: $0[1])
        },
        DiscreteCase(table: "poisson", bound: 3e-13) { try PoissonDistribution(mean: $0[0]) },
        DiscreteCase(table: "negative-binomial", bound: 3e-13) {
            try NegativeBinomialDistribution(successes: $0[0], probability: $0[1])
        },
        DiscreteCase(table: "hypergeometric", bound: 3e-13) {
            try HypergeometricDistribution(population: Int($0[0]), marked: Int($0[1]), draws: Int($0[2]))
        },
    ]
}

@Suite("Discrete distributions against 50-digit references", .timeLimit(.minutes(3)))
struct DiscreteReferenceTests {
    @Test("no function errs by more than its stated bound", arguments: DiscreteCase.all)
    func reference(_ test: DiscreteCase) throws {
        let table = try ReferenceTable.load(test.table)
        let names = ["mass", "log mass", "cumulative", "survival", "log cumulative", "log survival"]
        var worst = [WorstError](repeating: WorstError(), count: 6)
        for row in table.rows {
            let distribution = try test.make(row.parameters)
            let k = row.argument
            let got = [
                distribution.mass(k), distribution.logMass(k), distribution.cumulative(k),
                distribution.survival(k), distribution.logCumulative(k), distribution.logSurvival(k),
            ]
            for i in 0..<6 {
                if let wanted = row.values[i] {
                    worst[i].compare(got[i], wanted, least: i == 1 ? 1 : 0, at: "\(row.parameters) k = \(k)")
                }
            }
        }
        for i in 0..<6 {
            report(test.table, names[i], worst[i])
            #expect(worst[i].error <= test.bound, "\(test.table) \(names[i]) at \(worst[i].place)")
        }
        for row in table.quantiles {
            let distribution = try test.make(row.parameters)
            let place = "\(test.table) \(row.parameters) p = \(row.argument)"
            #expect(distribution.quantile(row.argument) == row.values[1], "\(place)")
        }
    }
}

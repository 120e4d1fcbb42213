import QualityMath
import Testing

/// What is compared, and the relative error that is allowed for each function.
struct ContinuousCase: Sendable, CustomTestStringConvertible {
    var table: String
    var make: @Sendable ([Double]) throws -> any ContinuousDistribution
    /// Density, log density, cumulative, survival, log cumulative, log survival, quantile.
    var bounds: [Double]

    var testDescription: String { table }

    init(
        _ table: String, density: Double = 3e-13, tails: Double = 3e-13, quantile: Double = 3e-13,
        logarithm: Double = 3e-13, _ make: @escaping @Sendable ([Double]) throws -> any ContinuousDistribution
    ) {
        self.table = table
        self.make = make
        bounds = [density, logarithm, tails, tails, logarithm, logarithm, quantile]
    }

    static let all: [ContinuousCase] = [
        ContinuousCase("normal") { try NormalDistribution(mean: $0[0], standardDeviation: $0[1]) },
        ContinuousCase("lognormal") { try LognormalDistribution(logMean: $0[0], logStandardDeviation: $0[1]) },
        ContinuousCase("student-t") { try StudentTDistribution(degreesOfFreedom: $0[0]) },
        ContinuousCase("gamma") { try GammaDistribution(shape: $0[0], scale: $0[1]) },
        ContinuousCase("chi-squared") { try ChiSquaredDistribution(degreesOfFreedom: $0[0]) },
        ContinuousCase("beta") { try BetaDistribution(alpha: $0[0], beta: $0[1]) },
        ContinuousCase("f") { try FDistribution(numerator: $0[0], denominator: $0[1]) },
        ContinuousCase("weibull") { try WeibullDistribution(shape: $0[0], scale: $0[1]) },
        ContinuousCase("exponential") { try ExponentialDistribution(scale: $0[0]) },
        ContinuousCase("logistic") { try LogisticDistribution(location: $0[0], scale: $0[1]) },
        ContinuousCase("gumbel-largest") { try GumbelDistribution(location: $0[0], scale: $0[1]) },
        ContinuousCase("gumbel-smallest") {
            try GumbelDistribution(location: $0[0], scale: $0[1], extreme: .smallest)
        },
        ContinuousCase("uniform") { try UniformDistribution(lower: $0[0], upper: $0[1]) },
        ContinuousCase("triangular") { try TriangularDistribution(lower: $0[0], mode: $0[1], upper: $0[2]) },
        ContinuousCase("noncentral-chi-squared") {
            try NoncentralChiSquaredDistribution(degreesOfFreedom: $0[0], noncentrality: $0[1])
        },
        ContinuousCase("noncentral-beta") {
            try NoncentralBetaDistribution(alpha: $0[0], beta: $0[1], noncentrality: $0[2])
        },
        ContinuousCase("noncentral-f") {
            try NoncentralFDistribution(numerator: $0[0], denominator: $0[1], noncentrality: $0[2])
        },
        ContinuousCase("noncentral-t") {
            try NoncentralTDistribution(degreesOfFreedom: $0[0], noncentrality: $0[1])
        },
        ContinuousCase("normal-range") { try NormalRangeDistribution(sampleSize: Int($0[0])) },
        ContinuousCase("studentized-range") {
            try StudentizedRangeDistribution(groups: Int($0[0]), degreesOfFreedom: $0[1])
        },
    ]
}

@Suite("Continuous distributions against 50-digit references", .timeLimit(.minutes(3)))
struct ContinuousReferenceTests {
    @Test("no function errs by more than its stated bound", arguments: ContinuousCase.all)
    func reference(_ test: ContinuousCase) throws {
        let table = try ReferenceTable.load(test.table)
        let names = ["density", "log density", "cumulative", "survival", "log cumulative", "log survival"]
        var worst = [WorstError](repeating: WorstError(), count: 6)
        for row in table.rows {
            let distribution = try test.make(row.parameters)
            let x = row.argument
            let got = [
                distribution.density(x), distribution.logDensity(x), distribution.cumulative(x),
                distribution.survival(x), distribution.logCumulative(x), distribution.logSurvival(x),
            ]
            for i in 0..<6 {
                if let wanted = row.values[i] {
                    worst[i].compare(got[i], wanted, least: i == 1 ? 1 : 0, at: "\(row.parameters) x = \(x)")
                }
            }
        }
        for i in 0..<6 {
            report(test.table, names[i], worst[i])
            #expect(worst[i].error <= test.bounds[i], "\(test.table) \(names[i]) at \(worst[i].place)")
        }
        var quantile = WorstError()
        for row in table.quantiles {
            guard let upper = row.values[0], let wanted = row.values[1] else { continue }
            let distribution = try test.make(row.parameters)
            let got = upper == 1 ? distribution.upperQuantile(row.argument) : distribution.quantile(row.argument)
            let tail = upper == 1 ? "upper" : "lower"
            quantile.compare(got, wanted, at: "\(row.parameters) \(tail) p = \(row.argument)")
        }
        report(test.table, "quantile", quantile)
        #expect(quantile.error <= test.bounds[6], "\(test.table) quantile at \(quantile.place)")
    }
}

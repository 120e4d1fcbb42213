import QualityMath
import QualityMethods
import Testing

@Suite("Agreement")
struct AgreementTests {
    // Shrout and Fleiss (1979), table 2: six subjects and four judges.
    private let judges: [[Double]] = [
        [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]

    @Test("the six intraclass correlations of Shrout and Fleiss are those of their table 4")
    func intraclass() throws {
        let expected: [IntraclassForm: Double] = [
            .oneWaySingle: 0.17, .agreementSingle: 0.29, .consistencySingle: 0.71, .oneWayAverage: 0.44,
            .agreementAverage: 0.62, .consistencyAverage: 0.91,
        ]
        let table = try RatingTable(complete: judges)
        for form in IntraclassForm.allCases {
            let result = try IntraclassCorrelation(table, form: form)
            #expect(abs(result.value - (expected[form] ?? .nan)) < 0.005, "\(form)")
            let interval = try #require(result.interval)
            #expect(interval.contains(result.value))
        }
    }

    @Test("absolute agreement is the same in any unit, and consistency also with a shift of one judge")
    func invariance() throws {
        let moved = judges.map { [$0[0] * 3 + 1, $0[1] * 3 + 1, $0[2] * 3 + 1, $0[3] * 3 + 1] }
        let shifted = judges.map { [$0[0] + 100, $0[1], $0[2], $0[3]] }
        for form in IntraclassForm.allCases {
            let own = try IntraclassCorrelation(try RatingTable(complete: judges), form: form).value
            #expect(abs(try IntraclassCorrelation(try RatingTable(complete: moved), form: form).value - own) < 1e-12)
        }
        let own = try IntraclassCorrelation(try RatingTable(complete: judges), form: .consistencySingle).value
        let other = try IntraclassCorrelation(try RatingTable(complete: shifted), form: .consistencySingle).value
        #expect(abs(own - other) < 1e-10)
    }

    @Test("kappa of a two by two table is the closed form, with weights the same, and its standard error too")
    func cohen() throws {
        // Counts 20, 5, 10, 15 (a textbook table): Po = 0.7, Pe = 0.5, kappa = 0.4.
        let rows =
            Array(repeating: [1.0, 1], count: 20) + Array(repeating: [1.0, 2], count: 5)
            + Array(repeating: [2.0, 1], count: 10) + Array(repeating: [2.0, 2], count: 15)
        let table = try RatingTable(complete: rows)
        for weights in AgreementWeights.allCases {
            let result = try CohenKappa.coefficient(table, weights: weights)
            #expect(abs(result.value - 0.4) < 1e-14)
            #expect(abs(result.observed - 0.7) < 1e-14)
            // The closed form against the delta method by differences of the counts.
            #expect(abs(result.standardError - deltaMethod([20, 5, 10, 15])) < 1e-6)
        }
    }

    /// The standard error of kappa by the delta method, with slopes by central differences.
    private func deltaMethod(_ counts: [Double]) -> Double {
        func kappa(_ p: [Double]) -> Double {
            let total = p.reduce(0, +)
            let q = p.map { $0 / total }
            let expected = (q[0] + q[1]) * (q[0] + q[2]) + (q[2] + q[3]) * (q[1] + q[3])
            return (q[0] + q[3] - expected) / (1 - expected)
        }
        let n = counts.reduce(0, +)
        let p = counts.map { $0 / n }
        let slopes = p.indices.map { i -> Double in
            var (up, down) = (p, p)
            up[i] += 1e-6
            down[i] -= 1e-6
            return (kappa(up) - kappa(down)) / 2e-6
        }
        let mean = zip(p, slopes).reduce(0.0) { $0 + $1.0 * $1.1 }
        let square = zip(p, slopes).reduce(0.0) { $0 + $1.0 * $1.1 * $1.1 }
        return ((square - mean * mean) / n).squareRoot()
    }

    @Test("full agreement gives 1, and constant ratings give no number but no trap")
    func ends() throws {
        let full = try RatingTable(complete: [[1, 1, 1], [2, 2, 2], [3, 3, 3], [1, 1, 1]])
        #expect(abs(try CohenKappa.coefficient(full).value - 1) < 1e-15)
        #expect(abs(try ChanceCorrectedAgreement.fleiss(full).value - 1) < 1e-15)
        #expect(abs(try ChanceCorrectedAgreement.gwet(full).value - 1) < 1e-15)
        #expect(abs(try KendallConcordance(full).coefficient - 1) < 1e-15)
        for metric in RatingMetric.allCases {
            #expect(abs(try KrippendorffAlpha.coefficient(full, metric: metric).value - 1) < 1e-15)
        }
        let constant = try RatingTable(complete: [[2, 2], [2, 2], [2, 2]])
        #expect(try CohenKappa.coefficient(constant).value.isNaN)
        #expect(try ChanceCorrectedAgreement.fleiss(constant).value.isNaN)
        #expect(try KrippendorffAlpha.coefficient(constant, metric: .interval).value.isNaN)
        #expect(try ChanceCorrectedAgreement.gwet(constant).value == 1)
        #expect(throws: MethodProblem.self) { try KendallConcordance(constant) }
        #expect(throws: MethodProblem.self) { try IntraclassCorrelation(constant, form: .oneWaySingle) }
    }

    @Test("categories of the scale that nobody used move the weights, and an order can be given")
    func scale() throws {
        let ratings = try RatingTable(complete: [[1, 1], [2, 2], [1, 2], [2, 1], [4, 4], [4, 2]])
        let used = try CohenKappa.coefficient(ratings, weights: .quadratic)
        let same = try CohenKappa.coefficient(ratings, weights: .quadratic, categories: [1, 2, 4])
        #expect(used == same)
        // By hand: over places 1, 2, 4 of 4, 1 - Σ d² p/Σ d² pᵢ pⱼ with Σ d² p = (1 + 1 + 4)/6.
        let whole = try CohenKappa.coefficient(ratings, weights: .quadratic, categories: [1, 2, 3, 4])
        let rows = [1.0: 2.0, 2: 2, 4: 2]
        let columns = [1.0: 2.0, 2: 3, 4: 1]
        var expected = 0.0
        for (a, m) in rows { for (b, k) in columns { expected += (a - b) * (a - b) * m * k / 36 } }
        #expect(abs(whole.value - (1 - 1 / expected)) < 1e-14)
        #expect(throws: MethodProblem.self) { try CohenKappa.coefficient(ratings, categories: [1, 2]) }
        #expect(throws: MethodProblem.self) { try CohenKappa.coefficient(ratings, categories: [1, 1, 2, 4]) }
    }

    @Test("bad tables are refused")
    func refusals() throws {
        #expect(throws: MethodProblem.self) { try RatingTable([]) }
        #expect(throws: MethodProblem.self) { try RatingTable([[1]]) }
        #expect(throws: MethodProblem.self) { try RatingTable([[1, 2], [1]]) }
        #expect(throws: MethodProblem.self) { try RatingTable([[nil, nil]]) }
        #expect(throws: MethodProblem.self) { try RatingTable([[.nan, 1]]) }
        let single = try RatingTable([[1, nil], [nil, 2], [3, nil]])
        #expect(throws: MethodProblem.self) { try KrippendorffAlpha.coefficient(single, metric: .nominal) }
        #expect(throws: MethodProblem.self) { try ChanceCorrectedAgreement.gwet(single) }
        #expect(throws: MethodProblem.self) { try CohenKappa.coefficient(single) }
        #expect(throws: MethodProblem.self) { try CohenKappa.coefficient(single, confidence: 1) }
        let huge = try RatingTable(complete: [[1e308, -1e308], [1e308, 1e308]])
        #expect(throws: MethodProblem.self) { try IntraclassCorrelation(huge, form: .oneWaySingle) }
    }

    @Test(
        "names of categories do not matter to nominal coefficients, nor the order of raters to Fleiss, Gwet and alpha")
    func labels() throws {
        let data: [[Double?]] = [[1, 2, 1], [2, 2, nil], [3, 1, 3], [1, 1, 1], [nil, 3, 3], [2, 3, 2]]
        let table = try RatingTable(data)
        let named = try RatingTable(data.map { $0.map { value in value.map { [1: 30, 2: -4, 3: 7][$0] ?? 0 } } })
        let turned = try RatingTable(data.map { Array($0.reversed()) })
        for other in [named, turned] {
            #expect(
                abs(try ChanceCorrectedAgreement.gwet(table).value - ChanceCorrectedAgreement.gwet(other).value) < 1e-14
            )
            #expect(
                abs(try ChanceCorrectedAgreement.fleiss(table).value - ChanceCorrectedAgreement.fleiss(other).value)
                    < 1e-14)
            #expect(
                abs(
                    try KrippendorffAlpha.coefficient(table, metric: .nominal).value
                        - KrippendorffAlpha.coefficient(other, metric: .nominal).value) < 1e-14)
        }
    }
}

import Foundation
import QualityMath
import Testing

@Suite("Special functions against 50-digit references", .timeLimit(.minutes(3)))
struct SpecialFunctionReferenceTests {
    private struct Table: Decodable {
        var functions: [String: [[Double?]]]
    }

    @Test("no special function errs by more than 2e-14")
    func reference() throws {
        let table = try JSONDecoder().decode(Table.self, from: ReferenceTable.data("special-functions"))
        let functions: [String: ([Double]) -> Double] = [
            "logGamma": { SpecialFunctions.logGamma($0[0]) },
            "digamma": { SpecialFunctions.digamma($0[0]) },
            "trigamma": { SpecialFunctions.trigamma($0[0]) },
            "logBeta": { SpecialFunctions.logBeta($0[0], $0[1]) },
            "errorFunction": { SpecialFunctions.errorFunction($0[0]) },
            "complementaryErrorFunction": { SpecialFunctions.complementaryErrorFunction($0[0]) },
            "scaledComplementaryErrorFunction": { SpecialFunctions.scaledComplementaryErrorFunction($0[0]) },
            "inverseErrorFunction": { SpecialFunctions.inverseErrorFunction($0[0]) },
            "owensT": { SpecialFunctions.owensT($0[0], $0[1]) },
            "log1pMinusX": { SpecialFunctions.log1pMinusX($0[0]) },
            "stirlingError": { SpecialFunctions.stirlingError($0[0]) },
            "logRegularizedGammaP": { SpecialFunctions.logRegularizedGammaP($0[0], $0[1]) },
            "logRegularizedGammaQ": { SpecialFunctions.logRegularizedGammaQ($0[0], $0[1]) },
            "logRegularizedBeta": { SpecialFunctions.logRegularizedBeta($0[0], $0[1], $0[2]) },
        ]
        #expect(Set(functions.keys) == Set(table.functions.keys))
        for (name, rows) in table.functions.sorted(by: { $0.key < $1.key }) {
            let function = try #require(functions[name])
            var worst = WorstError()
            for row in rows {
                let numbers = row.compactMap { $0 }
                guard numbers.count == row.count, let wanted = numbers.last else { continue }
                let arguments = Array(numbers.dropLast())
                worst.compare(function(arguments), wanted, at: "\(arguments)")
            }
            report("special functions", name, worst)
            #expect(worst.error <= 2e-14, "\(name) at \(worst.place)")
        }
    }

    @Test("factorials, binomial coefficients, polygamma and the inverse of erfc have their closed forms")
    func closedForms() {
        func near(_ value: Double, _ wanted: Double) -> Bool { abs(value - wanted) <= 1e-14 * abs(wanted) }
        #expect(near(SpecialFunctions.logFactorial(20), log(2_432_902_008_176_640_000)))
        #expect(near(SpecialFunctions.logBinomialCoefficient(50, 25), log(126_410_606_437_752)))
        #expect(SpecialFunctions.logBinomialCoefficient(5, 6) == -.infinity)
        // The second derivative of digamma at 1 is -2ζ(3), the third π⁴/15.
        #expect(near(SpecialFunctions.polygamma(order: 2, 1), -2.404113806319188570799476))
        #expect(near(SpecialFunctions.polygamma(order: 3, 1), pow(.pi, 4) / 15))
        #expect(SpecialFunctions.polygamma(order: 2, -1).isNaN)
        for q in [1e-200, 1e-10, 0.3, 1, 1.7] {
            let x = SpecialFunctions.inverseComplementaryErrorFunction(q)
            // A relative error of x moves erfc by about 2x² times as much.
            #expect(abs(SpecialFunctions.complementaryErrorFunction(x) - q) <= 4e-16 * (2 + 2 * x * x) * q)
        }
        #expect(SpecialFunctions.inverseComplementaryErrorFunction(0) == .infinity)
    }
}

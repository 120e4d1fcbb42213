import Foundation
import QualityMath
import QualityMethods
import Testing

@Suite struct CalibrationCurveTests {
    @Test("curves, their uncertainties and their stimuli agree with 50-digit fits; the worst error is printed")
    func reference() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Reference/calibration_curves.json")
        let rows = try #require(try MethodValue(json: Array(Data(contentsOf: file))).asList)
        var worst = (error: 0.0, row: "-")
        for (index, row) in rows.enumerated() {
            func numbers(_ name: String) -> [Double] { (row[name]?.asList ?? []).compactMap(\.asNumber) }
            let scatter: CalibrationCurve.Scatter
            switch row["kind"]?.asText {
            case "uncertainties": scatter = .uncertainties(numbers("u"))
            case "covariance":
                scatter = .covariance(
                    try Matrix((row["covariance"]?.asList ?? []).map { ($0.asList ?? []).compactMap(\.asNumber) }))
            default: scatter = .equal
            }
            let degree = try #require(row["degree"]?.asInteger)
            let curve = try CalibrationCurve(x: numbers("x"), y: numbers("y"), degree: degree, scatter: scatter)
            func compare(_ found: Double, _ wanted: Double, _ what: String) {
                let error = abs(found - wanted) / abs(wanted)
                #expect(error < 1e-9, "row \(index) \(what): \(found) for \(wanted)")
                if !(error <= worst.error) { worst = (error, "row \(index) (degree \(degree)) \(what)") }
            }
            compare(curve.residualSumOfSquares, try #require(row["squares"]?.asNumber), "sum of squares")
            for (place, (value, error)) in zip(numbers("at"), zip(numbers("values"), numbers("errors"))) {
                let found = try curve.response(at: place)
                compare(found.value, value, "value at \(place)")
                compare(found.uncertainty, error, "uncertainty at \(place)")
            }
            let found = try curve.stimulus(
                for: try #require(row["reading"]?.asNumber),
                readingUncertainty: try #require(row["readingUncertainty"]?.asNumber))
            compare(found.value, try #require(row["stimulus"]?.asNumber), "stimulus")
            compare(found.uncertainty, try #require(row["stimulusUncertainty"]?.asNumber), "stimulus uncertainty")
            if index != 3 {
                for (k, (a, b)) in zip(curve.powerCoefficients, numbers("powers")).enumerated() where degree <= 4 {
                    #expect(abs(a - b) < 1e-8 * abs(b), "row \(index) power \(k)")
                }
            }
        }
        print("calibration curves: worst relative error \(worst.error) at \(worst.row)")
    }

    @Test("degree 1 is the calibration line, and a diagonal covariance is the same as uncertainties")
    func line() throws {
        let x = [0.0, 2, 4, 6, 8, 10, 12]
        let y = [2.1, 5, 9, 12.6, 17.3, 21, 24.7]
        let u = [0.1, 0.2, 0.1, 0.3, 0.2, 0.1, 0.2]
        for uncertainties in [nil, u] {
            let line = try CalibrationLine(x: x, y: y, uncertainties: uncertainties)
            let curve = try CalibrationCurve(
                x: x, y: y, degree: 1, scatter: uncertainties.map { .uncertainties($0) } ?? .equal)
            #expect(abs(curve.powerCoefficients[0] - line.intercept) < 1e-13)
            #expect(abs(curve.powerCoefficients[1] - line.slope) < 1e-13)
            let (a, b) = (
                try line.stimulus(for: 13.5, readingUncertainty: 0.1),
                try curve.stimulus(for: 13.5, readingUncertainty: 0.1)
            )
            #expect(abs(a.value - b.value) < 1e-12 && abs(a.uncertainty - b.uncertainty) < 1e-12)
            #expect(line.consistency.isNaN == curve.consistency.isNaN)
        }
        let weighted = try CalibrationCurve(x: x, y: y, degree: 2, scatter: .uncertainties(u))
        let general = try CalibrationCurve(
            x: x, y: y, degree: 2, scatter: .covariance(.diagonal(u.map { $0 * $0 })))
        for j in 0...2 { #expect(abs(weighted.coefficients[j] - general.coefficients[j]) < 1e-12) }
        #expect(abs(weighted.residualSumOfSquares - general.residualSumOfSquares) < 1e-11)
    }

    @Test("the criterion chooses the degree that made the data")
    func choice() throws {
        var stream = RandomStream(key: 28038)
        let x = (0..<40).map { Double($0) / 4 }
        let y = x.map { 1 + 2 * $0 + 0.3 * $0 * $0 + 0.01 * stream.normal() }
        for criterion in CalibrationCurve.Criterion.allCases {
            let curve = try CalibrationCurve.best(x: x, y: y, highest: 6, criterion: criterion)
            #expect(curve.degree == 2)
        }
    }

    @Test("bad curves, readings and covariances are refused by name")
    func refusals() throws {
        let x = [1.0, 2, 3, 4, 5]
        let y = [1.0, 4, 9, 4, 1]
        func name(_ computation: () throws -> Void) -> String? {
            do { try computation() } catch let error as MathProblem {
                switch error {
                case .parameter(let name, _, _), .shape(let name, _, _), .tooFewValues(let name, _, _),
                    .notFinite(let name), .singular(let name), .notPositiveDefinite(let name):
                    return name
                default: return "\(error)"
                }
            } catch { return "\(error)" }
            return nil
        }
        #expect(name { _ = try CalibrationCurve(x: x, y: y, degree: 0) } == "degree")
        #expect(name { _ = try CalibrationCurve(x: x, y: y, degree: 13) } == "degree")
        #expect(name { _ = try CalibrationCurve(x: x, y: y, degree: 4) } == "x")
        #expect(name { _ = try CalibrationCurve(x: [1, 1, 1, 1, 2], y: y, degree: 2) } == "distinct x")
        #expect(name { _ = try CalibrationCurve(x: x, y: [1, 2, .nan, 3, 4], degree: 1) } == "y")
        #expect(
            name { _ = try CalibrationCurve(x: x, y: y, degree: 1, scatter: .uncertainties([1, 1, 0, 1, 1])) }
                == "yUncertainties[2]")
        #expect(
            name {
                _ = try CalibrationCurve(
                    x: x, y: y, degree: 1, scatter: .covariance(Matrix(rows: 5, columns: 5, repeating: 1)))
            } == "yCovariance")
        let hill = try CalibrationCurve(x: x, y: y, degree: 2)
        #expect(!hill.isMonotonic && name { _ = try hill.stimulus(for: 3) } == "slope")
        let rising = try CalibrationCurve(x: x, y: [1.0, 4, 9, 16, 25], degree: 2)
        #expect(name { _ = try rising.stimulus(for: 26) } == "reading")
        #expect(abs(try rising.stimulus(for: 12.25).value - 3.5) < 1e-12)
    }
}

import Foundation
import QualityMath
import QualityMethods
import Testing

/// Compares with the table that `Reference/charts_and_capability.py` made, and reports the worst row of each function.
@Suite struct ReferenceTableTests {
    private let table: MethodValue

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Reference/charts_and_capability.json")
        table = try MethodValue(json: Array(Data(contentsOf: file)))
    }

    private struct Worst {
        var error = 0.0
        var row = ""

        mutating func take(_ got: Double, _ wanted: Double, _ row: String) {
            let error = abs(got - wanted) / max(abs(wanted), 1e-300)
            if !(error <= self.error) { (self.error, self.row) = (error, row) }
        }
    }

    private func rows(_ name: String) throws -> [[Double]] {
        try #require(table[name]?.asList).map { ($0.asList ?? []).compactMap { $0.asNumber } }
    }

    private func report(_ name: String, _ worst: Worst, within limit: Double) {
        print("worst relative error of \(name): \(worst.error) at \(worst.row)")
        #expect(worst.error <= limit, "\(name): \(worst.error) at \(worst.row)")
    }

    @Test("constants of ranges and standard deviations agree with sums over order statistics")
    func constants() throws {
        var (d2, d3, c4) = (Worst(), Worst(), Worst())
        for row in try #require(table["constants"]?.asList) {
            let n = try #require(row["n"]?.asInteger)
            d2.take(ControlChartConstants.d2(n), try #require(row["d2"]?.asNumber), "n = \(n)")
            d3.take(ControlChartConstants.d3(n), try #require(row["d3"]?.asNumber), "n = \(n)")
            c4.take(ControlChartConstants.c4(n), try #require(row["c4"]?.asNumber), "n = \(n)")
        }
        report("d2", d2, within: 1e-12)
        report("d3", d3, within: 1e-7)
        report("c4", c4, within: 1e-14)
    }

    @Test("tolerance factors agree with scipy")
    func factors() throws {
        var (one, two) = (Worst(), Worst())
        for row in try rows("one_sided") {
            let k = try ToleranceInterval.oneSidedFactor(count: Int(row[0]), coverage: row[1], confidence: row[2])
            one.take(k, row[3], "\(row)")
        }
        for row in try rows("two_sided") {
            let k = try ToleranceInterval.twoSidedFactor(count: Int(row[0]), coverage: row[1], confidence: row[2])
            two.take(k, row[3], "\(row)")
        }
        report("one-sided factor", one, within: 1e-9)
        report("two-sided factor", two, within: 1e-8)
    }

    @Test("run lengths agree with fine Markov chains")
    func runLengths() throws {
        var (cusum, ewma) = (Worst(), Worst())
        for row in try rows("cusum") {
            cusum.take(try RunLength.cusum(allowance: row[0], decision: row[1], shift: row[2]), row[3], "\(row)")
        }
        for row in try rows("ewma") {
            ewma.take(try RunLength.ewma(lambda: row[0], width: row[1], shift: row[2]), row[3], "\(row)")
        }
        report("CUSUM ARL", cusum, within: 1e-7)
        report("EWMA ARL", ewma, within: 1e-7)
    }

    @Test("tests of normality, Box-Cox and fits agree with scipy")
    func normality() throws {
        var (w, p, a2, power, fits) = (Worst(), Worst(), Worst(), Worst(), Worst())
        for (index, row) in try #require(table["normality"]?.asList).enumerated() {
            let x = try #require(row["x"]?.asList).compactMap { $0.asNumber }
            let place = "sample \(index)"
            let shapiro = try NormalityTest.shapiroWilk(x)
            w.take(shapiro.statistic, try #require(row["w"]?.asNumber), place)
            p.take(shapiro.probability, try #require(row["p"]?.asNumber), place)
            a2.take(try NormalityTest.andersonDarling(x).statistic, try #require(row["a2"]?.asNumber), place)
            if let wanted = row["boxcox"]?.asNumber {
                power.take(try BoxCoxTransformation(fitting: x).lambda, wanted, place)
            }
            if let wanted = row["weibull"]?.asList {
                let fit = try FittedDistribution(.weibull, to: x)
                fits.take(fit.parameters["shape"] ?? .nan, wanted[0].asNumber ?? .nan, "\(place), Weibull shape")
                fits.take(fit.parameters["scale"] ?? .nan, wanted[1].asNumber ?? .nan, "\(place), Weibull scale")
            }
            if let wanted = row["gamma"]?.asList {
                let fit = try FittedDistribution(.gamma, to: x)
                fits.take(fit.parameters["shape"] ?? .nan, wanted[0].asNumber ?? .nan, "\(place), gamma shape")
                fits.take(fit.parameters["scale"] ?? .nan, wanted[1].asNumber ?? .nan, "\(place), gamma scale")
            }
        }
        // scipy.stats.shapiro carries the constants of AS R94 in single precision.
        report("Shapiro-Wilk W", w, within: 1e-6)
        report("Shapiro-Wilk p", p, within: 1e-4)
        report("Anderson-Darling A2", a2, within: 1e-11)
        report("Box-Cox power", power, within: 1e-6)  // scipy's own search ends there
        report("fitted parameters", fits, within: 1e-10)
    }
}

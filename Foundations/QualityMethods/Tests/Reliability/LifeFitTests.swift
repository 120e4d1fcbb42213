import Foundation
import QualityMath
import QualityMethods
import Testing

@Suite struct LifeFitTests {
    /// One row of Reference/life_fits.json (mpmath, 30 digits; the script is beside it).
    private struct Row: Decodable {
        let data: String
        let family: String
        let lower: [Double?]
        let upper: [Double?]
        let entries: [Double?]
        let parameters: [Double]
        let logLikelihood: Double
        let standardErrors: [Double]
        let firstBounds: [Double]?
    }

    private func rows() throws -> [Row] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Reference/life_fits.json")
        return try JSONDecoder().decode([Row].self, from: Data(contentsOf: file))
    }

    @Test("every family agrees with 30-digit fits for exact, right, mixed and truncated data")
    func reference() throws {
        let rows = try rows()
        #expect(rows.count == 29)
        var worst = (error: 0.0, place: "")
        for row in rows {
            let data = try LifeData(
                row.lower.indices.map {
                    LifeObservation(
                        from: row.lower[$0] ?? -.infinity, to: row.upper[$0] ?? .infinity,
                        entry: row.entries[$0] ?? -.infinity)
                })
            let family = try #require(LifeFamily(rawValue: row.family))
            let fit = try LifeFit(data, family: family)
            let expected = Self.named(family, row.parameters)
            for (got, wanted) in zip(fit.parameters, expected) {
                let error = abs(got - wanted) / abs(wanted)
                if error > worst.error { worst = (error, "\(row.data) \(row.family)") }
                #expect(error < 1e-8, "\(row.data) \(row.family): \(got) for \(wanted)")
            }
            #expect(abs(fit.logLikelihood - row.logLikelihood) < 1e-10 * abs(row.logLikelihood))
            for (got, wanted) in zip(fit.covariance.diagonal.map({ $0.squareRoot() }), row.standardErrors) {
                #expect(abs(got - wanted) < 1e-7 * wanted, "\(row.data) \(row.family) se \(got) for \(wanted)")
            }
            guard let first = row.firstBounds else { continue }
            let bounds = try fit.parameterBounds(confidence: 0.95, kind: .likelihoodRatio)
            let place =
                family == .exponential || family == .lognormal || family == .normal
                    || family.rawValue.hasPrefix("gumbel") ? 0 : 1
            let isLocation = family == .lognormal || family == .normal || family.rawValue.hasPrefix("gumbel")
            let ends = isLocation ? first : first.map { exp($0) }
            #expect(abs(bounds[place].lower - ends[0]) < 1e-6 * abs(ends[0]), "\(row.data) \(row.family) lower")
            #expect(abs(bounds[place].upper - ends[1]) < 1e-6 * abs(ends[1]), "\(row.data) \(row.family) upper")
        }
        print("life fits: worst relative error of a parameter \(worst.error) at \(worst.place)")
    }

    private static func named(_ family: LifeFamily, _ p: [Double]) -> [Double] {
        switch family {
        case .exponential: [exp(p[0])]
        case .weibull, .loglogistic: [exp(-p[1]), exp(p[0])]
        case .gamma: [exp(p[1]), exp(p[0])]
        default: [p[0], exp(p[1])]
        }
    }

    @Test("the estimates of the shape do not depend on the unit of time")
    func scale() throws {
        let times = [31.0, 54, 66, 87, 101, 140, 163, 213, 250]
        let failed = [true, true, true, false, true, true, true, true, false]
        for family in [LifeFamily.weibull, .lognormal, .loglogistic, .gamma] {
            let hours = try LifeFit(try LifeData(times: times, failed: failed), family: family)
            let seconds = try LifeFit(try LifeData(times: times.map { $0 * 3600 }, failed: failed), family: family)
            let place = family == .lognormal ? 1 : 0
            #expect(abs(hours.parameters[place] - seconds.parameters[place]) < 1e-9 * hours.parameters[place])
        }
    }

    @Test("reliability and life are inverse, and their bounds hold the estimate")
    func inverse() throws {
        let data = try LifeData(
            times: [31, 54, 66, 87, 101, 140, 163, 213, 250],
            failed: [true, true, true, false, true, true, true, true, false])
        for family in LifeFamily.allCases {
            let fit = try LifeFit(data, family: family)
            let life = fit.life(failing: 0.1)
            #expect(abs(fit.reliability(at: life) - 0.9) < 1e-9, "\(family)")
            for kind in LifeFit.IntervalKind.allCases {
                let bounds = try fit.lifeBounds(failing: 0.1, confidence: 0.9, kind: kind)
                #expect(bounds.lower < life && life < bounds.upper, "\(family) \(kind)")
                let reliability = try fit.reliabilityBounds(at: 100, confidence: 0.9, kind: kind)
                #expect(reliability.lower < fit.reliability(at: 100) && fit.reliability(at: 100) < reliability.upper)
            }
        }
    }

    @Test("data without failures, with one failure time, or out of range give a typed error")
    func degenerate() throws {
        #expect(throws: MathProblem.tooFewValues(name: "failures", needed: 1, found: 0)) {
            try LifeFit(try LifeData(times: [1, 2, 3], failed: [false, false, false]), family: .weibull)
        }
        for family in [LifeFamily.weibull, .lognormal, .gamma, .normal] {
            #expect(throws: MathProblem.self, "\(family)") {
                try LifeFit(try LifeData(times: [5, 5, 5], failed: [true, true, true]), family: family)
            }
        }
        #expect(throws: MathProblem.self) { try LifeData([]) }
        #expect(throws: MathProblem.self) { try LifeData(times: [.nan], failed: [true]) }
        #expect(throws: MathProblem.self) {
            try LifeFit(try LifeData(times: [-1, 2], failed: [true, true]), family: .weibull)
        }
        #expect(throws: MathProblem.self) { try LifeData([LifeObservation(from: 5, to: 3)]) }
        let single = try LifeFit(try LifeData(times: [5], failed: [true]), family: .exponential)
        #expect(abs(single.parameters[0] - 5) < 1e-9)
    }

    @Test("many right-censored lives fit alike as columns, as observations and counted twice")
    func manyLives() throws {
        var stream = RandomStream(key: 31)
        let lives = try WeibullDistribution(shape: 1.7, scale: 100).samples(20_000, using: &stream)
        let (times, failed) = (lives.map { min($0, 120) }, lives.map { $0 < 120 })
        let columns = try LifeData(times: times, failed: failed)
        let observations = try LifeData(columns.observations)
        #expect(columns == observations && columns.hashValue == observations.hashValue)
        let first = try LifeFit(columns, family: .weibull)
        // A tiny truncation takes the general way, which knows no profile.
        let general = try LifeFit(
            try LifeData(
                columns.observations.map { LifeObservation(from: $0.lower, to: $0.upper, entry: 1e-300) }),
            family: .weibull)
        let twice = try LifeFit(
            try LifeData(columns.observations.map { LifeObservation(from: $0.lower, to: $0.upper, count: 2) }),
            family: .weibull)
        for other in [try LifeFit(observations, family: .weibull), general, twice] {
            for (a, b) in zip(first.parameters, other.parameters) { #expect(abs(a - b) < 1e-11 * a) }
        }
        #expect(abs(first.logLikelihood - general.logLikelihood) < 1e-12 * abs(general.logLikelihood))
        #expect(abs(2 * first.logLikelihood - twice.logLikelihood) < 1e-12 * abs(twice.logLikelihood))
        for (a, b) in zip(first.covariance.diagonal, general.covariance.diagonal) { #expect(abs(a - b) < 1e-9 * b) }
        for kind in LifeFit.IntervalKind.allCases {
            let (a, b) = (
                try first.parameterBounds(confidence: 0.9, kind: kind),
                try general.parameterBounds(confidence: 0.9, kind: kind)
            )
            for (x, y) in zip(a, b) {
                #expect(abs(x.lower - y.lower) < 1e-8 * y.lower && abs(x.upper - y.upper) < 1e-8 * y.upper)
            }
        }
        #expect(abs(first.parameters[0] - 1.7) < 0.05 && abs(first.parameters[1] - 100) < 3)
    }

    @Test("times below the least normal number are lives too")
    func tiny() throws {
        let tiny = try LifeFit(
            try LifeData(times: [1e-310, 5e-310, 2e-310, 1e-309], failed: [true, true, true, false]), family: .weibull)
        let usual = try LifeFit(
            try LifeData(times: [1, 5, 2, 10], failed: [true, true, true, false]), family: .weibull)
        #expect(abs(tiny.parameters[0] - usual.parameters[0]) < 1e-6)
    }

    @Test("interval data that one time explains have no greatest likelihood and are refused; right truncation is taken")
    func commonTime() throws {
        // Every interval ends or starts at 5: the likelihood grows as the spread goes to 0 there.
        let touching = try LifeData([
            LifeObservation(from: 2, to: 5, count: 3), LifeObservation(from: 5, to: 9, count: 4),
            LifeObservation(from: 1, to: 8),
        ])
        for family in LifeFamily.allCases where family != .exponential {
            #expect(throws: MathProblem.self, "\(family)") { try LifeFit(touching, family: family) }
        }
        #expect(try LifeFit(touching, family: .exponential).parameters[0] > 0)
        // Exponential lives seen only if they ended by T: the mean life solves θ - T/(exp(T/θ) - 1) = mean.
        let inputs: MethodValue = [
            "times": [1, 2, 3, 4], "failed": [1, 1, 1, 1], "exits": [10, 10, 10, 10], "family": "exponential",
        ]
        let values = try MethodRegistry.run("reliability/life-fit", inputs)["values"]
        let theta = values?["parameters"]?["scale"]?.asNumber ?? .nan
        #expect(abs(theta - 10 / (exp(10 / theta) - 1) - 2.5) < 1e-8)
        // A unit still running that could be seen only if it ended by 10 ends between then and now.
        let rows: [LifeObservation] = [1, 2, 3, 4].map { LifeObservation(from: $0, to: $0, exit: 10) }
        for family in LifeFamily.allCases {
            let open = try LifeFit(
                try LifeData(rows + [LifeObservation(from: 5, to: .infinity, exit: 10)]), family: family)
            let closed = try LifeFit(
                try LifeData(rows + [LifeObservation(from: 5, to: 10, exit: 10)]), family: family)
            #expect(open.logLikelihood == closed.logLikelihood, "\(family)")
        }
    }

    @Test("huge times do not overflow")
    func huge() throws {
        let fit = try LifeFit(
            try LifeData(times: [1e307, 5e307, 1e308, 2e307], failed: [true, true, false, true]), family: .weibull)
        let small = try LifeFit(
            try LifeData(times: [1, 5, 10, 2], failed: [true, true, false, true]), family: .weibull)
        #expect(abs(fit.parameters[0] - small.parameters[0]) < 1e-9 * small.parameters[0])
    }

    @Test("the threshold Weibull fit recovers a threshold, and says when there is none")
    func threshold() throws {
        let weibull = try WeibullDistribution(shape: 2.5, scale: 100, location: 500)
        let times = (1...60).map { weibull.quantile((Double($0) - 0.5) / 60) }
        let fit = try ThresholdWeibullFit(try LifeData(times: times, failed: times.map { _ in true }))
        #expect(fit.isThresholdFound)
        #expect(abs(fit.threshold - 500) < 15)
        let bounds = try fit.thresholdBounds(confidence: 0.95)
        #expect(bounds.lower < fit.threshold && fit.threshold < bounds.upper)
        // Shape ½: the likelihood only rises towards the first failure, so that no inner maximum exists.
        let steep = try LifeData(
            times: (1...40).map { pow(log1p(-(Double($0) - 0.5) / 40), 2) }, failed: [Bool](repeating: true, count: 40))
        let none = try ThresholdWeibullFit(steep)
        #expect(none.isThresholdFound == false && none.threshold == 0)
        #expect(none.fit.parameters == (try LifeFit(steep, family: .weibull)).parameters)
    }
}

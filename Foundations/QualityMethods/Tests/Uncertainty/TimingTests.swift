import Foundation
import QualityMath
import QualityMethods
import Testing

/// Run with HENG_TIMINGS=1 on a quiet machine; the bounds are far above what is expected, the numbers are printed.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["HENG_TIMINGS"] != nil, "set HENG_TIMINGS=1"))
struct TimingTests {
    private func seconds(_ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<3 {
            let time = try clock.measure { try work() }
            times.append(Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
        }
        return times.sorted()[1]
    }

    @Test("ten million draws of five inputs take seconds")
    func monteCarlo() throws {
        let model = try MeasurementModel("x1*exp(-x2*x3) + sqrt(x4)/x5", inputs: ["x1", "x2", "x3", "x4", "x5"])
        let inputs = try CorrelatedInputs([
            .normal(mean: 10, uncertainty: 0.1), .normal(mean: 0.2, uncertainty: 0.005),
            .normal(mean: 3, uncertainty: 0.02), .normal(mean: 4, uncertainty: 0.05),
            .normal(mean: 5, uncertainty: 0.03),
        ])
        for threads in [1, 2] {
            let time = try seconds {
                _ = try MonteCarloPropagation(
                    model, inputs: inputs, count: 10_000_000, stream: RandomStream(key: 1), threads: threads)
            }
            print("Monte Carlo, 1e7 draws x 5 inputs, \(threads) threads: \(time) s")
            #expect(time < 60)
        }
    }

    @Test("a Weibull fit of a hundred thousand right-censored lives takes milliseconds")
    func weibull() throws {
        var stream = RandomStream(key: 1)
        let lives = try WeibullDistribution(shape: 1.7, scale: 100).samples(100_000, using: &stream)
        let data = try LifeData(times: lives.map { min($0, 120) }, failed: lives.map { $0 < 120 })
        let time = try seconds { _ = try LifeFit(data, family: .weibull) }
        print("Weibull MLE, 1e5 right-censored: \(time) s")
        #expect(time < 2)
    }
}

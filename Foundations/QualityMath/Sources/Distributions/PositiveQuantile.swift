import Glibc

/// Quantiles on the positive half line by Brent's method on the logarithm of the smaller tail.
enum PositiveQuantile {
    /// Returns the x whose tail is the probability, from logarithms of both tails; NaN if none is found.
    static func solve(
        upper: Bool, _ probability: Double, start: Double, within support: ClosedRange<Double>,
        logCumulative: (Double) -> Double, logSurvival: (Double) -> Double
    ) -> Double {
        let useSurvival = upper ? probability < 0.5 : probability > 0.5
        let target = log(upper == useSurvival ? probability : 1 - probability)
        // In the logarithm of the argument, so that the whole half line is a few steps wide.
        func miss(_ logX: Double) -> Double {
            let x = exp(logX)
            return max(useSurvival ? logSurvival(x) : logCumulative(x), -1e6) - target
        }
        let highest = support.upperBound.isFinite ? log(support.upperBound) : 700
        let middle = min(log(start.isFinite && start > 0 ? start : 1), highest - 0.1)
        do {
            let (low, high) = try RootFinding.bracket(
                from: middle - 0.05, to: middle + 0.05, within: -700...highest, miss)
            return exp(try RootFinding.brent(from: low, to: high, miss).x)
        } catch {
            return .nan
        }
    }
}

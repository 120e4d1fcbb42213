/// A search along a line for a point that meets the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and 3.6,
/// with cubic interpolation).
struct LineSearch {
    struct State {
        var point: [Double]
        var value: Double
        var gradient: [Double]
    }

    let point: [Double]
    let value: Double
    let gradient: [Double]
    let direction: [Double]
    let longest: Double
    let first: Double

    private static let decrease = 1e-4
    private static let curvature = 0.9

    private struct Trial {
        var step: Double
        var state: State
        var slope: Double
        var isFinite: Bool
    }

    /// Returns an accepted point, or nil when no step decreases the value, and the number of evaluations.
    func run(_ function: ([Double]) -> (value: Double, gradient: [Double])) -> (accepted: State?, evaluations: Int) {
        var evaluations = 0
        let slope0 = Summation.dot(direction, gradient)
        func evaluate(_ step: Double) -> Trial {
            evaluations += 1
            let x = zip(point, direction).map { $0 + step * $1 }
            let (f, g) = function(x)
            let isFinite = f.isFinite && g.allSatisfy { $0.isFinite }
            let slope = isFinite ? Summation.dot(direction, g) : .nan
            return Trial(step: step, state: State(point: x, value: f, gradient: g), slope: slope, isFinite: isFinite)
        }
        func isLower(_ trial: Trial) -> Bool {
            trial.isFinite && trial.state.value <= value + Self.decrease * trial.step * slope0
        }
        func isFlat(_ trial: Trial) -> Bool { abs(trial.slope) <= -Self.curvature * slope0 }

        var low = Trial(
            step: 0, state: State(point: point, value: value, gradient: gradient), slope: slope0, isFinite: true)
        var high: Trial?
        var step = min(first, longest)
        guard step > 0, slope0 < 0 else { return (nil, 0) }
        while evaluations < 40 {
            let trial = evaluate(step)
            if !isLower(trial) || (low.step > 0 && trial.state.value >= low.state.value) {
                high = trial
                break
            }
            if isFlat(trial) || step >= longest { return (trial.state, evaluations) }
            if trial.slope >= 0 {
                high = low
                low = trial
                break
            }
            low = trial
            step = min(step * 4, longest)
        }
        guard var high else { return (low.step > 0 ? low.state : nil, evaluations) }
        while evaluations < 40 {
            let width = high.step - low.step
            if abs(width) <= 1e-16 * max(low.step, high.step) { break }
            let trial = evaluate(interpolate(low, high))
            if !isLower(trial) || trial.state.value >= low.state.value {
                high = trial
            } else {
                if isFlat(trial) { return (trial.state, evaluations) }
                if trial.slope * width >= 0 { high = low }
                low = trial
            }
        }
        return (low.step > 0 ? low.state : nil, evaluations)
    }

    /// The minimiser of the cubic through both ends, kept a tenth of the width away from them.
    private func interpolate(_ a: Trial, _ b: Trial) -> Double {
        let width = b.step - a.step
        var candidate = a.step + width / 2
        if b.isFinite {
            let d1 = a.slope + b.slope - 3 * (a.state.value - b.state.value) / (a.step - b.step)
            let square = d1 * d1 - a.slope * b.slope
            if square >= 0 {
                let d2 = width < 0 ? -square.squareRoot() : square.squareRoot()
                let cubic = b.step - width * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
                if cubic.isFinite { candidate = cubic }
            }
        } else {
            candidate = a.step + width / 10
        }
        let low = min(a.step, b.step) + 0.1 * abs(width)
        let high = max(a.step, b.step) - 0.1 * abs(width)
        return min(max(candidate, low), high)
    }
}

import Glibc
import QualityMath

/// A number with slopes along two directions and the mixed second derivative: a + b ε₁ + c ε₂ + d ε₁ε₂, ε² = 0.
struct HyperDual: Hashable, Sendable {
    var value: Double
    var first: Double
    var second: Double
    var mixed: Double

    init(_ value: Double, _ first: Double = 0, _ second: Double = 0, _ mixed: Double = 0) {
        self.value = value
        self.first = first
        self.second = second
        self.mixed = mixed
    }

    static func + (a: HyperDual, b: HyperDual) -> HyperDual {
        HyperDual(a.value + b.value, a.first + b.first, a.second + b.second, a.mixed + b.mixed)
    }
    static func - (a: HyperDual, b: HyperDual) -> HyperDual {
        HyperDual(a.value - b.value, a.first - b.first, a.second - b.second, a.mixed - b.mixed)
    }
    static func * (a: HyperDual, b: HyperDual) -> HyperDual {
        HyperDual(
            a.value * b.value, a.value * b.first + a.first * b.value, a.value * b.second + a.second * b.value,
            a.value * b.mixed + a.first * b.second + a.second * b.first + a.mixed * b.value)
    }

    /// f(x) from the value and two derivatives of f at x.
    func through(_ f: (value: Double, first: Double, second: Double)) -> HyperDual {
        // A slope that does not exist matters only where something moves.
        func times(_ slope: Double, _ x: Double) -> Double { x == 0 ? 0 : slope * x }
        return HyperDual(
            f.value, times(f.first, first), times(f.first, second),
            times(f.first, mixed) + times(f.second, first * second))
    }

    var reciprocal: HyperDual {
        let r = 1 / value
        return through((r, -r * r, 2 * r * r * r))
    }
}

extension MeasurementModel {
    /// Returns the outputs as hyper-dual numbers from inputs as hyper-dual numbers.
    func evaluate(_ inputs: [HyperDual]) -> [HyperDual] {
        var values = [HyperDual](repeating: HyperDual(0), count: operations.count)
        for (index, operation) in operations.enumerated() {
            values[index] =
                switch operation {
                case .constant(let value, let unit): HyperDual(value * unit.factor)
                case .input(let place): inputs[place]
                case .add(let a, let b): values[a] + values[b]
                case .subtract(let a, let b): values[a] - values[b]
                case .multiply(let a, let b): values[a] * values[b]
                case .divide(let a, let b): values[a] * values[b].reciprocal
                case .negate(let a): HyperDual(0) - values[a]
                case .power(let a, let n):
                    values[a].through(Self.powerDerivatives(values[a].value, n))
                case .powerOf(let a, let b):
                    (values[b] * values[a].through(Function.ln.derivatives(values[a].value))).through(
                        Function.exp.derivatives(values[b].value * log(values[a].value)))
                case .function(let function, let a): values[a].through(function.derivatives(values[a].value))
                case .arcTangent2(let a, let b): Self.arcTangent(values[a], values[b])
                case .minimum(let a, let b): values[a].value <= values[b].value ? values[a] : values[b]
                case .maximum(let a, let b): values[a].value >= values[b].value ? values[a] : values[b]
                }
        }
        return results.map { index in
            var result = values[index]
            if case .divide(let a, let b) = operations[index] { result.value = values[a].value / values[b].value }
            return result
        }
    }

    private static func powerDerivatives(
        _ x: Double, _ n: Double
    ) -> (value: Double, first: Double, second: Double) {
        let first = n == 0 ? 0 : n == 1 ? 1 : n * power(x, n - 1)
        let second = n == 0 || n == 1 ? 0 : n == 2 ? 2 : n * (n - 1) * power(x, n - 2)
        return (power(x, n), first, second)
    }

    /// atan2(y, x): slopes (x dy - y dx)/(x² + y²).
    private static func arcTangent(_ y: HyperDual, _ x: HyperDual) -> HyperDual {
        let square = x.value * x.value + y.value * y.value
        let fy = x.value / square
        let fx = -y.value / square
        let fyy = -2 * x.value * y.value / (square * square)
        let fxy = (y.value * y.value - x.value * x.value) / (square * square)
        let second =
            fyy * y.first * y.second - fyy * x.first * x.second + fxy * (y.first * x.second + x.first * y.second)
        return HyperDual(
            atan2(y.value, x.value), fy * y.first + fx * x.first, fy * y.second + fx * x.second,
            fy * y.mixed + fx * x.mixed + second)
    }

    /// Returns the outputs and their slopes (one row an output, one column an input) at the given inputs.
    public func gradients(_ inputs: [Double]) -> (values: [Double], slopes: [[Double]]) {
        var slopes = [[Double]](repeating: [Double](repeating: 0, count: inputs.count), count: results.count)
        for i in inputs.indices {
            var duals = inputs.map { HyperDual($0) }
            duals[i].first = 1
            for (row, output) in evaluate(duals).enumerated() { slopes[row][i] = output.first }
        }
        return (values(inputs), slopes)
    }

    /// Returns the second derivatives of one output, a symmetric matrix, at the given inputs.
    public func curvature(of output: Int, at inputs: [Double]) -> Matrix {
        var result = Matrix(rows: inputs.count, columns: inputs.count)
        for i in inputs.indices {
            for j in 0...i {
                var duals = inputs.map { HyperDual($0) }
                duals[i].first = 1
                duals[j].second = 1
                let value = evaluate(duals)[output].mixed
                result[i, j] = value
                result[j, i] = value
            }
        }
        return result
    }
}

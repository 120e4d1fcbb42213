import Glibc
import QualityMath

/// A measurement model y = f(x₁, …, x_N) read from text: a small language of arithmetic that can do nothing else.
///
/// ```
/// R = V / I * cos(phi)
/// X = V / I * sin(phi)
/// ```
/// Lines are divided by line ends or semicolons; a line is `name = expression` or one expression alone. Names of earlier
/// lines may be used later. There are + - * / ^, brackets, numbers (with a unit in square brackets where wanted,
/// `9.81[m/s^2]`), `pi`, and the functions sqrt, exp, ln, log10, sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh,
/// abs, min, max, pow. Limits: 10,000 characters, 4,000 operations, brackets 64 deep. There are no loops, no assignment of
/// inputs, no access to anything outside.
///
/// Values, slopes and curvatures are exact (automatic differentiation with hyper-dual numbers; Fike and Alonso 2011).
public struct MeasurementModel: Hashable, Sendable {
    /// One operation; operands are earlier operations.
    enum Operation: Hashable, Sendable {
        case constant(Double, MeasurementUnit)
        case input(Int)
        case add(Int, Int)
        case subtract(Int, Int)
        case multiply(Int, Int)
        case divide(Int, Int)
        case negate(Int)
        case power(Int, Double)
        case powerOf(Int, Int)
        case function(Function, Int)
        case arcTangent2(Int, Int)
        case minimum(Int, Int)
        case maximum(Int, Int)
    }

    /// The functions of one argument.
    enum Function: String, Hashable, Sendable, CaseIterable {
        case sqrt, exp, ln, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, abs
    }

    /// The names of the inputs, in the order in which values are given.
    public let inputs: [String]
    /// The names of the outputs, in the order of the lines (a lone expression is named `y`).
    public let outputs: [String]
    let operations: [Operation]
    /// The operation that gives each output.
    let results: [Int]

    /// Reads a model.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - inputs: the names of the inputs. Every other name must be that of an earlier line. An input that no line
    ///     uses is allowed.
    ///   - wanted: which lines are outputs; nil for all.
    /// - Throws: an ``ExpressionProblem`` with its place in the text.
    public init(_ text: String, inputs: [String], outputs wanted: [String]? = nil) throws(ExpressionProblem) {
        var seen: Set<String> = []
        for name in inputs {
            guard seen.insert(name).inserted else {
                throw ExpressionProblem(0, zh: "输入量“\(name)”重名。", en: "There are two inputs “\(name)”.")
            }
            guard ExpressionParser.isFreeName(name) else {
                throw ExpressionProblem(
                    0, zh: "“\(name)”不能作输入量的名称：应为字母开头的名称，且不是函数名。",
                    en: "“\(name)” cannot name an input: use a name that starts with a letter and is no function.")
            }
        }
        var parser = ExpressionParser(tokens: try ExpressionToken.tokens(text), inputs: inputs)
        try parser.parse()
        self.inputs = inputs
        operations = parser.operations
        if let wanted {
            guard !wanted.isEmpty else {
                throw ExpressionProblem(0, zh: "没有指定输出量。", en: "No output is named.")
            }
            var results: [Int] = []
            for name in wanted {
                guard let line = parser.lines.first(where: { $0.name == name }) else {
                    throw ExpressionProblem(0, zh: "模型中没有“\(name)”这一行。", en: "No line of the model gives “\(name)”.")
                }
                results.append(line.result)
            }
            outputs = wanted
            self.results = results
        } else {
            outputs = parser.lines.map(\.name)
            results = parser.lines.map(\.result)
        }
    }

    /// Returns the outputs at the given inputs; NaN where a function is not defined.
    public func values(_ inputs: [Double]) -> [Double] {
        var values = [Double](repeating: 0, count: operations.count)
        for (index, operation) in operations.enumerated() {
            values[index] =
                switch operation {
                case .constant(let value, let unit): value * unit.factor
                case .input(let place): inputs[place]
                case .add(let a, let b): values[a] + values[b]
                case .subtract(let a, let b): values[a] - values[b]
                case .multiply(let a, let b): values[a] * values[b]
                case .divide(let a, let b): values[a] / values[b]
                case .negate(let a): -values[a]
                case .power(let a, let exponent): Self.power(values[a], exponent)
                case .powerOf(let a, let b): pow(values[a], values[b])
                case .function(let function, let a): function.value(values[a])
                case .arcTangent2(let a, let b): atan2(values[a], values[b])
                case .minimum(let a, let b): min(values[a], values[b])
                case .maximum(let a, let b): max(values[a], values[b])
                }
        }
        return results.map { values[$0] }
    }

    static func power(_ x: Double, _ exponent: Double) -> Double {
        switch exponent {
        case 2: x * x
        case 3: x * x * x
        case -1: 1 / x
        case 0.5: x.squareRoot()
        default: pow(x, exponent)
        }
    }
}

extension MeasurementModel.Function {
    @inline(__always)
    func value(_ x: Double) -> Double {
        switch self {
        case .sqrt: x.squareRoot()
        case .exp: Glibc.exp(x)
        case .ln: Glibc.log(x)
        case .log10: Glibc.log10(x)
        case .sin: Glibc.sin(x)
        case .cos: Glibc.cos(x)
        case .tan: Glibc.tan(x)
        case .asin: Glibc.asin(x)
        case .acos: Glibc.acos(x)
        case .atan: Glibc.atan(x)
        case .sinh: Glibc.sinh(x)
        case .cosh: Glibc.cosh(x)
        case .tanh: Glibc.tanh(x)
        case .abs: Swift.abs(x)
        }
    }

    /// The value with its first and second derivative.
    func derivatives(_ x: Double) -> (value: Double, first: Double, second: Double) {
        let f = value(x)
        switch self {
        case .sqrt: return (f, 1 / (2 * f), -1 / (4 * f * x))
        case .exp: return (f, f, f)
        case .ln: return (f, 1 / x, -1 / (x * x))
        case .log10: return (f, 0.4342944819032518 / x, -0.4342944819032518 / (x * x))
        case .sin: return (f, Glibc.cos(x), -f)
        case .cos: return (f, -Glibc.sin(x), -f)
        case .tan: return (f, 1 + f * f, 2 * f * (1 + f * f))
        case .asin:
            let q = 1 / (1 - x * x).squareRoot()
            return (f, q, x * q * q * q)
        case .acos:
            let q = 1 / (1 - x * x).squareRoot()
            return (f, -q, -x * q * q * q)
        case .atan:
            let q = 1 / (1 + x * x)
            return (f, q, -2 * x * q * q)
        case .sinh: return (f, Glibc.cosh(x), f)
        case .cosh: return (f, Glibc.sinh(x), f)
        case .tanh: return (f, 1 - f * f, -2 * f * (1 - f * f))
        case .abs: return (f, x < 0 ? -1 : x > 0 ? 1 : .nan, 0)
        }
    }
}

/// What can go wrong in a computation, with the name of what was wrong and the rule that it broke.
///
/// Problems are for *parameters*: the fixed facts of a computation, such as the degrees of freedom of a distribution or
/// the shape of a matrix. *Arguments* (the `x` of a density, the `p` of a quantile) never throw: outside their domain the
/// answer is NaN, so that a batch over a column of data gives one NaN and not one error.
public enum MathProblem: Error, Hashable, Sendable {
    /// A parameter does not meet its rule.
    case parameter(name: String, rule: ParameterRule, value: Double)
    /// Two shapes that must agree do not: for example the rows of a design and the number of responses.
    case shape(name: String, expected: Int, found: Int)
    /// There are fewer values than the computation needs.
    case tooFewValues(name: String, needed: Int, found: Int)
    /// A value in the named input is NaN or infinite.
    case notFinite(name: String)
    /// The matrix is singular, or too close to it for an answer with any correct digit.
    case singular(name: String)
    /// The matrix is not symmetric and positive definite.
    case notPositiveDefinite(name: String)
    /// The function has the same sign at both ends of the interval, so that no root is certain.
    case noSignChange(lower: Double, upper: Double)
    /// The iteration stopped at its limit; the best estimate so far is given.
    case noConvergence(method: String, iterations: Int, best: Double)
}

/// The rule that a parameter has to meet.
public enum ParameterRule: Hashable, Sendable {
    /// A finite number.
    case finite
    /// Finite and greater than zero.
    case positive
    /// Finite and zero or greater.
    case nonnegative
    /// Between 0 and 1, both included.
    case probability
    /// Greater than 0 and at most 1.
    case positiveProbability
    /// At least the given number.
    case atLeast(Double)
    /// At most the given number.
    case atMost(Double)
    /// Greater than the given number.
    case greaterThan(Double)
    /// A whole number from 0 to 2^53, which a `Double` holds exactly.
    case count

    /// Whether a value meets the rule. NaN meets none.
    public func isMet(by value: Double) -> Bool {
        switch self {
        case .finite: value.isFinite
        case .positive: value.isFinite && value > 0
        case .nonnegative: value.isFinite && value >= 0
        case .probability: value >= 0 && value <= 1
        case .positiveProbability: value > 0 && value <= 1
        case .atLeast(let bound): value.isFinite && value >= bound
        case .atMost(let bound): value.isFinite && value <= bound
        case .greaterThan(let bound): value.isFinite && value > bound
        case .count: value >= 0 && value <= 9_007_199_254_740_992 && value == value.rounded(.down)
        }
    }
}

extension ParameterRule: CustomStringConvertible {
    /// The rule in words, to follow "must be".
    public var description: String {
        switch self {
        case .finite: "a finite number"
        case .positive: "finite and greater than 0"
        case .nonnegative: "finite and at least 0"
        case .probability: "between 0 and 1"
        case .positiveProbability: "greater than 0 and at most 1"
        case .atLeast(let bound): "finite and at least \(bound)"
        case .atMost(let bound): "finite and at most \(bound)"
        case .greaterThan(let bound): "finite and greater than \(bound)"
        case .count: "a whole number from 0 to 2^53"
        }
    }
}

extension MathProblem: CustomStringConvertible {
    /// One English sentence that names the place and the remedy.
    public var description: String {
        switch self {
        case .parameter(let name, let rule, let value): "\(name) is \(value); it must be \(rule)."
        case .shape(let name, let expected, let found): "\(name) has size \(found); it must be \(expected)."
        case .tooFewValues(let name, let needed, let found):
            "\(name) has \(found) values; at least \(needed) are needed."
        case .notFinite(let name): "\(name) holds a value that is not a finite number."
        case .singular(let name): "\(name) is singular: its columns depend on each other."
        case .notPositiveDefinite(let name): "\(name) is not symmetric and positive definite."
        case .noSignChange(let lower, let upper):
            "The function does not change sign between \(lower) and \(upper): widen the interval."
        case .noConvergence(let method, let iterations, let best):
            "\(method) did not converge in \(iterations) iterations; the best estimate is \(best)."
        }
    }
}

/// Checks one parameter and passes it on, or throws the problem that names it.
@inline(__always)
func checked(_ value: Double, _ name: String, _ rule: ParameterRule) throws(MathProblem) -> Double {
    guard rule.isMet(by: value) else { throw .parameter(name: name, rule: rule, value: value) }
    return value
}

/// Checks one count (0...2^53) and passes it on, or throws the problem that names it.
func checked(_ value: Int, _ name: String, atLeast minimum: Int = 0) throws(MathProblem) -> Int {
    guard value >= minimum else {
        throw .parameter(name: name, rule: .atLeast(Double(minimum)), value: Double(value))
    }
    guard value <= 1 << 53 else { throw .parameter(name: name, rule: .count, value: Double(value)) }
    return value
}

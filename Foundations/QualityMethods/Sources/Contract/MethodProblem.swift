import QualityMath

/// What is wrong with the inputs of a method: the field, the rule that it broke in words, and a code for programs.
public struct MethodProblem: Error, Sendable, Hashable {
    /// The kind of trouble.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The text is not JSON that can be read.
        case malformed
        /// There is no method of this name.
        case unknownMethod = "unknown-method"
        /// There is no family of this name.
        case unknownFamily = "unknown-family"
        /// The method has no such field.
        case unknownField = "unknown-field"
        /// A field that the method needs is absent.
        case missing
        /// The field has a value of another kind.
        case wrongKind = "wrong-kind"
        /// The value is outside its range or not one of the choices.
        case outOfRange = "out-of-range"
        /// Lists or matrices that must agree in size do not.
        case wrongShape = "wrong-shape"
        /// There are fewer values than the method needs.
        case tooFewValues = "too-few-values"
        /// The values leave nothing to compute, for example because they are all equal.
        case degenerate
        /// An iteration did not reach its accuracy on these inputs.
        case noConvergence = "no-convergence"
    }

    /// The kind of trouble.
    public let code: Code
    /// The field, as a path such as `subgroups[3][0]`; empty for the inputs as a whole. Indices count from 0.
    public let field: String
    /// The rule and the remedy, in both languages.
    public let rule: MethodText
    /// The line of the text that could not be read, counted from 1; nil for other problems.
    public let line: Int?

    /// Creates a problem.
    public init(_ code: Code, at field: String, _ rule: MethodText, line: Int? = nil) {
        self.code = code
        self.field = field
        self.rule = rule
        self.line = line
    }

    /// Creates a problem with its two texts given apart.
    public init(_ code: Code, at field: String, zh: String, en: String) {
        self.init(code, at: field, MethodText(zh: zh, en: en))
    }

    /// Creates the problem of a field from one of the mathematics underneath.
    public init(_ problem: MathProblem, at field: String) {
        let code: Code =
            switch problem {
            case .parameter, .notFinite: .outOfRange
            case .shape: .wrongShape
            case .tooFewValues: .tooFewValues
            case .singular, .notPositiveDefinite: .degenerate
            case .noSignChange, .noConvergence: .noConvergence
            }
        self.init(code, at: field, zh: "计算不能进行：\(problem.description)", en: problem.description)
    }

    /// Returns the problem with its field placed inside another, as `outer.inner` or `outer[0]`.
    public func inside(_ outer: String) -> MethodProblem {
        let path = field.isEmpty ? outer : field.hasPrefix("[") || outer.isEmpty ? outer + field : outer + "." + field
        return MethodProblem(code, at: path, rule, line: line)
    }

    /// Returns the sentence that names the field and the rule.
    public func message(_ language: MethodLanguage) -> String {
        field.isEmpty ? rule(language) : language == .en ? "\(field): \(rule.en)" : "\(field)：\(rule.zh)"
    }
}

extension MethodProblem: CustomStringConvertible {
    /// The English sentence that names the field and the rule.
    public var description: String { message(.en) }
}

/// Runs a computation and turns a problem of the mathematics into one of the named field.
public func naming<Result>(
    _ field: String, _ computation: () throws(MathProblem) -> Result
) throws(MethodProblem) -> Result {
    do {
        return try computation()
    } catch {
        throw MethodProblem(error, at: field)
    }
}

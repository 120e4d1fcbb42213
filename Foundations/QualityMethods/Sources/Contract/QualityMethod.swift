/// A method of the library as a program outside it sees it: named inputs in, named values out.
///
/// A method is a type without instances: its members describe it, and `run` computes. The computation itself is a plain
/// Swift function of its family that can be used without the registry.
public protocol QualityMethod: Sendable {
    /// The name, `family/method`, in lower case with hyphens.
    static var name: String { get }
    /// The title in both languages.
    static var title: MethodText { get }
    /// The standard and clause, or the paper.
    static var standard: String { get }
    /// The inputs in the order in which a form would ask for them.
    static var inputs: [InputField] { get }
    /// The values of the outcome.
    static var outputs: [OutputField] { get }
    /// The version of the method; it rises when the same inputs may give other values.
    static var version: Int { get }
    /// The formula, and where the method ends.
    static var note: MethodNote { get }
    /// Computes the values.
    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome
}

extension QualityMethod {
    /// No note: for methods of other programs that have none. Every method of the registry has one.
    public static var note: MethodNote { .none }

    /// Checks the inputs against the fields, fills in defaults, and computes.
    public static func run(_ value: MethodValue) throws(MethodProblem) -> MethodOutcome {
        try run(try MethodInputs(value, fields: inputs))
    }

    /// The description of the method as a value, for the list of methods.
    public static var description: MethodValue {
        .object([
            "name": .text(name), "title": title.value, "standard": .text(standard), "version": .integer(version),
            "inputs": .list(inputs.map(\.value)), "outputs": .list(outputs.map(\.value)), "note": note.value,
        ])
    }
}

/// What a method gives back: values, warnings, and how they came about.
public struct MethodOutcome: Sendable, Hashable {
    /// The values by name, as the method's outputs say.
    public var values: [String: MethodValue]
    /// What a reader of the values must know.
    public var warnings: [MethodText]
    /// How the values came about.
    public var explanation: Explanation

    /// Creates an outcome.
    public init(_ values: [String: MethodValue], warnings: [MethodText] = [], explanation: Explanation) {
        self.values = values
        self.warnings = warnings
        self.explanation = explanation
    }

    /// The outcome as a value, with the name and version of the method that gave it.
    public func value(of method: any QualityMethod.Type) -> MethodValue {
        .object([
            "method": .text(method.name), "version": .integer(method.version), "values": .object(values),
            "warnings": .list(warnings.map(\.value)), "explanation": explanation.value,
        ])
    }
}

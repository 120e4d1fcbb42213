/// The kind and shape of a value of a method.
public enum FieldShape: Sendable, Hashable {
    /// One number.
    case number
    /// One whole number.
    case integer
    /// One text.
    case text
    /// One text out of these.
    case choice([String])
    /// True or false.
    case boolean
    /// A list of numbers.
    case numbers
    /// A list of whole numbers.
    case integers
    /// A list of texts.
    case texts
    /// A list of truth values.
    case booleans
    /// A list of lists of numbers; the lists may differ in length only where the method says so.
    case matrix
    /// Named values.
    case object
    /// A list of objects.
    case objects
    /// Any value; the method checks it.
    case any

    /// The name of the shape in the list of methods.
    public var name: String {
        switch self {
        case .number: "number"
        case .integer: "integer"
        case .text: "text"
        case .choice: "choice"
        case .boolean: "boolean"
        case .numbers: "numbers"
        case .integers: "integers"
        case .texts: "texts"
        case .booleans: "booleans"
        case .matrix: "matrix"
        case .object: "object"
        case .objects: "objects"
        case .any: "any"
        }
    }
}

/// One input of a method: name, shape, unit, range, default and help.
public struct InputField: Sendable, Hashable {
    /// The name in the inputs object.
    public let name: String
    /// The kind and shape.
    public let shape: FieldShape
    /// The unit, or what it is counted in; empty where it has none.
    public let unit: String
    /// The rule for each number in it.
    public let rule: NumberRule
    /// The value where the field is absent; nil where it must be given, unless it is optional.
    public let defaultValue: MethodValue?
    /// Whether the field may be absent without a default.
    public let isOptional: Bool
    /// What the field is for.
    public let help: MethodText

    /// Creates an input that must be given, or has a default, or is optional.
    public init(
        _ name: String, _ shape: FieldShape, unit: String = "", rule: NumberRule = .finite,
        default defaultValue: MethodValue? = nil, optional: Bool = false, zh: String, en: String
    ) {
        self.name = name
        self.shape = shape
        self.unit = unit
        self.rule = rule
        self.defaultValue = defaultValue
        self.isOptional = optional
        self.help = MethodText(zh: zh, en: en)
    }

    /// The field as a value, for the list of methods.
    public var value: MethodValue {
        var members: [String: MethodValue] = [
            "name": .text(name), "type": .text(shape.name), "unit": .text(unit),
            "required": .boolean(defaultValue == nil && !isOptional), "help": help.value,
        ]
        switch shape {
        case .number, .integer, .numbers, .integers, .matrix: members["range"] = rule.words.value
        case .choice(let choices): members["choices"] = .list(choices.map { .text($0) })
        default: break
        }
        if let defaultValue { members["default"] = defaultValue }
        return .object(members)
    }
}

/// One output of a method: name, shape, unit and help.
public struct OutputField: Sendable, Hashable {
    /// The name in the values of the outcome.
    public let name: String
    /// The kind and shape.
    public let shape: FieldShape
    /// The unit; empty where it has none.
    public let unit: String
    /// What the value says.
    public let help: MethodText

    /// Creates an output.
    public init(_ name: String, _ shape: FieldShape, unit: String = "", zh: String, en: String) {
        self.name = name
        self.shape = shape
        self.unit = unit
        self.help = MethodText(zh: zh, en: en)
    }

    /// The field as a value, for the list of methods.
    public var value: MethodValue {
        .object(["name": .text(name), "type": .text(shape.name), "unit": .text(unit), "help": help.value])
    }
}

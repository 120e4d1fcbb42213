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
    /// A list of numbers in which null stands for a missing or unlimited one.
    case numbersOrNull
    /// A list of lists of numbers in which null stands for a missing one.
    case matrixOrNull
    /// Named values.
    case object
    /// A list of objects.
    case objects
    /// Any value; the method checks it.
    case any

    /// What one value of it is: number, integer, text, choice, boolean, object or any.
    public var kind: String {
        switch self {
        case .number, .numbers, .matrix, .numbersOrNull, .matrixOrNull: "number"
        case .integer, .integers: "integer"
        case .text, .texts: "text"
        case .choice: "choice"
        case .boolean, .booleans: "boolean"
        case .object, .objects: "object"
        case .any: "any"
        }
    }

    /// How values are put together: a scalar, a list, a matrix (a list of lists), or any.
    public var form: String {
        switch self {
        case .number, .integer, .text, .choice, .boolean, .object: "scalar"
        case .numbers, .numbersOrNull, .integers, .texts, .booleans, .objects: "list"
        case .matrix, .matrixOrNull: "matrix"
        case .any: "any"
        }
    }

    /// Kind and form in words that follow "it must be".
    public var words: MethodText {
        switch self {
        case .number: MethodText(zh: "数", en: "a number")
        case .integer: MethodText(zh: "整数", en: "a whole number")
        case .text: MethodText(zh: "文本", en: "a text")
        case .choice(let choices):
            MethodText(
                zh: "以下之一：\(choices.joined(separator: "、"))", en: "one of \(choices.joined(separator: ", "))")
        case .boolean: MethodText(zh: "true 或 false", en: "true or false")
        case .numbers: MethodText(zh: "数的列表", en: "a list of numbers")
        case .integers: MethodText(zh: "整数的列表", en: "a list of whole numbers")
        case .texts: MethodText(zh: "文本的列表", en: "a list of texts")
        case .booleans: MethodText(zh: "true 或 false 的列表", en: "a list of true and false")
        case .matrix: MethodText(zh: "由数的列表组成的列表", en: "a list of lists of numbers")
        case .numbersOrNull: MethodText(zh: "数或 null 的列表", en: "a list of numbers or null")
        case .matrixOrNull: MethodText(zh: "由数或 null 的列表组成的列表", en: "a list of lists of numbers or null")
        case .object: MethodText(zh: "对象", en: "an object of names and values")
        case .objects: MethodText(zh: "对象的列表", en: "a list of objects")
        case .any: MethodText(zh: "值", en: "a value")
        }
    }

    /// Whether null may stand in the place of a number.
    public var allowsNull: Bool { self == .numbersOrNull || self == .matrixOrNull }

    /// Whether it holds numbers, so that a rule for numbers has a meaning.
    public var isNumeric: Bool { kind == "number" || kind == "integer" }
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
    /// The fields of an object, or of each object of a list; empty where the method takes any.
    public let members: [InputField]

    /// Creates an input that must be given, or has a default, or is optional.
    public init(
        _ name: String, _ shape: FieldShape, unit: String = "", rule: NumberRule = .finite,
        default defaultValue: MethodValue? = nil, optional: Bool = false, members: [InputField] = [], zh: String,
        en: String
    ) {
        self.name = name
        self.shape = shape
        self.unit = unit
        self.rule = rule
        self.defaultValue = defaultValue
        self.isOptional = optional
        self.members = members
        self.help = MethodText(zh: zh, en: en)
    }

    /// Whether a value must be given.
    public var isRequired: Bool { defaultValue == nil && !isOptional }

    /// The field as a value, for the list of methods: name, type, shape, unit, allowsNull, range, choices, required,
    /// default, help and members. What does not apply is null.
    public var value: MethodValue {
        var choices: MethodValue = .null
        if case .choice(let texts) = shape { choices = .list(texts.map { .text($0) }) }
        return .object([
            "name": .text(name), "type": .text(shape.kind), "shape": .text(shape.form), "unit": .text(unit),
            "allowsNull": .boolean(shape.allowsNull), "range": shape.isNumeric ? rule.value : .null, "choices": choices,
            "required": .boolean(isRequired),
            "default": defaultValue ?? .null, "help": help.value,
            "members": members.isEmpty ? .null : .list(members.map(\.value)),
        ])
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
        .object([
            "name": .text(name), "type": .text(shape.kind), "shape": .text(shape.form), "unit": .text(unit),
            "help": help.value,
        ])
    }
}

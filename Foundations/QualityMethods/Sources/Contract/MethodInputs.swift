/// Typed access to the inputs object of a method: every getter returns a value that meets its rule, or throws the
/// problem that names the field.
///
/// ```swift
/// let inputs = try MethodInputs(value, fields: Method.inputs)   // unknown names are refused, defaults are filled in
/// let sigma = try inputs.number("sigma", .positive)
/// let limit = try inputs.optionalNumber("lowerLimit")
/// ```
public struct MethodInputs: Sendable {
    /// The members, with defaults filled in.
    public let values: [String: MethodValue]
    /// Where the object stands inside the inputs; empty for the inputs themselves.
    public let path: String

    /// Creates inputs from an object; where fields are given, unknown names are an error with the nearest known name,
    /// shapes and rules are checked, and defaults filled in.
    public init(_ value: MethodValue, fields: [InputField]? = nil, path: String = "") throws(MethodProblem) {
        guard case .object(var members) = value else {
            throw MethodProblem(
                .wrongKind, at: path, zh: "应为对象（名称与值），现为\(value.kindText.zh)。",
                en: "It must be an object of names and values, and is \(value.kindText.en).")
        }
        if let fields {
            for name in members.keys.sorted() where !fields.contains(where: { $0.name == name }) {
                throw Self.unknown(name, among: fields.map(\.name), path: path)
            }
            for field in fields where (members[field.name] ?? .null) == .null {
                members[field.name] = field.defaultValue
            }
        }
        values = members
        self.path = path
        for field in fields ?? [] { try check(field) }
    }

    /// Returns the value of a field, nil where it is absent or null.
    public func optional(_ name: String) -> MethodValue? {
        guard let value = values[name], !value.isNull else { return .none }
        return .some(value)
    }

    /// Whether the field is there and not null.
    public func has(_ name: String) -> Bool { optional(name) != nil }

    /// Returns the value of a field that must be there.
    public func value(_ name: String) throws(MethodProblem) -> MethodValue {
        guard let value = optional(name) else {
            throw MethodProblem(
                .missing, at: place(name), zh: "缺少此项，应补上。", en: "This field is missing: give it a value.")
        }
        return value
    }

    /// Returns a finite number that meets the rule.
    public func number(_ name: String, _ rule: NumberRule = .finite) throws(MethodProblem) -> Double {
        try Self.number(try value(name), rule, at: place(name))
    }

    /// Returns a number in a half-open range such as `0...`.
    public func number(_ name: String, in range: PartialRangeFrom<Double>) throws(MethodProblem) -> Double {
        try number(name, .atLeast(range.lowerBound))
    }

    /// Returns a number in a closed range such as `0...1`.
    public func number(_ name: String, in range: ClosedRange<Double>) throws(MethodProblem) -> Double {
        try number(name, .between(range.lowerBound, range.upperBound))
    }

    /// Returns a number that meets the rule, nil where the field is absent.
    public func optionalNumber(_ name: String, _ rule: NumberRule = .finite) throws(MethodProblem) -> Double? {
        guard let value = optional(name) else { return nil }
        return try Self.number(value, rule, at: place(name))
    }

    /// Returns a whole number in a range.
    public func integer(_ name: String, in range: ClosedRange<Int> = Int.min...Int.max) throws(MethodProblem) -> Int {
        try Self.integer(try value(name), range, at: place(name))
    }

    /// Returns a whole number of at least a bound.
    public func integer(_ name: String, in range: PartialRangeFrom<Int>) throws(MethodProblem) -> Int {
        try integer(name, in: range.lowerBound...Int.max)
    }

    /// Returns a whole number in a range, nil where the field is absent.
    public func optionalInteger(
        _ name: String, in range: ClosedRange<Int> = Int.min...Int.max
    ) throws(MethodProblem) -> Int? {
        guard let value = optional(name) else { return nil }
        return try Self.integer(value, range, at: place(name))
    }

    /// Returns true or false.
    public func boolean(_ name: String) throws(MethodProblem) -> Bool {
        let value = try value(name)
        guard let boolean = value.asBoolean else { throw wrongKind(value, name, "真假值 true 或 false", "true or false") }
        return boolean
    }

    /// Returns a text.
    public func text(_ name: String) throws(MethodProblem) -> String {
        let value = try value(name)
        guard let text = value.asText else { throw wrongKind(value, name, "文本", "a text") }
        return text
    }

    /// Returns a text, nil where the field is absent.
    public func optionalText(_ name: String) throws(MethodProblem) -> String? {
        try has(name) ? text(name) : nil
    }

    /// Returns a text that is one of the choices.
    public func text(_ name: String, oneOf choices: [String]) throws(MethodProblem) -> String {
        let text = try text(name)
        guard choices.contains(text) else {
            let list = choices.joined(separator: ", ")
            let near = Suggestion.nearest(to: text, among: choices)
            throw MethodProblem(
                .outOfRange, at: place(name),
                zh: "“\(text.clipped)”不是可选值，可选：\(list)。" + (near.map { "是否要用 \($0)？" } ?? ""),
                en: "“\(text.clipped)” is not one of \(list)." + (near.map { " Did you mean \($0)?" } ?? ""))
        }
        return text
    }

    /// Returns a text as the case of an enumeration of texts.
    public func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, as type: Choice.Type = Choice.self
    ) throws(MethodProblem) -> Choice where Choice.RawValue == String {
        let text = try text(name, oneOf: Choice.allCases.map(\.rawValue))
        guard let choice = Choice(rawValue: text) else {
            throw MethodProblem(.outOfRange, at: place(name), zh: "不是可选值。", en: "It is not one of the choices.")
        }
        return choice
    }

    /// Returns a list of numbers, each of which meets the rule, of at least `count` values.
    public func numbers(
        _ name: String, _ rule: NumberRule = .finite, atLeast count: Int = 0
    ) throws(MethodProblem) -> [Double] {
        try Self.numbers(try value(name), rule, atLeast: count, at: place(name))
    }

    /// Returns a list of numbers, nil where the field is absent.
    public func optionalNumbers(
        _ name: String, _ rule: NumberRule = .finite, atLeast count: Int = 0
    ) throws(MethodProblem) -> [Double]? {
        try has(name) ? numbers(name, rule, atLeast: count) : nil
    }

    /// Returns a list of numbers in which null stands for a missing value.
    public func numbersWithMissing(_ name: String, _ rule: NumberRule = .finite) throws(MethodProblem) -> [Double?] {
        var numbers: [Double?] = []
        for (index, element) in try list(name).enumerated() {
            numbers.append(element == .null ? nil : try Self.number(element, rule, at: place(name) + "[\(index)]"))
        }
        return numbers
    }

    /// Returns a list of whole numbers, each in the range.
    public func integers(
        _ name: String, in range: ClosedRange<Int> = Int.min...Int.max, atLeast count: Int = 0
    ) throws(MethodProblem) -> [Int] {
        let list = try list(name, atLeast: count)
        var integers: [Int] = []
        integers.reserveCapacity(list.count)
        for (index, element) in list.enumerated() {
            integers.append(try Self.integer(element, range, at: place(name) + "[\(index)]"))
        }
        return integers
    }

    /// Returns a list of texts.
    public func texts(_ name: String) throws(MethodProblem) -> [String] {
        var texts: [String] = []
        for (index, element) in try list(name).enumerated() {
            guard let text = element.asText else { throw wrongKind(element, "\(name)[\(index)]", "文本", "a text") }
            texts.append(text)
        }
        return texts
    }

    /// Returns a list of truth values; 0 and 1 are read as false and true.
    public func booleans(_ name: String) throws(MethodProblem) -> [Bool] {
        var booleans: [Bool] = []
        for (index, element) in try list(name).enumerated() {
            if let boolean = element.asBoolean {
                booleans.append(boolean)
            } else if let integer = element.asInteger, integer == 0 || integer == 1 {
                booleans.append(integer == 1)
            } else {
                throw wrongKind(element, "\(name)[\(index)]", "真假值", "true or false")
            }
        }
        return booleans
    }

    /// Returns the rows of a list of lists of numbers; all of one length unless `ragged`.
    public func matrix(
        _ name: String, _ rule: NumberRule = .finite, ragged: Bool = false, atLeast rows: Int = 0
    ) throws(MethodProblem) -> [[Double]] {
        var matrix: [[Double]] = []
        for (index, element) in try list(name, atLeast: rows).enumerated() {
            let row = try Self.numbers(element, rule, atLeast: 0, at: place(name) + "[\(index)]")
            if let first = matrix.first, !ragged, row.count != first.count {
                throw MethodProblem(
                    .wrongShape, at: place(name) + "[\(index)]",
                    zh: "此行有 \(row.count) 个数，应与首行一样有 \(first.count) 个。",
                    en: "This row has \(row.count) numbers and must have \(first.count) like the first one.")
            }
            matrix.append(row)
        }
        return matrix
    }

    /// Returns an object as inputs of its own; unknown names in it are refused where fields are given.
    public func object(_ name: String, fields: [InputField]? = nil) throws(MethodProblem) -> MethodInputs {
        try MethodInputs(try value(name), fields: fields, path: place(name))
    }

    /// Returns a list of objects, each as inputs of its own.
    public func objects(_ name: String, fields: [InputField]? = nil) throws(MethodProblem) -> [MethodInputs] {
        var objects: [MethodInputs] = []
        for (index, element) in try list(name).enumerated() {
            objects.append(try MethodInputs(element, fields: fields, path: place(name) + "[\(index)]"))
        }
        return objects
    }

    /// Returns the elements of a list of at least `count` values.
    public func list(_ name: String, atLeast count: Int = 0) throws(MethodProblem) -> [MethodValue] {
        try Self.list(try value(name), atLeast: count, at: place(name))
    }

    /// The path of a field, for problems that the method itself finds.
    public func place(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
}

/// A value that goes into or comes out of a method: what JSON can hold, with whole numbers kept apart from others.
///
/// Numbers compare by kind: `.integer(1)` and `.number(1)` are different values, but every accessor for numbers takes
/// both. JSON has no NaN and no infinity: both are written as `null`.
public enum MethodValue: Sendable, Hashable {
    /// A floating-point number.
    case number(Double)
    /// A whole number.
    case integer(Int)
    /// A text.
    case text(String)
    /// True or false.
    case boolean(Bool)
    /// A list of values in order.
    case list([MethodValue])
    /// Named values; the order of names has no meaning and is alphabetical in writing.
    case object([String: MethodValue])
    /// Nothing: absent, or not defined for these data.
    case null

    /// Creates a list of numbers.
    public init(_ numbers: [Double]) { self = .list(numbers.map { .number($0) }) }

    /// Creates a list of whole numbers.
    public init(_ integers: [Int]) { self = .list(integers.map { .integer($0) }) }

    /// Creates a list of lists of numbers, row by row.
    public init(rows: [[Double]]) { self = .list(rows.map { MethodValue($0) }) }

    /// Creates a number, or null where there is none.
    public init(_ number: Double?) { self = number.map { .number($0) } ?? .null }

    /// Creates a whole number, or null where there is none.
    public init(_ integer: Int?) { self = integer.map { .integer($0) } ?? .null }

    /// Creates a text, or null where there is none.
    public init(_ text: String?) { self = text.map { .text($0) } ?? .null }

    /// The number, also of a whole number; nil for other kinds.
    public var asNumber: Double? {
        switch self {
        case .number(let number): number
        case .integer(let integer): Double(integer)
        default: nil
        }
    }

    /// The whole number, also of a number without fraction of size up to 2^53; nil for other kinds.
    public var asInteger: Int? {
        switch self {
        case .integer(let integer): integer
        case .number(let number):
            number == number.rounded(.towardZero) && abs(number) <= 9_007_199_254_740_992 ? Int(number) : nil
        default: nil
        }
    }

    /// The text; nil for other kinds.
    public var asText: String? { if case .text(let text) = self { text } else { nil } }

    /// The truth value; nil for other kinds.
    public var asBoolean: Bool? { if case .boolean(let boolean) = self { boolean } else { nil } }

    /// The values of a list; nil for other kinds.
    public var asList: [MethodValue]? { if case .list(let list) = self { list } else { nil } }

    /// The members of an object; nil for other kinds.
    public var asObject: [String: MethodValue]? { if case .object(let object) = self { object } else { nil } }

    /// Whether this is null.
    public var isNull: Bool { self == .null }

    /// Returns the member of an object, or nil where there is none or this is no object.
    public subscript(_ name: String) -> MethodValue? { asObject?[name] }

    /// What kind of value this is, in words.
    var kindText: MethodText {
        switch self {
        case .number: MethodText(zh: "数值", en: "a number")
        case .integer: MethodText(zh: "整数", en: "a whole number")
        case .text: MethodText(zh: "文本", en: "a text")
        case .boolean: MethodText(zh: "真假值", en: "true or false")
        case .list: MethodText(zh: "列表", en: "a list")
        case .object: MethodText(zh: "对象", en: "an object")
        case .null: MethodText(zh: "空值", en: "null")
        }
    }
}

extension MethodValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Creates a number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// Creates a whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// Creates a text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Creates a truth value.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// Creates a list.
    public init(arrayLiteral elements: MethodValue...) { self = .list(elements) }
    /// Creates an object; of members with the same name the last one stays.
    public init(dictionaryLiteral elements: (String, MethodValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

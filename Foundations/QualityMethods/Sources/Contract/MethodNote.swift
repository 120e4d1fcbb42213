/// What a reader wants to know of a method before using it: its formula, and where it ends.
public struct MethodNote: Sendable, Hashable {
    /// The formula, a step a line, in signs that read the same in both languages.
    public let formula: [String]
    /// Properties and limits: what is assumed, what is left out, and when another method is better.
    public let limits: [MethodText]

    /// Creates a note.
    public init(_ formula: [String], limits: [MethodText]) {
        self.formula = formula
        self.limits = limits
    }

    /// Creates a note with one sentence of limits, or several in one text.
    public init(_ formula: String..., zh: String, en: String) {
        self.init(formula, limits: [MethodText(zh: zh, en: en)])
    }

    /// The note of a method that has none.
    public static let none = MethodNote([], limits: [])

    /// The note as a value: the lines of the formula, and the limits in both languages.
    public var value: MethodValue {
        .object(["formula": .list(formula.map { .text($0) }), "limits": .list(limits.map(\.value))])
    }
}

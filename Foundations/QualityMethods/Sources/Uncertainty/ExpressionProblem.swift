/// What is wrong in the text of a measurement model, and where.
public struct ExpressionProblem: Error, Hashable, Sendable {
    /// The place, counted in characters from 1; 0 for the model as a whole.
    public let position: Int
    /// What is wrong and how to mend it.
    public let text: MethodText

    init(_ position: Int, zh: String, en: String) {
        self.position = position
        text = MethodText(zh: zh, en: en)
    }

    /// The problem as one of a field of a method.
    public func methodProblem(at field: String) -> MethodProblem {
        position == 0
            ? MethodProblem(.malformed, at: field, text)
            : MethodProblem(
                .malformed, at: field, zh: "第 \(position) 个字符：\(text.zh)", en: "Character \(position): \(text.en)")
    }
}

extension ExpressionProblem: CustomStringConvertible {
    /// The English sentence with its place.
    public var description: String { position == 0 ? text.en : "character \(position): \(text.en)" }
}

/// Something that a method assumes of the data, and whether the data meet it.
public struct Assumption: Sendable, Hashable {
    /// Whether the data meet the assumption.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// The data were checked and meet it.
        case met
        /// The data were checked and do not meet it.
        case notMet = "not-met"
        /// The data cannot show it.
        case unknown
    }

    /// The assumption in words.
    public let text: MethodText
    /// Whether the data meet it.
    public let state: State

    /// Creates an assumption.
    public init(_ state: State, zh: String, en: String) {
        self.text = MethodText(zh: zh, en: en)
        self.state = state
    }

    /// Creates an assumption that was checked.
    public init(isMet: Bool, zh: String, en: String) {
        self.init(isMet ? .met : .notMet, zh: zh, en: en)
    }
}

/// How a result came about: the formula with the numbers in it, the clause of the standard, and the assumptions.
public struct Explanation: Sendable, Hashable {
    /// The steps, each a formula with its numbers or a sentence.
    public var steps: [MethodText]
    /// The standard and its clause, or the paper.
    public var source: String
    /// The assumptions and whether the data meet them.
    public var assumptions: [Assumption]

    /// Creates an explanation.
    public init(steps: [MethodText], source: String, assumptions: [Assumption] = []) {
        self.steps = steps
        self.source = source
        self.assumptions = assumptions
    }

    /// Returns the explanation as lines of text in one language.
    public func explain(_ language: MethodLanguage) -> String {
        var lines = steps.map { $0(language) }
        lines.append(language == .en ? "Source: \(source)" : "依据：\(source)")
        for assumption in assumptions {
            let state =
                switch (assumption.state, language) {
                case (.met, .en): "met"
                case (.notMet, .en): "not met"
                case (.unknown, .en): "not known from the data"
                case (.met, _): "满足"
                case (.notMet, _): "不满足"
                case (.unknown, _): "数据不能判明"
                }
            lines.append(
                language == .en
                    ? "Assumption: \(assumption.text.en): \(state)" : "前提：\(assumption.text.zh)：\(state)")
        }
        return lines.joined(separator: "\n")
    }

    /// The explanation as a value: steps, source, assumptions.
    public var value: MethodValue {
        .object([
            "steps": .list(steps.map(\.value)), "source": .text(source),
            "assumptions": .list(
                assumptions.map { .object(["text": $0.text.value, "state": .text($0.state.rawValue)]) }),
        ])
    }
}

/// A result that can say how it came about.
public protocol Explainable: Sendable {
    /// The formula with the numbers in it, the clause, and the assumptions.
    var explanation: Explanation { get }
}

extension Explainable {
    /// Returns the explanation as lines of text in one language.
    public func explain(_ language: MethodLanguage) -> String { explanation.explain(language) }
}

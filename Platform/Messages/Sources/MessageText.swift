import Kernel

/// What a message says: a text of the string files with arguments, or a text that is ready in both languages.
public enum MessageText: Sendable, Hashable {
    /// Keys of the string files; the body may be left out.
    case keyed(subject: String, body: String? = nil, arguments: [String: String] = [:])
    /// A text that somebody wrote.
    case ready(subject: LocalizedText, body: LocalizedText)

    /// The subject in one language.
    public func subject(_ strings: StringCatalogue, _ language: Language) -> String {
        switch self {
        case .keyed(let subject, _, let arguments): strings.text(subject, language, arguments)
        case .ready(let subject, _): subject(language)
        }
    }

    /// The body in one language; empty where there is none.
    public func body(_ strings: StringCatalogue, _ language: Language) -> String {
        switch self {
        case .keyed(_, let body, let arguments): body.map { strings.text($0, language, arguments) } ?? ""
        case .ready(_, let body): body(language)
        }
    }
}

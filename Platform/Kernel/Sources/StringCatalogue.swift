/// The interface's texts in every language, by key.
///
/// Engines hand in their string files; a key that two files define, or that one language lacks, is a fault that
/// ``faults`` names and a test keeps at none.
public struct StringCatalogue: Sendable {
    private var texts: [Language: [String: String]] = [:]
    private var repeated: [String] = []

    public init() {}

    /// Adds the texts of one file.
    public mutating func add(_ entries: [String: String], in language: Language) {
        for (key, text) in entries {
            if texts[language]?[key] != nil {
                repeated.append("\(language.rawValue): \(key) is defined twice")
            } else {
                texts[language, default: [:]][key] = text
            }
        }
    }

    /// The text of a key with `{name}` replaced by the arguments; the key itself in ⟦⟧ where no file has it, so that
    /// a missing text is seen by people and found by tests.
    public func text(_ key: String, _ language: Language, _ arguments: [String: String] = [:]) -> String {
        guard let template = texts[language]?[key] else { return "⟦\(key)⟧" }
        guard !arguments.isEmpty else { return template }
        return Self.fill(template, with: arguments, in: language)
    }

    public func has(_ key: String, _ language: Language) -> Bool { texts[language]?[key] != nil }

    /// All keys of one language, sorted.
    public func keys(_ language: Language) -> [String] { (texts[language] ?? [:]).keys.sorted() }

    /// The text of a problem.
    public func text(_ problem: Problem, _ language: Language) -> String {
        text(problem.key, language, problem.arguments)
    }

    /// Keys defined twice, keys that one language lacks, and placeholders that differ between languages.
    public var faults: [String] {
        var found = repeated
        let all = Set(texts.values.flatMap(\.keys)).sorted()
        for key in all {
            var placeholders: [Language: Set<String>] = [:]
            for language in Language.allCases {
                guard let text = texts[language]?[key] else {
                    found.append("\(language.rawValue): \(key) is missing")
                    continue
                }
                placeholders[language] = Self.placeholders(in: text)
            }
            if Set(placeholders.values).count > 1 { found.append("\(key): the languages use different placeholders") }
        }
        return found
    }

    /// Replaces `{name}`; an argument `name@en` goes before `name` in English, so that what a library says in two
    /// languages can be handed through.
    static func fill(_ template: String, with arguments: [String: String], in language: Language) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else {
                result += rest[open...]
                return result
            }
            let name = String(rest[rest.index(after: open)..<close])
            result += arguments["\(name)@\(language.rawValue)"] ?? arguments[name] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    static func placeholders(in template: String) -> Set<String> {
        var names: Set<String> = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }
}

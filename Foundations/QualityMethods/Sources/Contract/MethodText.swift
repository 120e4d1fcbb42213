/// A language in which methods explain themselves.
public enum MethodLanguage: String, Sendable, Hashable, CaseIterable {
    /// Simplified Chinese, the first language.
    case zhHans = "zh-Hans"
    /// English.
    case en
}

/// A short text in both languages of the library.
public struct MethodText: Sendable, Hashable {
    /// The text in simplified Chinese.
    public var zh: String
    /// The text in English.
    public var en: String

    /// Creates a text from its two forms.
    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// Creates a text that reads the same in both languages, such as a formula.
    public init(_ both: String) {
        self.init(zh: both, en: both)
    }

    /// Returns the text in one language.
    public func callAsFunction(_ language: MethodLanguage) -> String {
        language == .en ? en : zh
    }

    /// The two forms as a value: `{"zh": …, "en": …}`.
    public var value: MethodValue { .object(["zh": .text(zh), "en": .text(en)]) }
}

/// A text in both languages of the interface, as packs write it: `{zh: …, en: …}`.
public struct LocalizedText: Sendable, Codable, Hashable {
    public var zh: String
    public var en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The text in one language.
    public func callAsFunction(_ language: Language) -> String {
        language == .en ? en : zh
    }

    /// The same with each language filled in from the other: for names, of which people may give one only.
    public var complete: LocalizedText { LocalizedText(zh: zh.isEmpty ? en : zh, en: en.isEmpty ? zh : en) }
}

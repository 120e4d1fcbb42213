/// A language of the interface; the first is the one official text is written in.
public enum Language: String, Sendable, Codable, CaseIterable, Hashable {
    case zhHans = "zh-Hans"
    case en

    /// The language that best fits an `Accept-Language` header (RFC 9110, section 12.5.4), Chinese where nothing fits.
    public static func preferred(acceptLanguage header: String) -> Language {
        var best: (language: Language, weight: Double)?
        for part in header.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.trimmingSpaces() }
            guard let tag = pieces.first?.lowercased() else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            guard (0...1).contains(weight) else { continue }
            let language: Language? = tag.hasPrefix("zh") ? .zhHans : tag.hasPrefix("en") ? .en : nil
            guard let language, weight > 0 else { continue }
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        return best?.language ?? .zhHans
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

import Foundation
import Kernel

/// The texts of this module in every language of the interface, from its own string files.
public enum PackStrings {
    /// The texts by language and key. Throws a failure that names the file where one is missing or not flat.
    public static func texts() throws(Problem) -> [Language: [String: String]] {
        var texts: [Language: [String: String]] = [:]
        for language in Language.allCases { texts[language] = try read("\(language.rawValue).yaml") }
        return texts
    }

    /// A catalogue of these texts alone, as the commands of this module need it.
    public static func catalogue() throws(Problem) -> StringCatalogue {
        var catalogue = StringCatalogue()
        for (language, entries) in try texts() { catalogue.add(entries, in: language) }
        return catalogue
    }

    private static func read(_ name: String) throws(Problem) -> [String: String] {
        func fault() -> Problem { Problem(.failure, "packs.strings.unreadable", ["name": name]) }
        let folder = Bundle.module.bundleURL.appending(components: "Strings")
        guard case .success(let bytes) = PackFolder(folder).contents(of: name, limit: 1 << 20) else { throw fault() }
        var findings = FindingList(limit: 1)
        guard let source = SourceText(bytes: bytes, file: name, &findings),
            let node = YAMLFile.read(source, limits: PackLimits(), &findings),
            case .mapping(let entries) = node.value, !findings.hasErrors
        else { throw fault() }
        var texts: [String: String] = [:]
        for entry in entries {
            guard case .scalar(let text, _) = entry.value.value else { throw fault() }
            texts[entry.key] = text
        }
        return texts
    }
}

import Foundation
import Kernel
import Mustache

/// All templates, compiled once a language: `[[key]]` in them is the interface's text, already escaped.
struct TemplateLibrary: Sendable {
    private let libraries: [Language: MustacheLibrary]
    /// The templates as written, by name.
    let sources: [String: String]

    /// Compiles the folders' templates. Throws a fault naming the template where a text key is unknown, a partial is
    /// missing, a name stands twice or the syntax is broken.
    init(_ folders: [TemplateFolder], strings: StringCatalogue) throws {
        HTMLEscape.register()
        var sources: [String: String] = [:]
        for folder in folders {
            for (name, text) in try folder.read() {
                guard sources.updateValue(text, forKey: name) == nil else {
                    throw StringFiles.Fault(description: "the template \(name) stands twice")
                }
            }
        }
        self.sources = sources
        var libraries: [Language: MustacheLibrary] = [:]
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, source) in sources {
                do { try library.register(Self.prepared(source, language, strings), named: name) } catch {
                    throw StringFiles.Fault(description: "the template \(name): \(error)")
                }
            }
            libraries[language] = library
        }
        self.libraries = libraries
    }

    /// A template; throws a problem where there is none, which a page can only meet when its engine forgot it.
    func render(_ name: String, _ model: Any, _ language: Language) throws -> String {
        guard let text = libraries[language]?.render(model, withTemplate: name) else {
            throw StringFiles.Fault(description: "there is no template \(name)")
        }
        return text
    }

    /// The template's text with interface texts in place and without indentation, which swift-mustache would otherwise
    /// copy into the lines of partials and so into the values of text areas.
    static func prepared(_ source: String, _ language: Language, _ strings: StringCatalogue) -> String {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
        let flat = lines.joined(separator: "\n")
        return "{{% CONTENT_TYPE:\(HTMLEscape.name)}}"
            + replaceKeys(flat) { HTMLEscape.escape(strings.text($0, language)) }
    }

    static func keys(_ source: String) -> [String] {
        var keys: [String] = []
        _ = replaceKeys(source) {
            keys.append($0)
            return ""
        }
        return keys
    }

    private static func replaceKeys(_ source: String, with text: (String) -> String) -> String {
        var result = ""
        var rest = source[...]
        while let open = rest.range(of: "[["), let close = rest.range(of: "]]", range: open.upperBound..<rest.endIndex)
        {
            result += rest[..<open.lowerBound]
            result += text(String(rest[open.upperBound..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        return result + rest
    }
}

import Kernel
import Mustache

/// Finds what a template would silently leave out: swift-mustache renders an unknown tag as nothing.
public enum TemplateCheck {
    /// Unknown interface texts of a template, texts with `{placeholders}` that nobody would fill, and `{{{` outside the
    /// layout, in words; empty where the template is sound.
    public static func keyFaults(_ name: String, _ source: String, _ strings: StringCatalogue) -> [String] {
        var faults: [String] = []
        for key in TemplateLibrary.keys(source) {
            for language in Language.allCases {
                if !strings.has(key, language) {
                    faults.append("\(name): [[\(key)]] has no text in \(language.rawValue)")
                } else if strings.text(key, language).contains("{") {
                    faults.append("\(name): [[\(key)]] has a placeholder; hand the text in by the model instead")
                }
            }
        }
        if source.contains("{{{"), name != "web/layout" { faults.append("\(name): {{{ leaves text unescaped") }
        if source.contains("{{&") { faults.append("\(name): {{& leaves text unescaped") }
        return faults
    }

    /// Tags of a template, its partials included, that a sample model does not answer, in words; empty where all do.
    ///
    /// The sample must be full: an empty list or an absent optional leaves a section unchecked and is a fault itself.
    /// Optionals are faults everywhere, because swift-mustache looks for an absent one further out and may show
    /// another value of the same name.
    ///
    ///     #expect(try TemplateCheck.faults("commitments/item", sample: model, in: [.web, folder]).isEmpty)
    public static func faults(
        _ template: String, sample: Any, in folders: [TemplateFolder]
    ) throws -> [String] {
        var sources: [String: String] = [:]
        for folder in folders {
            for (name, text) in try folder.read() { sources[name] = text }
        }
        return try faults(template, sample: sample, sources: sources)
    }

    static func faults(_ template: String, sample: Any, sources: [String: String]) throws -> [String] {
        var walk = Walk(sources: sources)
        try walk.enter(template, [sample])
        // What Web's own partials leave out is for Web's tests; a page's sample need not fill every part of a table.
        let isOwn = template.hasPrefix("web/")
        let unseen = walk.empty.subtracting(walk.entered).filter { isOwn || !$0.template.hasPrefix("web/") }
        let faults = Set(walk.faults).union(unseen.map { "\($0.template): the sample's list \($0.name) is empty" })
        return faults.sorted()
    }

    private struct Section: Hashable {
        let template: String
        let name: String
    }

    private struct Walk {
        let sources: [String: String]
        var faults: [String] = []
        /// Lists that were empty somewhere, and those that had elements somewhere.
        var empty: Set<Section> = []
        var entered: Set<Section> = []
        private var inside: [String] = []

        init(sources: [String: String]) {
            self.sources = sources
        }

        mutating func enter(_ name: String, _ stack: [Any]) throws {
            guard let source = sources[name] else {
                faults.append("there is no template \(name)")
                return
            }
            guard !inside.contains(name) else {
                faults.append("\(name) contains itself")
                return
            }
            inside.append(name)
            try walk(try TemplateSyntax(source).nodes, stack, name)
            inside.removeLast()
        }

        private mutating func walk(_ nodes: [TemplateSyntax.Node], _ stack: [Any], _ template: String) throws {
            for node in nodes {
                switch node {
                case .partial(let name): try enter(name, stack)
                case .variable(let name): _ = resolve(name, stack, template)
                case .section(let name, let isInverted, let inner):
                    guard let value = resolve(name, stack, template) else { continue }
                    if isInverted || value is Bool {
                        try walk(inner, stack, template)
                    } else if let list = value as? [Any] {
                        let section = Section(template: template, name: name)
                        if list.isEmpty { empty.insert(section) } else { entered.insert(section) }
                        for element in list { try walk(inner, stack + [element], template) }
                    } else {
                        try walk(inner, stack + [value], template)
                    }
                }
            }
        }

        private mutating func resolve(_ name: String, _ stack: [Any], _ template: String) -> Any? {
            guard name != "." else { return stack.last }
            let names = name.split(separator: ".").map(String.init)
            guard let first = names.first else { return nil }
            for object in stack.reversed() {
                guard var value = child(first, object) else { continue }
                for next in names.dropFirst() {
                    guard let inner = child(next, value) else {
                        faults.append("\(template): {{\(name)}} has no value in the sample")
                        return nil
                    }
                    value = inner
                }
                if Mirror(reflecting: value).displayStyle == .optional {
                    faults.append("\(template): {{\(name)}} is optional in the model; write a plain value and a Bool")
                    return nil
                }
                return value
            }
            faults.append("\(template): {{\(name)}} has no value in the sample")
            return nil
        }

        private func child(_ name: String, _ object: Any) -> Any? {
            if let parent = object as? any MustacheParent { return parent.child(named: name) }
            return Mirror(reflecting: object).children.first { $0.label == name }?.value
        }
    }
}

/// The paragraph styles of a Word document, as far as headings and numbering need them.
struct WordStyles: Sendable {
    struct Style: Sendable {
        var name: String
        var basedOn: String?
        var outlineLevel: Int?
        var numbering: NumberingReference?
    }

    /// A reference to a list: `w:numPr`. Number 0 means no list.
    struct NumberingReference: Hashable, Sendable {
        var number: Int?
        var level: Int?
    }

    private var styles: [String: Style] = [:]
    private var listNumbers: [String: Int] = [:]
    private(set) var defaultIdentifier: String?

    init() {}

    init(_ root: MarkupNode) {
        for node in root.words("style") where node.wordAttribute("type") == "numbering" {
            guard let identifier = node.wordAttribute("styleId") else { continue }
            listNumbers[identifier] = node.word("pPr").flatMap(Self.numbering)?.number
        }
        for node in root.words("style") where node.wordAttribute("type") ?? "paragraph" == "paragraph" {
            guard let identifier = node.wordAttribute("styleId") else { continue }
            let properties = node.word("pPr")
            styles[identifier] = Style(
                name: node.wordValue("name") ?? identifier, basedOn: node.wordValue("basedOn"),
                outlineLevel: properties?.wordNumber("outlineLvl"),
                numbering: properties.flatMap(Self.numbering))
            if ["1", "true", "on"].contains(node.wordAttribute("default") ?? "") { defaultIdentifier = identifier }
        }
    }

    static func numbering(_ properties: MarkupNode) -> NumberingReference? {
        properties.word("numPr").map {
            NumberingReference(number: $0.wordNumber("numId"), level: $0.wordNumber("ilvl"))
        }
    }

    func name(of identifier: String) -> String? { styles[identifier]?.name }

    /// The list of a list style.
    func listNumber(ofStyle identifier: String) -> Int? { listNumbers[identifier] }

    /// The heading level of a style, 1 to 9, by its outline level or by its built-in name.
    func headingLevel(of identifier: String) -> Int? {
        for style in chain(identifier) {
            if let level = style.outlineLevel { return level < 9 ? level + 1 : nil }
            let name = style.name.lowercased()
            for prefix in ["heading ", "标题 "] where name.hasPrefix(prefix) {
                if let level = Int(name.dropFirst(prefix.count)), (1...9).contains(level) { return level }
            }
        }
        return nil
    }

    /// The list that a style puts its paragraphs in, and the identifier of the style that says so.
    func numbering(of identifier: String) -> (reference: NumberingReference, style: String)? {
        var current: String? = identifier
        var seen: Set<String> = []
        while let name = current, seen.insert(name).inserted, let style = styles[name] {
            if let reference = style.numbering, reference.number != nil { return (reference, name) }
            current = style.basedOn
        }
        return nil
    }

    // Styles may name each other in a circle, so every style is visited once.
    private func chain(_ identifier: String) -> [Style] {
        var found: [Style] = []
        var current: String? = identifier
        var seen: Set<String> = []
        while let name = current, seen.insert(name).inserted, let style = styles[name] {
            found.append(style)
            current = style.basedOn
        }
        return found
    }
}

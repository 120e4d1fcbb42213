extension MarkupNode {
    /// Whether the node is an element of WordprocessingML with a name.
    func isWord(_ name: String) -> Bool {
        element.name == name && isWord
    }

    /// Whether the node is an element of WordprocessingML.
    var isWord: Bool { OfficeNamespace.canonical(element.namespace) == OfficeNamespace.word }

    /// The first child element of WordprocessingML with a name.
    func word(_ name: String) -> MarkupNode? {
        for case .element(let child) in content where child.isWord(name) { return child }
        return nil
    }

    /// All child elements of WordprocessingML with a name.
    func words(_ name: String) -> [MarkupNode] {
        children.filter { $0.isWord(name) }
    }

    /// The value of an attribute of WordprocessingML.
    func wordAttribute(_ name: String) -> String? {
        element.attributes.first {
            $0.name == name && OfficeNamespace.canonical($0.namespace) == OfficeNamespace.word
        }?.value
    }

    /// The `w:val` of the first child element with a name.
    func wordValue(_ name: String) -> String? {
        word(name)?.wordAttribute("val")
    }

    /// The `w:val` of the first child element with a name, as a whole number.
    func wordNumber(_ name: String) -> Int? {
        wordValue(name).flatMap { Int($0) }
    }

    /// Whether an on-off property is there and on (ISO/IEC 29500-1, 17.17.4).
    func wordFlag(_ name: String) -> Bool {
        guard let property = word(name) else { return false }
        return !["0", "false", "off", "none"].contains(property.wordAttribute("val") ?? "true")
    }

    /// The content to read of an `mc:AlternateContent`: the first choice, else the fallback, never both.
    var alternative: MarkupNode? {
        let compatible = children.filter { $0.element.namespace == OfficeNamespace.compatibility }
        return compatible.first { $0.element.name == "Choice" } ?? compatible.first { $0.element.name == "Fallback" }
    }

    /// Whether the node is an `mc:AlternateContent`.
    var isAlternateContent: Bool {
        element.name == "AlternateContent" && element.namespace == OfficeNamespace.compatibility
    }
}

/// Gathers the text inside paragraphs; fields may stretch over several of them, so the state outlives a paragraph.
struct WordInline: Sendable {
    var notices: Set<WordNotice> = []

    /// The open fields from outside to inside: false while in the code, true while in the result.
    private var fields: [Bool] = []

    /// The visible text of a paragraph; text boxes found on the way are handed back unread.
    mutating func text(of paragraph: MarkupNode, textBoxes: inout [MarkupNode]) -> String {
        var text = ""
        gather(paragraph, into: &text, textBoxes: &textBoxes)
        // The code of a field ends in its own paragraph; one that does not would hide the rest of the document.
        if let unclosed = fields.firstIndex(of: false) {
            notices.insert(.unclosedField)
            fields.removeSubrange(unclosed...)
        }
        return text
    }

    // The depth of recursion is bounded by the depth limit of the markup reader.
    private mutating func gather(_ node: MarkupNode, into text: inout String, textBoxes: inout [MarkupNode]) {
        for case .element(let child) in node.content {
            if child.isAlternateContent {
                if let alternative = child.alternative { gather(alternative, into: &text, textBoxes: &textBoxes) }
            } else if child.isWord {
                word(child, into: &text, textBoxes: &textBoxes)
            } else if child.element.name == "t",
                OfficeNamespace.canonical(child.element.namespace) == OfficeNamespace.math
            {
                append(child.text, to: &text)
            } else {
                gather(child, into: &text, textBoxes: &textBoxes)
            }
        }
    }

    private mutating func word(_ node: MarkupNode, into text: inout String, textBoxes: inout [MarkupNode]) {
        switch node.element.name {
        case "pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "rt", "del", "moveFrom", "instrText", "delText",
            "delInstrText", "footnoteReference", "endnoteReference", "commentReference", "annotationRef":
            return
        case "r" where node.word("rPr")?.wordFlag("vanish") == true:
            // Fields may start or end in hidden runs, so they are walked through all the same.
            var hidden = ""
            var hiddenBoxes: [MarkupNode] = []
            gather(node, into: &hidden, textBoxes: &hiddenBoxes)
            if !hidden.isEmpty { notices.insert(.hiddenText) }
        case "t":
            append(Self.spaced(node), to: &text)
        case "tab", "ptab":
            append("\t", to: &text)
        case "br", "cr":
            append("\n", to: &text)
        case "noBreakHyphen":
            append("-", to: &text)
        case "sym":
            append(symbol(node), to: &text)
        case "fldChar":
            field(node.wordAttribute("fldCharType") ?? "")
        case "txbxContent":
            if isVisible { textBoxes.append(node) }
        case "subDoc", "altChunk":
            notices.insert(.embeddedDocument)
        default:
            gather(node, into: &text, textBoxes: &textBoxes)
        }
    }

    private var isVisible: Bool { fields.allSatisfy { $0 } }

    private func append(_ piece: String, to text: inout String) {
        if isVisible { text += piece }
    }

    private mutating func field(_ type: String) {
        switch type {
        case "begin": fields.append(false)
        case "separate": if !fields.isEmpty { fields[fields.count - 1] = true }
        case "end": _ = fields.popLast()
        default: return
        }
    }

    // Space at the ends of a text counts only when the document asks to keep it (XML 1.0, 2.10).
    private static func spaced(_ node: MarkupNode) -> String {
        let text = node.text
        let space = node.element.attribute("space", namespace: "http://www.w3.org/XML/1998/namespace")
        guard space != "preserve" else { return text }
        func isSpace(_ character: Character) -> Bool { character.unicodeScalars.allSatisfy { $0.value <= 0x20 } }
        let head = text.drop(while: isSpace)
        guard let last = head.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(head[...last])
    }

    private mutating func symbol(_ node: MarkupNode) -> String {
        let font = node.wordAttribute("font") ?? ""
        let code = node.wordAttribute("char") ?? ""
        guard let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        guard (0xF000...0xF0FF).contains(value) else { return String(Character(scalar)) }
        if font.lowercased().hasPrefix("wingdings"), let known = Self.wingdings["\(font.lowercased()) \(value & 0xFF)"]
        {
            return known
        }
        notices.insert(.unknownSymbol(font: font, code: code))
        return "\u{FFFD}"
    }

    // The boxes and marks that forms use; keys are the font and the code in it.
    private static let wingdings: [String: String] = [
        "wingdings 168": "□", "wingdings 111": "□", "wingdings 254": "☑", "wingdings 253": "☒", "wingdings 252": "✓",
        "wingdings 251": "✗", "wingdings 108": "●", "wingdings 110": "■", "wingdings 159": "•", "wingdings 216": "➢",
        "wingdings 2 82": "☑", "wingdings 2 83": "☒", "wingdings 2 84": "☒", "wingdings 2 163": "□",
        "wingdings 2 80": "✓", "wingdings 2 79": "✗",
    ]
}

/// What the number formats of a workbook say about its cells.
struct SpreadsheetStyles: Sendable {
    /// How a number is meant.
    enum Meaning: Hashable, Sendable {
        case number, percent, date
    }

    private var meanings: [Meaning] = []

    init() {}

    init(_ root: MarkupNode) {
        func children(_ node: MarkupNode?, _ name: String) -> [MarkupNode] {
            node?.children.filter { $0.element.name == name } ?? []
        }
        var custom: [Int: Meaning] = [:]
        for format in children(children(root, "numFmts").first, "numFmt") {
            guard let identifier = format.element.attribute("numFmtId").flatMap({ Int($0) }) else { continue }
            custom[identifier] = Self.meaning(ofCode: format.element.attribute("formatCode") ?? "")
        }
        meanings = children(children(root, "cellXfs").first, "xf").map { style in
            let identifier = style.element.attribute("numFmtId").flatMap { Int($0) } ?? 0
            return custom[identifier] ?? Self.meaning(ofBuiltIn: identifier)
        }
    }

    /// The meaning of a style; a style that does not exist is a plain number, as spreadsheet programs show it.
    func meaning(_ style: Int) -> Meaning {
        meanings.indices.contains(style) ? meanings[style] : .number
    }

    // Formats 27 to 36 and 50 to 58 are dates in the Chinese locale (ISO/IEC 29500-1, 18.8.30); of these 32 to 35, and
    // 18 to 21 and 45 to 47, show only a time of day, which stays a number.
    private static func meaning(ofBuiltIn identifier: Int) -> Meaning {
        switch identifier {
        case 9, 10: .percent
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
        default: .number
        }
    }

    /// The meaning of a format code: of its first section, with quoted text, escapes and brackets left out.
    static func meaning(ofCode code: String) -> Meaning {
        var letters = ""
        var rest = code.lowercased()[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "[": rest = rest.drop { $0 != "]" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case ";": rest = ""
            default: letters.append(character)
            }
        }
        if letters == "general" || letters == "standard" { return .number }
        if letters.contains("%") { return .percent }
        // An m next to neither years nor days is minutes.
        return letters.contains("y") || letters.contains("d") ? .date : .number
    }
}

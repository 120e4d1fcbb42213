/// Reads the main part of a Word document from its beginning to its end.
///
/// Each child of the body is taken as one tree, so memory holds one paragraph or table at a time besides the result.
struct WordReader {
    /// The most grid columns of a table; Word itself stops at 63.
    static let columnLimit = 1024

    var inline = WordInline()
    private let package: OfficePackage
    private let main: String
    private let limits: WordLimits
    private var styles = WordStyles()
    private var numbering = WordNumbering()
    private var blockCount = 0
    private var cellCount = 0
    private var characterCount = 0
    /// Text of a paragraph whose mark was deleted by a tracked change: it belongs to the next paragraph.
    private var carried = ""

    init(_ bytes: [UInt8], limits: WordLimits) throws(DocumentProblem) {
        package = try OfficePackage(bytes, limits: limits.archive, markup: limits.markup)
        guard try package.kind == .docx, let main = try package.mainPart() else {
            throw .unexpectedKind(expected: .docx)
        }
        self.main = main
        self.limits = limits
        let relationships = try package.relationships(of: main)
        if let part = relationships.first(where: { $0.kind == "styles" })?.target {
            styles = WordStyles(try package.tree(of: part))
        }
        if let part = relationships.first(where: { $0.kind == "numbering" })?.target {
            numbering = WordNumbering(try package.tree(of: part), styles: styles)
        }
    }

    mutating func read() throws(DocumentProblem) -> WordDocument {
        var reader = try package.reader(for: main)
        var blocks: [WordDocument.Block] = []
        var isInBody = false
        while let event = try reader.next() {
            guard case .start(let element) = event else { continue }
            if isInBody {
                try read(try reader.subtree(of: element), into: &blocks)
            } else if element.name == "body", OfficeNamespace.canonical(element.namespace) == OfficeNamespace.word {
                isInBody = true
            } else if reader.depth > 1 {
                try reader.skip()
            }
        }
        try flushCarried(into: &blocks)
        return WordDocument(blocks: blocks, notices: inline.notices.union(numbering.notices))
    }

    // MARK: Blocks

    private mutating func read(_ node: MarkupNode, into blocks: inout [WordDocument.Block]) throws(DocumentProblem) {
        if node.isAlternateContent {
            guard let alternative = node.alternative else { return }
            for child in alternative.children { try read(child, into: &blocks) }
            return
        }
        guard node.isWord else { return }
        switch node.element.name {
        case "p":
            try readParagraph(node, into: &blocks)
        case "tbl":
            try flushCarried(into: &blocks)
            let table = try readTable(node)
            if !table.rows.isEmpty {
                try count(blocks: 1)
                blocks.append(.table(table))
            }
        case "sdt", "sdtContent", "customXml", "ins", "moveTo":
            for child in node.children { try read(child, into: &blocks) }
        case "altChunk", "subDoc":
            inline.notices.insert(.embeddedDocument)
        default:
            return
        }
    }

    private mutating func readParagraph(
        _ node: MarkupNode, into blocks: inout [WordDocument.Block]
    ) throws(DocumentProblem) {
        var textBoxes: [MarkupNode] = []
        let text = inline.text(of: node, textBoxes: &textBoxes)
        try count(characters: text.unicodeScalars.count)
        let properties = node.word("pPr")
        if properties?.word("rPr")?.word("del") != nil {
            carried += text
        } else {
            try count(blocks: 1)
            let style = properties?.wordValue("pStyle") ?? styles.defaultIdentifier
            let outline = properties?.wordNumber("outlineLvl").map { $0 < 9 ? $0 + 1 : nil }
            blocks.append(
                .paragraph(
                    WordParagraph(
                        carried + text, style: style.flatMap { styles.name(of: $0) ?? $0 },
                        headingLevel: outline ?? style.flatMap { styles.headingLevel(of: $0) },
                        number: number(properties, style: style))))
            carried = ""
        }
        for box in textBoxes {
            let outer = carried
            carried = ""
            for child in box.children { try read(child, into: &blocks) }
            try flushCarried(into: &blocks)
            carried = outer
        }
    }

    private mutating func number(_ properties: MarkupNode?, style: String?) -> WordNumber? {
        let own = properties.flatMap(WordStyles.numbering)
        if let instance = own?.number {
            return numbering.next(instance: instance, level: own?.level, style: nil)
        }
        guard let (reference, source) = style.flatMap({ styles.numbering(of: $0) }),
            let instance = reference.number
        else { return nil }
        return numbering.next(instance: instance, level: own?.level ?? reference.level, style: source)
    }

    private mutating func flushCarried(into blocks: inout [WordDocument.Block]) throws(DocumentProblem) {
        guard !carried.isEmpty else { return }
        try count(blocks: 1)
        blocks.append(.paragraph(WordParagraph(carried)))
        carried = ""
    }

    // MARK: Tables

    private mutating func readTable(_ node: MarkupNode) throws(DocumentProblem) -> WordTable {
        var table = WordTable(rows: [])
        var merges: [Int: WordCell] = [:]
        for row in Self.unwrapped(node, "tr") {
            // A row that a tracked change deleted is marked in its properties.
            guard row.word("trPr")?.word("del") == nil else { continue }
            table.rows.append(try readRow(row, merges: &merges))
        }
        let rectangle = table.rows.count * table.columnCount
        guard rectangle <= limits.cells else { throw .overLimit(.cells, limit: limits.cells, place: "") }
        return table
    }

    private mutating func readRow(
        _ row: MarkupNode, merges: inout [Int: WordCell]
    ) throws(DocumentProblem) -> [WordCell] {
        var cells: [WordCell] = []
        var column = max(row.word("trPr")?.wordNumber("gridBefore") ?? 0, 0)
        for node in Self.unwrapped(row, "tc") {
            let properties = node.word("tcPr")
            let span = max(properties?.wordNumber("gridSpan") ?? 1, 1)
            guard span <= Self.columnLimit, column + span <= Self.columnLimit else {
                throw .overLimit(.columns, limit: Self.columnLimit, place: "")
            }
            try count(cells: 1)
            if properties?.word("hMerge") != nil, properties?.wordValue("hMerge") != "restart", !cells.isEmpty {
                cells[cells.count - 1].columnSpan += span
            } else {
                cells.append(try readCell(node, properties, column: column, span: span, merges: &merges))
            }
            column += span
        }
        return cells
    }

    private mutating func readCell(
        _ node: MarkupNode, _ properties: MarkupNode?, column: Int, span: Int, merges: inout [Int: WordCell]
    ) throws(DocumentProblem) -> WordCell {
        let merge = properties?.word("vMerge").map { $0.wordAttribute("val") ?? "continue" }
        if merge == "continue", var cell = merges[column] {
            cell.continuesAbove = true
            cell.columnSpan = span
            try count(characters: cell.text.unicodeScalars.count)
            return cell
        }
        let outer = carried
        carried = ""
        var blocks: [WordDocument.Block] = []
        for child in node.children { try read(child, into: &blocks) }
        try flushCarried(into: &blocks)
        carried = outer
        let cell = WordCell(paragraphs: Self.paragraphs(of: blocks), column: column, columnSpan: span)
        for covered in column..<(column + span) { merges[covered] = nil }
        if merge != nil { merges[column] = cell }
        return cell
    }

    // A table inside a cell becomes one paragraph a row; empty paragraphs only make room on paper.
    private static func paragraphs(of blocks: [WordDocument.Block]) -> [WordParagraph] {
        blocks.flatMap { block in
            switch block {
            case .paragraph(let paragraph): [paragraph]
            case .table(let table):
                table.rows.map { row in WordParagraph(row.map(\.text).joined(separator: " ")) }
            }
        }.filter { !$0.numberedText.allSatisfy(\.isWhitespace) }
    }

    // Rows and cells may stand inside content controls, custom markup and alternate content.
    private static func unwrapped(_ node: MarkupNode, _ name: String) -> [MarkupNode] {
        node.children.flatMap { child -> [MarkupNode] in
            if child.isWord(name) { return [child] }
            if child.isAlternateContent { return child.alternative.map { unwrapped($0, name) } ?? [] }
            let isWrapper =
                child.isWord && ["sdt", "sdtContent", "customXml", "ins", "moveTo"].contains(child.element.name)
            return isWrapper ? unwrapped(child, name) : []
        }
    }

    // MARK: Limits

    private mutating func count(blocks: Int = 0, cells: Int = 0, characters: Int = 0) throws(DocumentProblem) {
        blockCount += blocks
        cellCount += cells
        characterCount += characters
        guard blockCount <= limits.blocks else { throw .overLimit(.blocks, limit: limits.blocks, place: "") }
        guard cellCount <= limits.cells else { throw .overLimit(.cells, limit: limits.cells, place: "") }
        guard characterCount <= limits.characters else {
            throw .overLimit(.characters, limit: limits.characters, place: "")
        }
    }
}

/// Writes a Word document of paragraphs, headings and tables that Word and WPS open without a warning.
///
/// The page is that of an official document after GB/T 9704: A4 with a text area of 156 by 225 millimetres, 22 lines
/// of 28 characters, body in 16 point FangSong, headings in HeiTi, KaiTi and bold FangSong. Fonts are named, never
/// embedded. The same blocks give the same bytes every time.
public struct WordWriter: Sendable {
    /// One piece of the document.
    public enum Block: Hashable, Sendable {
        /// The title, centred.
        case title(String)
        /// A heading of level 1 to 6; other levels are written as the nearest.
        case heading(level: Int, text: String)
        /// A paragraph of body text, indented by two characters; a line feed starts a new line.
        case paragraph(String)
        /// A paragraph at the right margin, such as a signature or a date.
        case right(String)
        /// A table; the first row is repeated on every page when `hasHead` is set, short rows are filled up.
        case table(rows: [[String]], hasHead: Bool)
    }

    /// The content in order.
    public var blocks: [Block]
    /// Whether the page lies on its long side, for wide ledgers.
    public var isLandscape: Bool
    /// Whether page numbers are printed below the text area.
    public var hasPageNumbers: Bool

    /// Makes a writer.
    public init(_ blocks: [Block] = [], isLandscape: Bool = false, hasPageNumbers: Bool = true) {
        self.blocks = blocks
        self.isLandscape = isLandscape
        self.hasPageNumbers = hasPageNumbers
    }

    /// The DOCX file.
    ///
    /// - Throws: `DocumentProblem.characterNotAllowed` for a character that XML cannot carry.
    public func bytes() throws(DocumentProblem) -> [UInt8] {
        var archive = ArchiveWriter()
        try archive.add("[Content_Types].xml", try contentTypes())
        try archive.add(
            "_rels/.rels", try Self.relationships([("rId1", "officeDocument", "word/document.xml")]))
        try archive.add("word/document.xml", try document())
        try archive.add("word/styles.xml", try WordWriterStyles.bytes())
        var links = [("rId1", "styles", "styles.xml")]
        if hasPageNumbers {
            links.append(("rId2", "footer", "footer1.xml"))
            try archive.add("word/footer1.xml", try footer())
        }
        try archive.add("word/_rels/document.xml.rels", try Self.relationships(links))
        return try archive.bytes()
    }

    /// A list of relationships as `identifier, kind, target`.
    static func relationships(_ links: [(String, String, String)]) throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start("Relationships", ["xmlns": OfficeNamespace.packageRelationships])
        for (identifier, kind, target) in links {
            try writer.empty(
                "Relationship",
                ["Id": identifier, "Type": "\(OfficeNamespace.relationshipAttribute)/\(kind)", "Target": target])
        }
        return writer.bytes()
    }

    private func contentTypes() throws(DocumentProblem) -> [UInt8] {
        let base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        var writer = MarkupWriter()
        try writer.start("Types", ["xmlns": OfficeNamespace.contentTypes])
        try writer.empty(
            "Default",
            ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
        try writer.empty("Default", ["Extension": "xml", "ContentType": "application/xml"])
        try writer.empty(
            "Override", ["PartName": "/word/document.xml", "ContentType": "\(base).document.main+xml"])
        try writer.empty("Override", ["PartName": "/word/styles.xml", "ContentType": "\(base).styles+xml"])
        if hasPageNumbers {
            try writer.empty("Override", ["PartName": "/word/footer1.xml", "ContentType": "\(base).footer+xml"])
        }
        return writer.bytes()
    }

    private func document() throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start(
            "w:document", ["xmlns:w": OfficeNamespace.word, "xmlns:r": OfficeNamespace.relationshipAttribute])
        try writer.start("w:body")
        for block in blocks {
            switch block {
            case .title(let text): try Self.paragraph(text, style: "Title", to: &writer)
            case .heading(let level, let text):
                try Self.paragraph(text, style: "Heading\(min(max(level, 1), 6))", to: &writer)
            case .paragraph(let text): try Self.paragraph(text, style: "BodyText", to: &writer)
            case .right(let text): try Self.paragraph(text, style: "Signature", to: &writer)
            case .table(let rows, let hasHead): try table(rows, hasHead: hasHead, to: &writer)
            }
        }
        try section(to: &writer)
        return writer.bytes()
    }

    private static func paragraph(_ text: String, style: String, to writer: inout MarkupWriter) throws(DocumentProblem)
    {
        try writer.start("w:p")
        try writer.start("w:pPr")
        try writer.empty("w:pStyle", ["w:val": style])
        writer.end()
        try writer.start("w:r")
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if index > 0 { try writer.empty("w:br") }
            for (place, piece) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
                if place > 0 { try writer.empty("w:tab") }
                try writer.start("w:t", ["xml:space": "preserve"])
                try writer.text(String(piece))
                writer.end()
            }
        }
        writer.end()
        writer.end()
    }

    private func table(_ rows: [[String]], hasHead: Bool, to writer: inout MarkupWriter) throws(DocumentProblem) {
        let columns = rows.map(\.count).max() ?? 0
        guard columns > 0 else { return }
        let width = (isLandscape ? Self.textHeight : Self.textWidth) / columns
        try writer.start("w:tbl")
        try writer.start("w:tblPr")
        try writer.empty("w:tblStyle", ["w:val": "TableGrid"])
        try writer.empty("w:tblW", ["w:w": "5000", "w:type": "pct"])
        writer.end()
        try writer.start("w:tblGrid")
        for _ in 0..<columns { try writer.empty("w:gridCol", ["w:w": String(width)]) }
        writer.end()
        for (index, row) in rows.enumerated() {
            let isHead = hasHead && index == 0
            try writer.start("w:tr")
            try writer.start("w:trPr")
            try writer.empty("w:cantSplit")
            if isHead { try writer.empty("w:tblHeader") }
            writer.end()
            for column in 0..<columns {
                try writer.start("w:tc")
                try writer.start("w:tcPr")
                try writer.empty("w:tcW", ["w:w": String(width), "w:type": "dxa"])
                writer.end()
                let text = column < row.count ? row[column] : ""
                try Self.paragraph(text, style: isHead ? "TableHead" : "TableText", to: &writer)
                writer.end()
            }
            writer.end()
        }
        writer.end()
        // Word asks for a paragraph between two tables and before the end of the document.
        try writer.start("w:p")
        try writer.start("w:pPr")
        try writer.empty("w:pStyle", ["w:val": "TableText"])
        writer.end()
        writer.end()
    }

    // Lengths are twentieths of a point; 1 mm is 56.693 of them. GB/T 9704: top 37 mm, left 28 mm, text 156 x 225 mm.
    private static let textWidth = 8844
    private static let textHeight = 12756

    private func section(to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("w:sectPr")
        if hasPageNumbers { try writer.empty("w:footerReference", ["w:type": "default", "r:id": "rId2"]) }
        if isLandscape {
            try writer.empty("w:pgSz", ["w:w": "16838", "w:h": "11906", "w:orient": "landscape"])
            try writer.empty("w:pgMar", Self.margins(top: "1587", right: "2098", bottom: "1475", left: "1984"))
        } else {
            try writer.empty("w:pgSz", ["w:w": "11906", "w:h": "16838"])
            try writer.empty("w:pgMar", Self.margins(top: "2098", right: "1475", bottom: "1984", left: "1587"))
            // 225 mm in 22 lines, rounded down so that the last one fits; 28 characters of 16 point in 156 mm are
            // narrower by 0.21 point, in 4096ths.
            try writer.empty("w:docGrid", ["w:type": "linesAndChars", "w:linePitch": "579", "w:charSpace": "-849"])
        }
        writer.end()
    }

    private static func margins(
        top: String, right: String, bottom: String, left: String
    ) -> KeyValuePairs<StaticString, String> {
        [
            "w:top": top, "w:right": right, "w:bottom": bottom, "w:left": left, "w:header": "851", "w:footer": "1400",
            "w:gutter": "0",
        ]
    }

    private func footer() throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start("w:ftr", ["xmlns:w": OfficeNamespace.word])
        try writer.start("w:p")
        try writer.start("w:pPr")
        try writer.empty("w:pStyle", ["w:val": "Footer"])
        writer.end()
        try Self.footerText("— ", to: &writer)
        try writer.start("w:fldSimple", ["w:instr": " PAGE "])
        try Self.footerText("1", to: &writer)
        writer.end()
        try Self.footerText(" —", to: &writer)
        return writer.bytes()
    }

    private static func footerText(_ text: String, to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("w:r")
        try writer.start("w:t", ["xml:space": "preserve"])
        try writer.text(text)
        writer.end()
        writer.end()
    }
}

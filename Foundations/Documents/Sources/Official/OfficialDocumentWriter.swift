/// Writes an official document as a Word file in the layout of GB/T 9704-2012.
///
/// A4, fixed distance of lines, 22 lines of 28 characters, red mark and separator, numbered headings, attachments on
/// pages of their own, the imprint at the foot of the last page, page numbers outside the type area: to the right on odd
/// pages, to the left on even ones. Fonts are named and never embedded. The same document gives the same bytes.
///
/// ```swift
/// let bytes = try OfficialDocumentWriter(document).bytes()
/// ```
public struct OfficialDocumentWriter: Sendable {
    /// The document.
    public var document: OfficialDocument

    /// Makes a writer.
    public init(_ document: OfficialDocument) {
        self.document = document
    }

    /// The DOCX file.
    ///
    /// - Throws: `DocumentProblem.characterNotAllowed` for a character that XML cannot carry.
    public func bytes() throws(DocumentProblem) -> [UInt8] {
        var archive = ArchiveWriter()
        try archive.add("[Content_Types].xml", try contentTypes())
        try archive.add(
            "_rels/.rels", try WordWriter.relationships([("rId1", "officeDocument", "word/document.xml")]))
        var text = OfficialTextWriter()
        try text.write(document)
        try archive.add("word/document.xml", text.bytes())
        try archive.add("word/styles.xml", try OfficialStyles.bytes())
        try archive.add("word/fontTable.xml", try OfficialStyles.fonts())
        try archive.add("word/settings.xml", try OfficialStyles.settings())
        try archive.add("word/footer1.xml", try footer(alignment: "right"))
        try archive.add("word/footer2.xml", try footer(alignment: "left"))
        try archive.add(
            "word/_rels/document.xml.rels",
            try WordWriter.relationships([
                ("rId1", "styles", "styles.xml"), ("rId2", "fontTable", "fontTable.xml"),
                ("rId3", "settings", "settings.xml"), ("rId4", "footer", "footer1.xml"),
                ("rId5", "footer", "footer2.xml"),
            ]))
        return try archive.bytes()
    }

    private func contentTypes() throws(DocumentProblem) -> [UInt8] {
        let base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        let parts = [
            ("document", "document.main"), ("styles", "styles"), ("fontTable", "fontTable"), ("settings", "settings"),
            ("footer1", "footer"), ("footer2", "footer"),
        ]
        var writer = MarkupWriter()
        try writer.start("Types", ["xmlns": OfficeNamespace.contentTypes])
        try writer.empty(
            "Default",
            ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
        try writer.empty("Default", ["Extension": "xml", "ContentType": "application/xml"])
        for (part, kind) in parts {
            try writer.empty("Override", ["PartName": "/word/\(part).xml", "ContentType": "\(base).\(kind)+xml"])
        }
        return writer.bytes()
    }

    /// A page number between two dashes (一字线), one character off the edge.
    private func footer(alignment: String) throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start("w:ftr", ["xmlns:w": OfficeNamespace.word])
        try writer.start("w:p")
        try writer.start("w:pPr")
        try writer.empty("w:pStyle", ["w:val": "Footer"])
        try writer.empty("w:jc", ["w:val": alignment])
        writer.end()
        try run("— ", to: &writer)
        try writer.start("w:fldSimple", ["w:instr": " PAGE "])
        try run("1", to: &writer)
        writer.end()
        try run(" —", to: &writer)
        return writer.bytes()
    }

    private func run(_ text: String, to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("w:r")
        try writer.start("w:t", ["xml:space": "preserve"])
        try writer.text(text)
        writer.end()
        writer.end()
    }
}

import Documents

/// Word packages with hand-made parts, as other programs might write them.
struct WordSample {
    static let namespaces = """
        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" \
        xmlns:v="urn:schemas-microsoft-com:vml" \
        xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
        """

    var body: String
    var numbering: String?
    var styles: String?

    init(_ body: String, numbering: String? = nil, styles: String? = nil) {
        self.body = body
        self.numbering = numbering
        self.styles = styles
    }

    func bytes() throws -> [UInt8] {
        let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        var archive = ArchiveWriter()
        func add(_ name: String, _ text: String) throws {
            try archive.add(name, Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\(text)".utf8))
        }
        try add(
            "_rels/.rels",
            """
            <Relationships xmlns="\(package)"><Relationship Id="rId1" Type="\(relationships)/officeDocument" \
            Target="/word/document.xml"/></Relationships>
            """)
        var links = ""
        if let numbering {
            links += "<Relationship Id=\"rId1\" Type=\"\(relationships)/numbering\" Target=\"numbering.xml\"/>"
            try add("word/numbering.xml", "<w:numbering \(Self.namespaces)>\(numbering)</w:numbering>")
        }
        if let styles {
            links += "<Relationship Id=\"rId2\" Type=\"\(relationships)/styles\" Target=\"../word/styles.xml\"/>"
            try add("word/styles.xml", "<w:styles \(Self.namespaces)>\(styles)</w:styles>")
        }
        links +=
            "<Relationship Id=\"rId9\" Type=\"\(relationships)/hyperlink\" Target=\"http://x/\" TargetMode=\"External\"/>"
        try add("word/_rels/document.xml.rels", "<Relationships xmlns=\"\(package)\">\(links)</Relationships>")
        try add("word/document.xml", "<w:document \(Self.namespaces)><w:body>\(body)</w:body></w:document>")
        return try archive.bytes()
    }

    func read(_ limits: WordLimits = WordLimits()) throws -> WordDocument {
        try WordDocument.read(bytes(), limits: limits)
    }

    /// A paragraph with a text and properties.
    static func paragraph(_ text: String, _ properties: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    /// A paragraph of a list.
    static func item(_ text: String, _ list: Int, _ level: Int = 0) -> String {
        paragraph(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
    }

    /// A level of a list.
    static func level(_ index: Int, _ format: String, _ text: String, _ more: String = "") -> String {
        """
        <w:lvl w:ilvl="\(index)"><w:start w:val="1"/><w:numFmt w:val="\(format)"/>\(more)<w:lvlText w:val="\(text)"/></w:lvl>
        """
    }

    static func definition(_ identifier: Int, _ levels: String...) -> String {
        "<w:abstractNum w:abstractNumId=\"\(identifier)\">\(levels.joined())</w:abstractNum>"
    }

    static func instance(_ identifier: Int, of definition: Int, _ overrides: String = "") -> String {
        "<w:num w:numId=\"\(identifier)\"><w:abstractNumId w:val=\"\(definition)\"/>\(overrides)</w:num>"
    }
}

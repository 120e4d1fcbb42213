import Documents

/// XLSX packages with hand-made parts, as other programs might write them.
struct WorkbookSample {
    var rows: String
    var more = ""
    var sharedStrings: String?
    var styles: String?
    var workbookProperties = ""

    init(_ rows: String) {
        self.rows = rows
    }

    func bytes() throws -> [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        var archive = ArchiveWriter()
        func add(_ name: String, _ text: String) throws {
            try archive.add(name, Array(text.utf8))
        }
        func link(_ identifier: String, _ kind: String, _ target: String) -> String {
            "<Relationship Id=\"\(identifier)\" Type=\"\(relationships)/\(kind)\" Target=\"\(target)\"/>"
        }
        try add(
            "_rels/.rels",
            "<Relationships xmlns=\"\(package)\">\(link("a", "officeDocument", "xl/workbook.xml"))</Relationships>")
        try add(
            "xl/workbook.xml",
            """
            <workbook xmlns="\(main)" xmlns:r="\(relationships)">\(workbookProperties)<sheets>\
            <sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>
            """)
        // The list of strings is named even where the part is missing, as some programs do.
        try add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships xmlns="\(package)">\(link("s", "worksheet", "/xl/worksheets/a.xml"))\
            \(link("t", "sharedStrings", "sharedStrings.xml"))\(styles == nil ? "" : link("u", "styles", "styles.xml"))\
            </Relationships>
            """)
        if let sharedStrings { try add("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(sharedStrings)</sst>") }
        if let styles { try add("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>") }
        try add(
            "xl/worksheets/a.xml",
            """
            <worksheet xmlns="\(main)"><dimension ref="A1:XFD1048576"/><sheetData>\(rows)</sheetData>\(more)</worksheet>
            """)
        return try archive.bytes()
    }

    func read(_ limits: WorkbookLimits = WorkbookLimits()) throws -> Worksheet {
        try Workbook.read(bytes(), limits: limits).sheets[0]
    }
}

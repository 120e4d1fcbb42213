/// The styles of an official document after GB/T 9704, by the names of Word's own styles where there is one.
enum WordWriterStyles {
    private struct Style {
        let identifier: String
        let name: String
        let font: String
        /// Twice the size in points.
        let size: Int
        var isBold = false
        var alignment = "both"
        var outlineLevel: Int?
        /// The indent of the first line in hundredths of a character.
        var indent = 0
        /// Whether lines sit on the grid of the page.
        var isOnGrid = true
    }

    private static let styles: [Style] = [
        Style(identifier: "Title", name: "Title", font: "方正小标宋简体", size: 44, alignment: "center"),
        Style(identifier: "Heading1", name: "heading 1", font: "黑体", size: 32, outlineLevel: 0, indent: 200),
        Style(identifier: "Heading2", name: "heading 2", font: "楷体_GB2312", size: 32, outlineLevel: 1, indent: 200),
        Style(
            identifier: "Heading3", name: "heading 3", font: "仿宋_GB2312", size: 32, isBold: true, outlineLevel: 2,
            indent: 200),
        Style(identifier: "Heading4", name: "heading 4", font: "仿宋_GB2312", size: 32, outlineLevel: 3, indent: 200),
        Style(identifier: "Heading5", name: "heading 5", font: "仿宋_GB2312", size: 32, outlineLevel: 4, indent: 200),
        Style(identifier: "Heading6", name: "heading 6", font: "仿宋_GB2312", size: 32, outlineLevel: 5, indent: 200),
        Style(identifier: "BodyText", name: "Body Text", font: "仿宋_GB2312", size: 32, indent: 200),
        Style(identifier: "Signature", name: "Signature", font: "仿宋_GB2312", size: 32, alignment: "right"),
        Style(
            identifier: "TableText", name: "Table Text", font: "仿宋_GB2312", size: 24, alignment: "left",
            isOnGrid: false),
        Style(
            identifier: "TableHead", name: "Table Head", font: "黑体", size: 24, alignment: "center", isOnGrid: false),
        Style(identifier: "Footer", name: "footer", font: "宋体", size: 28, alignment: "center", isOnGrid: false),
    ]

    static func bytes() throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start("w:styles", ["xmlns:w": OfficeNamespace.word])
        try writer.start("w:style", ["w:type": "paragraph", "w:default": "1", "w:styleId": "Normal"])
        try writer.empty("w:name", ["w:val": "Normal"])
        try writer.empty("w:qFormat")
        writer.end()
        for style in styles { try write(style, to: &writer) }
        try table(to: &writer)
        return writer.bytes()
    }

    private static func write(_ style: Style, to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("w:style", ["w:type": "paragraph", "w:styleId": style.identifier])
        try writer.empty("w:name", ["w:val": style.name])
        try writer.empty("w:basedOn", ["w:val": "Normal"])
        try writer.empty("w:qFormat")
        // The schema fixes the order of the properties.
        try writer.start("w:pPr")
        if style.outlineLevel != nil { try writer.empty("w:keepNext") }
        if !style.isOnGrid { try writer.empty("w:snapToGrid", ["w:val": "0"]) }
        if style.indent > 0 { try writer.empty("w:ind", ["w:firstLineChars": String(style.indent)]) }
        try writer.empty("w:jc", ["w:val": style.alignment])
        if let level = style.outlineLevel { try writer.empty("w:outlineLvl", ["w:val": String(level)]) }
        writer.end()
        try writer.start("w:rPr")
        try writer.empty(
            "w:rFonts", ["w:ascii": "Times New Roman", "w:eastAsia": style.font, "w:hAnsi": "Times New Roman"])
        if style.isBold { try writer.empty("w:b") }
        try writer.empty("w:sz", ["w:val": String(style.size)])
        try writer.empty("w:szCs", ["w:val": String(style.size)])
        writer.end()
        writer.end()
    }

    private static func table(to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("w:style", ["w:type": "table", "w:styleId": "TableGrid"])
        try writer.empty("w:name", ["w:val": "Table Grid"])
        try writer.start("w:tblPr")
        try writer.start("w:tblBorders")
        for edge: StaticString in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            try writer.empty(edge, ["w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "auto"])
        }
        writer.end()
        try writer.start("w:tblCellMar")
        for edge: StaticString in ["w:left", "w:right"] {
            try writer.empty(edge, ["w:w": "108", "w:type": "dxa"])
        }
        writer.end()
        writer.end()
        writer.end()
    }
}

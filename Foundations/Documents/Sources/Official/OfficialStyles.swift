/// The styles of `OfficialDocumentWriter`, the table of its fonts, and its settings.
enum OfficialStyles {
    private struct Style {
        let identifier: String
        let name: String
        let font: OfficialFonts
        let size: Double
        var alignment = "both"
        var outlineLevel: Int?
        /// Whether it stays on the page of what follows; headings always do.
        var keepsNext = false
        var isBold = false
        var isRed = false
        /// The indent of the first line in hundredths of a character.
        var firstLine = 0
        /// Indents at both edges in hundredths of a character.
        var edges = 0
        /// The distance of lines in twentieths of a point; nil where lines are as high as their text.
        var pitch: Int? = OfficialLayout.linePitch
    }

    private static let styles: [Style] = [
        Style(
            identifier: "IssuerMark", name: "Issuer Mark", font: .title, size: 48, alignment: "center", isRed: true,
            pitch: nil),
        Style(
            identifier: "DocumentNumber", name: "Document Number", font: .body, size: OfficialLayout.bodySize,
            alignment: "center"),
        Style(identifier: "Title", name: "Title", font: .title, size: OfficialLayout.titleSize, alignment: "center"),
        Style(identifier: "Recipients", name: "Recipients", font: .body, size: OfficialLayout.bodySize),
        Style(
            identifier: "Heading1", name: "heading 1", font: .black, size: OfficialLayout.bodySize, outlineLevel: 0,
            firstLine: 200),
        Style(
            identifier: "Heading2", name: "heading 2", font: .script, size: OfficialLayout.bodySize, outlineLevel: 1,
            firstLine: 200),
        Style(
            identifier: "Heading3", name: "heading 3", font: .body, size: OfficialLayout.bodySize, outlineLevel: 2,
            firstLine: 200),
        Style(
            identifier: "Heading4", name: "heading 4", font: .body, size: OfficialLayout.bodySize, outlineLevel: 3,
            firstLine: 200),
        Style(
            identifier: "BodyText", name: "Body Text", font: .body, size: OfficialLayout.bodySize, firstLine: 200),
        Style(identifier: "Blank", name: "Blank Line", font: .body, size: OfficialLayout.bodySize),
        Style(
            identifier: "Signature", name: "Signature", font: .body, size: OfficialLayout.bodySize,
            alignment: "right"),
        Style(identifier: "Attachment", name: "Attachment", font: .black, size: OfficialLayout.bodySize),
        Style(
            identifier: "Caption", name: "caption", font: .black, size: OfficialLayout.tableSize, alignment: "center",
            keepsNext: true, pitch: nil),
        Style(
            identifier: "TableText", name: "Table Text", font: .body, size: OfficialLayout.tableSize,
            alignment: "left", pitch: nil),
        Style(
            identifier: "TableCentre", name: "Table Centre", font: .body, size: OfficialLayout.tableSize,
            alignment: "center", pitch: nil),
        Style(
            identifier: "TableHead", name: "Table Head", font: .black, size: OfficialLayout.tableSize,
            alignment: "center", keepsNext: true, pitch: nil),
        Style(
            identifier: "Imprint", name: "Imprint", font: .body, size: OfficialLayout.smallSize, edges: 100,
            pitch: nil),
        Style(
            identifier: "Footer", name: "footer", font: .song, size: OfficialLayout.smallSize, alignment: "right",
            edges: 100, pitch: 280),
    ]

    static func bytes() throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start("w:styles", ["xmlns:w": OfficeNamespace.word])
        try writer.start("w:docDefaults")
        try writer.start("w:rPrDefault")
        try runProperties(font: .body, size: OfficialLayout.bodySize, isLanguageSet: true, to: &writer)
        writer.end()
        try writer.empty("w:pPrDefault")
        writer.end()
        try writer.start("w:style", ["w:type": "paragraph", "w:default": "1", "w:styleId": "Normal"])
        try writer.empty("w:name", ["w:val": "Normal"])
        try writer.empty("w:qFormat")
        try runProperties(font: .body, size: OfficialLayout.bodySize, to: &writer)
        writer.end()
        for style in styles { try write(style, to: &writer) }
        return writer.bytes()
    }

    private static func write(_ style: Style, to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("w:style", ["w:type": "paragraph", "w:styleId": style.identifier])
        try writer.empty("w:name", ["w:val": style.name])
        try writer.empty("w:basedOn", ["w:val": "Normal"])
        try writer.empty("w:qFormat")
        // The schema fixes the order of the properties.
        try writer.start("w:pPr")
        if style.outlineLevel != nil || style.keepsNext { try writer.empty("w:keepNext") }
        if style.pitch == nil { try writer.empty("w:snapToGrid", ["w:val": "0"]) }
        if let pitch = style.pitch {
            try writer.empty(
                "w:spacing", ["w:before": "0", "w:after": "0", "w:line": String(pitch), "w:lineRule": "exact"])
        }
        if style.edges > 0 {
            // Characters where they are understood, twentieths of a point elsewhere.
            let twips = String(Int(style.size * 20) * style.edges / 100)
            try writer.empty(
                "w:ind",
                [
                    "w:leftChars": String(style.edges), "w:left": twips, "w:rightChars": String(style.edges),
                    "w:right": twips,
                ])
        } else if style.firstLine > 0 {
            let twips = String(Int(style.size * 20) * style.firstLine / 100)
            try writer.empty("w:ind", ["w:firstLineChars": String(style.firstLine), "w:firstLine": twips])
        }
        try writer.empty("w:jc", ["w:val": style.alignment])
        if let level = style.outlineLevel { try writer.empty("w:outlineLvl", ["w:val": String(level)]) }
        writer.end()
        try runProperties(
            font: style.font, size: style.size, isBold: style.isBold, isRed: style.isRed, to: &writer)
        writer.end()
    }

    private static func runProperties(
        font: OfficialFonts, size: Double, isBold: Bool = false, isRed: Bool = false, isLanguageSet: Bool = false,
        to writer: inout MarkupWriter
    ) throws(DocumentProblem) {
        let halfPoints = String(Int((size * 2).rounded()))
        try writer.start("w:rPr")
        // Digits stand in the Chinese font too: half-width figures of 仿宋 and 宋体 are those of the standard.
        try writer.empty(
            "w:rFonts",
            ["w:ascii": font.name, "w:eastAsia": font.name, "w:hAnsi": font.name, "w:cs": "Times New Roman"])
        if isBold { try writer.empty("w:b") }
        if isRed { try writer.empty("w:color", ["w:val": "FF0000"]) }
        if size == OfficialLayout.bodySize {
            try writer.empty("w:spacing", ["w:val": String(OfficialLayout.characterSpace)])
        }
        try writer.empty("w:sz", ["w:val": halfPoints])
        try writer.empty("w:szCs", ["w:val": halfPoints])
        if isLanguageSet { try writer.empty("w:lang", ["w:val": "en-GB", "w:eastAsia": "zh-CN"]) }
        writer.end()
    }

    /// The table of fonts with what stands in for each (ISO/IEC 29500-1, clause 17.8.3.1, `altName`).
    static func fonts() throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start("w:fonts", ["xmlns:w": OfficeNamespace.word])
        for font in OfficialFonts.allCases {
            try writer.start("w:font", ["w:name": font.name])
            try writer.empty("w:altName", ["w:val": font.alternatives.joined(separator: ",")])
            // 0x86 is the character set GB 2312.
            try writer.empty("w:charset", ["w:val": "86"])
            try writer.empty("w:family", ["w:val": font == .black ? "swiss" : "roman"])
            try writer.empty("w:pitch", ["w:val": "default"])
            writer.end()
        }
        return writer.bytes()
    }

    /// Binding edges that alternate, footers that differ on odd and even pages, and the layout of Word 2013 and later.
    static func settings() throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start("w:settings", ["xmlns:w": OfficeNamespace.word])
        try writer.empty("w:mirrorMargins")
        try writer.empty("w:evenAndOddHeaders")
        try writer.empty("w:characterSpacingControl", ["w:val": "compressPunctuation"])
        try writer.start("w:compat")
        try writer.empty(
            "w:compatSetting",
            [
                "w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15",
            ])
        return writer.bytes()
    }
}

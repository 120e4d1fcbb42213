/// Writes the text part of an official document: `word/document.xml`.
struct OfficialTextWriter {
    private var writer = MarkupWriter()

    /// What a paragraph has besides its style.
    private struct Extra {
        /// Points above the paragraph, in twentieths.
        var before: Int?
        /// Indent from the right in characters of the body.
        var right: Double?
        /// Indent from the left and, negative, of the first line, in characters of the body.
        var hanging: (left: Double, by: Double)?
        /// Whether a red line stands below, as wide as the type area.
        var hasSeparator = false
        /// The size of the text in points, where it is not that of the style.
        var size: Double?
        var startsPage = false
    }

    private enum Section {
        case upright, landscape
    }

    mutating func write(_ document: OfficialDocument) throws(DocumentProblem) {
        try writer.start(
            "w:document", ["xmlns:w": OfficeNamespace.word, "xmlns:r": OfficeNamespace.relationshipAttribute])
        try writer.start("w:body")
        try head(document)
        try main(document)
        var current = Section.upright
        for (index, attachment) in document.attachments.enumerated() {
            let wanted: Section = attachment.isLandscape ? .landscape : .upright
            // A section is closed by the properties in its last paragraph.
            let isTurned = wanted != current
            if isTurned { try sectionEnd(current) }
            current = wanted
            try self.attachment(attachment, head: document.attachmentHead(index), startsPage: !isTurned)
        }
        if current == .landscape { try sectionEnd(.landscape) }
        try imprint(document)
        try section(.upright)
    }

    consuming func bytes() -> [UInt8] {
        writer.bytes()
    }

    // MARK: - Parts

    private mutating func head(_ document: OfficialDocument) throws(DocumentProblem) {
        try paragraph(
            document.mark, "IssuerMark",
            Extra(
                before: OfficialLayout.twips(OfficialLayout.aboveMark), size: OfficialLayout.markSize(document.mark)))
        try blanks(2)
        try paragraph(document.number, "DocumentNumber", Extra(hasSeparator: true))
        try blanks(2)
    }

    private mutating func main(_ document: OfficialDocument) throws(DocumentProblem) {
        try paragraph(document.title, "Title")
        try blanks(1)
        if let line = document.recipientLine { try paragraph(line, "Recipients") }
        try blocks(document.body, width: OfficialLayout.typeArea.width)
        if !document.attachments.isEmpty {
            try blanks(1)
            // Two characters in, and further lines of a name under its first character.
            let lines = document.attachmentLines
            let label = 3.0
            for (index, line) in lines.enumerated() {
                let number = lines.count < 2 ? 0 : OfficialLayout.width(of: "\(index + 1).")
                try paragraph(
                    (index == 0 ? OfficialDocument.attachmentLabel : "") + line, "BodyText",
                    Extra(hanging: (2 + label + number, index == 0 ? label + number : number)))
            }
        }
        try blanks(1)
        let date = OfficialDocument.day(document.date)
        try paragraph(
            document.issuer, "Signature",
            Extra(right: OfficialLayout.issuerIndent(issuer: document.issuer, date: date)))
        try paragraph(date, "Signature", Extra(right: OfficialLayout.dateIndent))
        if let remark = document.remarkLine { try paragraph(remark, "BodyText") }
    }

    private mutating func attachment(
        _ attachment: OfficialAttachment, head: String, startsPage: Bool
    ) throws(DocumentProblem) {
        try paragraph(head, "Attachment", Extra(startsPage: startsPage))
        try blanks(1)
        try paragraph(attachment.title, "Title")
        try blanks(1)
        try blocks(
            attachment.body,
            width: attachment.isLandscape ? OfficialLayout.typeArea.height : OfficialLayout.typeArea.width)
    }

    private mutating func blocks(_ blocks: [OfficialBlock], width: Double) throws(DocumentProblem) {
        var numbering = OfficialNumbering()
        for block in blocks {
            switch block {
            case .heading(let level, let text):
                try paragraph(numbering.next(level: level) + text, "Heading\(min(max(level, 1), 4))")
            case .paragraph(let text):
                for line in text.split(whereSeparator: \.isNewline) { try paragraph(String(line), "BodyText") }
            case .table(let table): try self.table(table, width: width)
            }
        }
    }

    /// The imprint: a table at the foot of the last page's type area (clause 7.4).
    private mutating func imprint(_ document: OfficialDocument) throws(DocumentProblem) {
        let width = OfficialLayout.twips(OfficialLayout.typeArea.width)
        try writer.start("w:tbl")
        try writer.start("w:tblPr")
        // Against the page, as LibreOffice floats no table as wide as its margins; that is 1 mm off the type area, which
        // the standard tolerates for the binding edge.
        try writer.empty(
            "w:tblpPr",
            [
                "w:leftFromText": "0", "w:rightFromText": "0", "w:vertAnchor": "margin", "w:horzAnchor": "page",
                "w:tblpXSpec": "center", "w:tblpYSpec": "bottom",
            ])
        try writer.empty("w:tblOverlap", ["w:val": "never"])
        try writer.empty("w:tblW", ["w:w": String(width), "w:type": "dxa"])
        // 0.35 mm outside and 0.25 mm inside are eight and six eighths of a point.
        try writer.start("w:tblBorders")
        try border("w:top", "8")
        try border("w:bottom", "8")
        try border("w:insideH", "6")
        writer.end()
        try writer.empty("w:tblLayout", ["w:type": "fixed"])
        try cellMargins(0)
        writer.end()
        try writer.start("w:tblGrid")
        try writer.empty("w:gridCol", ["w:w": String(width)])
        writer.end()
        if let copies = document.copyLine {
            try imprintRow(OfficialDocument.copyLabel + copies, Extra(hanging: (4, 3)), width: width)
        }
        try imprintRow(
            document.printer + "\t" + document.printedLine, Extra(), width: width)
        writer.end()
        try paragraph("", "TableText")
    }

    private mutating func imprintRow(_ text: String, _ extra: Extra, width: Int) throws(DocumentProblem) {
        try writer.start("w:tr")
        try writer.start("w:trPr")
        try writer.empty("w:cantSplit")
        writer.end()
        try writer.start("w:tc")
        try writer.start("w:tcPr")
        try writer.empty("w:tcW", ["w:w": String(width), "w:type": "dxa"])
        writer.end()
        try writer.start("w:p")
        try writer.start("w:pPr")
        try writer.empty("w:pStyle", ["w:val": "Imprint"])
        let character = Int(OfficialLayout.smallSize * 20)
        if text.contains("\t") {
            try writer.start("w:tabs")
            try writer.empty("w:tab", ["w:val": "right", "w:pos": String(width - character)])
            writer.end()
        }
        if let hanging = extra.hanging {
            try indent(hanging: hanging, right: 1, size: OfficialLayout.smallSize)
        }
        writer.end()
        try run(text, size: nil)
        writer.end()
        writer.end()
        writer.end()
    }

    private mutating func table(_ table: OfficialTable, width: Double) throws(DocumentProblem) {
        guard !table.columns.isEmpty else { return }
        if !table.caption.isEmpty { try paragraph(table.caption, "Caption") }
        let widths = Self.widths(table.columns.map(\.share), total: OfficialLayout.twips(width))
        try writer.start("w:tbl")
        try writer.start("w:tblPr")
        try writer.empty("w:tblW", ["w:w": String(widths.reduce(0, +)), "w:type": "dxa"])
        try writer.start("w:tblBorders")
        for edge: StaticString in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            try border(edge, "4")
        }
        writer.end()
        try writer.empty("w:tblLayout", ["w:type": "fixed"])
        try cellMargins(57)
        writer.end()
        try writer.start("w:tblGrid")
        for width in widths { try writer.empty("w:gridCol", ["w:w": String(width)]) }
        writer.end()
        try row(table.columns.map(\.title), table.columns, widths, isHead: true)
        for cells in table.rows { try row(cells, table.columns, widths, isHead: false) }
        writer.end()
        // Two tables with nothing between them would become one.
        try paragraph("", "TableText")
    }

    private mutating func row(
        _ cells: [String], _ columns: [OfficialTable.Column], _ widths: [Int], isHead: Bool
    ) throws(DocumentProblem) {
        try writer.start("w:tr")
        try writer.start("w:trPr")
        try writer.empty("w:cantSplit")
        if isHead { try writer.empty("w:tblHeader") }
        writer.end()
        for (index, column) in columns.enumerated() {
            try writer.start("w:tc")
            try writer.start("w:tcPr")
            try writer.empty("w:tcW", ["w:w": String(widths[index]), "w:type": "dxa"])
            try writer.empty("w:vAlign", ["w:val": "center"])
            writer.end()
            let style = isHead ? "TableHead" : column.isCentred ? "TableCentre" : "TableText"
            try paragraph(index < cells.count ? cells[index] : "", style)
            writer.end()
        }
        writer.end()
    }

    /// Widths in the proportion of the shares whose sum is exactly the total.
    static func widths(_ shares: [Int], total: Int) -> [Int] {
        let shares = shares.map { max($0, 1) }
        let sum = shares.reduce(0, +)
        var before = 0
        var edge = 0
        return shares.map { share in
            before += share
            let next = total * before / sum
            defer { edge = next }
            return next - edge
        }
    }

    // MARK: - Pieces

    private mutating func blanks(_ count: Int) throws(DocumentProblem) {
        for _ in 0..<count { try paragraph("", "Blank") }
    }

    private mutating func paragraph(
        _ text: String, _ style: String, _ extra: Extra = Extra()
    ) throws(DocumentProblem) {
        try writer.start("w:p")
        try properties(style, extra)
        try run(text, size: extra.size)
        writer.end()
    }

    private mutating func properties(_ style: String, _ extra: Extra) throws(DocumentProblem) {
        try writer.start("w:pPr")
        try writer.empty("w:pStyle", ["w:val": style])
        if extra.startsPage { try writer.empty("w:pageBreakBefore") }
        if extra.hasSeparator {
            let space = Int((OfficialLayout.aboveSeparator / OfficialLayout.millimetresPerPoint).rounded())
            try writer.start("w:pBdr")
            try writer.empty(
                "w:bottom", ["w:val": "single", "w:sz": "12", "w:space": String(space), "w:color": "FF0000"])
            writer.end()
        }
        if let before = extra.before { try writer.empty("w:spacing", ["w:before": String(before)]) }
        if let hanging = extra.hanging {
            try indent(hanging: hanging, right: nil, size: OfficialLayout.bodySize)
        } else if let right = extra.right {
            try writer.empty(
                "w:ind",
                [
                    "w:rightChars": String(Int(right * 100)),
                    "w:right": String(Int(right * OfficialLayout.bodySize * 20)),
                ])
        }
        writer.end()
    }

    private mutating func indent(
        hanging: (left: Double, by: Double), right: Double?, size: Double
    ) throws(DocumentProblem) {
        func hundredths(_ characters: Double) -> String { String(Int(characters * 100)) }
        func twips(_ characters: Double) -> String { String(Int(characters * size * 20)) }
        if let right {
            try writer.empty(
                "w:ind",
                [
                    "w:leftChars": hundredths(hanging.left), "w:left": twips(hanging.left),
                    "w:rightChars": hundredths(right), "w:right": twips(right),
                    "w:hangingChars": hundredths(hanging.by), "w:hanging": twips(hanging.by),
                ])
        } else {
            try writer.empty(
                "w:ind",
                [
                    "w:leftChars": hundredths(hanging.left), "w:left": twips(hanging.left),
                    "w:hangingChars": hundredths(hanging.by), "w:hanging": twips(hanging.by),
                ])
        }
    }

    private mutating func run(_ text: String, size: Double?) throws(DocumentProblem) {
        guard !text.isEmpty else { return }
        try writer.start("w:r")
        if let size {
            let halfPoints = String(Int(size * 2))
            try writer.start("w:rPr")
            try writer.empty("w:sz", ["w:val": halfPoints])
            try writer.empty("w:szCs", ["w:val": halfPoints])
            writer.end()
        }
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
    }

    private mutating func border(_ edge: StaticString, _ eighths: String) throws(DocumentProblem) {
        try writer.empty(edge, ["w:val": "single", "w:sz": eighths, "w:space": "0", "w:color": "000000"])
    }

    private mutating func cellMargins(_ twips: Int) throws(DocumentProblem) {
        try writer.start("w:tblCellMar")
        try writer.empty("w:left", ["w:w": String(twips), "w:type": "dxa"])
        try writer.empty("w:right", ["w:w": String(twips), "w:type": "dxa"])
        writer.end()
    }

    /// Ends a section in an empty paragraph, so that the next one starts a page of another shape.
    private mutating func sectionEnd(_ kind: Section) throws(DocumentProblem) {
        try writer.start("w:p")
        try writer.start("w:pPr")
        try writer.empty("w:pStyle", ["w:val": "TableText"])
        try section(kind)
        writer.end()
        writer.end()
    }

    private mutating func section(_ kind: Section) throws(DocumentProblem) {
        let twips = OfficialLayout.twips
        // The footer ends where its one line begins 7 mm below the type area.
        let line = OfficialLayout.smallSize * OfficialLayout.millimetresPerPoint
        let footer = OfficialLayout.bottom - OfficialLayout.abovePageNumber - line
        try writer.start("w:sectPr")
        try writer.empty("w:footerReference", ["w:type": "default", "r:id": "rId4"])
        try writer.empty("w:footerReference", ["w:type": "even", "r:id": "rId5"])
        try writer.empty("w:type", ["w:val": "nextPage"])
        switch kind {
        case .upright:
            try writer.empty(
                "w:pgSz",
                ["w:w": String(twips(OfficialLayout.page.width)), "w:h": String(twips(OfficialLayout.page.height))])
            try margins(
                top: OfficialLayout.top, inside: OfficialLayout.binding, bottom: OfficialLayout.bottom,
                outside: OfficialLayout.outer, footer: footer)
            try writer.empty(
                "w:docGrid",
                ["w:type": "lines", "w:linePitch": String(OfficialLayout.linePitch)])
        case .landscape:
            // Turned by a quarter: the binding edge is above, and both sides are alike on odd and even pages.
            let side = (OfficialLayout.page.height - OfficialLayout.typeArea.height) / 2
            try writer.empty(
                "w:pgSz",
                [
                    "w:w": String(twips(OfficialLayout.page.height)),
                    "w:h": String(twips(OfficialLayout.page.width)), "w:orient": "landscape",
                ])
            try margins(
                top: OfficialLayout.binding, inside: side, bottom: OfficialLayout.outer, outside: side,
                footer: OfficialLayout.outer - OfficialLayout.abovePageNumber - line)
        }
        writer.end()
    }

    private mutating func margins(
        top: Double, inside: Double, bottom: Double, outside: Double, footer: Double
    ) throws(DocumentProblem) {
        let twips = OfficialLayout.twips
        try writer.empty(
            "w:pgMar",
            [
                "w:top": String(twips(top)), "w:right": String(twips(outside)), "w:bottom": String(twips(bottom)),
                "w:left": String(twips(inside)), "w:header": "851", "w:footer": String(twips(footer)),
                "w:gutter": "0",
            ])
    }
}

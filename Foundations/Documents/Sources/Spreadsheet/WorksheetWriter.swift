/// Writes one sheet; parts follow each other in the order of the schema (ISO/IEC 29500-1, 18.3.1.99).
struct WorksheetWriter {
    private let sheet: Worksheet
    private let isSelected: Bool

    init(_ sheet: Worksheet, isSelected: Bool) {
        self.sheet = sheet
        self.isSelected = isSelected
    }

    func bytes(_ formats: inout CellFormats) throws(DocumentProblem) -> [UInt8] {
        guard sheet.rows.count <= CellReference.rowLimit else {
            throw .overLimit(.rows, limit: CellReference.rowLimit, place: sheet.name)
        }
        guard sheet.columnCount <= CellReference.columnLimit else {
            throw .overLimit(.columns, limit: CellReference.columnLimit, place: sheet.name)
        }
        var writer = MarkupWriter()
        try writer.start(
            "worksheet", ["xmlns": OfficeNamespace.sheet, "xmlns:r": OfficeNamespace.relationshipAttribute])
        try writer.start("sheetPr")
        try writer.empty("pageSetUpPr", ["fitToPage": "1"])
        writer.end()
        try view(to: &writer)
        try columns(to: &writer)
        try writer.start("sheetData")
        for (row, cells) in sheet.rows.enumerated() {
            try writer.start("row", ["r": String(row + 1)])
            for (column, value) in cells.enumerated() {
                try write(value, at: CellReference(row: row, column: column), &formats, to: &writer)
            }
            writer.end()
        }
        writer.end()
        if let range = sheet.filterRange { try writer.empty("autoFilter", ["ref": range.description]) }
        try merges(to: &writer)
        try choices(to: &writer)
        try page(to: &writer)
        return writer.bytes()
    }

    private func view(to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.start("sheetViews")
        try writer.start("sheetView", ["tabSelected": isSelected ? "1" : "0", "workbookViewId": "0"])
        if sheet.headRows > 0 {
            let corner = CellReference(row: sheet.headRows, column: 0).description
            try writer.empty(
                "pane",
                [
                    "ySplit": String(sheet.headRows), "topLeftCell": corner, "activePane": "bottomLeft",
                    "state": "frozen",
                ])
            try writer.empty("selection", ["pane": "bottomLeft", "activeCell": corner, "sqref": corner])
        }
        writer.end()
        writer.end()
    }

    private func columns(to writer: inout MarkupWriter) throws(DocumentProblem) {
        guard !sheet.columnWidths.isEmpty else { return }
        try writer.start("cols")
        for (index, width) in sheet.columnWidths.enumerated() {
            // A column can be up to 255 characters wide.
            let bounded = width.isFinite ? min(max(width, 1), 255) : 10
            try writer.empty(
                "col",
                ["min": String(index + 1), "max": String(index + 1), "width": "\(bounded)", "customWidth": "1"])
        }
        writer.end()
    }

    private func write(
        _ value: CellValue, at place: CellReference, _ formats: inout CellFormats, to writer: inout MarkupWriter
    ) throws(DocumentProblem) {
        let isHead = place.row < sheet.headRows
        switch value {
        case .empty:
            // An empty cell of the head keeps its frame.
            if isHead { try writer.empty("c", ["r": "\(place)", "s": formats.index(.head)]) }
        case .text(let text):
            try writeText(text, at: place, isHead: isHead, &formats, to: &writer)
        case .integer(let number):
            // Spreadsheet programs keep 15 digits; a longer number would be changed, so it stays text.
            guard String(number.magnitude).count <= 15 else {
                return try writeText(String(number), at: place, isHead: isHead, &formats, to: &writer)
            }
            try writeNumber(String(number), .integer, at: place, &formats, to: &writer)
        case .decimal(let decimal):
            guard decimal.significantDigits <= 15 else {
                return try writeText(decimal.description, at: place, isHead: isHead, &formats, to: &writer)
            }
            try writeNumber(decimal.description, .decimal(decimal.scale), at: place, &formats, to: &writer)
        case .percent(let share):
            try writeNumber(share.description, .percent(max(share.scale - 2, 0)), at: place, &formats, to: &writer)
        case .number(let number):
            guard number.isFinite else {
                throw .invalidCellValue(sheet: sheet.name, cell: "\(place)", text: "\(number)")
            }
            try writeNumber("\(number)", .general, at: place, &formats, to: &writer)
        case .date(let date):
            guard let serial = DateSerial.serial(date) else {
                return try writeText(value.plainText, at: place, isHead: isHead, &formats, to: &writer)
            }
            try writeNumber(String(serial), .date, at: place, &formats, to: &writer)
        case .dateTime(let date, let seconds):
            guard (0..<86_400).contains(seconds) else {
                throw .invalidCellValue(sheet: sheet.name, cell: "\(place)", text: "\(seconds) s")
            }
            guard let serial = DateSerial.serial(date) else {
                return try writeText(value.plainText, at: place, isHead: isHead, &formats, to: &writer)
            }
            try writeNumber("\(Double(serial) + Double(seconds) / 86_400)", .dateTime, at: place, &formats, to: &writer)
        case .boolean(let flag):
            try writeTyped(flag ? "1" : "0", type: "b", at: place, &formats, to: &writer)
        case .error(let text):
            try writeTyped(text, type: "e", at: place, &formats, to: &writer)
        }
    }

    private func writeText(
        _ text: String, at place: CellReference, isHead: Bool, _ formats: inout CellFormats,
        to writer: inout MarkupWriter
    ) throws(DocumentProblem) {
        guard text.utf16.count <= WorkbookWriter.textLimit else {
            throw .cellTextTooLong(sheet: sheet.name, cell: "\(place)", length: text.utf16.count)
        }
        let format: CellFormats.Format = isHead ? .head : FormulaGuard.isDangerous(text) ? .guardedText : .text
        try writer.start("c", ["r": "\(place)", "s": formats.index(format), "t": "inlineStr"])
        try writer.start("is")
        try writer.start("t", ["xml:space": "preserve"])
        try writer.text(SpreadsheetText.escape(text))
        writer.end()
        writer.end()
        writer.end()
    }

    private func writeNumber(
        _ text: String, _ format: CellFormats.Format, at place: CellReference, _ formats: inout CellFormats,
        to writer: inout MarkupWriter
    ) throws(DocumentProblem) {
        try writer.start("c", ["r": "\(place)", "s": formats.index(format)])
        try writer.start("v")
        try writer.text(text)
        writer.end()
        writer.end()
    }

    private func writeTyped(
        _ text: String, type: String, at place: CellReference, _ formats: inout CellFormats,
        to writer: inout MarkupWriter
    ) throws(DocumentProblem) {
        try writer.start("c", ["r": "\(place)", "s": formats.index(.general), "t": type])
        try writer.start("v")
        try writer.text(text)
        writer.end()
        writer.end()
    }

    private func merges(to writer: inout MarkupWriter) throws(DocumentProblem) {
        guard !sheet.merges.isEmpty else { return }
        try writer.start("mergeCells", ["count": String(sheet.merges.count)])
        for merge in sheet.merges { try writer.empty("mergeCell", ["ref": merge.description]) }
        writer.end()
    }

    private func choices(to writer: inout MarkupWriter) throws(DocumentProblem) {
        guard !sheet.choices.isEmpty else { return }
        try writer.start("dataValidations", ["count": String(sheet.choices.count)])
        for choice in sheet.choices {
            let list = choice.values.joined(separator: ",")
            let letters = CellReference.letters(column: choice.column)
            guard (1...255).contains(list.utf16.count), (0..<CellReference.columnLimit).contains(choice.column),
                !choice.values.contains(where: { $0.contains(",") || $0.contains("\"") || $0.isEmpty })
            else { throw .invalidChoices(sheet: sheet.name, column: letters) }
            try writer.start(
                "dataValidation",
                [
                    "type": "list", "allowBlank": "1", "showErrorMessage": "1",
                    "sqref": "\(letters)\(sheet.headRows + 1):\(letters)\(CellReference.rowLimit)",
                ])
            try writer.start("formula1")
            try writer.text("\"\(list)\"")
            writer.end()
            writer.end()
        }
        writer.end()
    }

    private func page(to writer: inout MarkupWriter) throws(DocumentProblem) {
        try writer.empty(
            "pageMargins",
            ["left": "0.5", "right": "0.5", "top": "0.75", "bottom": "0.75", "header": "0.3", "footer": "0.3"])
        // Paper 8 is A3 and 9 is A4; as many pages high as needed, one wide.
        try writer.empty(
            "pageSetup",
            [
                "paperSize": sheet.paper == .a3Landscape ? "8" : "9",
                "orientation": sheet.paper == .a4Portrait ? "portrait" : "landscape", "fitToWidth": "1",
                "fitToHeight": "0",
            ])
        try writer.start("headerFooter")
        try writer.start("oddFooter")
        try writer.text("&C&P / &N")
        writer.end()
        writer.end()
    }
}

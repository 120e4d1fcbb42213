/// Writes a workbook as an XLSX package that Excel and WPS open without a warning.
struct WorkbookWriter {
    /// The most characters (UTF-16 units) that a cell can hold.
    static let textLimit = 32_767

    private let workbook: Workbook

    init(_ workbook: Workbook) {
        self.workbook = workbook
    }

    func bytes() throws(DocumentProblem) -> [UInt8] {
        try checkNames()
        var styles = CellFormats()
        var archive = ArchiveWriter()
        try archive.add("[Content_Types].xml", try contentTypes())
        try archive.add("_rels/.rels", try WordWriter.relationships([("rId1", "officeDocument", "xl/workbook.xml")]))
        try archive.add("xl/workbook.xml", try main())
        for (index, sheet) in workbook.sheets.enumerated() {
            let writer = WorksheetWriter(sheet, isSelected: index == firstVisible)
            try archive.add("xl/worksheets/sheet\(index + 1).xml", try writer.bytes(&styles))
        }
        try archive.add("xl/styles.xml", try styles.bytes())
        let links = workbook.sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
        try archive.add(
            "xl/_rels/workbook.xml.rels",
            try WordWriter.relationships(links + [("rId\(links.count + 1)", "styles", "styles.xml")]))
        return try archive.bytes()
    }

    private var firstVisible: Int { workbook.sheets.firstIndex { !$0.isHidden } ?? 0 }

    private func checkNames() throws(DocumentProblem) {
        guard !workbook.sheets.isEmpty else { throw .noSheets }
        var names: Set<String> = []
        for sheet in workbook.sheets {
            let name = sheet.name
            let isAllowed =
                (1...31).contains(name.utf16.count) && !name.contains { "[]:*?/\\".contains($0) }
                && !name.hasPrefix("'") && !name.hasSuffix("'") && name.lowercased() != "history"
                && !name.unicodeScalars.contains { $0.value < 0x20 }
            guard isAllowed else { throw .invalidSheetName(name) }
            guard names.insert(name.lowercased()).inserted else { throw .duplicateSheetName(name) }
        }
        // A workbook must show something.
        guard workbook.sheets.contains(where: { !$0.isHidden }) else { throw .noSheets }
    }

    private func contentTypes() throws(DocumentProblem) -> [UInt8] {
        let base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var writer = MarkupWriter()
        try writer.start("Types", ["xmlns": OfficeNamespace.contentTypes])
        try writer.empty(
            "Default",
            ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
        try writer.empty("Default", ["Extension": "xml", "ContentType": "application/xml"])
        try writer.empty("Override", ["PartName": "/xl/workbook.xml", "ContentType": "\(base).sheet.main+xml"])
        try writer.empty("Override", ["PartName": "/xl/styles.xml", "ContentType": "\(base).styles+xml"])
        for index in workbook.sheets.indices {
            try writer.empty(
                "Override",
                ["PartName": "/xl/worksheets/sheet\(index + 1).xml", "ContentType": "\(base).worksheet+xml"])
        }
        return writer.bytes()
    }

    private func main() throws(DocumentProblem) -> [UInt8] {
        var writer = MarkupWriter()
        try writer.start(
            "workbook", ["xmlns": OfficeNamespace.sheet, "xmlns:r": OfficeNamespace.relationshipAttribute])
        try writer.start("bookViews")
        try writer.empty("workbookView", ["activeTab": String(firstVisible)])
        writer.end()
        try writer.start("sheets")
        for (index, sheet) in workbook.sheets.enumerated() {
            try writer.empty(
                "sheet",
                [
                    "name": sheet.name, "sheetId": String(index + 1), "state": sheet.isHidden ? "hidden" : "visible",
                    "r:id": "rId\(index + 1)",
                ])
        }
        writer.end()
        try definedNames(to: &writer)
        return writer.bytes()
    }

    private func definedNames(to writer: inout MarkupWriter) throws(DocumentProblem) {
        let named = workbook.sheets.enumerated().filter { $0.element.headRows > 0 || $0.element.filterRange != nil }
        guard !named.isEmpty else { return }
        try writer.start("definedNames")
        for (index, sheet) in named {
            let quoted =
                "'" + sheet.name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
            if let range = sheet.filterRange {
                try writer.start(
                    "definedName",
                    ["name": "_xlnm._FilterDatabase", "localSheetId": String(index), "hidden": "1"])
                try writer.text("\(quoted)!\(Self.absolute(range.first)):\(Self.absolute(range.last))")
                writer.end()
            }
            if sheet.headRows > 0 {
                try writer.start("definedName", ["name": "_xlnm.Print_Titles", "localSheetId": String(index)])
                try writer.text("\(quoted)!$1:$\(sheet.headRows)")
                writer.end()
            }
        }
        writer.end()
    }

    private static func absolute(_ cell: CellReference) -> String {
        "$\(CellReference.letters(column: cell.column))$\(cell.row + 1)"
    }
}

extension Worksheet {
    /// The cells that the filter buttons act on, the head row with the buttons included.
    var filterRange: CellRange? {
        guard hasFilter, !rows.isEmpty, columnCount > 0 else { return nil }
        let head = min(max(headRows - 1, 0), rows.count - 1)
        return CellRange(
            first: CellReference(row: head, column: 0),
            last: CellReference(row: rows.count - 1, column: columnCount - 1))
    }
}

/// Reads the sheets of an XLSX package.
struct WorkbookReader {
    private let package: OfficePackage
    private let main: String
    private let limits: WorkbookLimits

    init(_ bytes: [UInt8], limits: WorkbookLimits) throws(DocumentProblem) {
        package = try OfficePackage(bytes, limits: limits.archive, markup: limits.markup)
        guard try package.kind == .xlsx, let main = try package.mainPart() else {
            throw .unexpectedKind(expected: .xlsx)
        }
        self.main = main
        self.limits = limits
    }

    func read() throws(DocumentProblem) -> Workbook {
        let relationships = try package.relationships(of: main)
        let root = try package.tree(of: main)
        var styles = SpreadsheetStyles()
        if let part = relationships.first(where: { $0.kind == "styles" })?.target {
            styles = SpreadsheetStyles(try package.tree(of: part))
        }
        var strings: [String] = []
        if let part = relationships.first(where: { $0.kind == "sharedStrings" })?.target,
            package.archive.entry(named: part) != nil
        {
            strings = try sharedStrings(part)
        }
        let properties = root.children.first { $0.element.name == "workbookPr" }
        var context = WorksheetReader.Context(
            limits: limits, strings: strings, styles: styles,
            isFrom1904: ["1", "true"].contains(properties?.element.attribute("date1904") ?? ""), cells: 0)
        var workbook = Workbook()
        let list = root.children.first { $0.element.name == "sheets" }?.children ?? []
        guard list.count <= limits.sheets else { throw .overLimit(.sheets, limit: limits.sheets, place: "") }
        for sheet in list where sheet.element.name == "sheet" {
            let name = sheet.element.attribute("name") ?? ""
            let identifier = sheet.element.attributes.first {
                $0.name == "id" && OfficeNamespace.canonical($0.namespace) == OfficeNamespace.relationshipAttribute
            }?.value
            guard let link = relationships.first(where: { $0.identifier == identifier }), let part = link.target else {
                throw .brokenReference(part: main, identifier: "\(name) \(identifier ?? "")")
            }
            // Sheets of charts and old dialogs hold no cells.
            guard link.kind == "worksheet" else { continue }
            var reader = try package.reader(for: part)
            var worksheet = try WorksheetReader(name: name).read(&reader, &context)
            worksheet.isHidden = sheet.element.attribute("state").map { $0 != "visible" } ?? false
            workbook.sheets.append(worksheet)
        }
        guard !workbook.sheets.isEmpty else { throw .noSheets }
        return workbook
    }

    // The counts that the part claims are ignored: many programs leave them out or get them wrong.
    private func sharedStrings(_ part: String) throws(DocumentProblem) -> [String] {
        var reader = try package.reader(for: part)
        var strings: [String] = []
        while let event = try reader.next() {
            guard case .start(let element) = event, element.name == "si" else { continue }
            guard strings.count < limits.cells else {
                throw .overLimit(.cells, limit: limits.cells, place: part)
            }
            strings.append(SpreadsheetText.unescape(try WorksheetReader.richText(element, &reader)))
        }
        return strings
    }
}

import CivicCalendar

/// Reads the cells of one sheet in one pass.
///
/// The dimension that a sheet claims is ignored, as are cells with a format and no value; what counts is where values
/// stand. Rows and cells must be in ascending order, as the standard asks, so no cell can be given twice.
struct WorksheetReader {
    /// What all sheets of a workbook share.
    struct Context {
        let limits: WorkbookLimits
        let strings: [String]
        let styles: SpreadsheetStyles
        let isFrom1904: Bool
        var cells: Int
    }

    private struct Cell {
        var place: CellReference
        var type: String
        var style: Int
        var text: String?
        var hasFormula = false
    }

    private let name: String
    private var sheet: Worksheet
    private var row = -1
    private var column = -1

    init(name: String) {
        self.name = name
        sheet = Worksheet(name: name)
    }

    consuming func read(
        _ reader: inout MarkupReader, _ context: inout Context
    ) throws(DocumentProblem) -> Worksheet {
        while let event = try reader.next() {
            guard case .start(let element) = event,
                OfficeNamespace.canonical(element.namespace) == OfficeNamespace.sheet
            else { continue }
            switch element.name {
            case "row": try startRow(element)
            case "c": try readCell(element, &reader, &context)
            case "mergeCell": try readMerge(element, &context)
            default: continue
            }
        }
        try checkMerges(&context)
        return sheet
    }

    private mutating func startRow(_ element: MarkupElement) throws(DocumentProblem) {
        column = -1
        guard let text = element.attribute("r") else {
            row += 1
            return
        }
        guard let number = Int(text), number > row + 1, number <= CellReference.rowLimit else {
            throw .invalidCellReference(sheet: name, text: text)
        }
        row = number - 1
    }

    private mutating func readCell(
        _ element: MarkupElement, _ reader: inout MarkupReader, _ context: inout Context
    ) throws(DocumentProblem) {
        var place = CellReference(row: max(row, 0), column: column + 1)
        if let text = element.attribute("r") {
            guard let given = CellReference(text), given.row == row, given.column > column else {
                throw .invalidCellReference(sheet: name, text: text)
            }
            place = given
        }
        column = place.column
        var cell = Cell(
            place: place, type: element.attribute("t") ?? "n",
            style: element.attribute("s").flatMap { Int($0) } ?? 0)
        let outside = reader.depth - 1
        while let event = try reader.next(), reader.depth > outside {
            guard case .start(let child) = event else { continue }
            switch child.name {
            case "v": cell.text = try Self.text(&reader)
            case "is": cell.text = try Self.richText(child, &reader)
            case "f":
                cell.hasFormula = true
                try reader.skip()
            default: try reader.skip()
            }
        }
        let value = try value(of: cell, context)
        if value != .empty { try store(value, at: place, &context) }
    }

    private mutating func store(
        _ value: CellValue, at place: CellReference, _ context: inout Context
    ) throws(DocumentProblem) {
        let limits = context.limits
        guard place.row < limits.rows else { throw .overLimit(.rows, limit: limits.rows, place: name) }
        guard place.column < limits.columns else { throw .overLimit(.columns, limit: limits.columns, place: name) }
        while sheet.rows.count <= place.row { sheet.rows.append([]) }
        let missing = place.column - sheet.rows[place.row].count
        context.cells += missing + 1
        guard context.cells <= limits.cells else { throw .overLimit(.cells, limit: limits.cells, place: name) }
        if missing > 0 { sheet.rows[place.row] += [CellValue](repeating: .empty, count: missing) }
        sheet.rows[place.row].append(value)
    }

    // MARK: Values

    private func value(of cell: Cell, _ context: Context) throws(DocumentProblem) -> CellValue {
        let reference = cell.place.description
        // A formula with an empty number as its result was never calculated; an empty text is a result.
        guard let text = cell.text, !(text.isEmpty && cell.hasFormula && cell.type == "n") else {
            guard !cell.hasFormula else { throw .formulaWithoutValue(sheet: name, cell: reference) }
            return .empty
        }
        switch cell.type {
        case "s":
            guard let index = Int(text), context.strings.indices.contains(index) else {
                throw .sharedStringOutOfRange(
                    sheet: name, cell: reference, index: Int(text) ?? -1, count: context.strings.count)
            }
            return try textValue(context.strings[index], reference)
        case "str", "inlineStr":
            return try textValue(SpreadsheetText.unescape(text), reference)
        case "b":
            guard ["0", "1", "true", "false"].contains(text) else {
                throw .invalidCellValue(sheet: name, cell: reference, text: text)
            }
            return .boolean(text == "1" || text == "true")
        case "e":
            return .error(text)
        case "d":
            return try isoDate(text, reference)
        case "n":
            return text.isEmpty ? .empty : try number(text, cell, context)
        default:
            throw .invalidCellValue(sheet: name, cell: reference, text: "t=\(cell.type)")
        }
    }

    private func textValue(_ text: String, _ reference: String) throws(DocumentProblem) -> CellValue {
        guard text.utf16.count <= WorkbookWriter.textLimit else {
            throw .cellTextTooLong(sheet: name, cell: reference, length: text.utf16.count)
        }
        return text.isEmpty ? .empty : .text(text)
    }

    private func isoDate(_ text: String, _ reference: String) throws(DocumentProblem) -> CellValue {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard let day = parts.first else { throw .invalidCellValue(sheet: name, cell: reference, text: text) }
        do throws(CivicDateProblem) {
            let date = try CivicDate(String(day))
            guard parts.count == 2 else { return .date(date) }
            let clock = parts[1].prefix(8).split(separator: ":").compactMap { Int($0) }
            if clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0..<60).contains(clock[2]) {
                return .dateTime(date, seconds: clock[0] * 3600 + clock[1] * 60 + clock[2])
            }
        } catch {
            throw .invalidCellValue(sheet: name, cell: reference, text: text)
        }
        throw .invalidCellValue(sheet: name, cell: reference, text: text)
    }

    private func number(_ text: String, _ cell: Cell, _ context: Context) throws(DocumentProblem) -> CellValue {
        let reference = cell.place.description
        // Double accepts hexadecimal numbers, infinities and nan as well; a cell does not.
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let double = Double(text),
            double.isFinite
        else { throw .invalidCellValue(sheet: name, cell: reference, text: text) }
        switch context.styles.meaning(cell.style) {
        case .date:
            guard let (date, seconds) = DateSerial.date(double, isFrom1904: context.isFrom1904) else {
                throw .invalidCellValue(sheet: name, cell: reference, text: text)
            }
            return seconds == 0 ? .date(date) : .dateTime(date, seconds: seconds)
        case .percent:
            return ExactDecimal(double).map { .percent($0) } ?? .number(double)
        case .number:
            // Digits that are written out are kept even where a floating-point number could not hold them.
            if let integer = Int64(text) { return .integer(integer) }
            if double == double.rounded(), abs(double) < 9_007_199_254_740_992 { return .integer(Int64(double)) }
            return ExactDecimal(double).map { $0.scale == 0 ? .number(double) : .decimal($0) } ?? .number(double)
        }
    }

    // MARK: Merges

    private mutating func readMerge(_ element: MarkupElement, _ context: inout Context) throws(DocumentProblem) {
        let text = element.attribute("ref") ?? ""
        guard let range = CellRange(text) else { throw .invalidCellReference(sheet: name, text: text) }
        guard sheet.merges.count < context.limits.cells else {
            throw .overLimit(.mergedCells, limit: context.limits.cells, place: name)
        }
        sheet.merges.append(range)
    }

    // Merges count as far as values reach, so that unmerging cannot fill more cells than the limit.
    private func checkMerges(_ context: inout Context) throws(DocumentProblem) {
        let (height, width) = (sheet.rows.count, sheet.columnCount)
        for merge in sheet.merges where merge.first.row < height && merge.first.column < width {
            let rows = min(merge.last.row, height - 1) - merge.first.row + 1
            let columns = min(merge.last.column, width - 1) - merge.first.column + 1
            context.cells += rows * columns
            guard context.cells <= context.limits.cells else {
                throw .overLimit(.mergedCells, limit: context.limits.cells, place: name)
            }
        }
    }

    // MARK: Text

    /// The text of an element that has just started and holds nothing else.
    private static func text(_ reader: inout MarkupReader) throws(DocumentProblem) -> String {
        let outside = reader.depth - 1
        var text = ""
        while let event = try reader.next(), reader.depth > outside {
            if case .text(let piece) = event { text += piece }
        }
        return text
    }

    /// The text of a string item: plain or in runs, without the reading aids of East Asian text.
    static func richText(_ element: MarkupElement, _ reader: inout MarkupReader) throws(DocumentProblem) -> String {
        let outside = reader.depth - 1
        var text = ""
        while let event = try reader.next(), reader.depth > outside {
            guard case .start(let child) = event else { continue }
            switch child.name {
            case "t": text += try Self.text(&reader)
            case "rPh", "rPr", "phoneticPr": try reader.skip()
            default: continue
            }
        }
        return text
    }
}

import Documents
import Foundation
import Kernel
import Web

/// A table as a file: CSV with a mark for Excel, or XLSX with a second sheet that says where the rows come from.
public struct TableFile: Sendable {
    /// What the second sheet says: name and value a row.
    public struct Provenance: Sendable {
        public var rows: [(name: String, value: String)]

        public init(_ rows: [(name: String, value: String)]) {
            self.rows = rows
        }
    }

    public let title: String
    public let table: [[Table.ExportCell]]
    public let provenance: Provenance
    public let provenanceTitle: String

    public init(title: String, table: [[Table.ExportCell]], provenance: Provenance, provenanceTitle: String) {
        self.title = title
        self.table = table
        self.provenance = provenance
        self.provenanceTitle = provenanceTitle
    }

    /// The answer that hands the file over.
    public func answer(_ format: ExportFormat, name: String) throws -> Answer {
        let bytes: [UInt8] =
            switch format {
            case .csv: csv()
            case .xlsx: try xlsx()
            }
        return .file(bytes, name: "\(name).\(format.rawValue)", contentType: format.contentType)
    }

    func csv() -> [UInt8] {
        DelimitedWriter().bytes(table.map { row in row.map(Self.value) })
    }

    func xlsx() throws -> [UInt8] {
        let rows = table.map { row in row.map(Self.value) }
        let widths = (0..<(rows.first?.count ?? 0)).map { column in
            let longest = rows.map { row in column < row.count ? Self.width(row[column].plainText) : 0 }.max() ?? 0
            return Double(min(60, max(8, longest + 2)))
        }
        let sheet = Worksheet(
            name: Self.sheetName(title), rows: rows, headRows: 1, columnWidths: widths, hasFilter: true)
        let source = Worksheet(
            name: Self.sheetName(provenanceTitle), rows: provenance.rows.map { [.text($0.name), .text($0.value)] },
            columnWidths: [24, 70])
        return try Workbook(sheets: [sheet, source]).bytes()
    }

    private static func value(_ cell: Table.ExportCell) -> CellValue {
        switch cell {
        case .empty: .empty
        case .text(let text): .text(text)
        case .number(let number, let text):
            if let integer = Int64(exactly: number) {
                .integer(integer)
            } else if let decimal = ExactDecimal(number) {
                .decimal(decimal)
            } else {
                .text(text)
            }
        }
    }

    /// A title without what a sheet's name must not have, at most 31 characters (ECMA-376, part 1, 18.2.19).
    private static func sheetName(_ title: String) -> String {
        let allowed = title.map { "[]:*?/\\".contains($0) ? " " : String($0) }.joined()
        let name = String(allowed.prefix(31)).split(separator: " ").joined(separator: " ")
        // Excel keeps the name History for itself and refuses a workbook with such a sheet.
        if name.lowercased() == "history" { return "\(name) 1" }
        return name.isEmpty ? "1" : name
    }

    /// Columns of a Chinese character count twice.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
    }
}

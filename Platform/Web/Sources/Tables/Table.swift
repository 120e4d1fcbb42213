import Kernel

/// A table as a plain value: definition, state, rows; sorted, filtered and paged without JavaScript.
///
///     let table = Table(definition, rows: rows, caption: "责任事项", link: items.link(), request: request)
///     Page("commitments/items", title: …, model: Model(table: table.view))
///     // template: {{#table}}{{> web/table}}{{/table}}
public struct Table: Sendable {
    /// What an empty table says.
    public struct Empty: Sendable {
        public let text: String
        public let action: String
        public let link: Link?

        /// Words for an empty table, and what to do about it.
        public init(_ text: String, action: String = "", link: Link? = nil) {
            self.text = text
            self.action = action
            self.link = link
        }
    }

    /// A link to the same rows as a file.
    public struct Export: Sendable {
        public let label: String
        public let link: Link

        public init(_ label: String, _ link: Link) {
            self.label = label
            self.link = link
        }
    }

    /// Rows, all of them or one page's as a database gave them.
    public enum Rows: Sendable {
        /// All rows: the table filters, sorts and pages.
        case all([TableRow])
        /// One page's rows, filtered and sorted already, with the number that match and the number there are.
        case page([TableRow], matching: Int, of: Int)
    }

    public let definition: TableDefinition
    public let state: TableState
    public let ignored: [TableState.Ignored]
    public var caption: String
    public var empty: Empty
    public var exports: [Export]
    /// Totals at the foot by column key.
    public var totals: [String: TableCell]
    /// Computes the totals from the rows that match, where all rows are at hand; takes the place of ``totals``.
    public var totalsOfMatching: (@Sendable ([TableRow]) -> [String: TableCell])?
    /// Whether the caption is shown as a heading; a page whose title says the same leaves it out.
    public var showsCaption = true
    let rows: Rows
    let link: Link
    let request: PageRequest

    /// A table over the state that the request's address holds.
    public init(
        _ definition: TableDefinition, rows: Rows, caption: String, link: Link, empty: Empty, exports: [Export] = [],
        totals: [String: TableCell] = [:], request: PageRequest
    ) {
        self.definition = definition
        (state, ignored) = TableState.read(request.query, definition)
        self.rows = rows
        self.caption = caption
        self.link = link
        self.empty = empty
        self.exports = exports
        self.totals = totals
        self.request = request
    }

    /// The columns that are shown.
    public var columns: [TableColumn] {
        guard let chosen = state.columns else { return definition.columns.filter(\.isShownByDefault) }
        return definition.columns.filter { chosen.contains($0.key) }
    }

    /// The rows that match search and filters, sorted, of every page.
    public var matchingRows: [TableRow] {
        switch rows {
        case .page(let rows, _, _): rows
        case .all(let rows): TableArrangement.arranged(rows, state, definition)
        }
    }

    /// The totals at the foot: those of the matching rows where they can be computed.
    var totalsShown: [String: TableCell] { totalsOfMatching.map { $0(matchingRows) } ?? totals }

    /// A cell as exporters take it.
    public enum ExportCell: Sendable, Hashable {
        case text(String)
        case number(Double, String)
        case empty
    }

    /// Head, matching rows of every page and totals, as neutral cells for CSV and XLSX; the first row is the head.
    public func export() -> [[ExportCell]] {
        let columns = columns
        func cell(_ cell: TableCell?) -> ExportCell {
            guard let cell else { return .empty }
            if let number = cell.number, number.isFinite { return .number(number, cell.text) }
            if let beam = cell.beam { return .number(beam.done, cell.text) }
            return cell.text.isEmpty ? .empty : .text(cell.text)
        }
        let head = columns.map { column in
            guard !column.unit.isEmpty else { return ExportCell.text(column.title) }
            return ExportCell.text(
                request.text("web.table.title-with-unit", ["title": column.title, "unit": column.unit]))
        }
        var result = [head] + matchingRows.map { row in columns.map { cell(row.cells[$0.key]) } }
        let totals = totalsShown
        if !totals.isEmpty { result.append(columns.map { cell(totals[$0.key]) }) }
        return result
    }
}

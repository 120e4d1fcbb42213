import Mustache

extension HeatTable {
    /// What the partial `web/heat-table` shows.
    public struct View: Sendable {
        public let identity: String
        public let caption: String
        public let showsCaption: Bool
        public let corner: String
        public let columns: [HeadView]
        public let rows: [RowView]
        public let hasRowTotals: Bool
        public let hasTotals: Bool
        public let totals: [String]
        public let totalLabel: String
    }

    public struct HeadView: Sendable {
        public let text: String
        public let label: String
        public let hasLink: Bool
        public let href: String
    }

    public struct RowView: Sendable {
        public let head: HeadView
        public let cells: [CellView]
        public let total: String
    }

    /// Answers the template's tags itself: a matrix has thousands of them, and Mirror is slow.
    public struct CellView: Sendable, MustacheParent {
        public let tone: String
        public let number: String
        public let label: String
        public let href: String
        public let isLink: Bool
        public let isText: Bool
        public let isBlank: Bool

        public func child(named name: String) -> Any? {
            switch name {
            case "tone": tone
            case "number": number
            case "label": label
            case "href": href
            case "isLink": isLink
            case "isText": isText
            case "isBlank": isBlank
            default: nil
            }
        }
    }

    /// The matrix as its partial shows it.
    public var view: View {
        View(
            identity: identity, caption: caption, showsCaption: showsCaption, corner: corner,
            columns: columns.map(Self.view),
            rows: rows.map { row in
                let missing = max(0, columns.count - row.cells.count)
                let cells = row.cells.prefix(columns.count) + Array(repeating: Cell.blank, count: missing)
                return RowView(head: Self.view(row.head), cells: cells.map(Self.view), total: row.total)
            },
            hasRowTotals: rows.contains { !$0.total.isEmpty }, hasTotals: !totals.isEmpty, totals: totals,
            totalLabel: totalLabel)
    }

    private static func view(_ head: Head) -> HeadView {
        HeadView(text: head.text, label: head.label, hasLink: head.link != nil, href: head.link?.href ?? "")
    }

    private static func view(_ cell: Cell) -> CellView {
        CellView(
            tone: cell.tone?.rawValue ?? "", number: cell.number, label: cell.label, href: cell.link?.href ?? "",
            isLink: cell.tone != nil && cell.link != nil, isText: cell.tone != nil && cell.link == nil,
            isBlank: cell.tone == nil)
    }
}

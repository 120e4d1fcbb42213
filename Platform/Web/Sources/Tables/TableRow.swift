import Kernel

/// What rows are sorted by. Numbers come before texts, and what is missing comes last in both directions.
public enum SortKey: Sendable, Hashable {
    case number(Double)
    /// Compared by bytes of UTF-8: hand in a key computed for Chinese where that matters.
    case text(String)
    case missing
}

/// One cell: what is shown, what it is sorted by, what is exported.
public struct TableCell: Sendable, Hashable {
    public var text: String
    public var sortKey: SortKey
    public var status: StatusTag?
    public var beam: Beam?
    /// The number behind the text, for exports; the unit stands in the head of the column.
    public var number: Double?
    public var link: Link?

    /// A text.
    public static func text(_ text: String, sortKey: SortKey? = nil, link: Link? = nil) -> TableCell {
        TableCell(text: text, sortKey: sortKey ?? (text.isEmpty ? .missing : .text(text)), link: link)
    }

    /// A number with its written form.
    public static func number(_ number: Double, _ text: String, link: Link? = nil) -> TableCell {
        TableCell(text: text, sortKey: number.isNaN ? .missing : .number(number), number: number, link: link)
    }

    /// A whole number.
    public static func count(_ number: Int, link: Link? = nil) -> TableCell {
        TableCell(text: String(number), sortKey: .number(Double(number)), number: Double(number), link: link)
    }

    /// A state; sorted in the order of the seven states.
    public static func status(_ status: StatusTag) -> TableCell {
        let order = TagTone.allCases.firstIndex(of: status.tone) ?? 0
        return TableCell(text: status.word, sortKey: .number(Double(order)), status: status)
    }

    /// A beam with its caption; sorted by what is done.
    public static func beam(_ beam: Beam) -> TableCell {
        TableCell(text: beam.caption, sortKey: .number(beam.done), beam: beam)
    }

    /// Nothing known: a dash, sorted last.
    public static let empty = TableCell(text: "", sortKey: .missing)
}

/// One row.
public struct TableRow: Sendable, Hashable {
    /// Stands in the row's element id: letters, digits and hyphens.
    public var identity: String
    /// Where the whole row leads.
    public var link: Link?
    /// By column key; a column without a cell is empty.
    public var cells: [String: TableCell]
    /// What filters look at: values by filter key.
    public var facets: [String: [String]]

    public init(
        _ identity: String, link: Link? = nil, cells: [String: TableCell], facets: [String: [String]] = [:]
    ) {
        self.identity = identity
        self.link = link
        self.cells = cells
        self.facets = facets
    }
}

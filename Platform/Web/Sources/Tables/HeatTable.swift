/// A matrix of states: item by unit, unit by month. Cells carry a symbol and a number, never colour alone.
public struct HeatTable: Sendable {
    public struct Head: Sendable, Hashable {
        public let text: String
        /// The whole name where the text is shortened.
        public let label: String
        public let link: Link?

        public init(_ text: String, label: String? = nil, link: Link? = nil) {
            self.text = text
            self.label = label ?? text
            self.link = link
        }
    }

    public struct Cell: Sendable, Hashable {
        /// Its state; nil where row and column do not meet.
        public let tone: TagTone?
        /// `3/5`; short.
        public let number: String
        /// What the cell says in a sentence.
        public let label: String
        public let link: Link?

        public init(_ tone: TagTone?, number: String = "", label: String = "", link: Link? = nil) {
            self.tone = tone
            self.number = number
            self.label = label
            self.link = link
        }

        /// Where row and column have nothing to do with each other.
        public static let blank = Cell(nil)
    }

    public struct Row: Sendable, Hashable {
        public let head: Head
        /// One cell a column, in the order of the columns; missing ones are blank.
        public let cells: [Cell]
        public let total: String

        public init(_ head: Head, cells: [Cell], total: String = "") {
            self.head = head
            self.cells = cells
            self.total = total
        }
    }

    public var identity: String
    public var caption: String
    /// What stands in the corner: `事项 \ 单位`.
    public var corner: String
    public var columns: [Head]
    public var rows: [Row]
    /// Totals of the columns; empty where there are none.
    public var totals: [String]
    public var totalLabel: String
    /// Whether the caption is shown as a heading; a page whose title says the same leaves it out.
    public var showsCaption = true

    public init(
        _ identity: String, caption: String, corner: String, columns: [Head],
        rows: [Row], totals: [String] = [], totalLabel: String = ""
    ) {
        self.identity = identity
        self.caption = caption
        self.corner = corner
        self.columns = columns
        self.rows = rows
        self.totals = totals
        self.totalLabel = totalLabel
    }
}

import Kernel

/// The columns and filters of a table: what does not depend on the data or on the request.
public struct TableDefinition: Sendable {
    /// Names the table's parameters where two tables stand on one page: `d.` gives `d.sort`. Empty for the main one.
    public var prefix: String
    public var columns: [TableColumn]
    public var filters: [TableFilter]
    public var defaultSort: TableSort?
    /// The sizes a page may have; the first is the default.
    public var pageSizes: [Int]
    /// Whether there is a box to search the rows' texts.
    public var isSearchable: Bool

    public init(
        prefix: String = "", columns: [TableColumn], filters: [TableFilter] = [], defaultSort: TableSort? = nil,
        pageSizes: [Int] = [50, 100, 200], isSearchable: Bool = true
    ) {
        self.prefix = prefix
        self.columns = columns
        self.filters = filters
        self.defaultSort = defaultSort
        self.pageSizes = pageSizes.isEmpty ? [50] : pageSizes
        self.isSearchable = isSearchable
    }

    /// Names that two columns or filters share, and filters that a parameter of the table would hide.
    public var faults: [String] {
        let reserved = ["sort", "page", "size", "columns", "q", "lang", "format"]
        let columnKeys = columns.map(\.key)
        let filterKeys = filters.map(\.key)
        var found: [String] = []
        for key in Set(columnKeys) where columnKeys.count(where: { $0 == key }) > 1 {
            found.append("the column \(key) stands twice")
        }
        for key in Set(filterKeys) where filterKeys.count(where: { $0 == key }) > 1 {
            found.append("the filter \(key) stands twice")
        }
        for key in filterKeys where reserved.contains(key) { found.append("a filter cannot be called \(key)") }
        for key in columnKeys where key.contains(",") || key.isEmpty || key.hasPrefix("-") {
            found.append("a column cannot be called “\(key)”")
        }
        return found.sorted()
    }
}

/// One column of a table.
public struct TableColumn: Sendable, Hashable {
    public enum Kind: String, Sendable {
        case text, number, date, status, beam
    }

    public enum Alignment: String, Sendable {
        case start, end, center
    }

    public var key: String
    public var title: String
    public var kind: Kind
    /// Stands in the head of the column, not in the cells.
    public var unit: String
    public var alignment: Alignment
    public var isSortable: Bool
    public var isShownByDefault: Bool
    /// Whether its texts are the plan's own words, set in Song.
    public var isOfficial: Bool

    /// A column; numbers are aligned to the end, everything else to the start.
    public init(
        _ key: String, _ title: String, kind: Kind = .text, unit: String = "", alignment: Alignment? = nil,
        isSortable: Bool = true, isShownByDefault: Bool = true, isOfficial: Bool = false
    ) {
        self.key = key
        self.title = title
        self.kind = kind
        self.unit = unit
        self.alignment = alignment ?? (kind == .number ? .end : .start)
        self.isSortable = isSortable
        self.isShownByDefault = isShownByDefault
        self.isOfficial = isOfficial
    }
}

/// A filter: values of which a row must have one that is chosen.
public struct TableFilter: Sendable, Hashable {
    public struct Option: Sendable, Hashable {
        public let value: String
        public let label: String

        public init(_ value: String, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    public var key: String
    public var label: String
    public var options: [Option]

    public init(_ key: String, _ label: String, options: [Option]) {
        self.key = key
        self.label = label
        self.options = options
    }
}

/// By which column rows are sorted.
public struct TableSort: Sendable, Hashable {
    public var key: String
    public var isDescending: Bool

    public init(_ key: String, isDescending: Bool = false) {
        self.key = key
        self.isDescending = isDescending
    }
}

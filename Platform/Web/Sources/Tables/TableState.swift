/// How somebody looks at a table: sorting, page, columns, search and filters, all of it in the address.
///
/// What has its default is nil and is not written, so that one view has one address.
public struct TableState: Sendable, Hashable {
    public var sort: TableSort?
    /// From 1.
    public var page: Int
    public var size: Int?
    /// Keys in the order of the definition.
    public var columns: [String]?
    /// What the rows' texts must contain; every word of it, in any case.
    public var search: String
    /// Chosen values by filter key, in the order of the definition; never empty lists.
    public var chosen: [String: [String]]

    public init(
        sort: TableSort? = nil, page: Int = 1, size: Int? = nil, columns: [String]? = nil, search: String = "",
        chosen: [String: [String]] = [:]
    ) {
        self.sort = sort
        self.page = page
        self.size = size
        self.columns = columns
        self.search = search
        self.chosen = chosen
    }

    /// The longest search text in characters.
    public static let longestSearch = 100

    /// What in an address was not understood, and so does not count.
    public struct Ignored: Sendable, Hashable {
        public let name: String
        public let value: String
    }

    /// Reads the state from a query. What is not understood falls back to the default and is named, never an error.
    public static func read(_ query: Values, _ definition: TableDefinition) -> (state: TableState, ignored: [Ignored]) {
        let prefix = definition.prefix
        var state = TableState()
        var ignored: [Ignored] = []
        func ignore(_ name: String, _ value: String) {
            ignored.append(Ignored(name: prefix + name, value: String(value.prefix(40))))
        }
        if let text = query[prefix + "sort"], !text.isEmpty {
            let isDescending = text.hasPrefix("-")
            let key = isDescending ? String(text.dropFirst()) : text
            if definition.columns.contains(where: { $0.key == key && $0.isSortable }) {
                let sort = TableSort(key, isDescending: isDescending)
                if sort != definition.defaultSort { state.sort = sort }
            } else {
                ignore("sort", text)
            }
        }
        if let text = query[prefix + "page"], !text.isEmpty {
            if let page = Int(text), (1...1_000_000).contains(page) { state.page = page } else { ignore("page", text) }
        }
        if let text = query[prefix + "size"], !text.isEmpty {
            if let size = Int(text), definition.pageSizes.contains(size) {
                if size != definition.pageSizes.first { state.size = size }
            } else {
                ignore("size", text)
            }
        }
        state.columns = readColumns(query.all(prefix + "columns"), definition, ignore: { ignore("columns", $0) })
        if definition.isSearchable, let text = query[prefix + "q"] {
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            state.search = String(words.prefix(longestSearch))
            if words.count > longestSearch { ignore("q", words) }
        }
        for filter in definition.filters {
            let wanted = query.all(prefix + filter.key).filter { !$0.isEmpty }
            for value in wanted where !filter.options.contains(where: { $0.value == value }) {
                ignore(filter.key, value)
            }
            let values = filter.options.map(\.value).filter(wanted.contains)
            if !values.isEmpty { state.chosen[filter.key] = values }
        }
        return (state, ignored)
    }

    private static func readColumns(
        _ given: [String], _ definition: TableDefinition, ignore: (String) -> Void
    ) -> [String]? {
        let wanted = given.flatMap { $0.split(separator: ",").map(String.init) }
        guard !wanted.isEmpty else { return nil }
        for key in wanted where !definition.columns.contains(where: { $0.key == key }) { ignore(key) }
        let known = definition.columns.map(\.key).filter(wanted.contains)
        let usual = definition.columns.filter(\.isShownByDefault).map(\.key)
        return known.isEmpty || known == usual ? nil : known
    }

    /// The state as query items; reading them back gives the same state.
    public func items(_ definition: TableDefinition) -> [QueryItem] {
        let prefix = definition.prefix
        var items: [QueryItem] = []
        if !search.isEmpty { items.append(QueryItem(prefix + "q", search)) }
        for filter in definition.filters {
            for value in chosen[filter.key] ?? [] { items.append(QueryItem(prefix + filter.key, value)) }
        }
        if let sort { items.append(QueryItem(prefix + "sort", (sort.isDescending ? "-" : "") + sort.key)) }
        if let columns { items.append(QueryItem(prefix + "columns", columns.joined(separator: ","))) }
        if let size { items.append(QueryItem(prefix + "size", String(size))) }
        if page != 1 { items.append(QueryItem(prefix + "page", String(page))) }
        return items
    }

    /// The state bound to its definition, to be added to a link.
    public func query(_ definition: TableDefinition) -> TableQuery { TableQuery(state: self, definition: definition) }
}

/// A table's state as a link takes it.
public struct TableQuery: QueryState {
    public let state: TableState
    public let definition: TableDefinition

    public var queryItems: [QueryItem] { state.items(definition) }
}

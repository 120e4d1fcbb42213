import Kernel

extension Table {
    /// The table as its partial shows it.
    public var view: View { TableViewBuilder(table: self).view() }

    /// The address of the same rows with other state; what the page's own query held besides is dropped.
    func href(_ state: TableState) -> String { link.adding(state.items(definition)).href }
}

/// Turns a table into ready strings.
private struct TableViewBuilder {
    let table: Table
    private let columns: [TableColumn]
    private let matching: [TableRow]
    private let matchingCount: Int
    private let totalCount: Int
    private let size: Int
    private let pageCount: Int
    /// The page that is shown: the asked one, or the last where there are fewer.
    private let page: Int

    init(table: Table) {
        self.table = table
        columns = table.columns
        matching = table.matchingRows
        switch table.rows {
        case .all(let rows):
            matchingCount = matching.count
            totalCount = rows.count
        case .page(_, let matching, let total):
            matchingCount = matching
            totalCount = total
        }
        size = table.state.size ?? table.definition.pageSizes.first ?? 50
        pageCount = max(1, (matchingCount + size - 1) / size)
        page = min(table.state.page, pageCount)
    }

    private var state: TableState { table.state }
    private var definition: TableDefinition { table.definition }
    private var request: PageRequest { table.request }

    private func changed(_ change: (inout TableState) -> Void) -> String {
        var state = state
        state.page = 1
        change(&state)
        return table.href(state)
    }

    func view() -> Table.View {
        var notices = table.ignored.map { ignored in
            request.text("web.table.ignored", ["name": ignored.name, "value": ignored.value])
        }
        if page != state.page {
            notices.append(request.text("web.table.page-beyond", ["page": String(state.page), "last": String(page)]))
        }
        let shown: [TableRow]
        switch table.rows {
        case .all: shown = Array(matching.dropFirst((page - 1) * size).prefix(size))
        case .page: shown = matching
        }
        let prefix = definition.prefix
        let totals = table.totalsShown
        let isFiltered = !state.search.isEmpty || !state.chosen.isEmpty
        let count = request.text("web.table.count", ["count": String(matchingCount), "total": String(totalCount)])
        return Table.View(
            identity: prefix.isEmpty ? "table" : prefix.replacing(".", with: "-") + "table",
            caption: table.caption, showsCaption: table.showsCaption, action: table.link.path,
            columns: columns.map(view), rows: shown.map(view),
            hasRows: !shown.isEmpty, isEmpty: shown.isEmpty, hasTotals: !totals.isEmpty && !shown.isEmpty,
            totals: columns.enumerated().map { index, column in
                view(totals[column.key] ?? .empty, column, isFirst: index == 0, link: nil, cover: nil, isTotal: true)
            },
            count: count, notices: notices, hasNotices: !notices.isEmpty, isSearchable: definition.isSearchable,
            searchName: prefix + "q", search: state.search,
            kept: hidden { $0.search = "" }, filters: filters(), hasFilters: !definition.filters.isEmpty,
            isFiltered: isFiltered,
            clearHref: changed {
                $0.search = ""
                $0.chosen = [:]
            },
            exports: table.exports.map { Table.LinkView(label: $0.label, href: exportHref($0)) },
            hasExports: !table.exports.isEmpty,
            choices: definition.columns.map { column in
                Table.ChoiceView(
                    id: "\(prefix)column-\(column.key)", value: column.key, label: column.title,
                    isChosen: columns.contains(column))
            },
            choicesName: prefix + "columns", choicesKept: hidden { $0.columns = nil }, pages: pages(),
            hasPages: matchingCount > (definition.pageSizes.min() ?? size),
            emptyText: isFiltered ? request.text("web.table.nothing-matches") : table.empty.text,
            emptyAction: isFiltered ? request.text("web.table.show-all") : table.empty.action,
            emptyHref: isFiltered
                ? changed {
                    $0.search = ""
                    $0.chosen = [:]
                } : table.empty.link?.href ?? "",
            hasEmptyLink: isFiltered || table.empty.link != nil)
    }

    /// The export's own items, then the same search, filters, sorting and columns; files hold every page.
    private func exportHref(_ export: Table.Export) -> String {
        var state = state
        state.page = 1
        state.size = nil
        return export.link.adding(state.items(definition)).href
    }

    private func hidden(_ change: (inout TableState) -> Void) -> [Table.HiddenView] {
        var state = state
        state.page = 1
        change(&state)
        return (table.link.query + state.items(definition)).map { Table.HiddenView(name: $0.name, value: $0.value) }
    }

    /// A filter with more options than this is folded until one is chosen.
    private static let longFilter = 8

    private func filters() -> [Table.FilterView] {
        // A filter that offers nothing, as in an empty table, would be a label without a use.
        definition.filters.filter { !$0.options.isEmpty }.map { filter in
            var counts: [String: Int]?
            if case .all(let rows) = table.rows { counts = TableArrangement.counts(rows, filter, state) }
            let chosen = state.chosen[filter.key] ?? []
            let options = filter.options.map { option in
                let isChosen = chosen.contains(option.value)
                let href = changed { state in
                    let wanted = isChosen ? chosen.filter { $0 != option.value } : chosen + [option.value]
                    let ordered = filter.options.map(\.value).filter(wanted.contains)
                    state.chosen[filter.key] = ordered.isEmpty ? nil : ordered
                }
                return Table.FilterOptionView(
                    label: option.label, count: counts.map { String($0[option.value] ?? 0) } ?? "",
                    hasCount: counts != nil, href: href, isChosen: isChosen, current: isChosen ? "true" : "false")
            }
            let isLong = options.count > Self.longFilter
            return Table.FilterView(
                label: filter.label, options: options, isLong: isLong, isShort: !isLong, isOpen: !chosen.isEmpty,
                chosen: options.filter(\.isChosen).map(\.label).joined(separator: " "), size: String(options.count))
        }
    }

    private func view(_ column: TableColumn) -> Table.ColumnView {
        let active = state.sort ?? definition.defaultSort
        let isActive = active?.key == column.key
        let isDescending = isActive && active?.isDescending == true
        let next = TableSort(column.key, isDescending: isActive && !isDescending)
        return Table.ColumnView(
            title: column.title, unit: column.unit, hasUnit: !column.unit.isEmpty, align: column.alignment.rawValue,
            kind: column.kind.rawValue, isSortable: column.isSortable, isPlain: !column.isSortable,
            sortHref: changed { $0.sort = next == definition.defaultSort ? nil : next },
            ariaSort: isActive ? (isDescending ? "descending" : "ascending") : "none",
            isAscending: isActive && !isDescending, isDescending: isDescending,
            sortLabel: request.text(
                next.isDescending ? "web.table.sort-descending" : "web.table.sort-ascending", ["column": column.title]))
    }

    private func view(_ row: TableRow) -> Table.RowView {
        Table.RowView(
            id: "row-\(definition.prefix)\(row.identity)",
            cells: columns.enumerated().map { index, column in
                view(
                    row.cells[column.key] ?? .empty, column, isFirst: index == 0, link: index == 0 ? row.link : nil,
                    cover: index == 1 ? row.link : nil,
                    isTotal: false)
            }, hasLink: row.link != nil)
    }

    private func view(
        _ cell: TableCell, _ column: TableColumn, isFirst: Bool, link: Link?, cover: Link?, isTotal: Bool
    ) -> Table.CellView {
        let target = link ?? cell.link
        let isEmpty = cell.text.isEmpty && cell.status == nil && cell.beam == nil
        let isLabel = isEmpty && isFirst && isTotal
        return Table.CellView(
            text: isLabel ? request.text("web.table.total") : cell.text,
            align: column.alignment.rawValue, kind: column.kind.rawValue, isHead: isFirst, isBody: !isFirst,
            official: column.isOfficial ? " official" : "", isOfficial: column.isOfficial, isMain: link != nil,
            hasCover: cover != nil,
            coverHref: cover?.href ?? "", hasLink: target != nil,
            href: target?.href ?? "",
            isPlain: target == nil && cell.status == nil && cell.beam == nil && (isLabel || !isEmpty),
            isMissing: isEmpty && !isTotal, hasStatus: cell.status != nil,
            status: (cell.status ?? StatusTag(.notStarted, word: "")).view, hasBeam: cell.beam != nil,
            beam: (cell.beam ?? Beam(done: 0, label: "")).view)
    }

    private func pages() -> Table.PagesView {
        func href(_ number: Int) -> String { changed { $0.page = number } }
        return Table.PagesView(
            text: request.text("web.table.page", ["page": String(page), "pages": String(pageCount)]),
            hasPrevious: page > 1, previousHref: href(max(1, page - 1)), hasNext: page < pageCount,
            nextHref: href(min(pageCount, page + 1)),
            sizes: definition.pageSizes.map { size in
                Table.FilterOptionView(
                    label: String(size), count: "", hasCount: false,
                    href: changed { $0.size = size == definition.pageSizes.first ? nil : size },
                    isChosen: size == self.size, current: size == self.size ? "true" : "false")
            }, hasSizes: definition.pageSizes.count > 1)
    }
}

import Kernel

/// Filtering, sorting and paging of rows in memory.
enum TableArrangement {
    static func arranged(_ rows: [TableRow], _ state: TableState, _ definition: TableDefinition) -> [TableRow] {
        let kept = rows.filter { matches($0, state, leavingOut: nil) }
        guard let sort = state.sort ?? definition.defaultSort else { return kept }
        return sorted(kept, by: sort)
    }

    /// Stable, so that equal rows keep the order they were given in. Complexity: O(n log n).
    static func sorted(_ rows: [TableRow], by sort: TableSort) -> [TableRow] {
        let keyed = rows.enumerated().map { (offset: $0.offset, key: $0.element.cells[sort.key]?.sortKey ?? .missing) }
        return keyed.sorted { left, right in
            switch (left.key, right.key) {
            case (.missing, .missing): return left.offset < right.offset
            case (.missing, _): return false
            case (_, .missing): return true
            default:
                if left.key == right.key { return left.offset < right.offset }
                return precedes(left.key, right.key) != sort.isDescending
            }
        }.map { rows[$0.offset] }
    }

    private static func precedes(_ left: SortKey, _ right: SortKey) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.number, .text): true
        default: false
        }
    }

    /// Whether a row has one chosen value of every filter (but the one left out) and every word of the search.
    static func matches(_ row: TableRow, _ state: TableState, leavingOut key: String?) -> Bool {
        for (filter, values) in state.chosen where filter != key {
            let facets = row.facets[filter] ?? []
            guard values.contains(where: facets.contains) else { return false }
        }
        guard !state.search.isEmpty else { return true }
        let text = row.cells.values.map(\.text).joined(separator: "\n").lowercased()
        return state.search.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
    }

    /// How many rows each value of a filter would show beside the other filters.
    static func counts(_ rows: [TableRow], _ filter: TableFilter, _ state: TableState) -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in rows where matches(row, state, leavingOut: filter.key) {
            for value in Set(row.facets[filter.key] ?? []) { counts[value, default: 0] += 1 }
        }
        return counts
    }
}

/// Finds task tables in the lines of a text and reads their rows.
struct TableReader {
    /// A table with the lines that it takes up.
    struct Found {
        var lines: Range<Int>
        /// The line of the table's title, when it has one.
        var titleLine: Int?
        var table: Plan.TaskTable
        /// False for a table without a column of tasks, which is kept as text only.
        var isTaskTable: Bool
    }

    let source: SourceText

    /// The tables of the text in order; linear in the text.
    func tables(year: Int?) -> [Found] {
        var found: [Found] = []
        var line = 0
        while line < source.lines.count {
            let isPiped = isPipeRow(line)
            guard isPiped || isTabHeader(line) else {
                line += 1
                continue
            }
            var end = line + 1
            while end < source.lines.count, isPiped ? isPipeRow(end) : isTabRow(end) { end += 1 }
            let rows = (line..<end).map { cells(of: $0, isPiped: isPiped) }
            let columns = rows[0].map { TableColumn(heading: $0[...]) }
            let isTaskTable =
                end - line > 1 && columns.contains { if case .task = $0 { true } else { false } }
                && columns.contains {
                    $0 == .lead || $0 == .responsible || $0 == .due || $0 == .number || $0 == .support
                }
            if isPiped, end - line < 2 {
                line = end
                continue
            }
            found.append(
                Found(
                    lines: line..<end, titleLine: nil,
                    table: Plan.TaskTable(
                        title: nil, rows: isTaskTable ? read(rows.dropFirst(), columns: columns, year: year) : []),
                    isTaskTable: isTaskTable))
            line = end
        }
        return found
    }

    private func isPipeRow(_ line: Int) -> Bool {
        let text = source.content(line).trimmed
        guard text.first == "|" || text.first == "｜" else {
            return text.count { $0 == "|" } >= 2 && !text.contains("。")
        }
        return text.count { $0 == "|" || $0 == "｜" } >= 2
    }

    private func isTabRow(_ line: Int) -> Bool {
        source.content(line).contains("\t") && !source.content(line).trimmed.isEmpty
    }

    private func isTabHeader(_ line: Int) -> Bool {
        guard isTabRow(line) else { return false }
        let columns = cells(of: line, isPiped: false).map { TableColumn(heading: $0[...]) }
        let known = columns.count { $0 != .other }
        return known >= 2 && columns.contains { if case .task = $0 { true } else { false } }
    }

    private func cells(of line: Int, isPiped: Bool) -> [[Unicode.Scalar]] {
        var text = source.content(line)
        if isPiped {
            text = text.trimmed
            if text.first == "|" || text.first == "｜" { text = text.dropFirst() }
            if text.last == "|" || text.last == "｜" { text = text.dropLast() }
        }
        return text.split(omittingEmptySubsequences: false) { isPiped ? $0 == "|" || $0 == "｜" : $0 == "\t" }
            .map { Array($0.trimmed.filter { $0 != "*" }) }
    }

    private func read(
        _ rows: ArraySlice<[[Unicode.Scalar]]>, columns: [TableColumn], year: Int?
    ) -> [Plan.TaskTable.Row] {
        func column(_ kind: TableColumn) -> Int? { columns.firstIndex(of: kind) }
        let ranked = columns.indices.compactMap { index -> (Int, Int)? in
            if case .task(let rank) = columns[index] { (rank, index) } else { nil }
        }
        guard let taskColumn = ranked.min(by: { $0 < $1 })?.1 else { return [] }
        // 工作任务 beside 重点任务: the column on the right is the finer one when both rank among the tasks.
        var result: [Plan.TaskTable.Row] = []
        for cells in rows {
            if cells.allSatisfy({ $0.allSatisfy { "-:：— ".unicodeScalars.contains($0) } }) { continue }
            if isGroupHeading(cells) { continue }
            func cell(_ index: Int?) -> ScalarSlice? {
                guard let index, index < cells.count, !cells[index].isEmpty else { return nil }
                return cells[index][...]
            }
            let above = result.last
            let leadCell = cell(column(.lead))
            let supportCell = cell(column(.support))
            let responsibleCell = cell(column(.responsible))

            var row = Plan.TaskTable.Row(number: nil, task: "", lead: nil, support: [], due: nil)
            row.task = cell(taskColumn).map(Self.task) ?? above?.task ?? ""
            if row.task.isEmpty { continue }
            row.number = cell(column(.number)).map(Self.number) ?? above?.number
            let namesNobody = leadCell == nil && supportCell == nil && responsibleCell == nil
            if namesNobody {
                row.lead = above?.lead
                row.support = above?.support ?? []
            } else {
                var leads: [String] = []
                if let leadCell {
                    leads = Self.units(leadCell)
                } else if column(.lead) != nil, let lead = above?.lead {
                    leads = [lead]
                }
                row.lead = leads.first
                var support = Array(leads.dropFirst())
                let responsible = responsibleCell.map(Self.reader)
                if let named = responsible?.leads.first, row.lead == nil { row.lead = named }
                support += (responsible?.units ?? []) + (supportCell.map(Self.units) ?? [])
                row.support = support.reduce(into: []) { list, unit in
                    if unit != row.lead, !list.contains(unit) { list.append(unit) }
                }
            }
            if let dueColumn = column(.due) {
                row.due = cell(dueColumn).map { Self.due($0, year: year) } ?? above?.due
            }
            result.append(row)
        }
        return result
    }

    /// A row across the table such as 一、加强…, which groups the rows below it.
    private func isGroupHeading(_ cells: [[Unicode.Scalar]]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        guard cells.count > 1, filled.count == 1, let only = filled.first, let marker = Marker(only[...]) else {
            return false
        }
        return marker.style == .han || marker.style == .hanParenthesis || marker.style == .part
    }

    private static func withoutBreaks(_ cell: ScalarSlice, replacement: String) -> ScalarSlice {
        guard cell.contains("<") else { return cell }
        var result: [Unicode.Scalar] = []
        var index = cell.startIndex
        while index < cell.endIndex {
            if let tag = ["<br>", "<br/>", "<br />"].first(where: { cell[index...].hasPrefix($0) }) {
                result += replacement.unicodeScalars
                index += tag.unicodeScalars.count
            } else {
                result.append(cell[index])
                index += 1
            }
        }
        return result[...]
    }

    private static func task(_ cell: ScalarSlice) -> String {
        withoutBreaks(cell, replacement: "").trimmed.string
    }

    /// — and / and 无 say that there is nobody.
    private static func isNone(_ cell: ScalarSlice) -> Bool {
        cell.allSatisfy { "-—–－/／无".unicodeScalars.contains($0) }
    }

    private static func reader(_ cell: ScalarSlice) -> ResponsibilityReader {
        var reader = ResponsibilityReader()
        if !isNone(cell) { reader.read(withoutBreaks(cell, replacement: "、")) }
        return reader
    }

    private static func units(_ cell: ScalarSlice) -> [String] { reader(cell).units }

    private static func number(_ cell: ScalarSlice) -> Int? {
        let digits = cell.filter { !"（）().．、".unicodeScalars.contains($0) && !$0.isBlank }
        if !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ $0.digit != nil }) {
            return digits.reduce(0) { $0 * 10 + ($1.digit ?? 0) }
        }
        return ChineseNumeral.value(digits[...])
    }

    /// The last day of the latest date in a cell, deadlines before other dates.
    static func due(_ cell: ScalarSlice, year: Int?) -> Plan.CalendarDay? {
        let text = Array(cell)
        let scanner = DateScanner(text: text, year: year)
        if let due = scanner.due(in: 0..<text.count) { return due }
        if let last = scanner.findings(in: 0..<text.count).compactMap(\.mention.to).max() { return last }
        let fields = text.split { $0 == "-" || $0 == "/" || $0 == "." }
        let numbers = fields.map { field in
            field.count <= 4 && field.allSatisfy { $0.digit != nil } ? field.reduce(0) { $0 * 10 + ($1.digit ?? 0) } : 0
        }
        if numbers.count == 3 { return Plan.CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2]) }
        if numbers.count == 2, numbers[0] >= 1000 { return .endOfMonth(year: numbers[0], month: numbers[1]) }
        return nil
    }
}

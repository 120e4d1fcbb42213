/// The responsibility clauses of an item: those between its points, and those that close it.
struct ResponsibilityText {
    /// A clause inside the body with its own deadline.
    struct InBody {
        var range: Range<Int>
        var due: Plan.CalendarDay?
    }

    private(set) var inBody: [InBody] = []
    /// The deadline of the closing clauses.
    private(set) var closingDue: Plan.CalendarDay?
    private let lineEnds: [Int]

    init(body: [Unicode.Scalar], written: [ItemText.Written], year: Int?) {
        for clause in written {
            var reader = ResponsibilityReader()
            reader.read(clause.inside[...])
            let due = reader.times.compactMap { TableReader.due($0[...], year: year) }.max()
            if let range = clause.inBody {
                inBody.append(InBody(range: range, due: due))
            } else {
                closingDue = [closingDue, due].compactMap(\.self).max()
            }
        }
        lineEnds = body.indices.filter { body[$0] == "\n" } + [body.count]
    }

    /// Reads the clauses back from a finished item.
    init(item: Plan.Item, year: Int?) {
        let body = Array(item.body.unicodeScalars)
        var written = ItemText.clauses(in: body).map { range in
            ItemText.Written(text: Array(body[range]), inside: Self.inside(body[range]), inBody: range)
        }
        let closing = Self.closing(of: item)
        if !closing.isEmpty {
            written.append(ItemText.Written(text: closing, inside: Self.inside(closing[...]), inBody: nil))
        }
        self.init(body: body, written: written, year: year)
    }

    /// The deadline for a place in the body: that of the clause behind it on its line, or else of the closing clauses.
    func due(at place: Int) -> Plan.CalendarDay? {
        var low = 0
        var high = inBody.count
        while low < high {
            let middle = (low + high) / 2
            if inBody[middle].range.lowerBound < place { low = middle + 1 } else { high = middle }
        }
        guard low < inBody.count else { return closingDue }
        let lineEnd = lineEnds[lineEnds.partitioningIndex { $0 >= place }]
        return inBody[low].range.lowerBound <= lineEnd + 1 ? inBody[low].due ?? closingDue : closingDue
    }

    /// `asWritten` without the clauses that stand inside the body.
    static func closing(of item: Plan.Item) -> [Unicode.Scalar] {
        guard let asWritten = item.responsible.asWritten else { return [] }
        let body = Array(item.body.unicodeScalars)
        let whole = Array(asWritten.unicodeScalars)
        let own = join(ItemText.clauses(in: body).map { Array(body[$0]) })
        guard whole.starts(with: own) else { return whole }
        let rest = whole[own.count...]
        return Array(rest.first == "\n" ? rest.dropFirst() : rest)
    }

    /// Clauses one after the other: parenthesised ones directly, labelled lines on lines of their own.
    static func join(_ clauses: [[Unicode.Scalar]]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var previousIsLine = false
        for clause in clauses {
            let isLine = clause.first.map { !"（(【".unicodeScalars.contains($0) } ?? false
            if !result.isEmpty, isLine || previousIsLine { result.append("\n") }
            result += clause
            previousIsLine = isLine
        }
        return result
    }

    private static func inside(_ clause: ScalarSlice) -> [Unicode.Scalar] {
        // Parentheses between clauses become separators of fields.
        let text = Array(clause)
        let pairs = BracketPairs(text)
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            if "（(【".unicodeScalars.contains(text[index]), pairs.closing[index] > index,
                ResponsibilityReader.isResponsibility(text[(index + 1)..<pairs.closing[index]])
            {
                result += text[(index + 1)..<pairs.closing[index]] + ["；"]
                index = pairs.closing[index] + 1
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }
}

extension [Int] {
    /// The first index whose element satisfies a predicate that holds from some place on.
    fileprivate func partitioningIndex(where holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = Swift.max(0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

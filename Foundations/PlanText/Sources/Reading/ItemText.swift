/// Takes the lines of an item apart: title, body, and the clauses that name who is responsible.
struct ItemText {
    /// A responsibility clause with what it says.
    struct Written {
        var text: [Unicode.Scalar]
        /// The clause without its parentheses.
        var inside: [Unicode.Scalar]
        /// Place in the body, for a clause that stands between two points of the item.
        var inBody: Range<Int>?
    }

    var title: [Unicode.Scalar] = []
    var body: [Unicode.Scalar] = []
    /// Clauses inside the body first, then the one behind the title, then the closing ones.
    var written: [Written] = []
    /// Where in the source each kind of text ends, in the order of the source.
    var cuts: [(kind: PlanReading.Part.Kind, end: Int)] = []

    private let scalars: [Unicode.Scalar]

    /// Takes the shapes of all lines of the item, its heading first, with the source index of each line's end.
    init(scalars: [Unicode.Scalar], lines: [(shape: LineShape, end: Int)]) {
        self.scalars = scalars
        guard let heading = lines.first else { return }
        var paragraphs = lines.dropFirst().map {
            $0.shape.isRule ? $0.shape.text.lowerBound..<$0.shape.text.lowerBound : rawParagraph($0.shape)
        }
        var (titleRange, rest) = Self.titleEnd(heading.shape, in: scalars)

        var afterTitle: [Range<Int>] = []
        if rest.isEmpty {
            while let clause = trailing(titleRange) {
                afterTitle.append(clause)
                titleRange = scalars[titleRange.lowerBound..<clause.lowerBound].trimmedRange
            }
        }
        afterTitle.reverse()
        paragraphs.insert(rest, at: 0)

        var closing: [Range<Int>] = []
        var last = paragraphs.count - 1
        while last >= 0 {
            if paragraphs[last].isEmpty {
                last -= 1
            } else if ResponsibilityLabel.label(of: scalars[paragraphs[last]].withoutBullet) != nil {
                closing.append(paragraphs[last])
                paragraphs[last] = paragraphs[last].lowerBound..<paragraphs[last].lowerBound
            } else if let clause = trailing(paragraphs[last]) {
                closing.append(clause)
                paragraphs[last] = scalars[paragraphs[last].lowerBound..<clause.lowerBound].trimmedRange
            } else {
                break
            }
        }

        closing.reverse()
        title = Self.cleanTitle(scalars[titleRange])
        for paragraph in paragraphs where !paragraph.isEmpty {
            if !body.isEmpty { body.append("\n") }
            body += Self.withoutBold(scalars[paragraph])
        }
        if body.isEmpty {
            // The sentence is title and body at once; its full stop belongs to the body.
            var end = titleRange.upperBound
            if end < lines[0].end, scalars[end] == "。" { end += 1 }
            body = Array(scalars[titleRange.lowerBound..<end].filter { $0 != "*" })
        }
        findClausesInBody()
        written += (afterTitle + closing).map { Written(text: clause($0), inside: inside($0), inBody: nil) }
        cut(lines: lines, title: titleRange, afterTitle: afterTitle, closing: closing)
    }

    /// A line of the body keeps its numbering and its list mark.
    private func rawParagraph(_ shape: LineShape) -> Range<Int> {
        shape.text
    }

    /// The title of a heading line, and what follows it on the same line.
    private static func titleEnd(_ shape: LineShape, in scalars: [Unicode.Scalar]) -> (Range<Int>, Range<Int>) {
        let content = shape.content
        func split(at end: Int, resuming next: Int) -> (Range<Int>, Range<Int>) {
            (scalars[content.lowerBound..<end].trimmedRange, scalars[next..<content.upperBound].trimmedRange)
        }
        if let bold = shape.boldTitleEnd {
            var next = bold + 2
            if next < content.upperBound, scalars[next] == "。" || scalars[next].isColon { next += 1 }
            return split(at: bold, resuming: min(next, content.upperBound))
        }
        if shape.headingLevel > 0, !scalars[content].dropLast().contains("。") {
            return split(at: content.upperBound, resuming: content.upperBound)
        }
        let text = Array(scalars[content])
        let pairs = BracketPairs(text)
        var hasComma = false
        for (index, scalar) in text.enumerated() where !pairs.isProtected[index] {
            let end = content.lowerBound + index
            if scalar == "。" {
                let isOnly = scalars[end + 1..<content.upperBound].trimmed.isEmpty
                return isOnly
                    ? split(at: content.upperBound, resuming: content.upperBound) : split(at: end, resuming: end + 1)
            }
            if scalar.isComma || scalar.isSemicolon { hasComma = true }
            if !hasComma, index <= 30, index >= 4, scalar.isColon, index + 1 < text.count {
                return split(at: end, resuming: end + 1)
            }
            if !hasComma, index >= 4, index <= 40,
                scalar == "　" || scalar == " " && index + 1 < text.count && text[index + 1] == " ",
                text[index...].trimmed.count > 8
            {
                return split(at: end, resuming: end + 1)
            }
        }
        return split(at: content.upperBound, resuming: content.upperBound)
    }

    private static func cleanTitle(_ slice: ScalarSlice) -> [Unicode.Scalar] {
        var title = Array(slice.filter { $0 != "*" })[...].trimmed
        while let last = title.last, last == "。" || last.isColon { title = title.dropLast().trimmed }
        return Array(title)
    }

    /// The responsibility clause at the end of a paragraph: in parentheses, or a label behind the last full stop.
    private func trailing(_ paragraph: Range<Int>) -> Range<Int>? {
        var slice = scalars[paragraph].trimmed
        while slice.last == "*" { slice = slice.dropLast() }
        let whole = slice
        while let last = slice.last, last == "。" || last.isSemicolon { slice = slice.dropLast() }
        if let last = slice.last, last == "）" || last == ")" || last == "】" {
            // Parentheses inside the clause (县（市、区）) are counted; a clause has at most 2000 scalars.
            var depth = 0
            for index in slice.indices.suffix(2002).reversed() {
                switch slice[index] {
                case "）", ")", "】": depth += 1
                case "（", "(", "【": depth -= 1
                default: break
                }
                if depth == 0 {
                    let inside = slice[(index + 1)..<(slice.endIndex - 1)]
                    guard ResponsibilityReader.isResponsibility(inside) else { return nil }
                    // A full stop behind the parenthesis closes the sentence before it: it stays with the clause.
                    return index..<whole.endIndex
                }
            }
            return nil
        }
        guard let stop = slice.suffix(2000).lastIndex(of: "。"), stop + 1 < slice.endIndex else { return nil }
        let tail = slice[(stop + 1)...].trimmed
        return ResponsibilityLabel.label(of: tail) != nil ? tail.startIndex..<whole.endIndex : nil
    }

    /// Markdown's bold marks are no part of the text.
    private static func withoutBold(_ slice: ScalarSlice) -> [Unicode.Scalar] {
        guard slice.contains("**") else { return Array(slice) }
        var result: [Unicode.Scalar] = []
        var index = slice.startIndex
        while index < slice.endIndex {
            if slice[index] == "*", index + 1 < slice.endIndex, slice[index + 1] == "*" {
                index += 2
            } else {
                result.append(slice[index])
                index += 1
            }
        }
        return result
    }

    /// A clause as written, without the full stop behind its parenthesis, which closes the sentence before it.
    private func clause(_ range: Range<Int>) -> [Unicode.Scalar] {
        let text = Self.withoutBold(scalars[range].withoutBullet)
        guard let first = text.first, "（(【".unicodeScalars.contains(first), let last = text.last else { return text }
        return last == "。" || last.isSemicolon ? text.dropLast() : text
    }

    private func inside(_ range: Range<Int>) -> [Unicode.Scalar] {
        var slice = scalars[range].withoutBullet
        while let last = slice.last, last == "。" || last == "*" || last.isSemicolon { slice = slice.dropLast() }
        if let first = slice.first, "（(【".unicodeScalars.contains(first), let last = slice.last,
            "）)】".unicodeScalars.contains(last)
        {
            slice = slice.dropFirst().dropLast()
        }
        return Array(slice)
    }

    /// Clauses between two points of the item stay in the body.
    private mutating func findClausesInBody() {
        for range in Self.clauses(in: body) {
            var inside = body[range].withoutBullet
            if let first = inside.first, "（(【".unicodeScalars.contains(first) { inside = inside.dropFirst().dropLast() }
            written.append(Written(text: Array(body[range]), inside: Array(inside), inBody: range))
        }
    }

    /// The responsibility clauses inside a body, in order: parenthesised ones, and labelled lines.
    static func clauses(in body: [Unicode.Scalar]) -> [Range<Int>] {
        let pairs = BracketPairs(body)
        var result: [Range<Int>] = []
        var lineStart = 0
        var index = 0
        while index < body.count {
            if index == lineStart {
                let end = body[index...].firstIndex(of: "\n") ?? body.count
                if ResponsibilityLabel.label(of: body[index..<end].withoutBullet) != nil {
                    result.append(index..<end)
                    index = end + 1
                    lineStart = index
                    continue
                }
            }
            if pairs.closing[index] > index {
                let close = pairs.closing[index]
                if "（(【".unicodeScalars.contains(body[index]),
                    ResponsibilityReader.isResponsibility(body[(index + 1)..<close])
                {
                    result.append(index..<close + 1)
                }
                index = close + 1
                continue
            }
            if body[index] == "\n" { lineStart = index + 1 }
            index += 1
        }
        return result
    }

    /// Marks in the source where heading, body and responsibility clauses end.
    private mutating func cut(
        lines: [(shape: LineShape, end: Int)], title: Range<Int>, afterTitle: [Range<Int>], closing: [Range<Int>]
    ) {
        var marks: [(PlanReading.Part.Kind, Int)] = []
        let headingLine = lines[0]
        var responsibilities = afterTitle + closing
        responsibilities.sort { $0.lowerBound < $1.lowerBound }
        var position = 0
        for (index, line) in lines.enumerated() {
            let isHeading = index == 0
            var base: PlanReading.Part.Kind = isHeading ? .itemHeading : .itemBody
            if isHeading, headingLine.shape.content.upperBound > title.upperBound {
                var titleEnd = title.upperBound
                while titleEnd < line.shape.content.upperBound,
                    "。*：: \u{3000}".unicodeScalars.contains(scalars[titleEnd])
                { titleEnd += 1 }
                marks.append((.itemHeading, titleEnd))
                base = .itemBody
            }
            if !isHeading, line.shape.text.isEmpty { base = .blank }
            while position < responsibilities.count, responsibilities[position].lowerBound < line.end {
                marks.append((base, responsibilities[position].lowerBound))
                marks.append((.responsibility, responsibilities[position].upperBound))
                base = .responsibility
                position += 1
            }
            marks.append((base, line.end))
        }
        cuts = marks.map { (kind: $0.0, end: $0.1) }
    }
}

extension ScalarSlice {
    var trimmedRange: Range<Int> {
        let slice = trimmed
        return slice.startIndex..<slice.endIndex
    }

    /// Without blanks, a list mark and bold marks in front.
    var withoutBullet: ScalarSlice {
        var slice = trimmed
        if let first = slice.first, "-*+•".unicodeScalars.contains(first), slice.dropFirst().first?.isBlank == true {
            slice = slice.dropFirst().trimmed
        }
        while slice.first == "*" { slice = slice.dropFirst() }
        return slice
    }
}

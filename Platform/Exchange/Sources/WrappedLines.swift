/// Joins the lines that a page's width broke: a PDF knows lines, and a plan's reader wants paragraphs.
///
/// A line that reaches eight tenths of the widest line's width goes on in the next one, unless that is blank or begins
/// with a number or mark of its own. Widths count Chinese characters twice. Limits: a paragraph that happens to end at
/// the margin is joined with the next where that has no number.
enum WrappedLines {
    static func joined(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed)
        let widest = widthOfMost(lines)
        var paragraphs: [String] = []
        var goesOn = false
        for line in lines {
            if goesOn, !line.isEmpty, !beginsAnew(line), let last = paragraphs.last {
                let needsSpace = last.last?.isASCII == true && line.first?.isASCII == true
                paragraphs[paragraphs.count - 1] = last + (needsSpace ? " " : "") + line
            } else {
                paragraphs.append(line)
            }
            goesOn = width(line) * 10 >= widest * 8
        }
        return paragraphs.joined(separator: "\n")
    }

    /// The width that one line in ten reaches, so that one line beyond the margin does not decide.
    private static func widthOfMost(_ lines: [String]) -> Int {
        let widths = lines.map(width).filter { $0 > 0 }.sorted()
        guard !widths.isEmpty else { return 0 }
        return widths[min(widths.count - 1, widths.count * 9 / 10)]
    }

    private static func width(_ line: String) -> Int {
        line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
    }

    private static func trimmed(_ line: Substring) -> String {
        String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// （一）, (一), 一、, 1., 1、, 第一条, bullets.
    private static func beginsAnew(_ line: String) -> Bool {
        let numerals = Set("一二三四五六七八九十百零〇0123456789")
        var rest = line[...]
        guard let first = rest.first else { return false }
        if "-*•●■".contains(first) { return true }
        if first == "第" {
            let body = rest.dropFirst().drop(while: { numerals.contains($0) })
            return body.startIndex != rest.index(after: rest.startIndex) && "条部章节".contains(body.first ?? " ")
        }
        if "（(".contains(first) {
            rest = rest.dropFirst().drop(while: { numerals.contains($0) })
            return rest.first.map { "）)".contains($0) } ?? false && rest.startIndex > line.index(after: line.startIndex)
        }
        guard numerals.contains(first) else { return false }
        rest = rest.drop(while: { numerals.contains($0) })
        return rest.first.map { "、．.".contains($0) } ?? false
    }
}

/// A text as scalars with its lines; every scalar of the source, line ends included, belongs to exactly one line.
struct SourceText {
    struct Line {
        /// The line without its end.
        var content: Range<Int>
        /// The index after CR, LF or CRLF.
        var end: Int
    }

    let scalars: [Unicode.Scalar]
    let lines: [Line]

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var lines: [Line] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\n" || scalar == "\r" {
                let isPair = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
                lines.append(Line(content: start..<index, end: index + (isPair ? 2 : 1)))
                index += isPair ? 2 : 1
                start = index
            } else {
                index += 1
            }
        }
        if start < scalars.count { lines.append(Line(content: start..<scalars.count, end: scalars.count)) }
        self.scalars = scalars
        self.lines = lines
    }

    func content(_ line: Int) -> ScalarSlice { scalars[lines[line].content] }
}

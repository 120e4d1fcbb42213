/// What a line looks like: its text without indentation and Markdown marks, and the numbering it begins with.
struct LineShape {
    /// The text without blanks, #, quotation and list marks, and without bold marks around the whole.
    var text: Range<Int>
    /// Number of # before the text; 0 for a plain line.
    var headingLevel = 0
    var isBullet = false
    /// The whole line is set in bold.
    var isBold = false
    var marker: Marker?
    /// The text behind the numbering, without bold marks that enclose a title.
    var content: Range<Int>
    /// The end of a bold title at the beginning of the content.
    var boldTitleEnd: Int?
    /// A line of ---, *** or ===.
    var isRule = false

    init(_ line: Range<Int>, in scalars: [Unicode.Scalar]) {
        var slice = scalars[line].trimmed
        if slice.count >= 3, slice.allSatisfy({ "-*=_—".unicodeScalars.contains($0) }) { isRule = true }
        while slice.first == ">" { slice = slice.dropFirst().trimmed }
        let level = slice.prefix { $0 == "#" }.count
        if (1...6).contains(level), slice.dropFirst(level).first?.isBlank == true {
            headingLevel = level
            slice = slice.dropFirst(level).trimmed
            while slice.last == "#" { slice = slice.dropLast().trimmed }
        } else if let first = slice.first, "-*+•·●■◆".unicodeScalars.contains(first),
            slice.dropFirst().first?.isBlank == true
        {
            isBullet = true
            slice = slice.dropFirst().trimmed
        }
        if slice.count > 4, slice.hasPrefix("**"), slice.hasSuffix("**"), !slice.dropFirst(2).dropLast(2).contains("**")
        {
            isBold = true
            slice = slice.dropFirst(2).dropLast(2).trimmed
        }
        text = slice.startIndex..<slice.endIndex
        content = text
        // The numbering may stand inside bold marks that close behind the title.
        var opensBold = false
        var numbered = slice
        if !isBold, slice.hasPrefix("**") {
            opensBold = true
            numbered = slice.dropFirst(2)
        }
        if let marker = Marker(numbered) {
            self.marker = marker
            content = marker.contentStart..<slice.endIndex
        } else {
            content = numbered.startIndex..<slice.endIndex
        }
        let inside = scalars[content]
        if opensBold {
            boldTitleEnd = inside.firstRange(of: "**")?.lowerBound
        } else if inside.hasPrefix("**"), let close = inside.dropFirst(2).firstRange(of: "**") {
            content = content.lowerBound + 2..<content.upperBound
            boldTitleEnd = close.lowerBound
        }
    }
}

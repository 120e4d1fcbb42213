/// One word or phrase of a query: found where a text has exactly these characters, a word at its end also as the
/// beginning of a longer word.
struct SearchTerm: Hashable {
    enum Token: Hashable {
        case whole(String)
        /// The beginning of a token.
        case beginning(String)
    }

    /// The folded and marked scalars that are looked for.
    let scalars: [Unicode.Scalar]
    /// What every text with the term has in the index; a few are enough, the texts are compared besides.
    let tokens: [Token]
    /// Whether having the tokens is having the term.
    let isExact: Bool

    private static let tokenLimit = 12

    var text: String { SearchTokens.string(scalars[...]) }

    /// Splits a query at spaces. Punctuation around a term is dropped; what has neither Han nor word is no term.
    static func terms(of query: String) -> [SearchTerm] {
        var terms: [SearchTerm] = []
        for piece in query.unicodeScalars.split(whereSeparator: { $0.properties.isWhitespace }) {
            var text = ""
            text.unicodeScalars.append(contentsOf: piece)
            if let term = SearchTerm(FoldedText(text)), !terms.contains(term) { terms.append(term) }
        }
        return terms
    }

    private init?(_ folded: FoldedText) {
        let runs = folded.runs
        guard let first = runs.first, let last = runs.last else { return nil }
        // A word's mark stands before its run.
        let start = first.kind == .word ? first.range.lowerBound - 1 : first.range.lowerBound
        scalars = Array(folded.scalars[start..<last.range.upperBound])
        var tokens: [Token] = []
        for (index, run) in runs.enumerated() {
            let content = folded.scalars[run.range]
            if run.kind == .word {
                let word = SearchTokens.string(content.prefix(SearchTokens.wordLimit))
                let isOpen = index == runs.count - 1 && content.count < SearchTokens.wordLimit
                tokens.append(isOpen ? .beginning(word) : .whole(word))
            } else if content.count == 1 {
                tokens.append(.whole(SearchTokens.string(content)))
            } else {
                for position in content.indices.dropLast() {
                    tokens.append(.whole(SearchTokens.string(content[position...position + 1])))
                }
            }
        }
        let isWholeTerm = runs.count == 1 && tokens.count == 1
        isExact = isWholeTerm && first.range.count < SearchTokens.wordLimit
        if tokens.count > Self.tokenLimit {
            let step = Double(tokens.count - 1) / Double(Self.tokenLimit - 1)
            tokens = (0..<Self.tokenLimit).map { tokens[Int(Double($0) * step)] }
        }
        self.tokens = tokens
    }

    /// Where the term stands in a text, as ranges of the text's own scalars; they do not overlap.
    func ranges(in text: FoldedText) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        let count = scalars.count
        while index + count <= text.scalars.count {
            if text.scalars[index] == scalars[0], text.scalars[index..<index + count].elementsEqual(scalars) {
                ranges.append(text.origins[index]..<text.origins[index + count - 1] + 1)
                index += count
            } else {
                index += 1
            }
        }
        return ranges
    }
}

/// The tokens a text is found by: each Han character, each two Han characters that stand together, each word.
enum SearchTokens {
    /// Words are cut to this many scalars in the index; the comparison of texts sees all of them.
    static let wordLimit = 64

    static func tokens(of text: FoldedText) -> Set<String> {
        var tokens: Set<String> = []
        for (kind, range) in text.runs {
            let run = text.scalars[range]
            if kind == .word {
                tokens.insert(string(run.prefix(wordLimit)))
            } else {
                for index in range {
                    tokens.insert(string(text.scalars[index...index]))
                    if index + 1 < range.upperBound { tokens.insert(string(text.scalars[index...index + 1])) }
                }
            }
        }
        return tokens
    }

    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}

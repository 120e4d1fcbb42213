/// Lists that share one verb: 开展甲评价、乙大赛、丙建设等 is three pieces of work, 推进大气、水污染防治 is one.
struct ActionList {
    let text: [Unicode.Scalar]
    let pairs: BracketPairs
    let reader: SegmentReader

    /// The clause itself, or one clause for each element when every element names an event or a programme.
    func elements(of clause: ClauseSegmenter.Clause) -> [ClauseSegmenter.Clause] {
        guard clause.kind == .task else { return [clause] }
        var range = clause.range
        // The list ends the clause's first segment; an outcome behind it stays with the last element.
        let comma = range.first { !pairs.isProtected[$0] && text[$0].isComma }
        let listEnd = comma ?? range.upperBound
        guard comma == nil || clause.hasAttachedOutcome else { return [clause] }
        let core = reader.withoutAdverbs(text[range.lowerBound..<listEnd])
        let verbLength = Vocabulary.eventVerbs.prefixLength(of: core)
        guard verbLength > 0 else { return [clause] }

        var contentEnd = listEnd
        if text[range.lowerBound..<listEnd].hasSuffix("等") {
            contentEnd -= 1
            if comma == nil { range = range.lowerBound..<contentEnd }
        }
        let content = core.startIndex + verbLength..<contentEnd
        var cuts = content.filter { !pairs.isProtected[$0] && text[$0] == "、" }
        if cuts.isEmpty {
            cuts = content.filter { !pairs.isProtected[$0] && (text[$0] == "和" || text[$0] == "与") }
            guard cuts.count == 1, joinsProgrammes(content, at: cuts[0]) else { return [clause] }
        }
        var starts = [content.lowerBound] + cuts.map { $0 + 1 }
        var ends = cuts + [contentEnd]
        guard zip(starts, ends).allSatisfy({ namesEvent($0..<$1) }) else { return [clause] }

        starts[0] = range.lowerBound
        if comma != nil { ends[ends.count - 1] = range.upperBound }
        return zip(starts, ends).enumerated().map { position, bounds in
            var element = clause
            element.range = bounds.0..<bounds.1
            element.isListElement = true
            element.hasAttachedOutcome = clause.hasAttachedOutcome && position == starts.count - 1
            return element
        }
    }

    private func joinsProgrammes(_ content: Range<Int>, at cut: Int) -> Bool {
        let left = withoutClosingMarks(content.lowerBound..<cut)
        let right = withoutClosingMarks(cut + 1..<content.upperBound)
        return left.count >= 4 && right.count >= 4 && Vocabulary.programmes.ends(left) && Vocabulary.programmes.ends(right)
    }

    private func namesEvent(_ range: Range<Int>) -> Bool {
        let element = withoutClosingMarks(range)
        // An event word alone (评价、培训) is a facet of the noun before it, not an event of its own.
        return element.count >= 4 && Vocabulary.events.ends(element)
            || element.count >= 4 && Vocabulary.programmes.ends(element) && text[range].last == "》"
    }

    private func withoutClosingMarks(_ range: Range<Int>) -> ScalarSlice {
        var slice = text[range]
        while let last = slice.last, last == "”" || last == "》" || last == "’" || last == "\"" || last.isBlank {
            slice = slice.dropLast()
        }
        return slice
    }
}

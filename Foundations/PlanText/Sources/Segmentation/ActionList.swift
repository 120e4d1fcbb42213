/// Lists that share one verb: 开展甲评价、乙大赛、丙建设等 is three pieces of work, 推进大气、水污染防治 is one.
struct ActionList {
    let text: [Unicode.Scalar]
    let pairs: BracketPairs
    let reader: SegmentReader

    /// The clause itself, or one clause for each element when every element names an event or a programme.
    ///
    /// A lead-in stays with the first element, an outcome with the last one.
    func elements(of clause: ClauseSegmenter.Clause) -> [ClauseSegmenter.Clause] {
        guard clause.kind == .task else { return [clause] }
        let core = reader.withoutAdverbs(text[clause.core])
        let verbLength = Vocabulary.eventVerbs.prefixLength(of: core)
        guard verbLength > 0 else { return [clause] }
        let isOpenList = text[clause.core].hasSuffix("等")
        let content = core.startIndex + verbLength..<clause.core.upperBound - (isOpenList ? 1 : 0)
        guard !content.isEmpty, !hasCommonHead(content) else { return [clause] }

        var cuts = content.filter { !pairs.isProtected[$0] && text[$0] == "、" }
        if cuts.isEmpty {
            cuts = content.filter { !pairs.isProtected[$0] && (text[$0] == "和" || text[$0] == "与") }
            guard cuts.count == 1, joinsProgrammes(content, at: cuts[0]) else { return [clause] }
        }
        let starts = [content.lowerBound] + cuts.map { $0 + 1 }
        let ends = cuts + [content.upperBound]
        let takesAnyEvent = Vocabulary.holdingVerbs.begins(core)
        guard zip(starts, ends).allSatisfy({ namesEvent($0..<$1, takesAnyEvent: takesAnyEvent) }) else {
            return [clause]
        }

        return zip(starts, ends).enumerated().map { position, bounds in
            let isFirst = position == 0
            let isLast = position == starts.count - 1
            // What follows the list in the clause stays with its last element; a bare 等 is left out.
            let hasTail = clause.range.upperBound > clause.core.upperBound
            var element = clause
            element.core = bounds.0..<bounds.1
            let start = isFirst ? clause.range.lowerBound : bounds.0
            let end = isLast && hasTail ? clause.range.upperBound : bounds.1
            element.range = start..<end
            element.isListElement = true
            element.hasAttachedOutcome = clause.hasAttachedOutcome && isLast
            return element
        }
    }

    /// 甲培训、乙检查等活动 has one head for the whole list, and is one piece of work.
    private func hasCommonHead(_ content: Range<Int>) -> Bool {
        guard let wait = text[content].lastIndex(of: "等"), wait + 1 < content.upperBound else { return false }
        return !pairs.isProtected[wait] && content.upperBound - wait <= 14 && text[wait + 1] != "级"
    }

    private func joinsProgrammes(_ content: Range<Int>, at cut: Int) -> Bool {
        let left = withoutClosingMarks(content.lowerBound..<cut)
        let right = withoutClosingMarks(cut + 1..<content.upperBound)
        return left.count >= 4 && right.count >= 4 && Vocabulary.programmes.ends(left)
            && Vocabulary.programmes.ends(right)
    }

    /// True for a noun of four scalars or more that ends in an event; 评价 alone is a facet of the noun before it.
    private func namesEvent(_ range: Range<Int>, takesAnyEvent: Bool) -> Bool {
        let element = withoutClosingMarks(range)
        guard element.count >= 4 else { return false }
        if Vocabulary.events.ends(element) || text[range].last == "》" && Vocabulary.programmes.ends(element) {
            return true
        }
        return takesAnyEvent && Vocabulary.verbs.contains(element.suffix(2))
    }

    private func withoutClosingMarks(_ range: Range<Int>) -> ScalarSlice {
        var slice = text[range]
        while let last = slice.last, last == "”" || last == "》" || last == "’" || last == "\"" || last.isBlank {
            slice = slice.dropLast()
        }
        return slice
    }
}

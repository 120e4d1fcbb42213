/// A part of a text with the places that were looked for.
public struct SearchSnippet: Sendable, Hashable {
    /// A stretch that is marked or is not.
    public struct Piece: Sendable, Hashable {
        public let text: String
        public let isHit: Bool
    }

    public let text: String
    /// Hits as offsets in `text.unicodeScalars`, in order, not overlapping.
    public let hits: [Range<Int>]

    /// The text cut where marks begin and end: what a view renders.
    public var pieces: [Piece] {
        let scalars = Array(text.unicodeScalars)
        var pieces: [Piece] = []
        var end = 0
        for hit in hits {
            if end < hit.lowerBound {
                pieces.append(Piece(text: SearchTokens.string(scalars[end..<hit.lowerBound]), isHit: false))
            }
            pieces.append(Piece(text: SearchTokens.string(scalars[hit]), isHit: true))
            end = hit.upperBound
        }
        if end < scalars.count { pieces.append(Piece(text: SearchTokens.string(scalars[end...]), isHit: false)) }
        return pieces
    }

    /// The window of a text about its first hit, or its beginning; … stands where it was cut.
    init(of text: String, terms: [SearchTerm], window: Int) {
        let folded = FoldedText(text)
        let found = terms.flatMap { $0.ranges(in: folded) }.sorted { $0.lowerBound < $1.lowerBound }
        let scalars = Array(text.unicodeScalars)
        var merged: [Range<Int>] = []
        for range in found {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        let first = merged.first?.lowerBound ?? 0
        var start = scalars.count <= window ? 0 : max(0, min(first - window / 4, scalars.count - window))
        var end = min(scalars.count, start + window)
        // A word is marked whole or not at all.
        for hit in merged {
            if hit.lowerBound < start, hit.upperBound > start { start = hit.lowerBound }
            if hit.lowerBound < end, hit.upperBound > end { end = hit.upperBound }
        }
        var shown = SearchTokens.string(scalars[start..<end])
        var shift = -start
        if start > 0 {
            shown = "…" + shown
            shift += 1
        }
        if end < scalars.count { shown += "…" }
        self.text = shown
        hits = merged.compactMap { range in
            let cut = range.clamped(to: start..<end)
            return cut.isEmpty ? nil : cut.lowerBound + shift..<cut.upperBound + shift
        }
    }
}

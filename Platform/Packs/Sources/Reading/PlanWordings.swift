/// Looks for a clause in the text of a plan, and for what is nearest to it where it is not there.
///
/// Spaces and line ends do not count: plans are wrapped and copied in many ways.
struct PlanWordings {
    private let text: String
    /// The plan cut at its punctuation marks, paragraph by paragraph.
    private let paragraphs: [[Piece]]

    private struct Piece {
        let text: Substring
        let pairs: Set<UInt64>
    }

    init(_ plan: String) {
        text = Self.withoutSpaces(plan)
        paragraphs = plan.split(separator: "\n").map { line in
            line.split { "，。；：！？、,;:".contains($0) }
                .map { Piece(text: $0, pairs: Self.pairs(Self.withoutSpaces($0))) }
                .filter { !$0.pairs.isEmpty }
        }
    }

    /// Whether the plan has these words. Complexity: O(length of the plan).
    func contains(_ clause: String) -> Bool { text.contains(Self.withoutSpaces(clause)) }

    /// The piece of the plan, of one to four parts between punctuation marks, that shares most pairs of neighbouring
    /// characters with the clause (Dice's coefficient), or nil where none shares a third of them.
    /// Complexity: O(pieces of the plan × length of the clause).
    func nearest(to clause: String) -> String? {
        let wanted = Self.pairs(Self.withoutSpaces(clause))
        guard !wanted.isEmpty else { return nil }
        var best: (text: String, score: Double)?
        for pieces in paragraphs {
            for first in pieces.indices where !wanted.isDisjoint(with: pieces[first].pairs) {
                var pairs: Set<UInt64> = []
                for last in first..<min(first + 4, pieces.count) {
                    pairs.formUnion(pieces[last].pairs)
                    let shared = Double(wanted.intersection(pairs).count)
                    let score = 2 * shared / Double(wanted.count + pairs.count)
                    guard score > max(1.0 / 3, best?.score ?? 0) else { continue }
                    let (start, end) = (pieces[first].text.startIndex, pieces[last].text.endIndex)
                    best = (String(pieces[first].text.base[start..<end]), score)
                }
            }
        }
        return best.map { $0.text.excerpt(80) }
    }

    private static func withoutSpaces(_ text: some StringProtocol) -> String {
        String(text.filter { !$0.isWhitespace })
    }

    /// The pairs of neighbouring characters; a single character is its own pair.
    private static func pairs(_ text: String) -> Set<UInt64> {
        let scalars = Array(text.unicodeScalars.map { UInt64($0.value) })
        guard scalars.count > 1 else { return Set(scalars) }
        return Set(zip(scalars, scalars.dropFirst()).map { $0 << 32 | $1 })
    }
}

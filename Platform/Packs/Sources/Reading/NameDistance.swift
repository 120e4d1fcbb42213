/// Finds the name that was probably meant.
enum NameDistance {
    /// The number of insertions, deletions, substitutions and swaps of neighbours between two texts: the restricted
    /// Damerau-Levenshtein distance (optimal string alignment). Complexity: O(n·m).
    static func between(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var twoBack: [Int] = []
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var current = [i]
            current.reserveCapacity(b.count + 1)
            for j in 1...b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                var best = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, twoBack[j - 2] + 1) }
                current.append(best)
            }
            (twoBack, previous) = (previous, current)
        }
        return previous[b.count]
    }

    /// The nearest of the names, or nil where none is near: up to a third of the longer one's length may differ, upper
    /// and lower case and `-` for `_` counting as the same. Of names equally near the first wins.
    static func nearest(to name: String, among names: some Sequence<String>) -> String? {
        let written = folded(name)
        guard written.count <= 100 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in names where candidate != name && abs(candidate.count - name.count) <= 12 {
            let distance = between(written, folded(candidate))
            guard distance <= max(1, max(written.count, candidate.count) / 3) else { continue }
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        return best?.name
    }

    private static func folded(_ name: String) -> String {
        name.lowercased().replacing("-", with: "_")
    }
}

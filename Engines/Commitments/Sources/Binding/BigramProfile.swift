/// A text as the multiset of its character pairs, folded: punctuation and spaces left out, full width as half width.
///
/// Two Chinese sentences that say the same share most of their pairs, whatever the order of their parts.
struct BigramProfile: Sendable {
    private let counts: [UInt64: Int]
    private let size: Int

    /// Complexity: O(n) in the length of the text.
    init(_ text: String) {
        var counts: [UInt64: Int] = [:]
        var size = 0
        var previous: UInt32?
        for scalar in text.unicodeScalars {
            guard let folded = Self.fold(scalar) else { continue }
            if let first = previous {
                counts[UInt64(first) << 32 | UInt64(folded), default: 0] += 1
                size += 1
            }
            previous = folded
        }
        self.counts = counts
        self.size = size
    }

    /// Dice's coefficient, 2·|A ∩ B| / (|A| + |B|), from 0 (nothing in common) to 1 (the same pairs); 0 where a text
    /// has no pair. (Dice 1945, Ecology 26:297.)
    func similarity(to other: BigramProfile) -> Double {
        guard size > 0, other.size > 0 else { return 0 }
        return Double(2 * shared(with: other)) / Double(size + other.size)
    }

    /// The share of the shorter text's pairs that the other has too: high where one text is contained in the other.
    func overlap(with other: BigramProfile) -> Double {
        guard size > 0, other.size > 0 else { return 0 }
        return Double(shared(with: other)) / Double(min(size, other.size))
    }

    private func shared(with other: BigramProfile) -> Int {
        let (fewer, more) = counts.count <= other.counts.count ? (counts, other.counts) : (other.counts, counts)
        return fewer.reduce(into: 0) { sum, pair in sum += min(pair.value, more[pair.key] ?? 0) }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> UInt32? {
        let value = scalar.value
        let halfWidth = (0xFF01...0xFF5E).contains(value) ? value - 0xFEE0 : value
        switch halfWidth {
        case 0x30...0x39, 0x61...0x7A: return halfWidth
        case 0x41...0x5A: return halfWidth + 32
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: return halfWidth
        default: return nil
        }
    }
}

/// A fixed set of words that can be looked up at the beginning and at the end of a text in constant time.
struct WordSet: Sendable {
    /// Words of up to four scalars of the basic plane, packed into 64 bits.
    private let packed: Set<UInt64>
    private let longer: [[Unicode.Scalar]]
    /// One bit for each remainder of a first and of a last scalar: most texts fail this look and need no search.
    private let firstScalars: ScalarFilter
    private let lastScalars: ScalarFilter

    /// Makes a set from words that blanks separate.
    init(_ words: String) {
        var packed: Set<UInt64> = []
        var longer: [[Unicode.Scalar]] = []
        var firstScalars = ScalarFilter()
        var lastScalars = ScalarFilter()
        for word in words.unicodeScalars.split(whereSeparator: { $0.isBlank }) {
            let scalars = Array(word)
            if let first = scalars.first, let last = scalars.last {
                firstScalars.insert(first)
                lastScalars.insert(last)
            }
            if scalars.count <= 4 {
                packed.insert(Self.key(scalars[...]))
            } else {
                longer.append(scalars)
            }
        }
        self.packed = packed
        self.firstScalars = firstScalars
        self.lastScalars = lastScalars
        self.longer = longer.sorted { $0.count > $1.count }
    }

    /// The length of the longest word that the text begins with, or 0.
    func prefixLength(of text: ScalarSlice) -> Int {
        guard let first = text.first, firstScalars.mayContain(first) else { return 0 }
        for word in longer where text.starts(with: word) {
            return word.count
        }
        for length in stride(from: Swift.min(4, text.count), through: 1, by: -1)
        where packed.contains(Self.key(text.prefix(length))) {
            return length
        }
        return 0
    }

    /// The length of the longest word that the text ends with, or 0.
    func suffixLength(of text: ScalarSlice) -> Int {
        guard let last = text.last, lastScalars.mayContain(last) else { return 0 }
        for word in longer where text.suffix(word.count).elementsEqual(word) {
            return word.count
        }
        for length in stride(from: Swift.min(4, text.count), through: 1, by: -1)
        where packed.contains(Self.key(text.suffix(length))) {
            return length
        }
        return 0
    }

    func begins(_ text: ScalarSlice) -> Bool { prefixLength(of: text) > 0 }

    func ends(_ text: ScalarSlice) -> Bool { suffixLength(of: text) > 0 }

    /// True when the text contains any of the words; linear in the text.
    func occurs(in text: ScalarSlice) -> Bool {
        text.indices.contains { begins(text[$0...]) }
    }

    func contains(_ word: ScalarSlice) -> Bool {
        word.count <= 4 ? packed.contains(Self.key(word)) : longer.contains { word.elementsEqual($0) }
    }

    private static func key(_ scalars: ScalarSlice) -> UInt64 {
        var key: UInt64 = 0
        for scalar in scalars {
            // A scalar beyond the basic plane is in no word; U+FFFF is a noncharacter and keeps the key apart.
            key = key << 16 | UInt64(scalar.value > 0xFFFF ? 0xFFFF : scalar.value)
        }
        return key
    }
}

/// A set of scalars that may answer yes wrongly, but never no.
private struct ScalarFilter: Sendable {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    mutating func insert(_ scalar: Unicode.Scalar) {
        let bit: UInt64 = 1 << UInt64(scalar.value & 63)
        switch (scalar.value >> 6) & 3 {
        case 0: bits.0 |= bit
        case 1: bits.1 |= bit
        case 2: bits.2 |= bit
        default: bits.3 |= bit
        }
    }

    func mayContain(_ scalar: Unicode.Scalar) -> Bool {
        let bit: UInt64 = 1 << UInt64(scalar.value & 63)
        switch (scalar.value >> 6) & 3 {
        case 0: return bits.0 & bit != 0
        case 1: return bits.1 & bit != 0
        case 2: return bits.2 & bit != 0
        default: return bits.3 & bit != 0
        }
    }
}

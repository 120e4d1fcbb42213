/// A fixed set of words that can be looked up at the beginning and at the end of a text in constant time.
struct WordSet: Sendable {
    /// Words of up to four scalars of the basic plane, packed into 64 bits.
    private let packed: Set<UInt64>
    private let longer: [[Unicode.Scalar]]

    /// Makes a set from words that blanks separate.
    init(_ words: String) {
        var packed: Set<UInt64> = []
        var longer: [[Unicode.Scalar]] = []
        for word in words.unicodeScalars.split(whereSeparator: { $0.isBlank }) {
            let scalars = Array(word)
            if scalars.count <= 4 {
                packed.insert(Self.key(scalars[...]))
            } else {
                longer.append(scalars)
            }
        }
        self.packed = packed
        self.longer = longer.sorted { $0.count > $1.count }
    }

    /// The length of the longest word that the text begins with, or 0.
    func prefixLength(of text: ScalarSlice) -> Int {
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

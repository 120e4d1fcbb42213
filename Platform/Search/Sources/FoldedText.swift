/// A text as it is compared: full-width forms as half-width, upper case as lower, and a mark before each word.
///
/// Han characters stand for themselves. Letters and digits of other scripts make words; U+0001 is put before each word,
/// so that looking for a marked word finds it at the beginning of words only, by comparing texts alone.
struct FoldedText {
    enum Kind {
        case han
        case word
        case other
    }

    static let wordMark: Unicode.Scalar = "\u{1}"

    /// The folded scalars with their marks.
    private(set) var scalars: [Unicode.Scalar] = []
    private(set) var kinds: [Kind] = []
    /// For each folded scalar, which scalar of the text it comes from; a mark comes from the one behind it.
    private(set) var origins: [Int] = []

    init(_ text: String) {
        var before = Kind.other
        for (origin, scalar) in text.unicodeScalars.enumerated() {
            for folded in Self.folded(scalar) {
                let kind = Self.kind(of: folded, after: before)
                if kind == .word, before != .word { append(Self.wordMark, .other, origin) }
                append(folded, kind, origin)
                before = kind
            }
        }
    }

    var text: String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// Runs of Han characters and words, in their order, as ranges of folded scalars.
    var runs: [(kind: Kind, range: Range<Int>)] {
        var runs: [(kind: Kind, range: Range<Int>)] = []
        var index = 0
        while index < kinds.count {
            let kind = kinds[index]
            var end = index + 1
            while end < kinds.count, kinds[end] == kind { end += 1 }
            if kind != .other { runs.append((kind, index..<end)) }
            index = end
        }
        return runs
    }

    private mutating func append(_ scalar: Unicode.Scalar, _ kind: Kind, _ origin: Int) {
        scalars.append(scalar)
        kinds.append(kind)
        origins.append(origin)
    }

    private static func folded(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        if scalar.value < 0x80 {
            if scalar.value < 0x20 || scalar.value == 0x7F { return " ".unicodeScalars }
            return ("A"..."Z").contains(scalar)
                ? String(Character(Unicode.Scalar(UInt8(scalar.value) | 0x20))).unicodeScalars
                : String(Character(scalar)).unicodeScalars
        }
        if isHan(scalar) { return String(Character(scalar)).unicodeScalars }
        if scalar.value == 0x3000 { return " ".unicodeScalars }
        if (0xFF01...0xFF5E).contains(scalar.value), let half = Unicode.Scalar(scalar.value - 0xFEE0) {
            return half.properties.lowercaseMapping.unicodeScalars
        }
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control { return " ".unicodeScalars }
        return scalar.properties.lowercaseMapping.unicodeScalars
    }

    private static func kind(of scalar: Unicode.Scalar, after before: Kind) -> Kind {
        if scalar.value < 0x80 {
            let isWord = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            return isWord ? .word : .other
        }
        if isHan(scalar) { return .han }
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil { return .word }
        // An accent that is written apart belongs to the letter before it.
        if before == .word, properties.generalCategory == .nonspacingMark { return .word }
        return .other
    }

    /// The unified ideographs with their extensions, the compatibility ideographs, 々 and 〇.
    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3005, 0x3007: true
        default: false
        }
    }
}

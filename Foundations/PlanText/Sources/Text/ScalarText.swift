/// A stretch of text as Unicode scalars, the unit in which all offsets of a plan are counted.
typealias ScalarSlice = ArraySlice<Unicode.Scalar>

extension Sequence where Element == Unicode.Scalar {
    var string: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }
}

extension Unicode.Scalar {
    /// True for every blank that texts from word processors and web pages use to indent, LF and CR included.
    var isBlank: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    var digit: Int? {
        switch value {
        case 0x30...0x39: Int(value) - 0x30
        case 0xFF10...0xFF19: Int(value) - 0xFF10
        default: nil
        }
    }

    var isHan: Bool {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x3007, 0x20000...0x2FA1F: true
        default: false
        }
    }

    var isColon: Bool { self == "：" || self == ":" }
    var isComma: Bool { self == "，" || self == "," }
    var isSemicolon: Bool { self == "；" || self == ";" }
}

extension ScalarSlice {
    var trimmed: ScalarSlice {
        var slice = self
        while let first = slice.first, first.isBlank { slice = slice.dropFirst() }
        while let last = slice.last, last.isBlank { slice = slice.dropLast() }
        return slice
    }

    func hasPrefix(_ word: String) -> Bool {
        starts(with: word.unicodeScalars)
    }

    func hasSuffix(_ word: String) -> Bool {
        let scalars = word.unicodeScalars
        return suffix(scalars.count).elementsEqual(scalars)
    }

    /// The index of the first occurrence of a word; linear, for words of a few scalars.
    func firstRange(of word: String) -> Range<Int>? {
        let pattern = Array(word.unicodeScalars)
        guard let head = pattern.first, count >= pattern.count else { return nil }
        var index = startIndex
        while index <= endIndex - pattern.count {
            if self[index] == head, self[index..<index + pattern.count].elementsEqual(pattern) {
                return index..<index + pattern.count
            }
            index += 1
        }
        return nil
    }

    func contains(_ word: String) -> Bool {
        firstRange(of: word) != nil
    }
}

/// The numbering at the beginning of a line: 一、（一）1.（1）第一条 and their kin.
struct Marker: Equatable {
    /// Styles of numbering from the outermost to the innermost.
    enum Style: Int, Comparable {
        /// 第一部分
        case part
        /// 第一章
        case chapter
        /// 一、
        case han
        /// 第一条
        case article
        /// （一）
        case hanParenthesis
        /// 1. or 1、
        case arabic
        /// （1）or 1.1
        case arabicParenthesis
        /// ①
        case circled

        static func < (left: Style, right: Style) -> Bool { left.rawValue < right.rawValue }
    }

    var style: Style
    var number: Int
    /// Index of the first scalar after the numbering and the blanks behind it.
    var contentStart: Int

    /// Reads the numbering at the beginning of a text that has no blanks before it.
    init?(_ text: ScalarSlice) {
        guard let first = text.first else { return nil }
        let start = text.startIndex
        var found: (Style, Int, Int)?
        if first == "第" {
            found = Self.ordinal(text)
        } else if first == "（" || first == "(" {
            found = Self.parenthesised(text)
        } else if let circle = Self.circled(first) {
            found = (.circled, circle, start + 1)
        } else if ChineseNumeral.isNumeral(first) {
            let end = text.prefix(9).firstIndex { !ChineseNumeral.isNumeral($0) } ?? min(start + 9, text.endIndex)
            if end < text.endIndex, "、．.".unicodeScalars.contains(text[end]),
                let number = ChineseNumeral.value(text[..<end])
            {
                found = (.han, number, end + 1)
            }
        } else if first.digit != nil {
            found = Self.arabic(text)
        }
        guard let (style, number, end) = found else { return nil }
        var contentStart = end
        while contentStart < text.endIndex, text[contentStart].isBlank { contentStart += 1 }
        self.style = style
        self.number = number
        self.contentStart = contentStart
    }

    private static func ordinal(_ text: ScalarSlice) -> (Style, Int, Int)? {
        let rest = text.dropFirst()
        let end = rest.prefix(9).firstIndex { !ChineseNumeral.isNumeral($0) && $0.digit == nil } ?? rest.endIndex
        guard end > rest.startIndex, end < rest.endIndex, let number = number(rest[..<end]) else { return nil }
        let tail = rest[end...]
        for (word, style) in [
            ("部分", Style.part), ("篇", .part), ("编", .part), ("章", .chapter), ("节", .chapter), ("条", .article),
        ]
        where tail.hasPrefix(word) {
            var index = end + word.unicodeScalars.count
            // 第一条例 or 第三章程 begins a sentence, not a heading.
            guard
                index == text.endIndex || text[index].isBlank || "、：:．.".unicodeScalars.contains(text[index])
                    || style == .part
            else { return nil }
            while index < text.endIndex, "、：:．.".unicodeScalars.contains(text[index]) { index += 1 }
            return (style, number, index)
        }
        return nil
    }

    private static func parenthesised(_ text: ScalarSlice) -> (Style, Int, Int)? {
        let rest = text.dropFirst()
        guard let close = rest.prefix(10).firstIndex(where: { $0 == "）" || $0 == ")" }) else { return nil }
        let inside = rest[..<close].trimmed
        guard let number = number(inside), let first = inside.first else { return nil }
        var end = close + 1
        while end < text.endIndex, "、．.".unicodeScalars.contains(text[end]) { end += 1 }
        return (first.digit == nil ? .hanParenthesis : .arabicParenthesis, number, end)
    }

    private static func arabic(_ text: ScalarSlice) -> (Style, Int, Int)? {
        var end = text.startIndex
        while end < text.endIndex, end - text.startIndex < 4, text[end].digit != nil { end += 1 }
        guard end - text.startIndex <= 3, end < text.endIndex, let number = number(text[..<end]) else { return nil }
        guard "．.、)）".unicodeScalars.contains(text[end]) else { return nil }
        var style = Style.arabic
        var after = end + 1
        if after < text.endIndex, text[after].digit != nil, text[end] != "、" {
            // 1.1 numbers a part of 1.; 1.5万 and 12.20 are numbers.
            var second = after
            while second < text.endIndex, second - after < 3, text[second].digit != nil { second += 1 }
            guard second < text.endIndex, text[second].isBlank || text[second] == "." || text[second] == "、" else {
                return nil
            }
            if text[second] != " ", second + 1 < text.endIndex, text[second + 1].digit != nil { return nil }
            style = .arabicParenthesis
            after = text[second].isBlank ? second : second + 1
        }
        return (style, number, after)
    }

    private static func number(_ text: ScalarSlice) -> Int? {
        guard let first = text.first else { return nil }
        if first.digit != nil {
            guard text.count <= 3, text.allSatisfy({ $0.digit != nil }) else { return nil }
            return text.reduce(0) { $0 * 10 + ($1.digit ?? 0) }
        }
        return ChineseNumeral.value(text)
    }

    private static func circled(_ scalar: Unicode.Scalar) -> Int? {
        (0x2460...0x2473).contains(scalar.value) ? Int(scalar.value) - 0x245F : nil
    }
}

/// The number formats of Word lists (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat) that occur in Chinese documents.
enum NumberFormat: String, CaseIterable, Sendable {
    case decimal, decimalZero, decimalFullWidth, decimalHalfWidth, decimalFullWidth2
    case upperRoman, lowerRoman, upperLetter, lowerLetter, ordinal
    case decimalEnclosedCircle, decimalEnclosedCircleChinese, decimalEnclosedParen, decimalEnclosedFullstop
    case chineseCounting, chineseCountingThousand, taiwaneseCounting, taiwaneseCountingThousand, japaneseCounting
    case chineseLegalSimplified, ideographLegalTraditional, ideographDigital, taiwaneseDigital,
        japaneseDigitalTenThousand
    case ideographTraditional, ideographZodiac, ideographEnclosedCircle
    case numberInDash, none, bullet

    /// A number of 0 or more in this format; formats that end somewhere go on in decimal digits, as Word does.
    func text(_ number: Int) -> String {
        guard number >= 0 else { return String(number) }
        switch self {
        case .decimal, .decimalHalfWidth: return String(number)
        case .decimalZero: return number < 10 ? "0\(number)" : String(number)
        case .decimalFullWidth, .decimalFullWidth2: return Self.digits(number, Array("０１２３４５６７８９"))
        case .upperRoman: return Self.roman(number)
        case .lowerRoman: return Self.roman(number).lowercased()
        case .upperLetter: return Self.letters(number, first: 0x41)
        case .lowerLetter: return Self.letters(number, first: 0x61)
        case .ordinal: return Self.ordinal(number)
        case .decimalEnclosedCircle, .decimalEnclosedCircleChinese: return Self.circled(number)
        case .decimalEnclosedParen: return Self.symbol(number, first: 0x2474, count: 20)
        case .decimalEnclosedFullstop: return Self.symbol(number, first: 0x2488, count: 20)
        case .ideographEnclosedCircle: return Self.symbol(number, first: 0x3280, count: 10)
        case .chineseCounting, .chineseCountingThousand, .taiwaneseCounting, .taiwaneseCountingThousand:
            return ChineseNumeral.text(number)
        case .japaneseCounting: return ChineseNumeral.text(number, style: .japanese)
        case .chineseLegalSimplified: return ChineseNumeral.text(number, style: .legalSimplified)
        case .ideographLegalTraditional: return ChineseNumeral.text(number, style: .legalTraditional)
        case .ideographDigital, .taiwaneseDigital, .japaneseDigitalTenThousand:
            return Self.digits(number, Array("〇一二三四五六七八九"))
        case .ideographTraditional: return Self.cycle(number, Array("甲乙丙丁戊己庚辛壬癸"))
        case .ideographZodiac: return Self.cycle(number, Array("子丑寅卯辰巳午未申酉戌亥"))
        case .numberInDash: return "- \(number) -"
        case .none, .bullet: return ""
        }
    }

    private static func digits(_ number: Int, _ characters: [Character]) -> String {
        String(String(number).compactMap { $0.wholeNumberValue.map { characters[$0] } })
    }

    private static func cycle(_ number: Int, _ characters: [Character]) -> String {
        (1...characters.count).contains(number) ? String(characters[number - 1]) : String(number)
    }

    private static func symbol(_ number: Int, first: UInt32, count: Int) -> String {
        guard (1...count).contains(number), let scalar = Unicode.Scalar(first + UInt32(number) - 1) else {
            return String(number)
        }
        return String(Character(scalar))
    }

    private static func circled(_ number: Int) -> String {
        switch number {
        case 0: "⓪"
        case 1...20: symbol(number, first: 0x2460, count: 20)
        case 21...35: symbol(number - 20, first: 0x3251, count: 15)
        case 36...50: symbol(number - 35, first: 0x32B1, count: 15)
        default: String(number)
        }
    }

    // A to Z, then AA, BB, CC: Word repeats the letter instead of counting in base 26.
    private static func letters(_ number: Int, first: UInt32) -> String {
        guard (1...780).contains(number), let scalar = Unicode.Scalar(first + UInt32((number - 1) % 26)) else {
            return String(number)
        }
        return String(repeating: Character(scalar), count: (number - 1) / 26 + 1)
    }

    private static func ordinal(_ number: Int) -> String {
        let suffix =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(suffix)"
    }

    private static func roman(_ number: Int) -> String {
        guard (1...3999).contains(number) else { return String(number) }
        let steps: [(Int, String)] = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = number
        var text = ""
        for (value, numeral) in steps {
            while rest >= value {
                text += numeral
                rest -= value
            }
        }
        return text
    }
}

/// Numbers in Chinese characters.
enum ChineseNumeral {
    enum Style {
        /// 一, 十, 十一, 一百零一.
        case counting
        /// 一, 十, 十一, 百一.
        case japanese
        /// 壹, 壹拾, 壹佰零壹, as on invoices.
        case legalSimplified
        /// 壹, 壹拾, 壹佰零壹 with traditional characters.
        case legalTraditional
    }

    static func text(_ number: Int, style: Style = .counting) -> String {
        let (digits, units, myriad) = characters(style)
        guard (0..<100_000_000).contains(number) else { return String(number) }
        guard number > 0 else { return style == .counting || style == .japanese ? "〇" : String(digits[0]) }
        let (high, low) = (number / 10_000, number % 10_000)
        var text = ""
        if high > 0 {
            text += group(high, style: style, digits: digits, units: units, isLeading: true) + String(myriad)
            if low > 0, low < 1000, style != .japanese { text.append(digits[0]) }
        }
        if low > 0 { text += group(low, style: style, digits: digits, units: units, isLeading: high == 0) }
        return text
    }

    private static func characters(_ style: Style) -> (digits: [Character], units: [Character], myriad: Character) {
        switch style {
        case .counting, .japanese: (Array("零一二三四五六七八九"), Array("十百千"), "万")
        case .legalSimplified: (Array("零壹贰叁肆伍陆柒捌玖"), Array("拾佰仟"), "万")
        case .legalTraditional: (Array("零壹貳參肆伍陸柒捌玖"), Array("拾佰仟"), "萬")
        }
    }

    private static func group(
        _ number: Int, style: Style, digits: [Character], units: [Character], isLeading: Bool
    ) -> String {
        var text = ""
        var skippedZero = false
        for (place, divisor) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
            let digit = number / divisor % 10
            guard digit > 0 else {
                skippedZero = skippedZero || !text.isEmpty
                continue
            }
            if skippedZero, style != .japanese { text.append(digits[0]) }
            skippedZero = false
            let omitsOne =
                digit == 1 && place > 0
                && (style == .japanese || (style == .counting && place == 1 && text.isEmpty && isLeading))
            if !omitsOne { text.append(digits[digit]) }
            if place > 0 { text.append(units[place - 1]) }
        }
        return text
    }
}

/// Reading and writing of Chinese numerals below ten thousand, and of years written digit by digit.
enum ChineseNumeral {
    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "零", "○", "Ｏ": 0
        case "一", "壹": 1
        case "二", "两", "贰": 2
        case "三", "叁": 3
        case "四", "肆": 4
        case "五", "伍": 5
        case "六", "陆": 6
        case "七", "柒": 7
        case "八", "捌": 8
        case "九", "玖": 9
        default: nil
        }
    }

    private static func power(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "十", "拾": 10
        case "百", "佰": 100
        case "千", "仟": 1000
        default: nil
        }
    }

    static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        digit(scalar) != nil || power(scalar) != nil
    }

    /// The value of a numeral such as 二十三, 一百零五 or 二〇二一; nil for anything else, or above 9999.
    static func value(_ text: ScalarSlice) -> Int? {
        guard !text.isEmpty, text.count <= 8 else { return nil }
        if text.contains(where: { power($0) != nil }) {
            var total = 0
            var pending: Int?
            var limit = 10_000
            for scalar in text {
                if let power = power(scalar) {
                    guard power < limit else { return nil }
                    total += (pending ?? 1) * power
                    pending = nil
                    limit = power
                } else if let digit = digit(scalar) {
                    guard pending == nil || pending == 0 else { return nil }
                    pending = digit
                } else {
                    return nil
                }
            }
            return total + (pending ?? 0)
        }
        guard text.count <= 4 else { return nil }
        var total = 0
        for scalar in text {
            guard let digit = digit(scalar) else { return nil }
            total = total * 10 + digit
        }
        return total
    }

    /// The numeral of a number from 1 to 9999; other numbers in Arabic digits.
    static func text(_ number: Int) -> String {
        guard (1...9999).contains(number) else { return String(number) }
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        var rest = number
        var result = ""
        var gap = false
        for (power, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = rest / power
            rest %= power
            if digit == 0 {
                gap = !result.isEmpty
                continue
            }
            if gap {
                result += "零"
                gap = false
            }
            if power == 10, digit == 1, result.isEmpty {
                result += "十"
            } else {
                result += digits[digit] + name
            }
        }
        return result
    }
}

/// Writes whole numbers as official documents count: 一, 十七, 二十二.
enum ChineseNumber {
    private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// From 0 to 99 in Chinese numerals; other numbers in digits.
    static func text(_ number: Int) -> String {
        guard (0..<100).contains(number) else { return String(number) }
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        if tens == 0 { return digits[ones] }
        return (tens == 1 ? "" : digits[tens]) + "十" + (ones == 0 ? "" : digits[ones])
    }
}

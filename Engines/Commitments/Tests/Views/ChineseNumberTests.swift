import Testing

@testable import Commitments

@Suite struct ChineseNumberTests {
    @Test("numbers are written as official documents count")
    func numbers() {
        for (number, text) in [
            (0, "〇"), (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (17, "十七"), (19, "十九"), (20, "二十"),
            (22, "二十二"), (90, "九十"), (99, "九十九"), (100, "100"), (-1, "-1"),
        ] { #expect(ChineseNumber.text(number) == text) }
    }
}

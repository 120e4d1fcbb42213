import Testing

@testable import Commitments

struct QuantityTests {
    @Test("numbers are read as people and spreadsheets write them, and written back exactly")
    func reading() {
        for (text, written) in [
            ("0", "0"), ("12", "12"), ("3.25", "3.25"), ("0.10", "0.10"), ("-0.5", "-0.5"), ("+7", "7"),
            ("1,234,567.5", "1234567.5"), ("１２．５", "12.5"), (" 42 ", "42"), ("007", "7"), ("-.5", "-0.5"),
            ("", nil), (".", nil), ("1.", nil), ("1..2", nil), ("1e5", nil), ("NaN", nil), ("12a", nil),
            ("1.2345678", nil), ("1234567890123456", nil), ("--1", nil), ("1-", nil), ("１２３,４", "1234"),
        ] {
            #expect(Quantity(text)?.description == written, "\(text)")
        }
    }

    @Test("a number of people has no decimals")
    func decimals() {
        #expect(Quantity("3.5", decimals: 0) == nil)
        #expect(Quantity("3", decimals: 0) == Quantity(scaled: 3, decimals: 0))
    }

    @Test("rescaling loses no digit")
    func rescaling() {
        #expect(Quantity(scaled: 250, decimals: 2).rescaled(to: 1) == Quantity(scaled: 25, decimals: 1))
        #expect(Quantity(scaled: 251, decimals: 2).rescaled(to: 1) == nil)
        #expect(Quantity(scaled: .max, decimals: 0).rescaled(to: 1) == nil)
        #expect(Quantity(scaled: -3, decimals: 0).rescaled(to: 3) == Quantity(scaled: -3_000, decimals: 3))
    }

    @Test("a share of a target is rounded down; a target of nothing has none")
    func share() {
        let target = Quantity(scaled: 30, decimals: 0)
        #expect(Quantity(scaled: 2_999, decimals: 2).percent(of: target) == 99)
        #expect(Quantity(scaled: 30, decimals: 0).percent(of: target) == 100)
        #expect(Quantity(scaled: 45, decimals: 0).percent(of: target) == 150)
        #expect(target.percent(of: Quantity(scaled: 0, decimals: 0)) == nil)
    }
}

import Documents
import Testing

@Suite struct ExactDecimalTests {
    @Test(
        "digits and decimals are kept as written",
        arguments: [
            ("12.50", "12.50"), ("-0.05", "-0.05"), ("0", "0"), ("+7", "7"), (".5", "0.5"), ("5.", "5"),
            ("1.5E3", "1500"),
            ("1E-3", "0.001"), ("999999999999999999", "999999999999999999"),
            ("0.000000000000000001", "0.000000000000000001"),
        ])
    func text(text: String, printed: String) throws {
        #expect(try #require(ExactDecimal(text)).description == printed)
    }

    @Test(
        "what is no decimal number of 18 digits is refused",
        arguments: [
            "", "-", ".", "1,5", "1e", "1e999", "nan", "0x1", "1.2.3", "１", "99999999999999999999", "1E-19", " 1",
        ])
    func refused(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test("a floating-point number becomes the shortest decimal that stands for it")
    func doubles() {
        #expect(ExactDecimal(0.1)?.description == "0.1")
        #expect(ExactDecimal(-12.0)?.description == "-12")
        #expect(ExactDecimal(1e-7)?.description == "0.0000001")
        #expect(ExactDecimal(Double.nan) == nil)
        #expect(ExactDecimal(1e300) == nil)
        #expect(ExactDecimal("2.50")?.doubleValue == 2.5)
    }
}

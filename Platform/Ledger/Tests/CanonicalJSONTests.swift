import Ledger
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    /// RFC 8785, appendix B.
    static let numbers: [(bits: UInt64, text: String)] = [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
        (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
        (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
        (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
        (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
        (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
        (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
        (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
        (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
        (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ]

    @Test("numbers are written as in RFC 8785, appendix B", arguments: numbers)
    func numberVectors(bits: UInt64, text: String) throws {
        #expect(try CanonicalJSON.number(Double(bitPattern: bits)).text() == text)
    }

    @Test("numbers that JSON has no words for are refused")
    func notFinite() {
        for bits in [0x7FFF_FFFF_FFFF_FFFF, 0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000] as [UInt64] {
            #expect(failure { try CanonicalJSON.number(Double(bitPattern: bits)).text() } is LedgerProblem)
        }
        #expect(failure { try CanonicalJSON.integer(9_007_199_254_740_992) } is LedgerProblem)
        #expect(failure { try CanonicalJSON.integer(Int64.min) } is LedgerProblem)
    }

    @Test("a hundred thousand random numbers read back to the same bits")
    func numbersRoundTrip() throws {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        var checked = 0
        while checked < 100_000 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let value = Double(bitPattern: state)
            guard value.isFinite else { continue }
            checked += 1
            let text = try CanonicalJSON.number(value).text()
            guard Double(text) == value else {
                Issue.record("\(text) is not \(value)")
                return
            }
        }
    }

    @Test("the example of RFC 8785, section 3.2.2")
    func serialisationExample() throws {
        let source = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50,
                          2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected =
            #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
            + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try CanonicalJSON(parsing: source).text() == expected)
    }

    @Test("keys are sorted by their UTF-16 units, as in RFC 8785, section 3.2.3")
    func sortingExample() throws {
        let source = #"""
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
             "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
             "\u00f6": "Latin Small Letter O With Diaeresis"}
            """#
        let text = try CanonicalJSON(parsing: source).text()
        let order = [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
            "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
        ]
        let found = text.split(separator: "\"").map(String.init).filter(order.contains)
        #expect(found == order)
    }

    @Test("control characters have one escape each")
    func escapes() throws {
        let all = String(String.UnicodeScalarView((0..<0x20).compactMap(Unicode.Scalar.init)))
        let expected =
            #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013"#
            + #"\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""#
        let text = try CanonicalJSON.string(all).text()
        #expect(text == expected)
        #expect(try CanonicalJSON(parsing: text) == .string(all))
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{a:1}", "01", "1.", ".5", "+1", "1e", "1e400",
            "nul", "truefalse", "\"", "\"\\x\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83d\\u0041\"", "\"\t\"", "[1] 2",
            "'a'", "NaN", "Infinity", "\"\\u12g4\"", "{\"a\" 1}", "[1 2]", "\u{FEFF}1",
        ])
    func refusals(text: String) {
        #expect(failure { try CanonicalJSON(parsing: text) } is LedgerProblem, "\(text)")
    }

    @Test("depth is limited")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(try CanonicalJSON(parsing: nested(64)).text() == nested(64))
        #expect(failure { try CanonicalJSON(parsing: nested(65)) } is LedgerProblem)
        #expect(failure { try CanonicalJSON(parsing: nested(1_000_000)) } is LedgerProblem)
    }

    @Test("SHA-256 gives the values of FIPS 180-4")
    func digests() throws {
        #expect(
            try Digest(of: "").hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(try Digest(of: "abc").hexadecimal == abc)
        #expect(try Digest(hexadecimal: abc) == Digest(of: "abc"))
        #expect(Digest(hexadecimal: abc.uppercased()) == nil)
        #expect(Digest(hexadecimal: String(abc.dropLast())) == nil)
        #expect(Digest(bytes: [1, 2]) == nil)
    }
}

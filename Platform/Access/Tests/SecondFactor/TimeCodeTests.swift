import Testing

@testable import Access

struct TimeCodeTests {
    @Test(
        "codes are those of RFC 6238, appendix B",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func vectors(seconds: Int64, code: String) {
        let secret = Array("12345678901234567890".utf8)
        let step = TimeCode.step(atMicroseconds: seconds * 1_000_000)
        #expect(TimeCode.code(secret, step: step, digits: 8) == code)
        #expect(TimeCode.code(secret, step: step) == String(code.suffix(6)))
    }

    @Test("a code counts one step early and one step late, and no further")
    func window() throws {
        let secret = Array("12345678901234567890".utf8)
        let code = try #require(TimeCode.code(secret, step: 1_000))
        for (step, isRight) in [(998, false), (999, true), (1_000, true), (1_001, true), (1_002, false)] {
            let found = TimeCode.step(of: code, secret, atMicroseconds: Int64(step) * 30_000_000)
            #expect((found == 1_000) == isRight, "\(step)")
        }
        for wrong in ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"] {
            #expect(TimeCode.step(of: wrong, secret, atMicroseconds: 30_000_000_000) == nil)
        }
    }

    @Test(
        "base 32 is that of RFC 4648, section 10",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
    }
}

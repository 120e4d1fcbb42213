import QualityMethods
import Testing

@Suite struct MethodValueTests {
    @Test("a value reads back from its own text to the same bits")
    func roundTrip() throws {
        let value: MethodValue = [
            "b": [1, 2.5, -0.1, 1e300, 5e-324, 0.30000000000000004], "a": ["中文 \"quoted\" \\ \n\u{1}", true, .null],
        ]
        #expect(try MethodValue(json: value.json()) == value)
        #expect(try MethodValue(json: value.json(indented: true)) == value)
    }

    @Test(
        "text that is not JSON is refused with its place",
        arguments: [
            "{\"a\":1,\"a\":2}", "[1,]", "01", "1e999", "\"\\ud800\"", "[1] 2", "", "{\"a\"}", "nul", "\"open", "-",
            "[1", "\"\u{1}\"", "1.", "[\"\\u00g0\"]", String(repeating: "[", count: 100_000),
        ])
    func malformed(_ text: String) {
        #expect {
            try MethodValue(json: text)
        } throws: { error in
            guard let problem = error as? MethodProblem else { return false }
            return problem.code == .malformed && problem.rule.en.hasPrefix("Line 1, column")
        }
    }

    @Test("an escaped surrogate pair is one character")
    func surrogates() throws {
        #expect(try MethodValue(json: "\"\\ud840\\udc00\\u00e9\"") == .text("\u{20000}é"))
    }

    @Test(
        "bytes that are not UTF-8 are refused, wherever they stand",
        arguments: [[0x22, 0xFF, 0x22], [0xFF, 0xFE, 0x7B, 0x00], [0x5B, 0x31, 0x2C, 0x80, 0x5D]])
    func notUTF8(_ bytes: [UInt8]) {
        #expect {
            try MethodValue(json: bytes)
        } throws: { error in
            guard let problem = error as? MethodProblem else { return false }
            return problem.code == .malformed && problem.rule.en.contains("UTF-8") && problem.line == 1
        }
    }

    @Test("NaN and infinities are written as null, in lists and objects too")
    func notFinite() throws {
        let value: MethodValue = ["a": .number(.nan), "b": [.number(.infinity), .number(-.infinity), 1.5]]
        #expect(value.json() == #"{"a":null,"b":[null,null,1.5]}"#)
        #expect(try MethodValue(json: value.json()) == ["a": .null, "b": [.null, .null, 1.5]])
    }
}

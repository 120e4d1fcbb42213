import Documents
import Testing

@Suite struct TextDecoderTests {
    let decoder = TextDecoder()

    @Test("UTF-8 is read with and without a mark")
    func utf8() throws {
        let text = "质量工作计划 𠮷\n"
        #expect(
            try decoder.decode(Array(text.utf8)) == DecodedText(text: text, encoding: .utf8, hasByteOrderMark: false))
        #expect(
            try decoder.decode([0xEF, 0xBB, 0xBF] + Array(text.utf8))
                == DecodedText(text: text, encoding: .utf8, hasByteOrderMark: true))
        #expect(try decoder.decode([]).text.isEmpty)
    }

    @Test("UTF-16 needs its mark, in either order")
    func utf16() throws {
        let text = "质量𠮷"
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try decoder.decode([0xFF, 0xFE] + little).text == text)
        #expect(try decoder.decode([0xFE, 0xFF] + big).encoding == .utf16BigEndian)
        #expect(throws: DocumentProblem.undecodableText(encoding: .utf16LittleEndian, byteOffset: 4)) {
            try decoder.decode([0xFF, 0xFE, 0x28, 0x8D, 0x00])
        }
        #expect(throws: DocumentProblem.undecodableText(encoding: .utf16LittleEndian, byteOffset: 2)) {
            try decoder.decode([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00])
        }
        #expect(throws: DocumentProblem.undecodableText(encoding: .utf16LittleEndian, byteOffset: 2)) {
            try decoder.decode([0xFF, 0xFE, 0x00, 0xD8])
        }
    }

    @Test("GB 18030 is read with characters of one, two and four bytes")
    func gb18030() throws {
        // 质量 is D6CA C1BF in GB 2312; 㐀 (U+3400) is 8139EE39; € is A2E3 in GB 18030.
        let bytes: [UInt8] = [0xD6, 0xCA, 0xC1, 0xBF, 0x41, 0x0A, 0x81, 0x39, 0xEE, 0x39, 0xA2, 0xE3]
        #expect(
            try decoder.decode(bytes)
                == DecodedText(text: "质量A\n㐀€", encoding: .gb18030, hasByteOrderMark: false))
        // 联通 in GBK is nearly valid UTF-8, the classic of wrong guesses.
        #expect(try decoder.decode([0xC1, 0xAA, 0xCD, 0xA8]).text == "联通")
    }

    @Test("an undecodable byte is named by its offset")
    func offsets() {
        #expect(throws: DocumentProblem.undecodableText(encoding: .gb18030, byteOffset: 5)) {
            try decoder.decode([0xD6, 0xCA, 0xC1, 0xBF, 0x41, 0xFF, 0x41])
        }
        #expect(throws: DocumentProblem.undecodableText(encoding: .gb18030, byteOffset: 4)) {
            try decoder.decode([0xD6, 0xCA, 0xC1, 0xBF, 0xD6])
        }
        #expect(throws: DocumentProblem.undecodableText(encoding: .utf8, byteOffset: 4)) {
            try decoder.decode([0xEF, 0xBB, 0xBF, 0x41, 0x80])
        }
        #expect(throws: DocumentProblem.undecodableText(encoding: .utf8, byteOffset: 1)) {
            try decoder.decode([0x41, 0x00, 0x42])
        }
    }

    @Test("a UTF-8 file with one broken byte is not turned into other characters")
    func brokenUTF8() {
        var bytes = Array("上海市质量工作计划，明确部门责任分工。".utf8)
        bytes[10] = 0x41
        #expect(throws: DocumentProblem.undecodableText(encoding: .utf8, byteOffset: 9)) { try decoder.decode(bytes) }
        // Cut in the middle of the last character.
        let cut = Array(Array("上海市质量工作计划".utf8).dropLast())
        #expect(throws: DocumentProblem.undecodableText(encoding: .utf8, byteOffset: 24)) { try decoder.decode(cut) }
    }

    @Test("more bytes than the limit are refused")
    func limit() {
        #expect(throws: DocumentProblem.overLimit(.bytes, limit: 2, place: "")) {
            try TextDecoder(limit: 2).decode([0x41, 0x42, 0x43])
        }
    }
}

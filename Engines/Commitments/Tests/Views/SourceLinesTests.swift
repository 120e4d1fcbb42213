import Testing

@testable import Commitments

@Suite struct SourceLinesTests {
    @Test("CRLF, lone CR and LF each end a line")
    func lines() {
        let lines = SourceLines.split("甲\r\n乙\r丙\n\n丁")
        #expect(lines.map(\.text) == ["甲", "乙", "丙", "", "丁"] && lines.map(\.number) == [1, 2, 3, 4, 5])
        #expect(SourceLines.split("甲\n乙\n").map(\.text) == ["甲", "乙"], "nothing follows the last line's end")
        #expect(SourceLines.split("甲\n\n").map(\.text) == ["甲", ""])
        #expect(SourceLines.split("").isEmpty)
    }
}

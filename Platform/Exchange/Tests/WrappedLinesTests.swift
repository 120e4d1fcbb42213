import Testing

@testable import Exchange

struct WrappedLinesTests {
    @Test("a line that the margin broke goes on, and a numbered one begins anew")
    func joins() {
        let text = """
            海城市2024年质量工作要点
            （一）加强监督抽查。围绕家电和儿童用品等重点产品开展监督抽查，及时公布结果，督促
            企业整改。（市市场监管局、市商务委
            负责）
            （二）推进标准化。制定地方标准。（市市场监管局负责）
            """
        let joined = WrappedLines.joined(text).split(separator: "\n").map(String.init)
        #expect(
            joined == [
                "海城市2024年质量工作要点",
                "（一）加强监督抽查。围绕家电和儿童用品等重点产品开展监督抽查，及时公布结果，督促企业整改。（市市场监管局、市商务委",
                "负责）",
                "（二）推进标准化。制定地方标准。（市市场监管局负责）",
            ])
    }

    @Test("words in Latin letters keep a space between them, and blank lines stay")
    func spaces() {
        #expect(
            WrappedLines.joined("quality work plan of the city\nand its districts\n\nend")
                == "quality work plan of the city and its districts\n\nend")
        #expect(WrappedLines.joined("") == "")
    }
}

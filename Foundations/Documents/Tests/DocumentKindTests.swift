import Documents
import Testing

@Suite struct DocumentKindTests {
    @Test("a file is told by its content, not by its name")
    func kinds() throws {
        let word = try WordWriter([.paragraph("文")]).bytes()
        let sheet = try Workbook(sheets: [Worksheet(name: "表")]).bytes()
        #expect(DocumentKind.detect(word, fileName: "a.xlsx") == .docx)
        #expect(DocumentKind.detect(sheet, fileName: "a.docx") == .xlsx)
        #expect(DocumentKind.detect(Array("%PDF-1.7\n%\u{E2}".utf8), fileName: "a.txt") == .pdf)
        #expect(DocumentKind.detect(Array("一、总体要求\n".utf8), fileName: "a.pdf") == .text)
        #expect(DocumentKind.detect([0xD6, 0xCA, 0xC1, 0xBF]) == .text)
        #expect(DocumentKind.detect([]) == .text)
        #expect(DocumentKind.detect([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]) == .oldWord)
        #expect(DocumentKind.detect([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0]) == .unknownBinary)
        #expect(DocumentKind.detect(Array("a\u{1}b".utf8)) == .unknownBinary)
    }

    @Test("an archive of something else is unknown, a damaged one is what its name claims")
    func archives() throws {
        let other = HandMadeArchive(entries: [.init("a.txt", "x")]).bytes
        #expect(DocumentKind.detect(other, fileName: "a.docx") == .unknownBinary)
        let word = try WordWriter([.paragraph("文")]).bytes()
        let cut = Array(word.dropLast(30))
        #expect(DocumentKind.detect(cut, fileName: "计划.DOCX") == .docx)
        #expect(DocumentKind.detect(cut, fileName: "") == .unknownBinary)
        #expect(throws: DocumentProblem.self) { try WordDocument.read(cut) }
    }

    @Test("a spreadsheet handed in as a document is refused by its kind, and the other way round")
    func mixedUp() throws {
        let word = try WordWriter([.paragraph("文")]).bytes()
        let sheet = try Workbook(sheets: [Worksheet(name: "表")]).bytes()
        #expect(throws: DocumentProblem.unexpectedKind(expected: .docx)) { try WordDocument.read(sheet) }
        #expect(throws: DocumentProblem.unexpectedKind(expected: .xlsx)) { try Workbook.read(word) }
    }
}

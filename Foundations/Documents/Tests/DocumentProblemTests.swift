import Documents
import Testing

@Suite struct DocumentProblemTests {
    static let all: [DocumentProblem] = [
        .undecodableText(encoding: .gb18030, byteOffset: 77), .encodingUnavailable(.gb18030),
        .overLimit(.rows, limit: 77, place: "表"), .notAnArchive, .oldOrEncryptedOffice, .damagedArchive(detail: "x"),
        .tooManyEntries(count: 78, limit: 77), .unsafeEntryName("x"), .duplicateEntryName("x"), .encryptedEntry("x"),
        .symbolicLink("x"), .entryTooLarge("x", limit: 77), .archiveTooLarge(limit: 77),
        .suspiciousCompression("x", limit: 77), .unsupportedCompression("x"), .wrongChecksum("x"),
        .damagedEntry("x", detail: "y"), .missingEntry("x"), .archiveNotWritten(detail: "x"),
        .documentType(part: "x", line: 77), .malformedMarkup(part: "x", line: 77, detail: "y"),
        .unsupportedMarkupEncoding(part: "x", encoding: "GBK"), .nestingTooDeep(part: "x", line: 77, limit: 5),
        .tooManyAttributes(part: "x", line: 77, limit: 5), .textTooLong(part: "x", line: 77, limit: 5),
        .characterNotAllowed(scalar: 11), .unexpectedKind(expected: .docx),
        .brokenReference(part: "x", identifier: "rId1"), .invalidCellReference(sheet: "表", text: "A0"),
        .invalidCellValue(sheet: "表", cell: "A1", text: "y"),
        .sharedStringOutOfRange(sheet: "表", cell: "A1", index: 5, count: 3),
        .formulaWithoutValue(sheet: "表", cell: "A1"), .cellTextTooLong(sheet: "表", cell: "A1", length: 40_000),
        .invalidSheetName("x"), .duplicateSheetName("x"), .invalidChoices(sheet: "表", column: "A"), .noSheets,
        .unterminatedQuote(line: 77), .textAfterQuote(line: 77), .quoteInsideField(line: 77),
    ]

    @Test("each problem has its own code in kebab case")
    func codes() {
        let codes = Self.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        for code in codes {
            #expect(code.allSatisfy { $0 == "-" || ($0.isASCII && $0.isLowercase) }, "\(code)")
        }
    }

    @Test("each problem says what is wrong and what to do, in both languages", arguments: all)
    func sentences(problem: DocumentProblem) {
        let chinese = problem.message(.zhHans)
        let english = problem.message(.en)
        #expect(chinese.hasSuffix("。") && chinese.contains("请"), "\(chinese)")
        #expect(english.hasSuffix(".") && english.contains { $0 == ";" || $0 == "," || $0 == ":" }, "\(english)")
        #expect(!chinese.contains("！") && !english.contains("!"))
        let hasPlace = "\(problem)".contains("77")
        #expect(!hasPlace || chinese.contains("77"))
    }
}

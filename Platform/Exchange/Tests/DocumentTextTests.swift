import Documents
import Exchange
import Kernel
import Testing

struct DocumentTextTests {
    private static let text = "质量工作要点\n（一）冷链𠀀"
    private static let gb18030: [UInt8] = [
        0xD6, 0xCA, 0xC1, 0xBF, 0xB9, 0xA4, 0xD7, 0xF7, 0xD2, 0xAA, 0xB5, 0xE3, 0x0A, 0xA3, 0xA8, 0xD2, 0xBB, 0xA3,
        0xA9,
        0xC0, 0xE4, 0xC1, 0xB4, 0x95, 0x32, 0x82, 0x36,
    ]

    private static func utf16(bigEndian: Bool) -> [UInt8] {
        (text.utf16.reduce(into: [0xFEFF]) { $0.append($1) } as [UInt16]).flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? pair : pair.reversed()
        }
    }

    @Test(
        "the same text is read from every encoding it comes in",
        arguments: [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), gb18030, utf16(bigEndian: false),
            utf16(bigEndian: true),
        ])
    func encodings(bytes: [UInt8]) async throws {
        let document = try await DocumentText.read(bytes, fileName: "plan.txt")
        #expect(document.text == Self.text)
        #expect(document.kind == .text)
    }

    @Test(
        "the name tells Markdown from text and nothing else",
        arguments: [
            ("plan.md", DocumentText.Kind.markdown), ("PLAN.MARKDOWN", .markdown), ("plan.txt", .text), ("plan", .text),
            ("plan.docx", .text), ("plan.pdf", .text),
        ])
    func markdown(name: String, kind: DocumentText.Kind) async throws {
        let document = try await DocumentText.read(Array("# 要点\n".utf8), fileName: name)
        #expect(document.kind == kind)
        #expect(document.text == "# 要点\n")
    }

    @Test("a Word document gives its headings, paragraphs and tables in their order, whatever its name")
    func word() async throws {
        let bytes = try WordWriter([
            .title("临江市质量工作要点"), .heading(level: 1, text: "一、加强协调"), .paragraph("（一）健全机制。召开会议。（市局负责）"),
            .table(rows: [["序号", "任务"], ["1", "排查"]], hasHead: true), .right("2024年3月1日"),
        ]).bytes()
        let document = try await DocumentText.read(bytes, fileName: "plan.txt")
        #expect(document.kind == .docx)
        var rest = document.text[...]
        for piece in ["临江市质量工作要点", "一、加强协调", "（一）健全机制。召开会议。（市局负责）", "序号", "任务", "排查", "2024年3月1日"] {
            let range = try #require(rest.firstRange(of: piece), "\(piece) is missing or out of order")
            rest = rest[range.upperBound...]
        }
    }

    @Test("an empty file is an empty text: it is the plan's reader that asks for words")
    func empty() async throws {
        let document = try await DocumentText.read([], fileName: "plan.txt")
        #expect(document.text.isEmpty)
        #expect(document.kind == .text)
    }
}

struct RefusedDocumentTests {
    private let check: ProblemCheck

    init() throws { check = try ProblemCheck() }

    private static let compound: [UInt8] =
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)

    @Test("every text of this part stands in both languages")
    func strings() { #expect(check.faults == []) }

    @Test("a file above the limit is refused with its size, one at the limit is read")
    func tooLarge() async throws {
        let bytes = [UInt8](repeating: 0x61, count: 3_000_001)
        let problem = try await check.refusal(bytes, "plan.txt", limit: 3_000_000)
        #expect(problem.kind == .tooLarge)
        #expect(problem.arguments == ["size": "3", "limit": "3"])
        let read = try await DocumentText.read(Array(bytes.dropLast()), fileName: "plan.txt", limit: 3_000_000)
        #expect(read.text.utf8.count == 3_000_000)
    }

    @Test("a ZIP bomb named as a Word document is refused, and quickly")
    func bomb() async throws {
        var archive = ArchiveWriter()
        try archive.add("[Content_Types].xml", [UInt8](repeating: 0x20, count: 64 << 20))
        let bytes = try archive.bytes()
        #expect(bytes.count < 100_000)
        let start = ContinuousClock.now
        let problem = try await check.refusal(bytes, "plan.docx")
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(problem.key == "exchange.problem.document")
    }

    @Test("a Word document cut short anywhere is one problem")
    func truncated() async throws {
        let bytes = try WordWriter([.paragraph("（一）健全机制。")]).bytes()
        for length in stride(from: 8, to: bytes.count, by: 97) {
            let problem = try await check.refusal(Array(bytes[..<length]), "plan.docx")
            #expect(problem.kind == .badInput)
        }
    }

    @Test("an office file with a password and one from before 2007 are told by name, whatever they are called")
    func password() async throws {
        for name in ["plan.docx", "plan.doc", "plan.txt"] {
            let problem = try await check.refusal(Self.compound, name)
            #expect(problem.key == "exchange.problem.old-word")
        }
    }

    @Test("a spreadsheet is no plan")
    func spreadsheet() async throws {
        let bytes = try Workbook(sheets: [Worksheet(name: "表", rows: [[.text("任务")]])]).bytes()
        #expect(try await check.refusal(bytes, "plan.docx").key == "exchange.problem.spreadsheet")
    }

    @Test(
        "what is neither text nor a document is refused",
        arguments: [
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
            Array("text with \0 in it".utf8), [0x80, 0x81, 0xFF, 0xFF, 0xFF], Array("PK\u{3}\u{4}nothing".utf8),
        ] as [[UInt8]])
    func binary(bytes: [UInt8]) async throws {
        let problem = try await check.refusal(bytes, "plan.txt")
        #expect(problem.key == "exchange.problem.unknown")
        #expect(problem.kind == .unsupportedMedia)
    }
}

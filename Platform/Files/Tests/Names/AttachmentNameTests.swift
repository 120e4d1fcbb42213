import Kernel
import Testing

@testable import Files

@Suite("What a stored file is called")
struct AttachmentNameTests {
    @Test(
        "the ending follows the content, and nothing of a path or of hidden characters stays",
        arguments: [
            ("小结.docx", MediaType.docx, "小结.docx"), ("小结.DOCX", .docx, "小结.docx"), ("小结", .docx, "小结.docx"),
            ("照片.png", .jpeg, "照片.jpg"), ("照片.jpeg", .jpeg, "照片.jpeg"), ("方案v1.2", .pdf, "方案v1.2.pdf"),
            ("表.csv", .text, "表.csv"), ("表.xls", .text, "表.txt"), ("公文.wps", .doc, "公文.wps"),
            ("附件.final", .pdf, "附件.final.pdf"), ("2021.3.15.pdf", .pdf, "2021.3.15.pdf"),
            ("C:\\目录\\报告.pdf", .pdf, "报告.pdf"), ("../../etc/passwd", .text, "passwd.txt"),
            ("a\u{202E}fdp.txt", .text, "afdp.txt"), ("a\u{0}b\n.pdf", .pdf, "ab.pdf"), ("", .pdf, "file.pdf"),
            ("...", .pdf, "file.pdf"), (".pdf", .pdf, "pdf.pdf"), (" a . pdf", .pdf, "a . pdf.pdf"),
            ("a:b*c?.pdf", .pdf, "a_b_c_.pdf"), ("报告.pdf.", .pdf, "报告.pdf"),
        ] as [(String, MediaType, String)])
    func corrected(_ written: String, _ type: MediaType, _ expected: String) throws {
        #expect(try AttachmentName(written, for: type).text == expected)
    }

    @Test(
        "a name that calls itself a program, a script or a page is refused",
        arguments: [
            "a.exe", "b.HTML", "照片.jpg.js", "c.svg", "d.docm", "e.lnk", "f.sh", "g.exe ", "h.bat.",
        ])
    func active(_ name: String) {
        let problem = #expect(throws: Problem.self) { try AttachmentName(name, for: .pdf) }
        #expect(problem?.key == "files.problem.name" && problem?.kind == .unsupportedMedia)
    }

    @Test("a long name keeps its ending")
    func long() throws {
        let name = try AttachmentName(String(repeating: "质", count: 300) + ".pdf", for: .pdf).text
        #expect(name.count == AttachmentName.longest && name.hasSuffix("质.pdf"))
    }

    @Test("every kind's endings are known by their content's kind alone, and each kind has a content type")
    func table() {
        for type in MediaType.allCases { #expect(!type.contentType.isEmpty && !type.extensions.isEmpty) }
        #expect(
            MediaType.accept
                == ".pdf,.png,.jpg,.jpeg,.gif,.webp,.mp4,.m4v,.docx,.xlsx,.pptx,.doc,.wps,.xls,.et,.txt,.csv")
    }
}

import Exchange
import Foundation
import Kernel
import Testing

/// Whether a program that these tests need is installed.
enum Program {
    static func isThere(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }
}

@Suite(.enabled(if: Program.isThere("/usr/bin/pdftotext"), "pdftotext is not installed: run scripts/setup test"))
struct PortableDocumentTests {
    private let check: ProblemCheck

    init() throws { check = try ProblemCheck() }

    /// A PDF of one page written by hand (ISO 32000-1, 7.5).
    private func pdf(_ words: String?, isEncrypted: Bool = false) -> [UInt8] {
        let content = words.map { "BT /F1 12 Tf 20 100 Td (\($0)) Tj ET" } ?? ""
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        if isEncrypted {
            let word = String(repeating: "41", count: 32)
            objects.append("<< /Filter /Standard /V 1 /R 2 /P -64 /O <\(word)> /U <\(word)> >>")
        }
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places { text += String(repeating: "0", count: 10 - "\(place)".count) + "\(place) 00000 n \n" }
        text += "trailer << /Size \(objects.count + 1) /Root 1 0 R"
        text += isEncrypted ? " /Encrypt 6 0 R /ID [<00><00>] >>" : " >>"
        return Array((text + "\nstartxref\n\(table)\n%%EOF\n").utf8)
    }

    @Test("the text of a PDF is read, whatever its name")
    func text() async throws {
        let document = try await DocumentText.read(pdf("Quality plan"), fileName: "plan.txt")
        #expect(document.kind == .pdf)
        #expect(document.text.contains("Quality plan"))
        #expect(!document.text.contains("\u{0C}"))
    }

    @Test("a PDF with a password is told apart from a broken one")
    func encrypted() async throws {
        let encrypted = try await check.refusal(pdf("secret", isEncrypted: true), "plan.pdf")
        #expect(encrypted.key == "exchange.problem.pdf-encrypted")
        let broken = try await check.refusal(Array("%PDF-1.4\nnothing more".utf8), "plan.pdf")
        #expect(broken.key == "exchange.problem.pdf-broken")
    }

    @Test("a PDF without a word, as a scan is, is told so")
    func scan() async throws {
        #expect(try await check.refusal(pdf(nil), "scan.pdf").key == "exchange.problem.pdf-without-text")
    }

    @Test("reading leaves no file behind, also after a refusal")
    func traces() async throws {
        func traces() throws -> Set<String> {
            let folder = FileManager.default.temporaryDirectory.path
            return Set(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("heng-pdf-") })
        }
        let before = try traces()
        _ = try await DocumentText.read(pdf("a"), fileName: "plan.pdf")
        _ = try await check.refusal(Array("%PDF-1.4\n".utf8), "plan.pdf")
        // Other tests of this suite may be reading at the same moment; what they leave is theirs and goes too.
        let deadline = ContinuousClock.now + .seconds(20)
        while !(try traces().subtracting(before).isEmpty), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try traces().subtracting(before).isEmpty)
    }

    @Test(
        "a PDF that Chromium printed from Chinese text gives that text",
        .enabled(if: Program.isThere("/usr/bin/chromium"), "Chromium is not installed: run scripts/setup test"),
        .timeLimit(.minutes(20)))
    func chromium() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "heng-print-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let page = folder.appending(path: "plan.html")
        let paper = folder.appending(path: "plan.pdf")
        let body = "<h1>临江市质量工作要点</h1><p>（一）健全协调机制。召开会议。（市局负责）</p><p>（二）冷链检测。</p>"
        try Data("<!doctype html><meta charset=utf-8>\(body)".utf8).write(to: page)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/chromium")
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
            "--user-data-dir=\(folder.path)/profile", "--print-to-pdf=\(paper.path)", "file://\(page.path)",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let deadline = ContinuousClock.now + .seconds(60)
        while process.isRunning, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(50)) }
        if process.isRunning { process.terminate() }
        #expect(!process.isRunning || ContinuousClock.now < deadline, "Chromium did not end in a minute")
        let bytes = [UInt8](try Data(contentsOf: paper))
        let document = try await DocumentText.read(bytes, fileName: "plan.pdf")
        #expect(document.kind == .pdf)
        for line in ["临江市质量工作要点", "（一）健全协调机制。召开会议。（市局负责）", "（二）冷链检测。"] {
            #expect(document.text.contains(line))
        }
        try FileManager.default.removeItem(at: folder)
    }
}

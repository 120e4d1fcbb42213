import Foundation
import Glibc
import Kernel
import Printing
import Testing

private let browser = PagePrinter.browser(in: ProcessInfo.processInfo.environment)

@Suite(.enabled(if: browser != nil, "Chromium is not installed"), .serialized, .timeLimit(.minutes(20)))
struct ChromiumTests {
    let printer = PagePrinter(browser: browser)

    @Test("the text of a page is in the PDF, on A4 and on as many sheets as it asks for")
    func text() async throws {
        let page = PrintedPage(
            language: "zh-Hans", title: "关于 <进展> 的通报", style: "@page { size: A4; margin: 37mm 26mm 35mm 28mm }",
            body: "<h1>通报</h1><p>第一页</p><p style=\"break-before: page\">第二页</p>")
        let pdf = try await printer.pdf(page)
        let text = try await Poppler.text(pdf)
        #expect(text.contains("通报"))
        #expect(text.contains("第二页"))
        let facts = try await Poppler.facts(pdf)
        #expect(facts["Pages"] == "2")
        #expect(facts["Title"] == "关于 <进展> 的通报")
        #expect(facts["JavaScript"] == "no")
        let size = try #require(facts["Page size"]).split(separator: " ").compactMap { Double($0) }
        // A4 is 595.28 by 841.89 point.
        #expect(size.count == 2)
        #expect(abs(size[0] - 595.28) < 1)
        #expect(abs(size[1] - 841.89) < 1)
    }

    @Test("a script in a page does not run")
    func scripts() async throws {
        let pdf = try await printer.pdf(
            PrintedPage(
                language: "en", title: "Scripts", style: "",
                body: """
                    <p id="a">before</p><script>document.getElementById("a").textContent = "after"</script>
                    <img src="data:," onerror="document.getElementById('a').textContent = 'after'">
                    """))
        let text = try await Poppler.text(pdf)
        #expect(text.contains("before"))
        #expect(!text.contains("after"))
    }

    @Test("a page that asks for things from elsewhere gets none of them")
    func elsewhere() async throws {
        let listener = try Listener()
        let secret = FileManager.default.temporaryDirectory.appending(path: "heng-secret-\(UUID().uuidString).txt")
        try Data("a secret of this machine".utf8).write(to: secret)
        defer { do { try FileManager.default.removeItem(at: secret) } catch { print(error) } }
        let address = "http://127.0.0.1:\(listener.port)"
        let pdf = try await printer.pdf(
            PrintedPage(
                language: "en", title: "Elsewhere",
                style: "@import url(\(address)/a.css); p { background: url(\(address)/b) }",
                body: """
                    <p>words</p><img src="\(address)/c.png"><iframe src="\(address)/d"></iframe>
                    <iframe src="\(secret.absoluteString)"></iframe><object data="\(secret.absoluteString)"></object>
                    <link rel="stylesheet" href="\(address)/e.css"><link rel="prefetch" href="\(address)/f">
                    <video src="\(address)/g"></video>
                    """))
        let text = try await Poppler.text(pdf)
        #expect(text.contains("words"))
        #expect(!text.contains("a secret of this machine"))
        #expect(listener.callers == 0)
    }

    @Test("a redirect of the page reaches nobody")
    func redirect() async throws {
        let listener = try Listener()
        for address in ["http://127.0.0.1:\(listener.port)/", "http://localhost:\(listener.port)/"] {
            let page = PrintedPage(
                language: "en", title: "Redirect", style: "",
                body: "<p>words</p><meta http-equiv=\"refresh\" content=\"0; url=\(address)\">")
            do throws(Problem) { _ = try await printer.pdf(page) } catch {
                #expect(error.key == "printing.problem.failed")
            }
        }
        #expect(listener.callers == 0)
    }

    @Test("several pages printed at once are all printed")
    func several() async throws {
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 1...4 {
                group.addTask {
                    let page = PrintedPage(language: "en", title: "", style: "", body: "<p>page-\(number)</p>")
                    return try await Poppler.text(printer.pdf(page))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(
            texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.sorted() == (1...4).map { "page-\($0)" })
    }
}

/// A port of this machine that counts who connects to it.
private final class Listener {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard descriptor >= 0, isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }

    /// How many connected since the last look.
    var callers: Int {
        var count = 0
        while true {
            let caller = accept(descriptor, nil, nil)
            guard caller >= 0 else { return count }
            close(caller)
            count += 1
        }
    }
}

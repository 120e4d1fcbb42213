import Foundation
import Kernel
import Testing
import Web
import WebTesting

/// Renders every component; with HENG_GALLERY set to a folder the pages and their files are written there to be looked at.
@Suite struct GalleryTests {
    static let pages = [
        ("board", "/"), ("items", "/items?state=late&state=atRisk&sort=-due"), ("empty", "/items?q=没有"),
        ("matrix", "/matrix"), ("form", "/report"), ("document", "/document"), ("problem", "/trouble/conflict"),
        ("notices", "/items?sort=none&page=99"),
    ]

    @Test("every sample page is whole, and holds no tag or text key that was not replaced")
    func pagesAreWhole() async throws {
        for language in ["zh-Hans", "en"] {
            let client = try SampleEngine.client()
            _ = try await client.get("/?lang=\(language)")
            for (name, path) in Self.pages {
                let reply = try await client.get(
                    path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? path)
                #expect(reply.text.hasSuffix("</html>\n"), "\(name)")
                for trace in ["{{", "}}", "[[", "]]", "⟦"] { #expect(!reply.text.contains(trace), "\(name): \(trace)") }
                #expect(!reply.text.contains("style=\""), "\(name) has an inline style")
                let identities = attributes("id", reply.text)
                #expect(Set(identities).count == identities.count, "\(name): an id stands twice")
                for target in attributes("href", reply.text) where target.hasPrefix("#") && !target.hasPrefix("#b") {
                    #expect(identities.contains(String(target.dropFirst())), "\(name): \(target) leads nowhere")
                }
                try await write(reply, "\(name).\(language).html", client)
            }
            let invalid = try await client.post("/report", [("title", ""), ("progress", "<b>")], from: "/report")
            #expect(invalid.status == 422)
            try await write(invalid, "errors.\(language).html", client)
        }
    }

    /// The values of an attribute in a page, in order.
    private func attributes(_ name: String, _ text: String) -> [String] {
        text.components(of: " \(name)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    @Test("every link of every page leads to a page")
    func crawl() async throws {
        let client = try SampleEngine.client()
        var waiting = ["/"] + Self.pages.map(\.1).filter { !$0.contains("没") && !$0.contains("trouble") }
        var seen = Set(waiting)
        while let path = waiting.popLast(), seen.count < 400 {
            let reply = try await client.get(path)
            #expect(reply.status == 200, "\(path)")
            for target in attributes("href", reply.text) where target.hasPrefix("/") {
                let href = target.replacing("&amp;", with: "&").prefix { $0 != "#" }
                if seen.insert(String(href)).inserted { waiting.append(String(href)) }
            }
        }
        #expect(seen.count > 150)
    }

    private func write(_ reply: TestClient.Reply, _ name: String, _ client: TestClient) async throws {
        guard let folder = ProcessInfo.processInfo.environment["HENG_GALLERY"] else { return }
        let root = URL(filePath: folder)
        for piece in reply.text.split(separator: "\"") where piece.hasPrefix("/static/") {
            let file = root.appending(path: String(piece.dropFirst()))
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(try await client.get(String(piece)).bytes).write(to: file)
        }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try Data(reply.bytes).write(to: root.appending(path: name))
    }
}

import Foundation
import Kernel
import Testing
import WebTesting

/// Walks the import wizard as a browser does, one form at a time.
struct Wizard {
    static let page = "/imports/new"

    /// A plan of our own with two items, a clause of which answers to nothing in the pack.
    static let text = """
        临江市2024年质量工作要点
        一、加强协调
        （一）健全协调机制。召开领导小组会议，制定年度任务清单。（市市场监管局、市财政局负责）
        （二）提高检测能力。开展检验检测机构监督检查，推进冷链物流监测。（市交通委负责）
        临江市质量工作领导小组
        2024年3月1日
        """

    let client: TestClient

    /// Sends a form whose hidden fields are those of a page, with other fields on top.
    @discardableResult
    func send(
        _ path: String, _ fields: [(String, String)], from page: String, key: String? = nil
    ) async throws -> TestClient.Reply {
        let form = try await client.get(page)
        var all = fields
        if !all.contains(where: { $0.0 == "version" }), let version = form.hiddenField("version") {
            all.append(("version", version))
        }
        all.append(("csrf-token", form.hiddenField("csrf-token") ?? ""))
        all.append(("idempotency-key", key ?? form.hiddenField("idempotency-key") ?? ""))
        return try await post(path, all)
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> TestClient.Reply {
        try await client.send(
            "POST", path,
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "http://localhost"),
                ("Sec-Fetch-Site", "same-origin"),
            ], body: Array(TestClient.encoded(fields).utf8))
    }

    /// Uploads a text; the address of the draft that was made.
    func start(_ text: String = text, pack: String = "shanghai-2021") async throws -> String {
        let reply = try await send("/imports", [("pack", pack), ("text", text)], from: Self.page)
        #expect(reply.status == 303, "the text is taken: \(reply.status)")
        let location = try #require(reply.header("Location"))
        return try #require(location.split(separator: "?").first.map(String.init))
    }

    /// The value a field of a form has, as the browser would send it back.
    static func value(of field: String, in html: String) -> String? {
        if let range = html.firstRange(of: "name=\"\(field)\"") {
            let tagStart = html[..<range.lowerBound].lastIndex(of: "<") ?? range.lowerBound
            let tag = html[tagStart...].prefix { $0 != ">" }
            if tag.hasPrefix("<textarea") {
                let content = html[tag.endIndex...].dropFirst()
                guard let end = content.firstRange(of: "</textarea>") else { return nil }
                return unescaped(String(content[..<end.lowerBound]))
            }
            guard let start = tag.firstRange(of: "value=\"")?.upperBound else { return "" }
            return unescaped(String(tag[start...].prefix { $0 != "\"" }))
        }
        return nil
    }

    static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

import Foundation
import Kernel
import Storage
import Testing
import Web
import WebTesting

/// Texts that attack what shows or stores them, sent through every field of the wizard.
struct CanaryTests {
    private static let script = "<script>alert('heng')</script><img src=x onerror=alert(1)>\"'&"
    private static let sql = "'; DROP TABLE plans; DELETE FROM ledger_entries;--"
    private static let formula = "=HYPERLINK(\"https://evil.example\",\"x\")"

    /// A page holds no tag that came from outside.
    private static func expectSafe(
        _ reply: TestClient.Reply, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(reply.status < 500, "\(place): \(reply.status)", sourceLocation: sourceLocation)
        for raw in ["<script>alert", "<img src=x", "onerror=alert(1)>"] {
            #expect(!reply.text.contains(raw), "\(place) shows \(raw)", sourceLocation: sourceLocation)
        }
    }

    @Test("every field of every form of the wizard gives back what was sent as text, refused or taken")
    func fields() async throws {
        try await DemonstrationCity.with { city in
            let wizard = Wizard(client: try await city.client())
            let draft = try await wizard.start()
            let forms: [(path: String, fields: [String])] = [
                ("/imports", ["pack", "text", "file"]),
                ("\(draft)/document", ["title", "issuer", "number", "date", "copies", "version"]),
                ("\(draft)/items/1", ["title", "clauses", "units", "lead", "open", "version"]),
                ("\(draft)/bindings", ["show", "clause:none", "version"]),
                ("\(draft)/commitment", ["version"]),
            ]
            for (path, fields) in forms {
                let page = path == "/imports" ? Wizard.page : path
                for field in fields {
                    for canary in [Self.script, Self.sql, Self.formula] {
                        let reply = try await wizard.send(path, [(field, canary)], from: page)
                        Self.expectSafe(reply, "\(path) \(field)")
                        #expect(reply.status == 303 || (400..<500).contains(reply.status), "\(path) \(field)")
                        Self.expectSafe(try await wizard.client.get(draft), "\(path) \(field), preview")
                    }
                }
            }
            let tables = try await city.house.database.schema().tables
            #expect(tables["plans"] != nil && tables["ledger_entries"] != nil)
        }
    }

    @Test("a file's name and bytes are shown as text only")
    func file() async throws {
        try await DemonstrationCity.with { city in
            let client = try await city.client()
            let form = try await client.get(Wizard.page)
            let name = "<img src=x onerror=alert(1)>.txt"
            for text in [Wizard.text, Self.script, ""] {
                let (body, type) = TestClient.multipart(
                    fields: [
                        ("csrf-token", form.hiddenField("csrf-token") ?? ""),
                        ("idempotency-key", "key-\(text.count)-0000"),
                        ("pack", "shanghai-2021"),
                    ], files: [("file", name, "text/plain", Array(text.utf8))])
                let reply = try await client.send(
                    "POST", "/imports",
                    headers: [
                        ("Content-Type", type), ("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin"),
                    ], body: body)
                Self.expectSafe(reply, "upload")
                #expect(reply.status == (text == Wizard.text ? 303 : 422))
            }
            Self.expectSafe(try await client.get("/plans"), "plans")
        }
    }

    @Test("a plan of such texts is committed, shown as text on every page, and exported without a formula")
    func wholeWay() async throws {
        try await DemonstrationCity.with { city in
            let site = try await city.site()
            let client = DemonstrationCity.client(of: site)
            let wizard = Wizard(client: client)
            let title = "2024年\(Self.script)\(Self.sql)要点"
            let text = """
                2024年质量工作要点
                一、<script>alert('heng')</script>部分
                （一）=1+1<img src=x onerror=alert(1)>。=HYPERLINK("https://evil.example")，\
                <script>alert('heng')</script>开展检测。（市<script>alert('heng')</script>局、=1+1局负责）
                """
            let draft = try await wizard.start(text)
            let corrected = try await wizard.send(
                "\(draft)/document",
                [
                    ("title", String(title.prefix(200))), ("issuer", Self.script), ("number", Self.sql),
                    ("date", "2024-03-01"), ("copies", "\(Self.script)\n\(Self.formula)"),
                ], from: "\(draft)/document")
            #expect(corrected.status == 303)
            for page in ["", "/document", "/items/1", "/bindings?show=all", "/commitment"] {
                Self.expectSafe(try await client.get(draft + page), "draft \(page)")
            }
            let committed = try await wizard.send("\(draft)/commitment", [], from: "\(draft)/commitment")
            #expect(committed.status == 303)
            let plan = "/plans/2024-1"
            let starts = [
                plan, "/plans", "/ledger", "/search?q=script", "/search?q=%E6%A3%80%E6%B5%8B",
                "/comparison?old=2021-1&new=2024-1",
            ]
            _ = try await Crawler(site: site, client: client, each: 4).crawl(from: starts) { visit in
                let type = visit.reply.header("Content-Type") ?? ""
                if type.hasPrefix("text/html") { Self.expectSafe(visit.reply, visit.path) }
            }
            let board = try await client.get(plan)
            #expect(board.text.contains("&lt;script&gt;"), "the text is shown, not swallowed")
            let csv = try await client.get("\(plan)/board/csv").text
            for line in csv.split(whereSeparator: \.isNewline) {
                for cell in line.split(separator: ",") {
                    let start = cell.drop { $0 == "\"" || $0 == "\u{FEFF}" }.first
                    #expect(start != "=" && start != "@", "\(line)")
                }
            }
            let kept = try await city.store.read { session in
                try session.count("SELECT count(*) AS n FROM plans")
            }
            #expect(kept == 2)
        }
    }
}

import Foundation
import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct SiteTests {
    @Test("a problem is a page in the visitor's language, with its status, place and request identifier")
    func problemPages() async throws {
        for (language, title, text) in [
            ("zh-CN", "内容已有变动", "记录已被&lt;b&gt;他人&lt;/b&gt;修改。"),
            ("en-GB", "It has changed meanwhile", "The record was changed by &lt;b&gt;他人&lt;/b&gt;."),
        ] {
            let client = try SampleEngine.client()
            let reply = try await client.get("/trouble/conflict", headers: [("Accept-Language", language)])
            #expect(reply.status == 409)
            for part in [title, text, "plan.md:12", reply.header("X-Request-Id") ?? "-", "href=\"/\""] {
                #expect(reply.text.contains(part), "\(language): \(part)")
            }
        }
    }

    @Test("a problem is RFC 9457 where JSON is asked for")
    func problemDocuments() async throws {
        let client = try SampleEngine.client()
        let reply = try await client.get("/trouble/conflict", headers: [("Accept", "application/json")])
        #expect(reply.status == 409)
        #expect(reply.header("Content-Type") == "application/problem+json")
        let read = try JSONSerialization.jsonObject(with: Data(reply.bytes)) as? [String: Any]
        #expect(read?["status"] as? Int == 409)
        #expect(read?["type"] as? String == "urn:heng:problem:conflict")
        #expect(read?["detail"] as? String == "记录已被<b>他人</b>修改。")
        #expect(read?["place"] as? String == "plan.md:12")
        #expect(try await client.get("/trouble/busy").header("Retry-After") == "10")
    }

    @Test("an unforeseen error shows nothing of itself but the request identifier")
    func crash() async throws {
        let client = try SampleEngine.client()
        for accept in ["text/html", "application/json"] {
            let reply = try await client.get("/trouble/crash", headers: [("Accept", accept)])
            #expect(reply.status == 500)
            for secret in ["secret", "SELECT", "Cocoa", "NSFile", ".swift"] { #expect(!reply.text.contains(secret)) }
            #expect(reply.text.contains(reply.header("X-Request-Id") ?? "-"))
        }
    }

    @Test("unknown pages are 404, known pages with another method 405 with the allowed ones, HEAD is GET without body")
    func unknown() async throws {
        let client = try SampleEngine.client()
        #expect(try await client.get("/nowhere").status == 404)
        let reply = try await client.send("DELETE", "/report")
        #expect(reply.status == 405)
        #expect(reply.header("Allow") == "GET, HEAD, POST")
        let head = try await client.send("HEAD", "/items")
        #expect(head.status == 200 && head.bytes.isEmpty)
    }

    @Test("what the actor may not do is 403, whatever the method; navigation shows only what works")
    func permissions() async throws {
        let client = try SampleEngine.client {
            $0.actorSource = { _ in Actor(name: "citizen", roles: [.public]) }
        }
        let board = try await client.get("/")
        #expect(board.status == 200)
        #expect(board.text.contains("href=\"/items\"") && !board.text.contains("href=\"/report\""))
        #expect(try await client.get("/report").status == 403)
        #expect(try await client.post("/report", [("title", "x")], from: "/").status == 403)
    }

    @Test("a refusal says in plain words what to do, and names no key of a permission, as a page and as JSON")
    func refusal() async throws {
        let client = try SampleEngine.client {
            $0.actorSource = { _ in Actor(name: "citizen", roles: [.public]) }
        }
        for (language, words) in [("zh-CN", "由安全管理员授予"), ("en", "ask the security administrator")] {
            for accept in ["text/html", "application/json"] {
                let reply = try await client.get(
                    "/report", headers: [("Accept-Language", language), ("Accept", accept)])
                #expect(reply.status == 403 && reply.text.contains(words), "\(language) \(accept)")
                #expect(!reply.text.contains("sample."), "\(language) \(accept)")
            }
        }
    }

    @Test("hostile paths are refused before any route sees them")
    func hostilePaths() async throws {
        let client = try SampleEngine.client()
        for path in [
            "/items/..%2f..%2fetc", "/items/%2e%2e", "/items/..", "/items/a%00b", "/items/%ff%fe", "/items/%c3%28",
            "/items/%zz", "/items/%", "/items/a%5cb", "/items/a%0d%0ab", "/static/../items", "/items/%e0%80%af",
        ] {
            #expect(try await client.get(path).status == 400, "\(path)")
        }
        #expect(try await client.get("/items?x=%ff").status == 400)
        #expect(try await client.get("/items?" + String(repeating: "a", count: 9_000)).status == 414)
        let many = (0..<1_001).map { "a=\($0)" }.joined(separator: "&")
        #expect(try await client.get("/items?\(many)").status == 413)
        let item = try await client.get("/items/%E4%B8%89%20%2B")
        #expect(item.text.contains("<h1>三 +</h1>"))
    }

    @Test("the language follows lang, then the cookie, then Accept-Language, and is Chinese otherwise")
    func languages() async throws {
        func greeting(_ client: TestClient, _ query: String = "", _ accept: String? = nil) async throws -> String {
            let headers = accept.map { [("Accept-Language", $0)] } ?? []
            return try await client.get("/greeting\(query)", headers: headers).text
        }
        let chinese = "{\"greeting\":\"您好\"}"
        let english = "{\"greeting\":\"Good day\"}"
        let client = try SampleEngine.client()
        #expect(try await greeting(client) == chinese)
        #expect(try await greeting(client, "", "en;q=0.9, zh;q=0.1") == english)
        #expect(try await greeting(client, "", "fr, de") == chinese)
        #expect(try await greeting(client, "?lang=xx") == chinese)
        #expect(try await greeting(client, "?lang=en") == english)
        #expect(try await greeting(client, "", "zh") == english)
        #expect(try await greeting(client, "?lang=zh-Hans") == chinese)
    }

    @Test("the settings form sets cookies and returns to the page it stood on, never elsewhere")
    func settings() async throws {
        let client = try SampleEngine.client()
        let reply = try await client.post(
            "/settings",
            [
                ("language", "en"), ("theme", "dark"), ("print", "large"),
                ("return", "/items?state=late&lang=zh-Hans"),
            ], from: "/items")
        #expect(reply.status == 303)
        #expect(reply.header("Location") == "/items?state=late")
        let page = try await client.get("/items")
        #expect(page.text.contains("<html lang=\"en\" data-theme=\"dark\" data-print=\"large\">"))
        for target in [
            "https://evil.example", "//evil.example", "/\\evil.example", "/nowhere", "", "/settings", "/%ff",
        ] {
            let reply = try await client.post("/settings", [("theme", "odd"), ("return", target)], from: "/")
            #expect(reply.header("Location") == "/", "\(target)")
            #expect(reply.headers("Set-Cookie").isEmpty)
        }
    }

    @Test("a flash is shown once and cannot be forged")
    func flash() async throws {
        let client = try SampleEngine.client()
        let sent = try await client.post("/report", ForgeryGuardTests.fields, from: "/report")
        #expect(sent.status == 303 && sent.header("Location") == "/items")
        #expect(try await client.get("/items").text.contains("已提交“报告”。"))
        #expect(!(try await client.get("/items").text.contains("已提交“报告”。")))
        let forged = FlashCookie.write("假消息", .done, ServerKey { _ in Array(repeating: 7, count: 32) })
        let reply = try await client.get("/items", headers: [("Cookie", "heng-flash=\(forged)")])
        #expect(!reply.text.contains("假消息"))
    }

    @Test("public files have their content's hash in the address, an ETag and a long life")
    func publicFiles() async throws {
        let client = try SampleEngine.client()
        let page = try await client.get("/").text
        let addresses = page.split(separator: "\"").filter { $0.hasPrefix("/static/") }.map(String.init)
        #expect(addresses.contains { $0.hasSuffix("heng.css") } && addresses.contains { $0.hasSuffix("heng.js") })
        for address in addresses {
            let reply = try await client.get(address)
            #expect(reply.status == 200, "\(address)")
            let tag = try #require(reply.header("ETag"))
            #expect(try await client.get(address, headers: [("If-None-Match", tag)]).status == 304)
        }
        #expect(try await client.get("/static/0/heng.css").status == 404)
        #expect(try await client.get("/static/0/css/none.css").status == 404)
    }

    @Test("htmx gets the fragment alone")
    func fragments() async throws {
        let client = try SampleEngine.client()
        let reply = try await client.get("/items", headers: [("HX-Request", "true")])
        #expect(reply.text.hasPrefix("<h1>") && !reply.text.contains("<html"))
    }

    @Test("the business date is marked when it is not today")
    func businessDate() async throws {
        let moved = try await SampleEngine.client().get("/").text
        #expect(moved.contains("top-date-moved") && moved.contains("2021年9月15日") && moved.contains("2021年9月30日"))
        let today = TestClient(try Site(SampleEngine.configuration(asOf: nil)))
        #expect(!(try await today.get("/").text.contains("top-date-moved")))
    }
}

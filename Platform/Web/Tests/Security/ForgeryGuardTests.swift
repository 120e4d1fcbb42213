import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct ForgeryGuardTests {
    static let fields: [(String, String)] = [
        ("title", "报告"), ("progress", "进展"), ("unit", SampleTables.units[0]), ("state", "onPath"),
        ("idempotency-key", "k"),
    ]

    private func post(
        _ client: TestClient, token: String?, headers: [(String, String)] = []
    ) async throws -> TestClient.Reply {
        let all = Self.fields + (token.map { [("csrf-token", $0)] } ?? [])
        return try await client.send(
            "POST", "/report", headers: [("Content-Type", "application/x-www-form-urlencoded")] + headers,
            body: Array(TestClient.encoded(all).utf8))
    }

    @Test("a form from our own page is taken, with Origin and Sec-Fetch-Site or without")
    func rightToken() async throws {
        let client = try SampleEngine.client()
        let token = try #require(try await client.get("/report").hiddenField("csrf-token"))
        #expect(try await post(client, token: token).status == 303)
        let ours = [("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin")]
        #expect(try await post(client, token: token, headers: ours).status == 303)
    }

    @Test("a missing, a wrong and another visitor's token are refused with 403 and a page")
    func wrongTokens() async throws {
        let client = try SampleEngine.client()
        let token = try #require(try await client.get("/report").hiddenField("csrf-token"))
        let other = try SampleEngine.client()
        let foreign = try #require(try await other.get("/report").hiddenField("csrf-token"))
        #expect(foreign != token)
        for wrong in [nil, "", foreign, token + "A", String(token.dropLast())] {
            let reply = try await post(client, token: wrong)
            #expect(reply.status == 403)
            #expect(reply.text.contains("页面已经失效"))
        }
        let withoutCookie = try await post(client, token: token, headers: [("Cookie", "x=1")])
        #expect(withoutCookie.status == 403)
    }

    @Test("the right token is refused where the request comes from another site")
    func crossSite() async throws {
        let client = try SampleEngine.client()
        let token = try #require(try await client.get("/report").hiddenField("csrf-token"))
        for (name, value) in [
            ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "http://localhost.evil.example"),
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
        ] {
            #expect(try await post(client, token: token, headers: [(name, value)]).status == 403, "\(name): \(value)")
        }
    }

    @Test("without a public address nothing is taken under another name than loopback")
    func rebinding() async throws {
        let client = TestClient(try Site(SampleEngine.configuration()), host: "evil.example")
        let token = try #require(try await client.get("/report").hiddenField("csrf-token"))
        #expect(try await post(client, token: token).status == 403)
        for host in ["localhost:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"] {
            #expect(ForgeryGuard.isLoopback(host), "\(host)")
        }
        for host in ["localhost.evil", "127.0.0.1.evil", "[::2]", "", "evil"] {
            #expect(!ForgeryGuard.isLoopback(host), "\(host)")
        }
    }

    @Test("behind https the cookie has the host prefix and is secure, and only the public origin counts")
    func publicOrigin() async throws {
        let site = try Site(SampleEngine.configuration { $0.publicOrigin = "https://heng.example" })
        let client = TestClient(site, host: "heng.example")
        let page = try await client.get("/report")
        let cookie = try #require(page.headers("Set-Cookie").first { $0.hasPrefix("__Host-heng-visitor=") })
        #expect(cookie.contains("; Secure") && cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"))
        #expect(cookie.contains("; Path=/") && !cookie.contains("Domain"))
        let token = try #require(page.hiddenField("csrf-token"))
        #expect(try await post(client, token: token, headers: [("Origin", "https://heng.example")]).status == 303)
        #expect(try await post(client, token: token, headers: [("Origin", "http://heng.example")]).status == 403)
    }

    @Test("htmx and scripts may send the token as a header")
    func headerToken() async throws {
        let client = try SampleEngine.client()
        let token = try #require(try await client.get("/report").hiddenField("csrf-token"))
        let json = [("Content-Type", "application/json")]
        let body = Array("{}".utf8)
        #expect(try await client.send("POST", "/data", headers: json, body: body).status == 403)
        let reply = try await client.send("POST", "/data", headers: json + [("X-CSRF-Token", token)], body: body)
        #expect(reply.text == "{\"bytes\":2}")
    }

    @Test("base 64 for addresses reads back what it wrote and nothing else")
    func base64() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        #expect(Base64URL.encode(Array("衡".utf8)) == "6KGh")
        for text in ["A", "AB=", "A B", "AB!", "AAAAA"] { #expect(Base64URL.decode(text) == nil, "\(text)") }
    }
}

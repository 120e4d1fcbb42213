import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct SecurityHeadersTests {
    /// The modifiers of the HTTP Observatory's scoring that can apply to a site of ours: 100 to begin with, what is
    /// missing takes away; bonuses count only from 90 upwards (MDN HTTP Observatory, "Tests and scoring").
    ///
    /// | test | result | points |
    /// | --- | --- | --- |
    /// | Content-Security-Policy | default-src 'none', nothing unsafe | +10 |
    /// |                         | nothing unsafe | +5 |
    /// |                         | unsafe in style-src only | 0 |
    /// |                         | unsafe in script-src | −20 |
    /// |                         | absent | −25 |
    /// | cookies | Secure, HttpOnly, session cookies SameSite too | +5 |
    /// |         | without Secure | −20 and worse |
    /// | Cross-Origin-Resource-Policy | same-origin | +10 |
    /// | Referrer-Policy | no-referrer, same-origin, strict-origin(-when-cross-origin) | +5 |
    /// |                 | unsafe-url and the like | −5 |
    /// | Strict-Transport-Security | at least six months | 0 |
    /// |                           | shorter, or absent | −10, −20 |
    /// | X-Content-Type-Options | nosniff | 0 |
    /// |                        | absent | −5 |
    /// | framing | frame-ancestors in the policy | +5 |
    /// |         | X-Frame-Options only | 0 |
    /// |         | neither | −20 |
    /// | redirection, CORS, subresource integrity | none from elsewhere | 0 |
    static func observatoryScore(_ reply: TestClient.Reply) -> Int {
        var lost = 0
        var won = 0
        func count(_ points: Int) { if points < 0 { lost += points } else { won += points } }
        let policy = reply.header("Content-Security-Policy") ?? ""
        let directives = policy.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        func sources(_ name: String) -> [String]? {
            directives.first { $0.first == name }.map { Array($0.dropFirst()) }
        }
        let scripts = sources("script-src") ?? sources("default-src")
        let styles = sources("style-src") ?? sources("default-src") ?? []
        let unsafe = ["'unsafe-inline'", "'unsafe-eval'", "data:", "*", "http:", "https:"]
        if let scripts, !policy.isEmpty {
            if scripts.contains(where: unsafe.contains) {
                count(-20)
            } else if styles.contains(where: unsafe.contains) {
                count(0)
            } else {
                count(sources("default-src") == ["'none'"] ? 10 : 5)
            }
        } else {
            count(-25)
        }
        let cookies = reply.headers("Set-Cookie")
        if !cookies.isEmpty {
            let isSound = cookies.allSatisfy {
                $0.contains("; Secure") && $0.contains("; HttpOnly") && $0.contains("; SameSite")
            }
            count(isSound ? 5 : -20)
        }
        count(reply.header("Cross-Origin-Resource-Policy") == "same-origin" ? 10 : 0)
        let referrer = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"]
        count(referrer.contains(reply.header("Referrer-Policy") ?? "") ? 5 : 0)
        let transport = (reply.header("Strict-Transport-Security") ?? "").split(whereSeparator: { "=;".contains($0) })
        let age = transport.count > 1 ? Int(transport[1]) ?? 0 : 0
        count(transport.isEmpty ? -20 : age >= 15_768_000 ? 0 : -10)
        count(reply.header("X-Content-Type-Options") == "nosniff" ? 0 : -5)
        if sources("frame-ancestors") != nil {
            count(5)
        } else {
            count(reply.header("X-Frame-Options") == nil ? -20 : 0)
        }
        return 100 + lost >= 90 ? 100 + lost + won : 100 + lost
    }

    @Test("the Observatory's scoring gives a bare site an F and counts each header")
    func scoringItself() {
        let bare = TestClient.Reply(status: 200, headers: .init(), bytes: [])
        #expect(Self.observatoryScore(bare) == 30)
    }

    @Test("every page over https scores 100 or more by the Observatory's rules")
    func observatory() async throws {
        let site = try Site(SampleEngine.configuration { $0.publicOrigin = "https://heng.example" })
        for path in ["/", "/items", "/report", "/nowhere", "/trouble/conflict", "/trouble/crash", "/items.csv"] {
            let reply = try await TestClient(site, host: "heng.example").get(path)
            #expect(Self.observatoryScore(reply) >= 130, "\(path)")
        }
    }

    @Test("every answer carries the headers, errors, redirects and files included")
    func everyAnswer() async throws {
        let client = try SampleEngine.client()
        var replies: [TestClient.Reply] = []
        for path in ["/", "/greeting", "/items.csv", "/nowhere", "/%ff", "/trouble/crash", "/trouble/conflict"] {
            replies.append(try await client.get(path))
        }
        replies.append(try await client.send("DELETE", "/items"))
        replies.append(try await client.send("POST", "/report"))
        replies.append(try await client.post("/settings", [("theme", "dark")], from: "/"))
        let page = try await client.get("/").text
        let style = try #require(page.split(separator: "\"").first { $0.hasSuffix("/heng.css") })
        replies.append(try await client.get(String(style)))
        for reply in replies {
            let isFile = reply.header("Content-Disposition") != nil
            for (name, value) in SecurityHeaders.all {
                // A file to keep runs nothing and loads nothing, whatever it holds.
                let expected = isFile && name == "Content-Security-Policy" ? SecurityHeaders.filePolicy : value
                #expect(reply.header(name) == expected, "\(reply.status) \(name)")
            }
            #expect(Identifier(reply.header("X-Request-Id") ?? "") != nil)
        }
        for reply in replies.dropLast() { #expect(reply.header("Cache-Control") == "no-store", "\(reply.status)") }
        #expect(replies.last?.header("Cache-Control")?.contains("immutable") == true)
        #expect(replies.last?.headers("Set-Cookie").isEmpty == true)
    }

    @Test("the policy allows nothing inline, nothing from elsewhere and no framing")
    func policy() {
        let policy = SecurityHeaders.contentSecurityPolicy
        #expect(policy.hasPrefix("default-src 'none'"))
        for word in ["unsafe", "http", "*"] { #expect(!policy.contains(word)) }
        #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
    }
}

import Access
import Foundation
import Kernel
import Storage
import Testing
import Web
import WebTesting

@testable import Server

/// Signing in as a browser does it.
struct SignInTests {
    private static let plan = "/plans/\(DemonstrationCity.plan)"

    @Test("a page leads to the sign-in form and back; what is no page answers 401", arguments: DatabaseEngine.allCases)
    func wayIn(engine: DatabaseEngine) async throws {
        try await SignedInCity.with(engine) { house in
            let client = house.stranger()
            let address = "\(Self.plan)?standing=at-risk"
            let away = try await client.get(address)
            #expect(away.status == 303)
            let entrance = try #require(away.header("Location"))
            #expect(entrance == "/sign-in?return=%2Fplans%2F2021-1%3Fstanding%3Dat-risk")
            let form = try await client.get(entrance)
            #expect(form.status == 200 && form.text.contains("name=\"return\" value=\"\(address)\""))
            #expect(form.header("Cache-Control") == "no-store")
            let reply = try await house.enter(client, "office", back: address)
            #expect(reply.status == 303 && reply.header("Location") == address)
            #expect(try await client.get(address).status == 200)

            let other = house.stranger()
            for (accept, fragment) in [("application/json", ""), ("text/html", "true")] {
                let reply = try await other.get(
                    Self.plan, headers: [("Accept", accept)] + (fragment.isEmpty ? [] : [("HX-Request", fragment)]))
                #expect(reply.status == 401 && reply.header("WWW-Authenticate") != nil)
            }
            #expect(try await other.post("/imports", [], from: "/sign-in").status == 401)
            #expect(try await other.get("/nowhere").status == 404)
        }
    }

    @Test("pages say who did something by name, in the reader's language, and not by account")
    func names() async throws {
        try await SignedInCity.with { house in
            let client = try await house.client("office")
            let made = try await house.send(
                client, "/meetings",
                [
                    ("plan", DemonstrationCity.plan), ("kind", "office"), ("title", "推进会"), ("held", "2021-09-15"),
                    ("lines", "第四季度安排"),
                ], from: "/meetings/new")
            let meeting = try #require(made.header("Location"))
            let person = try await house.person("office")
            for (language, locale) in [(Language.zhHans, "zh-CN"), (.en, "en-GB")] {
                for path in [meeting, "/meetings-file/csv?columns=by"] {
                    let page = try await client.get(path, headers: [("Accept-Language", locale)]).text
                    #expect(page.contains(person.title(language)), "\(path) \(locale)")
                }
            }
        }
    }

    @Test("the form leads to our own pages only")
    func openRedirect() async throws {
        try await SignedInCity.with { house in
            for address in [
                "https://evil.example/", "//evil.example/", "/\\evil.example", "/nowhere", "javascript:alert(1)",
                "/%2f%2fevil.example", "/sign-in", "/sign-out", "", "/..//evil.example", "@evil.example",
            ] {
                let reply = try await house.enter(house.stranger(), "office", back: address)
                #expect(reply.status == 303 && reply.header("Location") == "/", "\(address)")
            }
        }
    }

    @Test("every refusal reads the same: unknown, wrong, disabled, locked")
    func oneText() async throws {
        try await SignedInCity.with { house in
            let admin = Actor(name: "sysadmin", roles: [.systemAdministrator])
            try await PeopleDesk(house.access).disable(
                house.person("analyst").id, reason: "x", by: admin, key: try .fresh())
            var texts: Set<String> = []
            for (account, password) in [("nobody", "x"), ("office", "x"), ("analyst", DemonstrationPeople.password)]
                + Array(repeating: ("reviewer", "x"), count: 5) + [("reviewer", DemonstrationPeople.password)]
            {
                let reply = try await house.enter(house.stranger(), account, password)
                #expect(reply.status == 422)
                let summary = try #require(reply.text.firstMatch(of: /<div class="error-summary"[\s\S]*?<\/div>/))
                texts.insert(String(summary.output))
                #expect(!reply.text.contains(password + "\""))
            }
            #expect(texts.count == 1)
        }
    }

    @Test("the session's cookie is for this browser only and new with every sign-in; another's token is not taken on")
    func fixation() async throws {
        try await SignedInCity.with { house in
            let client = house.stranger()
            let planted = String(repeating: "ab", count: 32)
            let form = try await client.get("/sign-in")
            let visitor = try #require(form.headers("Set-Cookie").first { $0.hasPrefix("heng-visitor=") })
            let reply = try await client.send(
                "POST", "/sign-in",
                headers: [
                    ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "http://localhost"),
                    ("Cookie", "\(visitor.prefix { $0 != ";" }); heng-session=\(planted)"),
                ],
                body: Array(
                    TestClient.encoded([
                        ("account", "office"), ("password", DemonstrationPeople.password),
                        ("csrf-token", form.hiddenField("csrf-token") ?? ""),
                    ]).utf8))
            let cookies = reply.headers("Set-Cookie")
            let session = try #require(cookies.first { $0.hasPrefix("heng-session=") })
            #expect(!session.contains(planted))
            #expect(
                session.contains("; HttpOnly") && session.contains("; SameSite=Lax") && session.contains("; Path=/"))
            #expect(!session.contains("Max-Age"))
            #expect(cookies.contains { $0.hasPrefix("heng-visitor=") && !$0.hasPrefix(visitor.prefix { $0 != ";" }) })
            let attacker = house.stranger()
            let trial = try await attacker.get(Self.plan, headers: [("Cookie", "heng-session=\(planted)")])
            #expect(trial.status == 303)
        }
    }

    @Test("over https the cookies have the prefix that keeps subdomains out")
    func secureCookies() async throws {
        try await SignedInCity.with { house in
            let site = try await SignedInCity.site(house.city, publicOrigin: "https://heng.example")
            let client = TestClient(site, host: "heng.example", logger: DemonstrationCity.logger)
            let form = try await client.get("/sign-in")
            let reply = try await client.send(
                "POST", "/sign-in",
                headers: [
                    ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "https://heng.example"),
                ],
                body: Array(
                    TestClient.encoded([
                        ("account", "office"), ("password", DemonstrationPeople.password),
                        ("csrf-token", form.hiddenField("csrf-token") ?? ""),
                    ]).utf8))
            #expect(reply.status == 303)
            let session = try #require(reply.headers("Set-Cookie").first { $0.contains("heng-session=") })
            #expect(session.hasPrefix("__Host-heng-session=") && session.contains("; Secure"))
        }
    }

    @Test("signing out ends the session on the server: its cookie opens nothing more")
    func signOut() async throws {
        try await SignedInCity.with { house in
            let client = house.stranger()
            let reply = try await house.enter(client, "office")
            let cookies = reply.headers("Set-Cookie").map { $0.prefix { $0 != ";" } }.joined(separator: "; ")
            #expect(try await client.get(Self.plan).status == 200)
            let out = try await client.post("/sign-out", [], from: "/account")
            #expect(out.status == 303 && out.header("Location") == "/sign-in")
            #expect(out.headers("Set-Cookie").contains { $0.hasPrefix("heng-session=;") && $0.contains("Max-Age=0") })
            #expect(try await client.get(Self.plan).status == 303)
            #expect(try await client.get(Self.plan, headers: [("Cookie", cookies)]).status == 303)
        }
    }

    @Test(
        "rights that are taken away are gone at the next request; a disabled person is out",
        arguments: DatabaseEngine.allCases)
    func removedRights(engine: DatabaseEngine) async throws {
        try await SignedInCity.with(engine) { house in
            let security = Actor(name: "secadmin", roles: [.securityAdministrator])
            let client = try await house.client("office")
            let person = try await house.person("office")
            #expect(try await client.get("/imports/new").status == 200)
            try await RoleDesk(house.access).revoke(
                .office, of: person.id, reason: "x", by: security, key: try .fresh())
            #expect(try await client.get("/imports/new").status == 303)
            _ = try await house.enter(client, "office")
            #expect(try await client.get("/imports/new").status == 403)
            #expect(try await client.get("/account").status == 200, "who has no role still has an account")
            #expect(try await client.get("/").header("Location") == "/account")
            try await PeopleDesk(house.access).disable(
                person.id, reason: "x", by: Actor(name: "sysadmin", roles: [.systemAdministrator]),
                key: try .fresh())
            #expect(try await client.get("/account").status == 303)
        }
    }

    @Test("whoever must change the password first sees nothing else, by page, form or address")
    func duty() async throws {
        try await SignedInCity.with { house in
            let person = try await house.person("office")
            let password = try await PasswordDesk(house.access).reset(
                person.id, by: Actor(name: "sysadmin", roles: [.systemAdministrator]))
            let client = house.stranger()
            let reply = try await house.enter(client, "office", password, back: Self.plan)
            #expect(reply.header("Location") == "/account/password")
            for route in house.site.routes where !["sign-in", "settings"].contains(route.path) {
                guard !["account/password", "sign-out"].contains(route.path) else { continue }
                let path = "/" + route.path.replacing(/\{\w+\}/, with: "1")
                guard route.method == .get else {
                    #expect(try await client.post(path, [], from: "/account/password").status == 403, "\(route)")
                    continue
                }
                let reply = try await client.get(path)
                #expect(reply.status == 303 && reply.header("Location") == "/account/password", "\(route)")
                #expect(try await client.get(path, headers: [("Accept", "application/json")]).status == 403)
            }
            let new = "Ganz-neu-und-lang-9"
            let changed = try await client.post(
                "/account/password",
                [("password", password), ("new-password", new), ("repeated-password", new)],
                from: "/account/password")
            #expect(changed.status == 303)
            #expect(try await client.get(Self.plan).status == 200)
        }
    }

    @Test("too many failures from one address answer 429 with the time to wait")
    func throttle() async throws {
        try await SignedInCity.with { house in
            let site = try await SignedInCity.site(house.city, publicOrigin: "https://heng.example")
            let client = TestClient(site, host: "heng.example", logger: DemonstrationCity.logger)
            func attempt(_ address: String, _ password: String) async throws -> TestClient.Reply {
                let form = try await client.get("/sign-in")
                return try await client.send(
                    "POST", "/sign-in",
                    headers: [
                        ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "https://heng.example"),
                        ("X-Forwarded-For", "203.0.113.9, \(address)"),
                    ],
                    body: Array(
                        TestClient.encoded([
                            ("account", "nobody"), ("password", password),
                            ("csrf-token", form.hiddenField("csrf-token") ?? ""),
                        ]).utf8))
            }
            for _ in 0..<20 { #expect(try await attempt("192.0.2.1", "x").status == 422) }
            let locked = try await attempt("192.0.2.1", "x")
            #expect(locked.status == 429 && locked.header("Retry-After") != nil)
            #expect(try await attempt("192.0.2.2", "x").status == 422)
        }
    }
}

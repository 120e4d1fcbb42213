import Foundation
import Kernel
import Ledger
import Storage
import Testing
import Web
import WebTesting

@testable import Server

/// Looking at pages: they all answer, they are safe, and looking changes nothing.
struct ReadingTests {
    private static let plan = "/plans/\(DemonstrationCity.plan)"

    /// Where a walk begins: the first page, and what only an officer at work comes to.
    private static func starts(_ wizard: Wizard) async throws -> [String] {
        let draft = try await wizard.start()
        // The demonstration has neither bulletins nor meetings until somebody makes them.
        let made = [
            try await wizard.send(
                "/bulletins", [("plan", DemonstrationCity.plan), ("month", "2021-08")], from: "/bulletins/new"),
            try await wizard.send(
                "/meetings",
                [
                    ("plan", DemonstrationCity.plan), ("kind", "office"), ("title", "推进会"), ("held", "2021-09-15"),
                    ("lines", "第四季度安排"),
                ], from: "/meetings/new"),
        ]
        let locations = try made.map { try #require($0.header("Location"), "\($0.status)") }
        return locations + [
            "/", "/about", "/search?q=%E8%B4%A8%E9%87%8F", "/comparison", draft, "\(draft)/bindings?show=all",
            "\(plan)/source-file", "\(plan)?standing=overdue", "\(plan)/deliverables?sort=-due&page=2",
        ]
    }

    @Test("every GET route can be reached by links, answers, and changes not a single row")
    func readingChangesNothing() async throws {
        try await DemonstrationCity.with { city in
            let site = try await city.site()
            let client = DemonstrationCity.client(of: site)
            let starts = try await Self.starts(Wizard(client: client))
            let before = try await DatabaseDump(city.store)
            let languages = [("Accept-Language", "zh-CN"), ("Accept-Language", "en")]
            for language in languages {
                let seen = try await Crawler(site: site, client: client, each: 5).crawl(
                    from: starts, headers: [language]
                ) { visit in
                    // The home page and finished drafts lead on.
                    if visit.reply.status == 303 { return }
                    // The first page leads on to the board, a draft to its next step.
                    let leadsOn = visit.reply.status == 303 && visit.reply.header("Location") != nil
                    #expect(visit.reply.status == 200 || leadsOn, "\(visit.path): \(visit.reply.status)")
                    #expect(!visit.reply.text.contains("⟦"), "\(visit.path) has a text that no file has")
                    #expect(leadsOn || !visit.reply.bytes.isEmpty, "\(visit.path)")
                }
                // Pages of people and accounts need somebody who has signed in: AdministrationTests walk them. Reporting is
                // for units, and no report of the demonstration has a file: ReportPagesTests walk these. A feed is read
                // with a key: DueFeedTests read it.
                let elsewhere = [
                    "GET /assignments/{assignment}/reports/new", "GET /assignments/{assignment}/files/{file}",
                    "GET /feeds/dues.ics",
                ]
                let declared = Set(
                    site.routes.filter { $0.method == .get && !$0.permission.name.hasPrefix("administration.") }
                        .map(\.description)
                ).subtracting(elsewhere)
                #expect(declared.subtracting(seen) == [], "no link leads there")
            }
            for path in starts {
                _ = try await client.get(path, headers: [("Accept", "application/json")])
                _ = try await client.get(path, headers: [("HX-Request", "true")])
                _ = try await client.send("HEAD", path)
            }
            #expect(try await DatabaseDump(city.store).changes(since: before) == [])
        }
    }

    @Test("every answer, also of files and of trouble, carries the headers that keep browsers in their place")
    func headers() async throws {
        try await DemonstrationCity.with { city in
            let client = try await city.client()
            let paths = [
                "/", Self.plan, "\(Self.plan)/board/csv", "\(Self.plan)/board/xlsx", "\(Self.plan)/source-file",
                "/nowhere",
                "/plans/none", "/ledger/99999", "/imports/017be8c6-1c00-7000-8000-000000000000", "/css/commitments.css",
                "/%zz",
            ]
            for path in paths {
                let reply = try await client.get(path)
                let policy = try #require(reply.header("Content-Security-Policy"), "\(path)")
                #expect(policy.contains("default-src 'none'") || policy.contains("default-src 'self'"), "\(path)")
                #expect(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"), "\(path)")
                #expect(reply.header("X-Content-Type-Options") == "nosniff", "\(path)")
                #expect(reply.header("Referrer-Policy") != nil, "\(path)")
                #expect(
                    policy.contains("frame-ancestors 'none'") || reply.header("X-Frame-Options") == "DENY", "\(path)")
                #expect(reply.header("X-Request-Id") != nil, "\(path)")
            }
            for path in ["\(Self.plan)/board/csv", "\(Self.plan)/source-file"] {
                let disposition = try await client.get(path).header("Content-Disposition")
                #expect(disposition?.hasPrefix("attachment") == true, "\(path)")
            }
        }
    }

    @Test("what is not there is 404 and says so, on every route with a parameter")
    func notFound() async throws {
        try await DemonstrationCity.with { city in
            let client = try await city.client()
            for path in [
                "/plans/1999-1", "\(Self.plan)/items/23", "\(Self.plan)/items/x", "\(Self.plan)/items/0",
                "\(Self.plan)/deliverables/none:none", "\(Self.plan)/deliverables/none", "\(Self.plan)/units/none",
                "\(Self.plan)/board/pdf", "/ledger/99999", "/ledger/-1", "/ledger/9223372036854775807",
                "/imports/017be8c6-1c00-7000-8000-000000000000", "/imports/x", "/comparison?old=a&new=b",
            ] {
                #expect(try await client.get(path).status == 404, "\(path)")
            }
        }
    }

    @Test("strange queries are answered calmly")
    func strangeQueries() async throws {
        try await DemonstrationCity.with { city in
            let client = try await city.client()
            for query in [
                "sort=none", "page=-1", "page=99999999999999999999", "page=0", "standing=%3Cscript%3E", "sort=-",
                "columns=x",
                "size=1000000", "q=%00", "lead='%20OR%201=1--", "a=&=b&&", "q=" + String(repeating: "a", count: 3_000),
            ] {
                for path in [Self.plan, "\(Self.plan)/deliverables", "/ledger", "/search"] {
                    let status = try await client.get("\(path)?\(query)").status
                    #expect((200..<500).contains(status), "\(path)?\(query.prefix(40)): \(status)")
                }
            }
        }
    }

    @Test("the about page says what runs here: calendar 2021 with 250 workdays, the data folder, both times")
    func about() async throws {
        try await DemonstrationCity.with { city in
            let client = try await city.client()
            let text = try await client.get("/about", headers: [("Accept-Language", "en")]).text
            let size = try await city.store.read { try LedgerReader($0).size() }
            for part in [
                "2021", "250", "data", "2021-09-15", "2026-11-23", "SQLite", HengVersion.current.number, "\(size)",
            ] {
                #expect(text.contains(part), "\(part)")
            }
            for day in [
                "2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09",
            ] {
                #expect(text.contains(day), "the make-up day \(day)")
            }
        }
    }
}

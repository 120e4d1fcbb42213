import Access
import Foundation
import Kernel
import Ledger
import Storage
import Testing
import Web
import WebTesting

@testable import Server

/// The three administrators at their pages, and what others find there.
struct AdministrationTests {
    private static let administrators = ["sysadmin", "secadmin", "auditadmin"]

    @Test(
        "each administrator does one thing: who adds people grants nothing, who grants adds nobody, who audits changes nothing"
    )
    func grid() async throws {
        try await SignedInCity.with { house in
            let person = try await house.person("reviewer").id.text
            let reading = [
                "/administration/people", "/administration/people/\(person)", "/administration/policy",
                "/administration/people-file/csv",
            ]
            let own: [String: [String]] = [
                "sysadmin": [
                    "/administration/people/new", "/administration/people/\(person)/details",
                    "/administration/sessions", "/about",
                ],
                "secadmin": ["/administration/people/\(person)/roles", "/administration/permissions"],
                "auditadmin": [
                    "/administration/sign-ins", "/administration/sign-ins-file/xlsx", "/ledger",
                    "/administration/permissions",
                ],
            ]
            let changes = [
                ("sysadmin", "/administration/people"), ("sysadmin", "/administration/people/\(person)/details"),
                ("sysadmin", "/administration/people/\(person)/password"),
                ("sysadmin", "/administration/people/\(person)/disablement"),
                ("sysadmin", "/administration/people/\(person)/enablement"),
                ("sysadmin", "/administration/sessions/\(person)/end"),
                ("secadmin", "/administration/people/\(person)/roles"),
                ("secadmin", "/administration/people/\(person)/roles/reviewer/revocation"),
                ("secadmin", "/administration/people/\(person)/second-factor/removal"),
            ]
            let everything = Set(own.values.flatMap(\.self))
            for account in Self.administrators {
                let client = try await house.client(account)
                for path in reading { #expect(try await client.get(path).status == 200, "\(account) \(path)") }
                for path in everything {
                    let isOwn = own[account]?.contains(path) == true
                    #expect(try await client.get(path).status == (isOwn ? 200 : 403), "\(account) \(path)")
                }
                for (owner, path) in changes where owner != account {
                    let reply = try await client.post(path, [("reason", "x")], from: "/account")
                    #expect(reply.status == 403, "\(account) \(path)")
                }
                for path in ["/plans/2021-1", "/imports/new", "/search?q=a", "/comparison"] {
                    #expect(try await client.get(path).status == 403, "\(account) \(path)")
                }
            }
            for account in ["office", "leader", "liaison.amr_m", "district.huangpu", "reviewer", "analyst"] {
                let client = try await house.client(account)
                for path in everything.subtracting(["/about", "/ledger"]).union(reading) {
                    #expect(try await client.get(path).status == 403, "\(account) \(path)")
                }
            }
        }
    }

    @Test("no route deletes or changes a log, whatever the method")
    func logs() async throws {
        try await SignedInCity.with { house in
            let client = try await house.client("auditadmin")
            let before = try await DatabaseDump(house.city.store)
            for path in ["/ledger", "/ledger/1", "/administration/sign-ins", "/administration/sign-ins-file/csv"] {
                for method in ["DELETE", "PUT", "POST", "PATCH"] {
                    #expect(try await client.send(method, path).status == 405, "\(method) \(path)")
                }
            }
            #expect(try await DatabaseDump(house.city.store).changes(since: before) == [])
        }
    }

    @Test("administrators see no business data in the ledger, others nothing of people")
    func ledgerChanges() async throws {
        try await SignedInCity.with { house in
            let auditor = try await house.client("auditadmin")
            let office = try await house.client("office")
            let entries = try await house.city.store.read { try LedgerReader($0).page(limit: 500).entries }
            for entry in entries {
                let isOfPeople = AccessParts.recordKinds.contains(entry.record.kind)
                for (client, sees) in [(auditor, isOfPeople), (office, !isOfPeople)] {
                    let text = try await client.get(
                        "/ledger/\(entry.position)", headers: [("Accept-Language", "en")]
                    ).text
                    #expect(text.contains("What was changed") == sees, "\(entry.record)")
                }
            }
        }
    }

    @Test(
        "a form cannot carry more than its fields: no role, kind, state or account slips in",
        arguments: DatabaseEngine.allCases)
    func massAssignment(engine: DatabaseEngine) async throws {
        try await SignedInCity.with(engine) { house in
            let client = try await house.client("sysadmin")
            let smuggled = [
                ("role", "security-administrator"), ("roles", "office"), ("kind", "system-administrator"),
                ("is_demonstration", "0"), ("id", "x"), ("day", "1999-01-01"), ("recorded_by", "office"),
                ("password", "x"), ("is_active", "1"),
            ]
            let reply = try await house.send(
                client, "/administration/people", [("account", "li.si"), ("name-zh", "李四")] + smuggled,
                from: "/administration/people/new")
            #expect(reply.status == 200)
            var person = try await house.person("li.si")
            #expect(person.roles == [] && !person.isDemonstration && person.isActive)
            let page = "/administration/people/\(person.id)/details"
            let edited = try await house.send(
                client, page, [("name-zh", "李四"), ("account", "office2")] + smuggled, from: page)
            #expect(edited.status == 303)
            person = try await house.person("li.si")
            #expect(person.roles == [] && person.version == 2)
            let kind = try await house.city.store.read { session in
                try session.first("SELECT kind FROM people WHERE account = 'li.si'")?.text("kind")
            }
            #expect(kind == "ordinary")
        }
    }

    @Test("another's session and what is not there answer 404, and one's own account shows nobody else")
    func others() async throws {
        try await SignedInCity.with { house in
            let office = try await house.client("office")
            _ = try await house.client("leader")
            let leader = try await house.person("leader")
            let theirs = try #require(try await SessionDesk(house.access).list(of: leader.id).first)
            let reply = try await office.post("/account/sessions/\(theirs.id)/end", [], from: "/account")
            #expect(reply.status == 404)
            #expect(try await SessionDesk(house.access).list(of: leader.id).count == 1)
            #expect(try await !office.get("/account").text.contains(theirs.id.text))
            let nobody = "017be8c6-1c00-7000-8000-000000000000"
            let system = try await house.client("sysadmin")
            for path in ["", "/details"] {
                #expect(try await system.get("/administration/people/\(nobody)\(path)").status == 404)
                #expect(try await system.get("/administration/people/x\(path)").status == 404)
            }
            for path in ["password", "disablement", "enablement", "details"] {
                let reply = try await system.post(
                    "/administration/people/\(nobody)/\(path)", [("reason", "x"), ("name-zh", "x")], from: "/account")
                #expect(reply.status == 404, "\(path)")
            }
        }
    }

    @Test("nobody helps themselves: no own role, no own reset, no own disablement, also by address")
    func selfService() async throws {
        try await SignedInCity.with { house in
            let system = try await house.client("sysadmin")
            let own = try await house.person("sysadmin").id
            for path in ["password", "disablement"] {
                let reply = try await system.post(
                    "/administration/people/\(own)/\(path)", [("reason", "x")], from: "/account")
                #expect(reply.status == 403, "\(path)")
            }
            let security = try await house.client("secadmin")
            let secadmin = try await house.person("secadmin").id
            for role in ["office", "system-administrator", "audit-administrator", "public"] {
                let reply = try await security.post(
                    "/administration/people/\(secadmin)/roles", [("role", role), ("reason", "x")], from: "/account")
                #expect(reply.status == (role == "public" ? 422 : 403), "\(role)")
            }
            #expect(try await house.person("secadmin").roles == [.securityAdministrator])
        }
    }

    @Test("texts that attack are shown as text, and exported without a formula")
    func canaries() async throws {
        try await SignedInCity.with { house in
            let system = try await house.client("sysadmin")
            let security = try await house.client("secadmin")
            let canaries = [
                "<script>alert('heng')</script>", "'; DROP TABLE people;--", "=HYPERLINK(\"https://evil.example\")",
                "+1+1", "-1+1", "@SUM(A1)", "<img src=x onerror=alert(1)>\"'&",
            ]
            for (number, canary) in canaries.enumerated() {
                let created = try await house.send(
                    system, "/administration/people",
                    [("account", "canary\(number)"), ("name-zh", canary), ("name-en", canary)],
                    from: "/administration/people/new")
                #expect(created.status == 200, "\(canary)")
                for field in ["account", "unit", "district", "email"] {
                    let reply = try await house.send(
                        system, "/administration/people",
                        [(field, canary), ("account", "other\(number)"), ("name-zh", "x")],
                        from: "/administration/people/new")
                    #expect((400..<500).contains(reply.status), "\(field): \(reply.status)")
                    #expect(!reply.text.contains("<script>alert") && !reply.text.contains("<img src=x"))
                }
                let id = try await house.person("canary\(number)").id
                let page = "/administration/people/\(id)/roles"
                let granted = try await house.send(
                    security, page, [("role", "reviewer"), ("reason", canary)], from: page)
                #expect(granted.status == 303)
                for path in ["/administration/people", "/administration/people/\(id)"] {
                    let text = try await system.get(path).text
                    #expect(!text.contains("<script>alert") && !text.contains("<img src=x"), "\(path)")
                }
            }
            let csv = try await system.get("/administration/people-file/csv").text
            for line in csv.split(whereSeparator: \.isNewline) {
                for cell in line.split(separator: ",") {
                    let start = cell.drop { $0 == "\"" || $0 == "\u{FEFF}" }.first
                    #expect(start.map { !"=+-@".contains($0) } ?? true, "\(line)")
                }
            }
            #expect(try await system.get("/administration/people-file/xlsx").status == 200)
            #expect(try await house.city.house.database.schema().tables["people"] != nil)
        }
    }

    @Test("reading pages of people changes nothing but sessions", arguments: DatabaseEngine.allCases)
    func reading(engine: DatabaseEngine) async throws {
        try await SignedInCity.with(engine) { house in
            for account in Self.administrators + ["office"] {
                let client = try await house.client(account)
                let before = try await DatabaseDump(house.city.store)
                let site = house.site
                let seen = try await Crawler(site: site, client: client, each: 3).crawl(
                    from: ["/", "/account", "/account/password", "/account/second-factor"]
                ) { visit in
                    #expect([200, 303].contains(visit.reply.status), "\(account) \(visit.path): \(visit.reply.status)")
                    #expect(!visit.reply.text.contains("⟦"), "\(visit.path) has a text that no file has")
                }
                #expect(seen.count > 4, "\(account)")
                let changed = try await DatabaseDump(house.city.store).changes(since: before)
                #expect(changed.isSubset(of: ["sessions"]), "\(account): \(changed)")
            }
        }
    }

    @Test("the second factor is set up in the browser, shows its codes once, and is asked for from then on")
    func secondFactor() async throws {
        try await SignedInCity.with { house in
            let client = try await house.client("reviewer")
            let page = "/account/second-factor"
            #expect(try await house.send(client, page, [], from: page).status == 303)
            let waiting = try await client.get(page).text
            #expect(waiting.contains("otpauth://totp/Heng:reviewer?secret="))
            let wrong = try await house.send(client, "\(page)/confirmation", [("code", "000000")], from: page)
            #expect(wrong.status == 422)
            #expect(try await client.get("/plans/2021-1").status == 200, "not asked for before it is confirmed")
        }
    }

    @Test("without people the sign-in page says what to run; a demonstration's people do not come in")
    func nobody() async throws {
        try await SignedInCity.with { house in
            let site = try await SignedInCity.site(house.city, isDemonstration: false)
            let client = DemonstrationCity.client(of: site)
            let text = try await client.get("/sign-in", headers: [("Accept-Language", "en")]).text
            #expect(text.contains("heng people bootstrap"))
            #expect(!text.contains(DemonstrationPeople.password))
            let reply = try await house.enter(client, "office")
            #expect(reply.status == 422)
        }
    }
}

import Exchange
import Kernel
import Storage
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Access
@testable import Administration

/// The pages through HTTP, in the small site.
struct AdministrationPagesTests {
    private static let english = [("Accept-Language", "en")]

    @Test(
        "the list finds by word and by filter, says when nothing matches, and is exported with its source",
        arguments: DatabaseEngine.allCases)
    func list(engine: DatabaseEngine) async throws {
        try await AdministrationFixture.with(engine) { fixture in
            let client = try await fixture.client("sysadmin")
            let all = try await client.get("/administration/people", headers: Self.english).text
            for account in ["analyst", "auditadmin", "district.north", "leader.amr", "liaison.amr", "office"] {
                #expect(all.contains(">\(account)</a>"), "\(account)")
            }
            let one = try await client.get("/administration/people?role=liaison", headers: Self.english).text
            #expect(one.contains(">liaison.amr</a>") && !one.contains(">office</a>"))
            let found = try await client.get("/administration/people?q=north", headers: Self.english).text
            #expect(found.contains(">district.north</a>") && !found.contains(">office</a>"))
            let none = try await client.get("/administration/people?q=nobody", headers: Self.english).text
            #expect(none.contains("class=\"empty\""))
            let csv = try await client.get("/administration/people-file/csv?role=liaison", headers: Self.english)
            #expect(csv.text.contains("liaison.amr") && !csv.text.contains("analyst"))
            #expect(csv.header("Content-Disposition")?.hasPrefix("attachment") == true)
            let audit = try await fixture.client("auditadmin")
            let log = try await audit.get("/administration/sign-ins-file/csv", headers: Self.english).text
            #expect(log.contains("sysadmin") && log.contains("signed in"))
            #expect(log.contains("System administrator (demonstration)"), "the log has names")
        }
    }

    @Test("a form with mistakes comes back with each at its field and what was typed, and changes nothing")
    func mistakes() async throws {
        try await AdministrationFixture.with { fixture in
            let client = try await fixture.client("sysadmin")
            let reply = try await client.post(
                "/administration/people",
                [("account", "Nicht gut"), ("name-zh", "张"), ("email", "a@b"), ("unit", "AMR")],
                from: "/administration/people/new")
            #expect(reply.status == 422)
            #expect(reply.text.contains("id=\"new-person-account-error\""))
            #expect(reply.text.contains("value=\"Nicht gut\"") && reply.text.contains("value=\"张\""))
            let taken = try await client.post(
                "/administration/people", [("account", "Office"), ("name-zh", "张")],
                from: "/administration/people/new")
            #expect(taken.status == 409 && taken.text.contains("id=\"new-person-account-error\""))
            #expect(try await PeopleDesk(fixture.parts).list().count == 11)
        }
    }

    @Test("the roles that are offered go together with those that are held")
    func offered() async throws {
        try await AdministrationFixture.with { fixture in
            let client = try await fixture.client("secadmin")
            let office = try await fixture.person("office").id
            let text = try await client.get("/administration/people/\(office)/roles").text
            #expect(text.contains("<option value=\"reviewer\"") && !text.contains("<option value=\"office\""))
            #expect(!text.contains("<option value=\"system-administrator\""))
            let system = try await fixture.person("sysadmin").id
            let other = try await client.get("/administration/people/\(system)/roles").text
            #expect(!other.contains("<option value=\"office\""))
            let own = try await fixture.person("secadmin").id
            #expect(try await !client.get("/administration/people/\(own)/roles").text.contains("id=\"grant-role\""))
        }
    }

    @Test(
        "where a reset would be refused there is a sentence on what to do, and no button",
        arguments: Language.allCases)
    func resetOffered(language: Language) async throws {
        try await AdministrationFixture.with { fixture in
            let client = try await fixture.client("sysadmin")
            let accept = [("Accept-Language", language.rawValue)]
            for (account, isOffered) in [("office", true), ("secadmin", false), ("auditadmin", false)] {
                let path = "/administration/people/\(try await fixture.person(account).id)"
                let text = try await client.get(path, headers: accept).text
                #expect(text.contains("id=\"reset-password\"") == isOffered, "\(account)")
                #expect(text.contains("heng people reset-password \(account)") == !isOffered, "\(account)")
                #expect(text.contains("id=\"disable-person\""))
                let reply = try await client.post("\(path)/password", [], from: path)
                #expect(reply.status == (isOffered ? 200 : 403), "\(account)")
                #expect(reply.text.contains("heng people reset-password \(account)") == !isOffered)
            }
        }
    }

    @Test(
        "a locked account says so and until when, is found by its state, and a reset lets it in",
        arguments: DatabaseEngine.allCases)
    func locked(engine: DatabaseEngine) async throws {
        try await AdministrationFixture.with(engine) { fixture in
            let client = try await fixture.client("sysadmin")
            let path = "/administration/people/\(try await fixture.person("office").id)"
            let list = "/administration/people?state=locked"
            func text(_ path: String) async throws -> String {
                try await client.get(path, headers: Self.english).text
            }
            #expect(try await !text(path).contains("The account is locked"))
            #expect(try await text(list).contains("class=\"empty\""))
            func enter(_ password: String) async throws -> Int {
                try await fixture.stranger().post(
                    "/sign-in", [("account", "office"), ("password", password)], from: "/sign-in"
                ).status
            }
            for _ in 0..<5 { #expect(try await enter("wrong") == 422) }
            #expect(try await enter(DemonstrationPeople.password) == 422)
            let end = try #require(try await SignInDesk(fixture.parts).locks().values.first)
            #expect(try await text(path).contains("The account is locked until \(end.textInChina)"))
            #expect(try await text(list).contains(">office</a>"))
            let reset = try await client.post("\(path)/password", [], from: path)
            let password = try #require(reset.text.firstMatch(of: /class="digest">([^<]+)</)).output.1
            #expect(try await !text(path).contains("The account is locked"))
            #expect(try await enter(String(password)) == 303)
        }
    }

    @Test("who did something is named beside the account: in the sign-in log and in a person's history")
    func names() async throws {
        try await AdministrationFixture.with { fixture in
            let id = try await fixture.person("office").id
            let security = try await fixture.client("secadmin")
            let roles = "/administration/people/\(id)/roles"
            func key(_ text: String) -> (String, String) { ("idempotency-key", "0123456789-\(text)") }
            let granted = try await security.post(
                roles, [("role", "reviewer"), ("reason", "stands in"), key("grant")], from: roles)
            #expect(granted.status == 303)
            let system = try await fixture.client("sysadmin")
            let path = "/administration/people/\(id)"
            let disabled = try await system.post(
                "\(path)/disablement", [("reason", "left"), key("disable")], from: path)
            #expect(disabled.status == 303)
            let chinese = try await system.get(path).text
            for name in ["安全管理员（演示）（secadmin）", "系统管理员（演示）（sysadmin）", "系统（system:demonstration）"] {
                #expect(chinese.contains("<td>\(name)</td>"), "\(name)")
            }
            let english = try await system.get(path, headers: Self.english).text
            #expect(english.contains("<td>Security administrator (demonstration) (secadmin)</td>"))
            let audit = try await fixture.client("auditadmin")
            let log = try await audit.get("/administration/sign-ins", headers: Self.english).text
            #expect(log.contains(">secadmin</a>") && log.contains("Security administrator (demonstration)"))
        }
    }

    @Test("one's own page names roles, unit and recent sign-ins; the menu has one's name and the way out")
    func account() async throws {
        try await AdministrationFixture.with { fixture in
            let client = try await fixture.client("liaison.amr")
            let text = try await client.get("/account", headers: Self.english).text
            for part in ["liaison.amr", "Unit liaison", "AMR", "signed in", "action=\"/sign-out\"", "this one"] {
                #expect(text.contains(part), "\(part)")
            }
        }
    }

    @Test("whose rail is empty lands on the account, administrators on their first page")
    func landing() async throws {
        try await AdministrationFixture.with { fixture in
            let places = [
                ("sysadmin", "/administration/people"), ("secadmin", "/administration/people"),
                ("auditadmin", "/administration/people"), ("reviewer", "/account"), ("office", "/"),
            ]
            for (account, place) in places {
                let reply = try await fixture.stranger().post(
                    "/sign-in", [("account", account), ("password", DemonstrationPeople.password)], from: "/sign-in")
                #expect(reply.header("Location") == place, "\(account)")
            }
        }
    }
}

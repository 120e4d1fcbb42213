import Foundation
import Kernel
import Ledger
import Storage
import Testing
import Web
import WebTesting

@testable import Access
@testable import Server

/// Every form of people and accounts, sent by whoever may: what is changed stands in the ledger.
struct AccessWalkTests {
    /// What need not stand in the ledger, and the ledger itself.
    private static let exempt: Set = [
        "ledger_entries", "ledger_changes", "ledger_head", "sessions", "sign_ins", "factor_uses", "idempotency_keys",
        "factor_enrolments", "recovery_codes",
    ]

    @Test(
        "each form writes its one entry, and each verb of people has a form, a command or a demonstration",
        arguments: DatabaseEngine.allCases)
    func walk(engine: DatabaseEngine) async throws {
        try await SignedInCity.with(engine) { house in
            var routes: Set<String> = []
            var verbs: Set<String> = ["person.bootstrap", "person.demonstrate", "sign-in.lock"]
            func step(
                _ client: TestClient, _ route: String, _ verb: String?, _ path: String,
                _ fields: [(String, String)] = [], from page: String, status: Int = 303
            ) async throws {
                routes.insert("POST /\(route)")
                if let verb { verbs.insert(verb) }
                let before = try await DatabaseDump(house.city.store)
                let size = try await house.city.store.read { try LedgerReader($0).size() }
                let reply = try await house.send(client, path, fields, from: page)
                #expect(reply.status == status, "\(route): \(reply.status)")
                let written = try await house.city.store.read { session in
                    try session.rows("SELECT verb FROM ledger_entries WHERE position >= \(size) ORDER BY position")
                        .map { try $0.text("verb") }
                }
                #expect(written == (verb.map { [$0] } ?? []), "\(route)")
                let changed = try await DatabaseDump(house.city.store).changes(since: before)
                if verb == nil { #expect(changed.subtracting(Self.exempt) == [], "\(route)") }
            }

            let office = house.stranger()
            let password = DemonstrationPeople.password
            try await step(
                office, "sign-in", "session.begin", "/sign-in", [("account", "office"), ("password", password)],
                from: "/sign-in")
            let factor = "/account/second-factor"
            try await step(office, "account/second-factor", nil, factor, from: factor)
            try await step(
                office, "account/second-factor/confirmation", "second-factor.confirm", "\(factor)/confirmation",
                [("code", try await Self.code(house, "office"))], from: factor, status: 200)
            try await step(
                office, "account/second-factor/removal", "second-factor.remove", "\(factor)/removal",
                [("password", password)], from: factor)
            let own = "Ganz-neu-und-lang-9"
            try await step(
                office, "account/password", "password.change", "/account/password",
                [("password", password), ("new-password", own), ("repeated-password", own)],
                from: "/account/password")
            let feed = "dues/subscription"
            try await step(office, feed, "feed.open", "/\(feed)", from: "/\(feed)", status: 200)
            try await step(office, "\(feed)/withdrawal", "feed.withdraw", "/\(feed)/withdrawal", from: "/\(feed)")
            try await step(office, "\(feed)/withdrawal", nil, "/\(feed)/withdrawal", from: "/\(feed)")
            let other = house.stranger()
            _ = try await house.enter(other, "office", own)
            let sessions = try await SessionDesk(house.access).list(of: house.person("office").id)
            for session in sessions.prefix(1) {
                try await step(
                    other, "account/sessions/{session}/end", "session.end", "/account/sessions/\(session.id)/end",
                    from: "/account")
            }
            _ = try await house.enter(office, "office", own)
            try await step(office, "sign-out", "session.end", "/sign-out", from: "/account")

            let system = try await house.client("sysadmin")
            let people = "administration/people"
            try await step(
                system, people, "person.create", "/\(people)", [("account", "li.si"), ("name-zh", "李四")],
                from: "/\(people)/new", status: 200)
            let id = try await house.person("li.si").id.text
            let person = "\(people)/{person}"
            try await step(
                system, "\(person)/details", "person.edit", "/\(people)/\(id)/details",
                [("name-zh", "李四四"), ("unit", "AMR_M")], from: "/\(people)/\(id)/details")
            try await step(
                system, "\(person)/password", "password.reset", "/\(people)/\(id)/password",
                from: "/\(people)/\(id)", status: 200)
            try await step(
                system, "\(person)/disablement", "person.disable", "/\(people)/\(id)/disablement",
                [("reason", "离任")], from: "/\(people)/\(id)")
            try await step(
                system, "\(person)/enablement", "person.enable", "/\(people)/\(id)/enablement", [("reason", "返任")],
                from: "/\(people)/\(id)")
            let security = try await house.client("secadmin")
            let page = "/\(people)/\(id)/roles"
            try await step(
                security, "\(person)/roles", "role.grant", page, [("role", "liaison"), ("reason", "接任")], from: page)
            try await step(
                security, "\(person)/roles/{role}/revocation", "role.revoke", "\(page)/liaison/revocation",
                [("reason", "离任")], from: page)

            let reviewer = try await house.client("reviewer")
            _ = try await house.send(reviewer, factor, [], from: factor)
            _ = try await house.send(
                reviewer, "\(factor)/confirmation", [("code", try await Self.code(house, "reviewer"))], from: factor)
            let again = house.stranger()
            _ = try await house.enter(again, "reviewer")
            #expect(try await again.get("/plans/2021-1").header("Location") == "/sign-in/code")
            // The clock of these tests stands still: the step after the one that was used is still taken.
            try await step(
                again, "sign-in/code", "session.begin", "/sign-in/code",
                [("code", try await Self.code(house, "reviewer", later: 1))], from: "/sign-in/code")
            let held = try await house.person("reviewer").id
            try await step(
                security, "\(person)/second-factor/removal", "second-factor.remove",
                "/\(people)/\(held)/second-factor/removal", [("reason", "遗失")], from: "/\(people)/\(held)/roles")
            _ = try await house.client("reviewer")
            let theirs = try #require(try await SessionDesk(house.access).list(of: held).first)
            try await step(
                system, "administration/sessions/{session}/end", "session.end",
                "/administration/sessions/\(theirs.id)/end", from: "/administration/sessions")

            let declared = house.site.routes.filter {
                $0.method.changesState
                    && ($0.permission.name.hasPrefix("administration.") || $0.path.hasPrefix("dues/subscription"))
            }
            #expect(routes == Set(declared.map(\.description)))
            #expect(verbs == Set(AccessParts.verbs.map(\.name)))
            let outcome = try await house.city.house.database.read { try LedgerVerifier($0).verify() }
            #expect(outcome.fault == nil)
        }
    }

    /// The code that somebody's device shows.
    private static func code(_ house: SignedInCity, _ account: String, later: Int64 = 0) async throws -> String {
        let id = try await house.person(account).id
        let factor = try #require(try await house.city.store.read { try FactorStore().factor(of: id, in: $0) })
        let step = TimeCode.step(atMicroseconds: house.city.house.clock.now().microseconds) + later
        return try #require(TimeCode.code(factor.secret, step: step))
    }
}

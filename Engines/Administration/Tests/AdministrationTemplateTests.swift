import Kernel
import Testing
import Web
import WebTesting

@testable import Access
@testable import Administration

/// Every template answered by a full sample of its view.
struct AdministrationTemplateTests {
    private static let time = LogTime(microseconds: 1_631_700_000_000_000)

    private static func faults(_ name: String, _ view: any Sendable) throws -> [String] {
        try TemplateCheck.faults(
            "administration/\(name)", sample: view, in: [.web, AdministrationEngine.templates]
        ).map { "\($0)" }
    }

    @Test("the views answer every tag of their templates")
    func templates() async throws {
        try await AdministrationFixture.with { fixture in
            let request = try await fixture.request("office")
            let person = try await fixture.person("liaison.amr")
            let form = Form(
                "sample", action: AdministrationRoutes.enter.link(), submit: "Send",
                cancel: AdministrationRoutes.people.link(),
                fields: [FormField("a", "A", options: [FormField.Option("b", "B")])]
            ).view(request)
            let session = Session(
                id: person.id, person: person, hasPassedCode: false, begunAt: Self.time, lastSeenAt: Self.time,
                endsAt: Self.time, origin: Origin(address: "192.0.2.1", agent: "test"), duty: nil)
            let entry = SignInEntry(
                id: person.id, person: person.id, account: "a", outcome: .signedIn, address: "", agent: "",
                time: Self.time)
            let grant = RoleDesk.Grant(
                role: .office, reason: "x", time: Self.time, by: "secadmin",
                revocation: RoleDesk.Grant.Revocation(reason: "y", time: Self.time, by: "secadmin"))
            let state = PeopleDesk.StateChange(isActive: false, time: Self.time, by: "sysadmin", reason: "z")
            let table = PeopleTable.table(
                [person], places: AdministrationFixture.places, factors: [person.id], locked: [person.id], request)
            let views: [(String, any Sendable)] = [
                ("form", FormView("T", notes: ["n"], form: form)),
                (
                    "sign-in",
                    SignInView(
                        form: form, hasPeople: true,
                        demonstration: DemonstrationPeople.members(of: AdministrationFixture.places),
                        request: request)
                ),
                (
                    "account",
                    AccountView(
                        session, places: AdministrationFixture.places, passwordSetAt: Self.time,
                        factor: .confirmed(codes: 3), sessions: [session], signIns: [entry], request: request)
                ),
                (
                    "factor",
                    FactorView(
                        isRequired: true, isNone: true, isWaiting: true, isConfirmed: true, secret: "s",
                        address: "a", state: "t", begin: form, confirm: form, hasRemoval: true, remove: form)
                ),
                ("recovery", RecoveryView(codes: ["a-b"], nextHref: "/")),
                (
                    "register",
                    RegisterView(title: "T", help: "h", actionText: "a", actionHref: "/", table: table.view)
                ),
                (
                    "person",
                    PersonView(
                        person, places: AdministrationFixture.places, hasFactor: true, lockedUntil: Self.time,
                        links: [NamedLink(text: "t", href: "/")], panels: [Panel("P", note: "n", form: form)],
                        grants: [grant], states: [state], names: [:], request: request)
                ),
                (
                    "one-time-password",
                    OneTimePasswordView(
                        title: "T", account: "a", password: "p", hasPassword: true, days: "d", personHref: "/")
                ),
                ("permissions", PermissionsView(request)),
                ("sessions", SessionsView([session], request: request)),
                ("policy", PolicyView(facts: PolicyText.facts(.asvs, request))),
            ]
            for (name, view) in views { #expect(try Self.faults(name, view) == [], "\(name)") }
        }
    }

    @Test("every role, outcome and rule has its words in both languages, and the numbers of the rules stand in them")
    func words() async throws {
        try await AdministrationFixture.with { fixture in
            for language in Language.allCases {
                let request = try await fixture.request("office", language: language)
                for role in Role.allCases { #expect(!request.roleName(role).contains("⟦")) }
                for outcome in SignInOutcome.allCases {
                    #expect(request.hasText("administration.outcome.\(outcome.rawValue)"))
                }
                for policy in [PasswordPolicy.dengbao, .asvs] {
                    let facts = PolicyText.facts(policy, request).map(\.value).joined(separator: "\n")
                    #expect(!facts.contains("⟦") && !facts.contains("{"))
                    for number in [policy.shortest, policy.failures, policy.lockMinutes, policy.idleMinutes] {
                        #expect(facts.contains(String(number)), "\(number)")
                    }
                }
                #expect(request.roleNames([.reviewer, .office]).hasPrefix(request.roleName(.office)))
            }
        }
    }

    @Test("the matrix shows every permission with its words and how far each role holds it")
    func permissions() async throws {
        try await AdministrationFixture.with { fixture in
            let view = PermissionsView(try await fixture.request("secadmin"))
            #expect(view.columns.count == Role.allCases.count)
            #expect(view.lines.allSatisfy { $0.cells.count == Role.allCases.count })
            let own = try #require(view.lines.first { $0.name == "administration.read-own-account" })
            #expect(own.words == "See one's own account")
            #expect(own.cells.map(\.text) == Role.allCases.map { $0 == .public ? "—" : "own" })
            let grant = try #require(view.lines.first { $0.name == "administration.grant-roles" })
            #expect(grant.cells.map(\.isDenied) == Role.allCases.map { $0 != .securityAdministrator })
        }
    }
}

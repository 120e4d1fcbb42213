import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Access

struct PeopleDeskTests {
    @Test(
        "three administrators are made once, each with a password for one sign-in", arguments: DatabaseEngine.allCases)
    func bootstrap(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [LedgerSchema.migrations, AccessParts.migrations]) { store in
            let parts = AccessFixture.parts(store, MovableClock())
            #expect(try await !PeopleDesk(parts).hasPeople())
            let made = try await Bootstrap(parts).run()
            #expect(made.map(\.role) == [.systemAdministrator, .securityAdministrator, .auditAdministrator])
            for administrator in made {
                let outcome = try await SignInDesk(parts).signIn(
                    account: administrator.account, password: administrator.oneTimePassword,
                    from: AccessFixture.origin)
                guard case .begun(_, let session) = outcome else {
                    Issue.record("\(administrator.account) cannot sign in")
                    continue
                }
                #expect(session.duty == .password)
                #expect(session.person.roles == [administrator.role])
            }
            #expect(await problem { _ = try await Bootstrap(parts).run() }?.key == "access.problem.people-there")
            #expect(
                await problem { try await DemonstrationPeople(parts).prepare(AccessFixture.places) }?.key
                    == "access.problem.real-people")
        }
    }

    @Test(
        "the demonstration's people are those of the places, and preparing again does nothing",
        arguments: DatabaseEngine.allCases)
    func demonstration(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [LedgerSchema.migrations, AccessParts.migrations]) { store in
            let parts = AccessFixture.parts(store, MovableClock(), admitsDemonstration: true)
            try await DemonstrationPeople(parts).prepare(AccessFixture.places)
            let people = try await PeopleDesk(parts).list()
            #expect(
                people.map(\.account) == [
                    "analyst", "auditadmin", "district.north", "leader", "leader.amr", "leader.north", "liaison.amr",
                    "office", "reviewer", "secadmin", "sysadmin",
                ])
            #expect(people.allSatisfy { $0.isDemonstration && $0.isActive && $0.roles.count == 1 })
            #expect(people.first { $0.account == "liaison.amr" }?.unit == "AMR")
            #expect(people.first { $0.account == "district.north" }?.district == "NORTH")
            let entries = try await store.read { try LedgerReader($0).size() }
            try await DemonstrationPeople(parts).prepare(AccessFixture.places)
            #expect(try await store.read { try LedgerReader($0).size() } == entries)
            #expect(await problem { _ = try await Bootstrap(parts).run() }?.key == "access.problem.people-there")
        }
    }

    @Test(
        "an account name is plain, and the same in any capitals",
        arguments: [
            ("zhang", "zhang"), (" Zhang.Wei ", "zhang.wei"), ("a1", "a1"), ("a", nil), ("1a", nil), ("a b", nil),
            ("张伟", nil), ("a:b", nil), ("a@b", nil), ("anonymous", nil), ("ſam", nil), ("", nil),
            (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
            (String(repeating: "a", count: 65), nil),
        ] as [(String, String?)])
    func account(text: String, name: String?) {
        let found: String?
        do { found = try AccountName.canonical(text) } catch { found = nil }
        #expect(found == name, "\(text)")
    }

    @Test(
        "a name that is taken is a conflict at its field, whatever the capitals; a repeated form counts once",
        arguments: DatabaseEngine.allCases)
    func taken(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let desk = PeopleDesk(fixture.parts)
            let details = PersonDetails(name: LocalizedText(zh: "张", en: ""))
            let key = try fixture.key()
            func create(_ account: String, _ key: IdempotencyKey) async throws -> PeopleDesk.Created {
                try await desk.create(
                    account: account, details, places: AccessFixture.places, by: AccessFixture.system, key: key)
            }
            let first = try await create("zhang", key)
            let again = try await create("zhang", key)
            #expect(first.id == again.id && first.oneTimePassword != nil && again.oneTimePassword == nil)
            let refused = await problem { _ = try await create("ZHANG", try fixture.key()) }
            #expect(refused?.kind == .conflict && refused?.place == .field("account"))
        }
    }

    @Test(
        "details that cannot be kept are refused at their field",
        arguments: [
            (PersonDetails(name: LocalizedText(zh: " ", en: "")), "name-zh"),
            (PersonDetails(name: LocalizedText(zh: String(repeating: "张", count: 61), en: "")), "name-zh"),
            (PersonDetails(name: LocalizedText(zh: "张", en: "Z\u{1}")), "name-en"),
            (PersonDetails(name: LocalizedText(zh: "张", en: ""), unit: "NONE"), "unit"),
            (PersonDetails(name: LocalizedText(zh: "张", en: ""), district: "NONE"), "district"),
            (PersonDetails(name: LocalizedText(zh: "张", en: ""), email: "a@b"), "email"),
            (PersonDetails(name: LocalizedText(zh: "张", en: ""), email: "a@b.cn\r\nBcc: c@d.cn"), "email"),
        ])
    func details(details: PersonDetails, field: String) async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            let refused = await problem {
                _ = try await PeopleDesk(fixture.parts).create(
                    account: "zhang", details, places: AccessFixture.places, by: AccessFixture.system,
                    key: try fixture.key())
            }
            #expect(refused?.place == .field(field))
        }
    }

    @Test("two who edit one person: the second is told", arguments: DatabaseEngine.allCases)
    func conflict(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let person = try await fixture.person("zhang")
            func edit() async -> Problem? {
                await problem {
                    try await PeopleDesk(fixture.parts).edit(
                        person.id, PersonDetails(name: LocalizedText(zh: "李", en: "")), version: person.version,
                        places: AccessFixture.places, by: AccessFixture.system, key: try fixture.key())
                }
            }
            #expect(await edit() == nil)
            #expect(await edit()?.kind == .conflict)
            #expect(try await fixture.known("zhang").version == 2)
        }
    }

    @Test("every verb stands in the ledger, and the ledger fits", arguments: DatabaseEngine.allCases)
    func ledger(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let person = try await fixture.person("zhang", roles: [.office])
            #expect(
                await problem {
                    try await PeopleDesk(fixture.parts).disable(
                        person.id, reason: " ", by: AccessFixture.system, key: try fixture.key())
                }?.place == .field("reason"))
            #expect(
                try await fixture.verbs() == [
                    "person.bootstrap", "person.bootstrap", "person.bootstrap", "person.create", "role.grant",
                ])
            let outcome = try await fixture.store.read { try LedgerVerifier($0).verify() }
            #expect(outcome.fault == nil)
        }
    }
}

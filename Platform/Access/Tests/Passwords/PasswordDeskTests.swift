import Kernel
import Storage
import StorageTesting
import Testing

@testable import Access

struct PasswordDeskTests {
    @Test(
        "a changed password ends every session and begins one; the old password counts no more",
        arguments: DatabaseEngine.allCases)
    func change(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            let first = try await fixture.token("zhang")
            let second = try await fixture.token("zhang")
            let session = try #require(try await fixture.session(second))
            let renewed = try await PasswordDesk(fixture.parts).change(
                from: AccessFixture.password, to: "Neu-und-besser-8", in: session, from: AccessFixture.origin)
            #expect(try await fixture.session(first) == nil)
            #expect(try await fixture.session(second) == nil)
            #expect(try await fixture.session(renewed)?.person.account == "zhang")
            #expect(try await !fixture.isSignedIn("zhang"))
            #expect(try await fixture.isSignedIn("zhang", "Neu-und-besser-8"))
        }
    }

    @Test("a wrong present password, a weak one and one of the last five are refused at their field")
    func refused() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            try await fixture.person("zhang")
            let desk = PasswordDesk(fixture.parts)
            var token = try await fixture.token("zhang")
            func change(_ old: String, _ new: String) async throws {
                let session = try #require(try await fixture.session(token))
                token = try await desk.change(from: old, to: new, in: session, from: AccessFixture.origin)
                fixture.time.advance(seconds: 1)
            }
            #expect(await problem { try await change("wrong", "Neu-und-besser-8") }?.place == .field("password"))
            #expect(
                await problem { try await change(AccessFixture.password, "short1A") }?.place == .field("new-password"))
            let chosen = (1...6).map { "Neu-und-besser-\($0)" }
            var present = AccessFixture.password
            for new in chosen.prefix(4) {
                try await change(present, new)
                present = new
            }
            #expect(
                await problem { try await change(present, AccessFixture.password) }?.key
                    == "access.problem.password-used")
            try await change(present, chosen[4])
            try await change(chosen[4], AccessFixture.password)
            #expect(
                try await fixture.count(
                    "SELECT count(*) AS n FROM passwords WHERE person_id = \(fixture.known("zhang").id)") == 5)
        }
    }

    @Test(
        "the demonstration's printed password is no password for a real person", arguments: DatabaseEngine.allCases)
    func printed(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang")
            let session = try #require(try await fixture.session(try await fixture.token("zhang")))
            let refused = await problem {
                _ = try await PasswordDesk(fixture.parts).change(
                    from: AccessFixture.password, to: DemonstrationPeople.password, in: session,
                    from: AccessFixture.origin)
            }
            #expect(
                refused == Problem(.badInput, "access.problem.password-demonstration", at: .field("new-password")))
            #expect(try await fixture.isSignedIn("zhang"))
        }
    }

    @Test(
        "a reset password signs in once and asks for a new one; after seven days it counts no more",
        arguments: DatabaseEngine.allCases)
    func reset(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let person = try await fixture.person("zhang", roles: [.office])
            let before = try await fixture.token("zhang")
            let password = try await PasswordDesk(fixture.parts).reset(person.id, by: AccessFixture.system)
            #expect(try await fixture.session(before) == nil)
            let token = try await fixture.token("zhang", password)
            #expect(try await fixture.session(token)?.duty == .password)
            fixture.time.advance(days: 7)
            #expect(try await !fixture.isSignedIn("zhang", password))
            let own = try await fixture.known("sysadmin")
            #expect(
                await problem { _ = try await PasswordDesk(fixture.parts).reset(own.id, by: AccessFixture.system) }?
                    .kind
                    == .forbidden)
        }
    }

    @Test(
        "an administrator of another kind gets no password from the system administrator before they have a second factor",
        arguments: DatabaseEngine.allCases)
    func apart(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let desk = PasswordDesk(fixture.parts)
            for account in ["secadmin", "auditadmin"] {
                let other = try await fixture.known(account)
                try await fixture.own(other.id)
                func reset() async -> Problem? {
                    await problem { _ = try await desk.reset(other.id, by: AccessFixture.system) }
                }
                #expect(await reset() == Problem(.forbidden, "access.problem.apart-reset", ["account": account]))
                // A secret that nobody has confirmed is in nobody's hands.
                let session = try #require(try await fixture.session(try await fixture.token(account)))
                try await FactorDesk(fixture.parts).begin(for: session.person)
                #expect(await reset()?.key == "access.problem.apart-reset")
                #expect(try await fixture.isSignedIn(account), "what was refused changed nothing")
                try await fixture.enrol(account)
                let password = try await desk.reset(other.id, by: AccessFixture.system)
                let begun = try #require(try await fixture.session(try await fixture.token(account, password)))
                #expect(begun.duty == .code, "the new password alone opens nothing")
            }
            #expect(try await fixture.verbs().count { $0 == "password.reset" } == 2)
        }
    }

    @Test("an administrator of the same kind, and a command on the server, reset without a second factor")
    func sameKind() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            let second = try await fixture.person("sysadmin2", roles: [.systemAdministrator])
            _ = try await PasswordDesk(fixture.parts).reset(second.id, by: AccessFixture.system)
            let other = try await fixture.known("auditadmin")
            let password = try await PasswordDesk(fixture.parts).reset(other.id, by: .system("command"))
            #expect(try await fixture.isSignedIn("auditadmin", password))
        }
    }

    @Test("under 等保 a password of 90 days has to be changed, under ASVS it has not")
    func age() async throws {
        for (policy, duty) in [(PasswordPolicy.dengbao, Session.Duty.password), (.asvs, nil)] {
            try await AccessFixture.with(.sqlite, policy: policy) { fixture in
                try await fixture.person("zhang", roles: [.office])
                fixture.time.advance(seconds: -1, days: 90)
                #expect(try await fixture.session(try await fixture.token("zhang"))?.duty == nil)
                fixture.time.advance(seconds: 1)
                #expect(try await fixture.session(try await fixture.token("zhang"))?.duty == duty)
            }
        }
    }

    @Test("a hash made at a lower cost is made anew at sign-in", arguments: DatabaseEngine.allCases)
    func rehash(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let id = try await fixture.person("zhang").id
            let dear = AccessFixture.parts(
                fixture.store, fixture.time, hashing: PasswordHash.Parameters(cost: 32, block: 1, parallel: 1))
            func cost() async throws -> Int {
                try await fixture.count("SELECT max(cost) AS cost FROM passwords WHERE person_id = \(id)")
            }
            for password in ["wrong", AccessFixture.password] {
                #expect(try await cost() == 16)
                _ = try await SignInDesk(dear).signIn(
                    account: "zhang", password: password, from: AccessFixture.origin)
            }
            #expect(try await cost() == 32)
            #expect(try await fixture.isSignedIn("zhang"))
        }
    }
}

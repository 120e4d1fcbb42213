import Kernel
import Storage
import StorageTesting
import Testing

@testable import Access

struct FactorDeskTests {
    @Test(
        "an administrator can do nothing but set up a factor, and then signs in with its code, once for each",
        arguments: DatabaseEngine.allCases)
    func enrolment(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let admin = try await fixture.known("sysadmin")
            try await fixture.own(admin.id)
            let first = try await fixture.token("sysadmin")
            #expect(try await fixture.session(first)?.duty == .enrolment)
            let confirmed = try await fixture.enrol("sysadmin")
            #expect(try await fixture.session(first) == nil, "sessions from before have fewer rights")
            #expect(try await fixture.session(confirmed.token)?.duty == nil)
            #expect(Set(confirmed.recoveryCodes).count == 10)

            fixture.time.advance(minutes: 1)
            let pending = try await fixture.token("sysadmin")
            let session = try #require(try await fixture.session(pending))
            #expect(session.duty == .code)
            let code = try await fixture.code(admin.id)
            let desk = SignInDesk(fixture.parts)
            #expect(
                await problem { _ = try await desk.pass("000000", in: session, from: AccessFixture.origin) }?.place
                    == .field("code"))
            let token = try await desk.pass(code, in: session, from: AccessFixture.origin)
            #expect(token != pending)
            #expect(try await fixture.session(pending) == nil)
            #expect(try await fixture.session(token)?.duty == nil)

            let again = try #require(try await fixture.session(try await fixture.token("sysadmin")))
            for used in [code, try await fixture.code(admin.id, later: -1)] {
                #expect(
                    await problem { _ = try await desk.pass(used, in: again, from: AccessFixture.origin) }?.key
                        == "access.problem.code")
            }
            _ = try await desk.pass(
                try await fixture.code(admin.id, later: 1), in: again, from: AccessFixture.origin)
        }
    }

    @Test("a recovery code counts once", arguments: DatabaseEngine.allCases)
    func recovery(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            let codes = try await fixture.enrol("zhang").recoveryCodes
            let desk = SignInDesk(fixture.parts)
            let first = try #require(try await fixture.session(try await fixture.token("zhang")))
            _ = try await desk.pass(codes[3].uppercased(), in: first, from: AccessFixture.origin)
            let second = try #require(try await fixture.session(try await fixture.token("zhang")))
            #expect(
                await problem { _ = try await desk.pass(codes[3], in: second, from: AccessFixture.origin) } != nil)
            _ = try await desk.pass(codes[4], in: second, from: AccessFixture.origin)
            let person = try await fixture.known("zhang")
            #expect(try await FactorDesk(fixture.parts).state(of: person) == .confirmed(codes: 8))
        }
    }

    @Test("wrong codes lock the account, and the session that owes the code ends; it ends after five minutes too")
    func wrongCodes() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            try await fixture.person("zhang", roles: [.office])
            _ = try await fixture.enrol("zhang")
            // Failures of the moment of a sign-in are taken to be from before it.
            fixture.time.advance(seconds: 1)
            let token = try await fixture.token("zhang")
            let session = try #require(try await fixture.session(token))
            let desk = SignInDesk(fixture.parts)
            for _ in 0..<5 {
                _ = await problem { _ = try await desk.pass("1", in: session, from: AccessFixture.origin) }
            }
            #expect(try await fixture.session(token) == nil)
            #expect(try await !fixture.isSignedIn("zhang"))
            fixture.time.advance(minutes: 31)
            let late = try await fixture.token("zhang")
            fixture.time.advance(minutes: 5)
            #expect(try await fixture.session(late) == nil)
        }
    }

    @Test("the security administrator removes a lost factor of somebody else; administrators never their own")
    func removal() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            let admin = try await fixture.known("sysadmin")
            try await fixture.own(admin.id)
            let token = try await fixture.enrol("sysadmin").token
            let desk = FactorDesk(fixture.parts)
            #expect(
                await problem { try await desk.remove(from: admin.id, reason: "lost", by: AccessFixture.system) }?.kind
                    == .forbidden)
            try await desk.remove(from: admin.id, reason: "lost", by: AccessFixture.security)
            #expect(try await fixture.session(token) == nil)
            #expect(try await fixture.session(try await fixture.token("sysadmin"))?.duty == .enrolment)
        }
    }
}

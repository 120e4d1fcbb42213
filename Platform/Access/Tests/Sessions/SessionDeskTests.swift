import Kernel
import Storage
import StorageTesting
import Testing

@testable import Access

struct SessionDeskTests {
    @Test(
        "a session ends after thirty idle minutes, and after twelve hours whatever happens",
        arguments: DatabaseEngine.allCases)
    func limits(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            let desk = SessionDesk(fixture.parts)
            let idle = try await fixture.token("zhang")
            fixture.time.advance(minutes: 29, seconds: 59)
            #expect(try await fixture.session(idle) != nil)
            fixture.time.advance(seconds: 1)
            #expect(try await fixture.session(idle) == nil)

            let busy = try await fixture.token("zhang")
            for minute in stride(from: 20, to: 720, by: 20) {
                fixture.time.advance(minutes: 20)
                let session = try #require(try await fixture.session(busy), "\(minute)")
                try await desk.touch(session)
            }
            fixture.time.advance(minutes: 19, seconds: 59)
            #expect(try await fixture.session(busy) != nil)
            fixture.time.advance(seconds: 1)
            #expect(try await fixture.session(busy) == nil)
        }
    }

    @Test("use is noted once a minute and leaves no entry")
    func touch() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            try await fixture.person("zhang", roles: [.office])
            let token = try await fixture.token("zhang")
            let desk = SessionDesk(fixture.parts)
            let entries = try await fixture.verbs().count
            let first = try #require(try await fixture.session(token))
            fixture.time.advance(seconds: 59)
            try await desk.touch(first)
            #expect(try await fixture.session(token)?.lastSeenAt == first.lastSeenAt)
            fixture.time.advance(seconds: 1)
            try await desk.touch(first)
            #expect(try await fixture.session(token)?.lastSeenAt == fixture.time.clock.now())
            #expect(try await fixture.verbs().count == entries)
        }
    }

    @Test(
        "signing in replaces the browser's session and gives a token never seen before",
        arguments: DatabaseEngine.allCases)
    func fixation(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            let first = try await fixture.token("zhang")
            let session = try #require(try await fixture.session(first))
            let outcome = try await SignInDesk(fixture.parts).signIn(
                account: "zhang", password: AccessFixture.password, from: AccessFixture.origin, replacing: session)
            guard case .begun(let second, _) = outcome else {
                Issue.record("not signed in")
                return
            }
            #expect(second != first && second.count == 64)
            #expect(try await fixture.session(first) == nil)
            #expect(try await fixture.session(second) != nil)
        }
    }

    @Test("more sessions than the policy allows end the ones longest unused")
    func number() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            try await fixture.person("zhang", roles: [.office])
            var tokens: [String] = []
            for _ in 0..<4 {
                tokens.append(try await fixture.token("zhang"))
                fixture.time.advance(seconds: 1)
            }
            #expect(try await fixture.session(tokens[0]) == nil)
            for token in tokens.dropFirst() { #expect(try await fixture.session(token) != nil) }
        }
    }

    @Test(
        "signing out, disabling, granting, revoking and moving to another unit end sessions at once",
        arguments: DatabaseEngine.allCases)
    func endings(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let person = try await fixture.person("zhang", roles: [.office])
            let people = PeopleDesk(fixture.parts)
            let roles = RoleDesk(fixture.parts)
            func ends(_ what: String, _ body: () async throws -> Void) async throws {
                let token = try await fixture.token("zhang")
                #expect(try await fixture.session(token) != nil, "\(what)")
                try await body()
                #expect(try await fixture.session(token) == nil, "\(what)")
            }
            try await ends("grant") {
                try await roles.grant(
                    .reviewer, to: person.id, reason: "x", by: AccessFixture.security, key: try fixture.key())
            }
            try await ends("revoke") {
                try await roles.revoke(
                    .office, of: person.id, reason: "x", by: AccessFixture.security, key: try fixture.key())
            }
            try await ends("move") {
                try await people.edit(
                    person.id, PersonDetails(name: person.name, unit: "AMR"), version: person.version,
                    places: AccessFixture.places, by: AccessFixture.system, key: try fixture.key())
            }
            try await ends("disable") {
                try await people.disable(
                    person.id, reason: "x", by: AccessFixture.system, key: try fixture.key())
            }
            try await people.enable(person.id, reason: "x", by: AccessFixture.system, key: try fixture.key())
            let token = try await fixture.token("zhang")
            try await SessionDesk(fixture.parts).end(try #require(try await fixture.session(token)))
            #expect(try await fixture.session(token) == nil)
            let last = try await fixture.verbs().suffix(2)
            #expect(last == ["session.begin", "session.end"])
        }
    }

    @Test("one's own sessions can be ended, another's are not found")
    func owner() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            let zhang = try await fixture.person("zhang", roles: [.office])
            try await fixture.person("wang", roles: [.office])
            let theirs = try await fixture.token("wang")
            let id = try #require(try await fixture.session(theirs)).id
            let desk = SessionDesk(fixture.parts)
            #expect(await problem { try await desk.end(id, owner: zhang.id, by: zhang.actor) }?.kind == .notFound)
            #expect(try await fixture.session(theirs) != nil)
            try await desk.end(id, owner: nil, by: AccessFixture.system)
            #expect(try await fixture.session(theirs) == nil)
        }
    }
}

import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Access

struct FeedDeskTests {
    @Test(
        "a key is read by until it is renewed or withdrawn; each person has one, and the table holds none",
        arguments: DatabaseEngine.allCases)
    func life(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let desk = FeedDesk(fixture.parts)
            let zhang = try await fixture.person("zhang", roles: [.office]).actor
            let li = try await fixture.person("li", roles: [.leader]).actor
            #expect(try await desk.openedAt(for: zhang) == nil)
            let first = try await desk.open(for: zhang)
            let other = try await desk.open(for: li)
            #expect(first.count == 64 && first != other)
            #expect(try await desk.holder(of: first)?.name == "zhang")
            #expect(try await desk.openedAt(for: zhang) == fixture.time.clock.now())
            let second = try await desk.open(for: zhang)
            #expect(try await desk.holder(of: first) == nil)
            #expect(try await desk.holder(of: second)?.roles == [.office])
            try await desk.withdraw(for: zhang)
            try await desk.withdraw(for: zhang)
            #expect(try await desk.holder(of: second) == nil)
            #expect(try await desk.holder(of: other)?.name == "li")
            for key in ["", "x", other.uppercased(), String(other.dropLast())] {
                #expect(try await desk.holder(of: key) == nil)
            }
            #expect(
                try await fixture.verbs().filter { $0.hasPrefix("feed.") }
                    == ["feed.open", "feed.open", "feed.open", "feed.withdraw"])
            let kept = try await fixture.store.read {
                try $0.first("SELECT key_digest FROM feed_keys")?.bytes("key_digest")
            }
            let digest = try Digest(of: other).bytes
            #expect(kept == digest)
        }
    }

    @Test(
        "whatever ends somebody's sessions ends their key: a new password, other roles, a disablement",
        arguments: DatabaseEngine.allCases)
    func ends(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let desk = FeedDesk(fixture.parts)
            let person = try await fixture.person("zhang", roles: [.office])
            let token = try await fixture.token("zhang")
            let session = try #require(try await fixture.session(token))
            var key = try await desk.open(for: person.actor)
            _ = try await PasswordDesk(fixture.parts).change(
                from: AccessFixture.password, to: "Neu-und-besser-8", in: session, from: AccessFixture.origin)
            #expect(try await desk.holder(of: key) == nil)
            key = try await desk.open(for: person.actor)
            try await RoleDesk(fixture.parts).grant(
                .reviewer, to: person.id, reason: "test", by: AccessFixture.security, key: try fixture.key())
            #expect(try await desk.holder(of: key) == nil)
            key = try await desk.open(for: person.actor)
            try await PeopleDesk(fixture.parts).disable(
                person.id, reason: "test", by: AccessFixture.system, key: try fixture.key())
            #expect(try await desk.holder(of: key) == nil)
            try await PeopleDesk(fixture.parts).enable(
                person.id, reason: "test", by: AccessFixture.system, key: try fixture.key())
            #expect(try await desk.holder(of: key) == nil)
        }
    }

    @Test("nobody without an account has a key, and people of a demonstration read only where it is shown")
    func nobody() async throws {
        try await AccessFixture.with(.sqlite, admitsDemonstration: true) { fixture in
            let desk = FeedDesk(fixture.parts)
            let stranger = Actor(name: "nobody", roles: [.office])
            #expect(await problem { _ = try await desk.open(for: stranger) }?.key == "access.problem.feed-nobody")
            #expect(await problem { try await desk.withdraw(for: stranger) }?.key == "access.problem.feed-nobody")
            let opened = try await desk.openedAt(for: stranger)
            #expect(opened == nil)
        }
        try await withDatabase(.sqlite, migrations: [LedgerSchema.migrations, AccessParts.migrations]) { store in
            let time = MovableClock()
            let shown = AccessFixture.parts(store, time, admitsDemonstration: true)
            try await DemonstrationPeople(shown).prepare(AccessFixture.places)
            let person = try #require(try await PeopleDesk(shown).person(account: "liaison.amr"))
            let key = try await FeedDesk(shown).open(for: person.actor)
            #expect(try await FeedDesk(shown).holder(of: key) == person.actor)
            #expect(try await FeedDesk(AccessFixture.parts(store, time)).holder(of: key) == nil)
        }
    }
}

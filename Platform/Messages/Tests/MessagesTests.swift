import CivicCalendar
import Kernel
import Ledger
import Storage
import Testing

@testable import Messages

@Suite(.timeLimit(.minutes(20))) struct MessagesTests {
    @Test("a message reaches those it is for and nobody else", arguments: DatabaseEngine.allCases)
    func reach(engine: DatabaseEngine) async throws {
        try await MessagesFixture.with(engine) { fixture in
            try await fixture.send("1", to: .unit("A"), subject: "单位")
            try await fixture.send("2", to: .unit("A", role: .leader), subject: "负责人")
            try await fixture.send("3", to: .district("X"), subject: "区")
            try await fixture.send("4", to: .role(.office), subject: "办公室")
            try await fixture.send("5", to: .person("liaison.b"), subject: "本人")
            func subjects(_ actor: Actor) async throws -> [String] {
                try await fixture.inbox(actor).messages.map { $0.text.subject(StringCatalogue(), .zhHans) }
            }
            #expect(try await subjects(fixture.liaison) == ["单位"])
            #expect(try await subjects(fixture.leader) == ["负责人", "单位"])
            #expect(try await subjects(fixture.officer) == ["区"])
            #expect(try await subjects(fixture.office) == ["办公室"])
            #expect(try await subjects(fixture.other) == ["本人"])
            #expect(try await subjects(.anonymous).isEmpty)
            // What the rows say is what the value says.
            for actor in [fixture.liaison, fixture.leader, fixture.officer, fixture.office, fixture.other] {
                let messages = try await fixture.inbox(actor).messages
                #expect(messages.allSatisfy { $0.recipient.includes(actor) })
            }
        }
    }

    @Test("the same key is sent once, whoever sends it again", arguments: DatabaseEngine.allCases)
    func onlyOnce(engine: DatabaseEngine) async throws {
        try await MessagesFixture.with(engine) { fixture in
            let first = try await fixture.send("due/1/2021-09-15", to: .unit("A"))
            #expect(first != nil)
            let results = try await withThrowingTaskGroup(of: Identifier?.self) { group in
                for _ in 0..<10 {
                    group.addTask { try await fixture.send("due/1/2021-09-15", to: .unit("A"), by: fixture.leader) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.allSatisfy { $0 == nil })
            #expect(try await fixture.inbox(fixture.liaison).total == 1)
            let entries = try await fixture.raw.read { try $0.count("SELECT count(*) FROM ledger_entries") }
            #expect(entries == 1)
        }
    }

    @Test(
        "sending is an entry of the ledger, and falls with the change it belongs to", arguments: DatabaseEngine.allCases
    )
    func transaction(engine: DatabaseEngine) async throws {
        struct Stop: Error {}
        try await MessagesFixture.with(engine) { fixture in
            try await fixture.send("1", to: .unit("A"))
            let message = try Message(
                kind: "urging", recipient: .unit("A"), text: .keyed(subject: "a.b", arguments: ["n": "1"]), key: "2")
            await #expect(throws: Stop.self) {
                try await fixture.ledgered.change(by: fixture.office) { session in
                    try Messages.send(message, in: session)
                    throw Stop()
                }
            }
            let (messages, outbox, entry) = try await fixture.raw.read { session in
                (
                    try session.count("SELECT count(*) FROM messages"),
                    try session.count("SELECT count(*) FROM message_outbox"),
                    try session.first("SELECT verb, record_kind FROM ledger_entries")
                )
            }
            #expect(messages == 1)
            #expect(outbox == 1)
            #expect(try entry?.text("verb") == "message.send")
            #expect(try await fixture.raw.read { try LedgerVerifier($0).verify() }.fault == nil)
        }
    }

    @Test("read messages leave the unread ones of that reader alone", arguments: DatabaseEngine.allCases)
    func reading(engine: DatabaseEngine) async throws {
        try await MessagesFixture.with(engine) { fixture in
            let first = try #require(try await fixture.send("1", to: .unit("A")))
            try await fixture.send("2", to: .unit("A"))
            for _ in 0..<2 {
                try await fixture.ledgered.change(by: fixture.liaison) { try Messages.markRead(first, in: $0) }
            }
            let mine = try await fixture.inbox(fixture.liaison)
            #expect(mine.unread == 1)
            #expect(mine.total == 2)
            #expect(mine.messages.last?.readAt != nil)
            #expect(try await fixture.inbox(fixture.liaison, unreadOnly: true).messages.count == 1)
            #expect(try await fixture.inbox(fixture.leader).unread == 2)
            let marked = try await fixture.ledgered.change(by: fixture.leader) { try Messages.markAllRead(in: $0) }
            #expect(marked == 2)
            #expect(try await fixture.inbox(fixture.leader).unread == 0)
            #expect(try await fixture.inbox(fixture.liaison).unread == 1)
        }
    }

    @Test("another's message is not there: neither read nor marked", arguments: DatabaseEngine.allCases)
    func others(engine: DatabaseEngine) async throws {
        try await MessagesFixture.with(engine) { fixture in
            let identifier = try #require(try await fixture.send("1", to: .unit("A", role: .leader)))
            for actor in [fixture.liaison, fixture.other, fixture.office, .anonymous] {
                let found = try await fixture.ledgered.read { try Messages.message(identifier, for: actor, in: $0) }
                #expect(found == nil)
                await #expect(throws: Problem(.notFound, "messages.problem.not-found")) {
                    try await fixture.ledgered.change(by: actor) { try Messages.markRead(identifier, in: $0) }
                }
            }
            let found = try await fixture.ledgered.read {
                try Messages.message(identifier, for: fixture.leader, in: $0)
            }
            #expect(found?.link == "/plans/p/items/1")
        }
    }

    @Test(
        "an earlier business date shows what had been sent by then; pages follow each other",
        arguments: DatabaseEngine.allCases)
    func paging(engine: DatabaseEngine) async throws {
        try await MessagesFixture.with(engine) { fixture in
            for number in 1...7 { try await fixture.send("\(number)", to: .unit("A"), subject: "第\(number)条") }
            let first = try await fixture.inbox(fixture.liaison, limit: 3)
            let second = try await fixture.inbox(fixture.liaison, offset: 3, limit: 3)
            let third = try await fixture.inbox(fixture.liaison, offset: 6, limit: 3)
            let subjects = (first.messages + second.messages + third.messages).map {
                $0.text.subject(StringCatalogue(), .zhHans)
            }
            #expect(subjects == (1...7).reversed().map { "第\($0)条" })
            #expect(first.total == 7)
            let before = try CivicDate("2021-09-14")
            let earlier = try await fixture.ledgered.read {
                try Messages.inbox(for: fixture.liaison, asOf: before, in: $0)
            }
            #expect(earlier.total == 0)
            #expect(earlier.unread == 0)
        }
    }

    @Test("a keyed message is told in the language of who reads it", arguments: DatabaseEngine.allCases)
    func languages(engine: DatabaseEngine) async throws {
        try await MessagesFixture.with(engine) { fixture in
            let message = try Message(
                kind: "due-soon", recipient: .unit("A"),
                text: .keyed(subject: "x.subject", body: "x.body", arguments: ["item": "质量 {n}", "n": "3"]), key: "1")
            try await fixture.ledgered.change(by: fixture.office) { _ = try Messages.send(message, in: $0) }
            var strings = StringCatalogue()
            strings.add(["x.subject": "{item}将到期", "x.body": "还有{n}个工作日"], in: .zhHans)
            strings.add(["x.subject": "{item} is due soon", "x.body": "{n} workdays left"], in: .en)
            let text = try #require(try await fixture.inbox(fixture.liaison).messages.first).text
            #expect(text.subject(strings, .zhHans) == "质量 {n}将到期")
            #expect(text.body(strings, .en) == "3 workdays left")
        }
    }

    @Test("a message that leads off the site or has no key is refused")
    func refused() throws {
        func make(link: String? = nil, kind: String = "due-soon", key: String = "k") throws -> Message {
            try Message(kind: kind, recipient: .role(.office), text: .keyed(subject: "a"), link: link, key: key)
        }
        _ = try make(link: "/plans?x=1#a")
        for link in ["//evil.example/", "https://evil.example/", "plans", "/a b", "/a\r\nb", "/\\evil", ""] {
            #expect(throws: Problem(.failure, "messages.problem.link", ["link": link])) { try make(link: link) }
        }
        #expect(throws: Problem.self) { try make(kind: "Due soon") }
        #expect(throws: Problem.self) { try make(key: "") }
        #expect(throws: Problem.self) { try make(key: String(repeating: "k", count: 301)) }
    }
}

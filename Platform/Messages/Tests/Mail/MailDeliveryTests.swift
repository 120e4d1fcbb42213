import Foundation
import Kernel
import Ledger
import Storage
import Synchronization
import Testing

@testable import Messages

@Suite(.timeLimit(.minutes(20))) struct MailDeliveryTests {
    private func delivery(
        _ fixture: MessagesFixture, port: Int, environment: [String: String] = [:],
        to addresses: [String: [String]]
    ) throws -> MailDelivery {
        let settings = try MailSettings(
            server: "smtp://127.0.0.1:\(port)", sender: "heng@example.org", environment: environment)
        return MailDelivery(
            database: fixture.ledgered, sender: settings.sender, transport: CurlTransport(settings, seconds: 10),
            strings: try messageStrings(), site: "https://heng.example.org"
        ) { recipient in
            guard case .unit(let unit, _) = recipient else { return [] }
            return try (addresses[unit] ?? []).map { MailDelivery.Addressee(try MailAddress($0)) }
        }
    }

    private func state(_ fixture: MessagesFixture) async throws -> MailState {
        try await fixture.ledgered.read { try MailState(in: $0) }
    }

    @Test("a message becomes a letter to each address, once", arguments: DatabaseEngine.allCases)
    func sent(engine: DatabaseEngine) async throws {
        let sink = try await MailSink()
        try await MessagesFixture.with(engine) { fixture in
            let mail = try delivery(
                fixture, port: sink.port, to: ["A": ["a1@example.org", "a2@example.org", "A1@example.org"]])
            try await fixture.send("1", to: .unit("A"), subject: "督办提醒：将于 2021-09-30 到期")
            try await fixture.send("2", to: .role(.office))
            #expect(try await mail.work() == 2)
            #expect(try await mail.work() == 0)
            let taken = try sink.taken()
            #expect(taken.map(\.to) == [["RCPT TO:<a1@example.org>"], ["RCPT TO:<a2@example.org>"]])
            let letter = try #require(taken.first)
            #expect(letter.from.hasPrefix("MAIL FROM:<heng@example.org>"))
            #expect(letter.data.contains("Auto-Submitted: auto-generated\r\n"))
            #expect(letter.data.contains("Subject: =?utf-8?B?"))
            let packed = try #require(letter.data.components(separatedBy: "\r\n\r\n").last).replacing("\r\n", with: "")
            let body = String(decoding: try #require(Data(base64Encoded: packed)), as: UTF8.self)
            #expect(body.hasPrefix("正文\r\n\r\n"))
            #expect(body.contains("https://heng.example.org/plans/p/items/1"))
            let state = try await state(fixture)
            #expect(state.sent == 2)
            #expect(state.queued == 0)
            let left = try await fixture.raw.read { try $0.count("SELECT count(*) FROM message_outbox") }
            #expect(left == 0)
        }
    }

    @Test("a refusal for good is a failure that shows; the others go out", arguments: DatabaseEngine.allCases)
    func refused(engine: DatabaseEngine) async throws {
        let sink = try await MailSink()
        try await MessagesFixture.with(engine) { fixture in
            let mail = try delivery(
                fixture, port: sink.port, to: ["A": ["refused@example.org", "a@example.org"]])
            let message = try await fixture.send("1", to: .unit("A"))
            #expect(try await mail.work() == 1)
            let state = try await state(fixture)
            #expect(state.failed == 1)
            let failure = try #require(state.failures.first)
            #expect(failure.message == message)
            #expect(failure.address == "refused@example.org")
            #expect(failure.error.contains("550"))
            #expect(failure.attempts == 1)
        }
    }

    @Test(
        "what fails for now is tried again after a while, with the same name of the letter",
        arguments: DatabaseEngine.allCases)
    func again(engine: DatabaseEngine) async throws {
        let sink = try await MailSink()
        try sink.setBusy(true)
        try await MessagesFixture.with(engine) { fixture in
            let mail = try delivery(fixture, port: sink.port, to: ["A": ["later@example.org"]])
            try await fixture.send("1", to: .unit("A"))
            #expect(try await mail.work() == 0)
            #expect(try await state(fixture).queued == 1)
            try sink.setBusy(false)
            // A minute has to pass first.
            fixture.time.pass(.seconds(50))
            #expect(try await mail.work() == 0)
            fixture.time.pass(.seconds(15))
            #expect(try await mail.work() == 1)
            #expect(try sink.taken().count == 1)
            #expect(try await state(fixture).sent == 1)
        }
    }

    @Test(
        "a server that is not there is given up after six attempts, and the failure is shown",
        arguments: DatabaseEngine.allCases)
    func givenUp(engine: DatabaseEngine) async throws {
        try await MessagesFixture.with(engine) { fixture in
            // Port 1 of this machine: nobody listens.
            let mail = try delivery(fixture, port: 1, to: ["A": ["a@example.org"]])
            try await fixture.send("1", to: .unit("A"))
            for wait in MailDelivery.waits {
                #expect(try await mail.work() == 0)
                #expect(try await state(fixture).queued == 1)
                fixture.time.pass(wait + .seconds(1))
            }
            #expect(try await mail.work() == 0)
            let state = try await state(fixture)
            #expect(state.queued == 0)
            #expect(state.failed == 1)
            #expect(state.failures.first?.attempts == 6)
            #expect(state.failures.first?.error.isEmpty == false)
        }
    }

    @Test("with a password nothing is sent to a server without TLS", arguments: DatabaseEngine.allCases)
    func password(engine: DatabaseEngine) async throws {
        let sink = try await MailSink()
        try await MessagesFixture.with(engine) { fixture in
            let mail = try delivery(
                fixture, port: sink.port, environment: ["HENG_SMTP_USER": "u", "HENG_SMTP_PASSWORD": "secret"],
                to: ["A": ["a@example.org"]])
            try await fixture.send("1", to: .unit("A"))
            #expect(try await mail.work() == 0)
            #expect(try sink.taken().isEmpty)
            let error = try await fixture.raw.read {
                try $0.first("SELECT error FROM message_deliveries")?.text("error") ?? ""
            }
            #expect(!error.isEmpty)
            #expect(!error.contains("secret"))
        }
    }

    @Test("messages that are days old when e-mail is switched on are not sent", arguments: DatabaseEngine.allCases)
    func old(engine: DatabaseEngine) async throws {
        let sink = try await MailSink()
        try await MessagesFixture.with(engine) { fixture in
            let mail = try delivery(fixture, port: sink.port, to: ["A": ["a@example.org"]])
            try await fixture.send("1", to: .unit("A"))
            fixture.time.pass(.seconds(4 * 86_400))
            try await fixture.send("2", to: .unit("A"))
            #expect(try await mail.work() == 1)
            #expect(try sink.taken().count == 1)
        }
    }

    @Test("two servers on one database send a letter once", arguments: DatabaseEngine.allCases)
    func two(engine: DatabaseEngine) async throws {
        let sink = try await MailSink()
        try await MessagesFixture.with(engine) { fixture in
            let mail = try delivery(fixture, port: sink.port, to: ["A": ["a@example.org", "b@example.org"]])
            for number in 1...3 { try await fixture.send("\(number)", to: .unit("A")) }
            let sent = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await mail.work() } }
                return try await group.reduce(0, +)
            }
            #expect(sent == 6)
            #expect(try sink.taken().count == 6)
        }
    }

    @Test("the service works in the background until it is cancelled")
    func background() async throws {
        let sink = try await MailSink()
        try await MessagesFixture.with(.sqlite) { fixture in
            let mail = try delivery(fixture, port: sink.port, to: ["A": ["a@example.org"]])
            let task = Task { await mail.run(every: .milliseconds(20)) }
            try await fixture.send("1", to: .unit("A"))
            for _ in 0..<500 where try sink.taken().isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            #expect(try sink.taken().count == 1)
            task.cancel()
            await task.value
            try await fixture.send("2", to: .unit("A"))
            try await Task.sleep(for: .milliseconds(200))
            #expect(try sink.taken().count == 1)
        }
    }
}

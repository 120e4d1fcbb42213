import CivicCalendar
import Foundation
import Kernel
import Ledger
import Storage
import StorageTesting
import Synchronization

@testable import Messages

/// A database with the tables of messages, a clock that tests move, and people of two units and a district.
struct MessagesFixture: Sendable {
    let raw: any Database
    let ledgered: LedgeredDatabase
    let time: MovableTime
    let office = Actor(name: "office", roles: [.office])
    let liaison = Actor(name: "liaison.a", roles: [.liaison], unit: "A")
    let leader = Actor(name: "leader.a", roles: [.leader], unit: "A")
    let other = Actor(name: "liaison.b", roles: [.liaison], unit: "B")
    let officer = Actor(name: "district.x", roles: [.districtOfficer], district: "X")

    static func with(
        _ engine: DatabaseEngine, asOf: String = "2021-09-15", _ body: (MessagesFixture) async throws -> Void
    ) async throws {
        let day = try CivicDate(asOf)
        try await withDatabase(engine, migrations: [LedgerSchema.migrations, Messages.migrations]) { database in
            let time = MovableTime()
            let clock = Clock(asOf: day) { time.now() }
            let ledgered = LedgeredDatabase(
                database: database, clock: clock, identifiers: IdentifierSource(clock: clock), verbs: Messages.verbs)
            try await body(MessagesFixture(raw: database, ledgered: ledgered, time: time))
        }
    }

    @discardableResult
    func send(
        _ key: String, to recipient: Recipient, subject: String = "提醒", by actor: Actor? = nil
    ) async throws -> Identifier? {
        let message = try Message(
            kind: "due-soon", recipient: recipient,
            text: .ready(
                subject: LocalizedText(zh: subject, en: "Reminder"), body: LocalizedText(zh: "正文", en: "Body")),
            link: "/plans/p/items/1", key: key)
        return try await ledgered.change(by: actor ?? office) { session in
            try Messages.send(message, in: session)
        }
    }

    func inbox(_ actor: Actor, unreadOnly: Bool = false, offset: Int = 0, limit: Int = 50) async throws -> Inbox {
        let day = ledgered.clock.today()
        return try await ledgered.read { session in
            try Messages.inbox(
                for: actor, asOf: day, unreadOnly: unreadOnly, offset: offset, limit: limit, in: session)
        }
    }
}

/// A clock's time that goes a millisecond at each look and further when told.
final class MovableTime: Sendable {
    private let current = Mutex<Int64>(1_631_664_000_000_000)

    func now() -> LogTime {
        current.withLock { current in
            current += 1_000
            return LogTime(microseconds: current)
        }
    }

    func pass(_ duration: Duration) {
        current.withLock { $0 += duration.components.seconds * 1_000_000 }
    }
}

/// The texts of this module, read as the house reads them: a key and a quoted text a line.
func messageStrings() throws -> StringCatalogue {
    var catalogue = StringCatalogue()
    for language in Language.allCases {
        let file = MessagesStrings.folder.appending(path: "\(language.rawValue).yaml")
        var texts: [String: String] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: ": ", maxSplits: 1)
            if parts.count == 2 { texts[String(parts[0])] = String(parts[1].dropFirst().dropLast()) }
        }
        catalogue.add(texts, in: language)
    }
    return catalogue
}

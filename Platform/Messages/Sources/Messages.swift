import CivicCalendar
import Kernel
import Ledger
import Storage

/// Messages inside Heng: sent in the transaction of what they tell, kept for whom they are for, read by each once.
///
/// ```swift
/// try Messages.send(message, in: session)                      // within a change
/// let inbox = try Messages.inbox(for: actor, asOf: today, in: session)
/// ```
public enum Messages {
    public static let migrations = MigrationGroup("messages", [MessageSchema.migration])

    public static let sendVerb = Verb(name: "message.send")
    public static let verbs: Set<Verb> = [sendVerb]

    /// Sends a message in the transaction of a change, with its own entry in the ledger and its place in the outbox.
    ///
    /// Its day is the business date. Returns its identity, nil where a message with the same key was sent before: then
    /// nothing is written.
    @discardableResult
    public static func send(_ message: Message, in session: ChangeSession) throws -> Identifier? {
        guard try session.count("SELECT count(*) FROM messages WHERE message_key = \(message.key)") == 0 else {
            return nil
        }
        let identifier = session.identifiers.next()
        let recipient = message.recipient.columns
        var arguments: [String: CanonicalJSON] = [:]
        var (subjectKey, bodyKey): (String?, String?) = (nil, nil)
        var (subject, body): (LocalizedText?, LocalizedText?) = (nil, nil)
        switch message.text {
        case .keyed(let key, let second, let values):
            (subjectKey, bodyKey) = (key, second)
            arguments = values.mapValues { .string($0) }
        case .ready(let first, let second): (subject, body) = (first, second)
        }
        let now = session.clock.now()
        let day = session.clock.today()
        try session.execute(
            """
            INSERT INTO messages
                (id, kind, recipient_kind, recipient, recipient_role, subject_key, body_key, arguments, subject_zh,
                 subject_en, body_zh, body_en, link, message_key, day, recorded_at, recorded_by)
            VALUES (\(identifier), \(message.kind), \(recipient.kind), \(recipient.name), \(recipient.role),
                \(subjectKey), \(bodyKey), \(try CanonicalJSON.object(arguments).text()), \(subject?.zh),
                \(subject?.en), \(body?.zh), \(body?.en), \(message.link), \(message.key), \(day), \(now),
                \(session.actor.name))
            """)
        try session.execute(
            "INSERT INTO message_outbox (message_id, recorded_at) VALUES (\(identifier), \(now))")
        var change: [String: CanonicalJSON] = [
            "kind": .string(message.kind), "key": .string(message.key), "day": .string("\(day)"),
            "recipient": .string("\(recipient.kind)/\(recipient.name)"), "arguments": .object(arguments),
        ]
        if let role = recipient.role { change["role"] = .string(role) }
        if let subjectKey { change["subject_key"] = .string(subjectKey) }
        if let subject { change["subject"] = .object(["zh": .string(subject.zh), "en": .string(subject.en)]) }
        if let body { change["body"] = .object(["zh": .string(body.zh), "en": .string(body.en)]) }
        try session.record(
            sendVerb, on: RecordReference(kind: "message", identity: identifier.text), change: .object(change))
        return identifier
    }

    /// An actor's messages up to a business date, the newest first, with how many are unread.
    public static func inbox(
        for actor: Actor, asOf day: CivicDate, unreadOnly: Bool = false, offset: Int = 0, limit: Int = 50,
        in session: any ReadSession
    ) throws -> Inbox {
        let mine = condition(actor, asOf: day)
        let unread = try unreadCount(for: actor, asOf: day, in: session)
        let filter: SQL = unreadOnly ? " AND r.reader IS NULL" : ""
        let total =
            unreadOnly
            ? unread : try session.count("SELECT count(*) FROM messages m WHERE \(mine)")
        let rows = try session.rows(
            """
            SELECT m.*, r.recorded_at AS read_at FROM messages m
            LEFT JOIN message_readings r ON r.message_id = m.id AND r.reader = \(actor.name)
            WHERE \(mine)\(filter)
            ORDER BY m.day DESC, m.recorded_at DESC, m.id DESC LIMIT \(max(0, limit)) OFFSET \(max(0, offset))
            """)
        return Inbox(messages: try rows.map(message), total: total, unread: unread)
    }

    /// How many of an actor's messages up to a business date the actor has not read.
    public static func unreadCount(
        for actor: Actor, asOf day: CivicDate, in session: any ReadSession
    ) throws -> Int {
        try session.count(
            """
            SELECT count(*) FROM messages m
            LEFT JOIN message_readings r ON r.message_id = m.id AND r.reader = \(actor.name)
            WHERE \(condition(actor, asOf: day)) AND r.reader IS NULL
            """)
    }

    /// One message, where it is one of the actor's; nil for another's as for one that is not there.
    public static func message(
        _ identifier: Identifier, for actor: Actor, in session: any ReadSession
    ) throws -> SentMessage? {
        let row = try session.first(
            """
            SELECT m.*, r.recorded_at AS read_at FROM messages m
            LEFT JOIN message_readings r ON r.message_id = m.id AND r.reader = \(actor.name)
            WHERE m.id = \(identifier)
            """)
        guard let found = try row.map(message), found.recipient.includes(actor) else { return nil }
        return found
    }

    /// Marks a message as read by the actor of the session; a second time changes nothing.
    ///
    /// - Throws: `messages.problem.not-found` where it is none of the actor's.
    public static func markRead(_ identifier: Identifier, in session: ChangeSession) throws {
        guard let found = try message(identifier, for: session.actor, in: session) else {
            throw Problem(.notFound, "messages.problem.not-found")
        }
        if found.readAt == nil { try note([identifier], in: session) }
    }

    /// Marks all messages up to the business date as read by the actor of the session; returns how many were unread.
    @discardableResult
    public static func markAllRead(in session: ChangeSession) throws -> Int {
        let rows = try session.rows(
            """
            SELECT m.id FROM messages m
            LEFT JOIN message_readings r ON r.message_id = m.id AND r.reader = \(session.actor.name)
            WHERE \(condition(session.actor, asOf: session.clock.today())) AND r.reader IS NULL
            """)
        try note(try rows.map { try $0.identifier("id") }, in: session)
        return rows.count
    }

    private static func note(_ identifiers: [Identifier], in session: ChangeSession) throws {
        try session.withoutRecord(reason: "that somebody read a message changes nothing it tells") { write in
            try write.insert(
                into: "message_readings", columns: ["message_id", "reader", "recorded_at"],
                rows: identifiers.map {
                    [$0.sqlValue, session.actor.name.sqlValue, session.clock.now().sqlValue]
                })
        }
    }

    /// The messages `m` that are for an actor: as a person, by a role, by the actor's unit or district.
    private static func condition(_ actor: Actor, asOf day: CivicDate) -> SQL {
        let roles = actor.roles.map(\.rawValue).sorted()
        var reach: [SQL] = [
            "(m.recipient_kind = 'person' AND m.recipient = \(actor.name))",
            "(m.recipient_kind = 'role' AND m.recipient IN \(list: roles))",
        ]
        let narrowed: SQL = "(m.recipient_role IS NULL OR m.recipient_role IN \(list: roles))"
        if let unit = actor.unit {
            reach.append("(m.recipient_kind = 'unit' AND m.recipient = \(unit) AND \(narrowed))")
        }
        if let district = actor.district {
            reach.append("(m.recipient_kind = 'district' AND m.recipient = \(district) AND \(narrowed))")
        }
        return "m.day <= \(day) AND (\(SQL.joined(reach, by: " OR ")))"
    }

    static func message(_ row: Row) throws -> SentMessage {
        let kind = try row.text("recipient_kind")
        guard
            let recipient = Recipient(
                kind: kind, name: try row.text("recipient"), role: try row.optionalText("recipient_role"))
        else { throw StorageProblem(.badColumn, "no such recipient", columns: ["recipient"]) }
        let text: MessageText
        if let key = try row.optionalText("subject_key") {
            guard case .object(let members) = try CanonicalJSON(parsing: row.text("arguments")) else {
                throw StorageProblem(.badColumn, "the arguments are no object", columns: ["arguments"])
            }
            text = .keyed(
                subject: key, body: try row.optionalText("body_key"), arguments: members.compactMapValues(\.string))
        } else {
            text = .ready(
                subject: LocalizedText(zh: try row.text("subject_zh"), en: try row.text("subject_en")),
                body: LocalizedText(zh: try row.text("body_zh"), en: try row.text("body_en")))
        }
        return SentMessage(
            identifier: try row.identifier("id"), kind: try row.text("kind"), recipient: recipient, text: text,
            link: try row.optionalText("link"), day: try row.date("day"), sentAt: try row.time("recorded_at"),
            sentBy: try row.text("recorded_by"), readAt: try row.optionalTime("read_at"))
    }
}

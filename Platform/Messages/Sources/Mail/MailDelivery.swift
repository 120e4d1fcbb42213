import Kernel
import Ledger
import Storage

/// The background service that takes messages from the outbox and sends them as e-mail.
///
/// First a message's addresses are looked up and one delivery for each is written; then deliveries whose time has come
/// are claimed, sent, and marked. A claim moves the next attempt ahead before the letter is sent, so that a crash
/// between sending and marking leads to a second copy at worst, and two servers on one database do not send the same.
public struct MailDelivery: Sendable {
    /// An address and the language its owner reads.
    public struct Addressee: Sendable, Hashable {
        public let address: MailAddress
        public let language: Language

        public init(_ address: MailAddress, language: Language = .zhHans) {
            self.address = address
            self.language = language
        }
    }

    /// How long after each failed attempt the next one is made; after the last of them the letter has failed.
    public static let waits: [Duration] = [
        .seconds(60), .seconds(300), .seconds(1_800), .seconds(7_200), .seconds(21_600),
    ]

    /// Messages older than this when they are first looked up are not sent any more: e-mail that is switched on tells
    /// nobody of last month.
    public static let oldest = Duration.seconds(3 * 86_400)

    private static let lease: Duration = .seconds(600)
    private static let actor = Actor.system("mail")

    private let database: LedgeredDatabase
    private let sender: MailAddress
    private let transport: any MailTransport
    private let strings: StringCatalogue
    private let site: String?
    private let addressees: @Sendable (Recipient) async throws -> [Addressee]
    private let report: @Sendable (String) -> Void

    /// Makes the service.
    ///
    /// `addressees` knows who a recipient is; `site` is the public address that links begin with, such as
    /// `https://heng.example`; `report` is told in one line what could not be done, for the server's log.
    public init(
        database: LedgeredDatabase, sender: MailAddress, transport: any MailTransport, strings: StringCatalogue,
        site: String? = nil, report: @escaping @Sendable (String) -> Void = { _ in },
        addressees: @escaping @Sendable (Recipient) async throws -> [Addressee]
    ) {
        self.database = database
        self.sender = sender
        self.transport = transport
        self.strings = strings
        self.site = site
        self.report = report
        self.addressees = addressees
    }

    /// Works until the task is cancelled, looking for something to do every few seconds.
    public func run(every pause: Duration = .seconds(10)) async {
        while !Task.isCancelled {
            do { try await work() } catch {
                report("mail: \((error as? any ProblemConvertible)?.problem.key ?? "\(error)")")
            }
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    /// Does once what there is to do: looks up addresses, then sends what is due. Returns how many letters were sent.
    @discardableResult
    public func work() async throws -> Int {
        try await address()
        var sent = 0
        for due in try await claim() {
            do throws(MailFailure) { try await transport.send(try letter(due)) } catch {
                report("mail: \(due.identifier): \(error.reason)")
                try await settle(due, failure: error)
                continue
            }
            try await settle(due, failure: nil)
            sent += 1
        }
        return sent
    }

    // MARK: - Addresses

    private func address() async throws {
        let oldest = database.clock.now().microseconds - Self.microseconds(Self.oldest)
        let waiting = try await database.read { session in
            try session.rows(
                """
                SELECT m.id, m.recipient_kind, m.recipient, m.recipient_role, o.recorded_at FROM message_outbox o
                JOIN messages m ON m.id = o.message_id ORDER BY o.recorded_at, m.id LIMIT 100
                """
            ).map { row in
                (
                    try row.identifier("id"),
                    Recipient(
                        kind: try row.text("recipient_kind"), name: try row.text("recipient"),
                        role: try row.optionalText("recipient_role")), try row.time("recorded_at").microseconds
                )
            }
        }
        for (identifier, recipient, time) in waiting {
            var found: [Addressee] = []
            if let recipient, time >= oldest { found = try await addressees(recipient) }
            try await queue(identifier, found)
        }
    }

    private func queue(_ message: Identifier, _ found: [Addressee]) async throws {
        // One letter an address, whoever shares it.
        var seen: Set<String> = []
        let letters = found.filter { seen.insert($0.address.text.lowercased()).inserted }
        try await database.change(by: Self.actor) { session in
            let now = session.clock.now()
            try session.withoutRecord(reason: "how a message travels is not what it says; that has its own entry") {
                write in
                // Another server may have taken it meanwhile.
                guard try write.execute("DELETE FROM message_outbox WHERE message_id = \(message)") == 1 else { return }
                try write.insert(
                    into: "message_deliveries",
                    columns: [
                        "id", "message_id", "address", "language", "state", "attempts", "next_attempt_at", "error",
                        "recorded_at", "changed_at",
                    ],
                    rows: letters.map { letter in
                        [
                            session.identifiers.next().sqlValue, message.sqlValue, letter.address.text.sqlValue,
                            letter.language.rawValue.sqlValue, "queued".sqlValue, 0.sqlValue, now.sqlValue, "".sqlValue,
                            now.sqlValue, now.sqlValue,
                        ]
                    })
            }
        }
    }

    // MARK: - Letters

    private struct Due: Sendable {
        let identifier: Identifier
        let address: String
        let language: Language
        let attempts: Int
        let message: SentMessage
    }

    private func claim() async throws -> [Due] {
        try await database.change(by: Self.actor) { session in
            let now = session.clock.now()
            let rows = try session.rows(
                """
                SELECT m.*, NULL AS read_at, d.id AS delivery_id, d.address, d.language, d.attempts
                FROM message_deliveries d JOIN messages m ON m.id = d.message_id
                WHERE d.state = 'queued' AND d.next_attempt_at <= \(now)
                ORDER BY d.next_attempt_at, d.id LIMIT 20
                """)
            let due = try rows.map { row in
                Due(
                    identifier: try row.identifier("delivery_id"), address: try row.text("address"),
                    language: try row.value("language", as: Language.self),
                    attempts: try row.integer("attempts") + 1, message: try Messages.message(row))
            }
            let later = LogTime(microseconds: now.microseconds + Self.microseconds(Self.lease))
            try session.withoutRecord(reason: "how a message travels is not what it says; that has its own entry") {
                write in
                for item in due {
                    try write.execute(
                        """
                        UPDATE message_deliveries SET attempts = \(item.attempts), next_attempt_at = \(later),
                            changed_at = \(now) WHERE id = \(item.identifier)
                        """)
                }
            }
            return due
        }
    }

    private func letter(_ due: Due) throws(MailFailure) -> Letter {
        let text = due.message.text
        var body = text.body(strings, due.language)
        if let link = due.message.link {
            let address = (site ?? "") + link
            body += (body.isEmpty ? "" : "\n\n") + strings.text("messages.mail.link", due.language, ["link": address])
        }
        body += "\n\n" + strings.text("messages.mail.footer", due.language)
        do {
            return try Letter(
                from: sender, to: MailAddress(due.address), subject: text.subject(strings, due.language), body: body,
                time: due.message.sentAt, identifier: due.identifier)
        } catch {
            throw MailFailure(reason: error.key, isFinal: true)
        }
    }

    private func settle(_ due: Due, failure: MailFailure?) async throws {
        try await database.change(by: Self.actor) { session in
            let now = session.clock.now()
            var state = "sent"
            var next = now
            if let failure {
                let isLast = failure.isFinal || due.attempts > Self.waits.count
                state = isLast ? "failed" : "queued"
                if !isLast {
                    next = LogTime(microseconds: now.microseconds + Self.microseconds(Self.waits[due.attempts - 1]))
                }
            }
            try session.withoutRecord(reason: "how a message travels is not what it says; that has its own entry") {
                write in
                try write.execute(
                    """
                    UPDATE message_deliveries SET state = \(state), error = \(failure?.reason ?? ""),
                        next_attempt_at = \(next), changed_at = \(now) WHERE id = \(due.identifier)
                    """)
            }
        }
    }

    private static func microseconds(_ duration: Duration) -> Int64 { duration.components.seconds * 1_000_000 }
}

import CivicCalendar
import Documents
import Kernel
import Ledger
import Messages
import Storage

/// The verbs of a bulletin's life. Each is one transaction: its rows and its entry in the ledger, or nothing.
///
/// Whoever wrote a version does not approve it. The number is taken in the transaction that issues: the next one of its
/// word and year, so that no number is missing and none is given twice.
public struct BulletinDesk: Sendable {
    let database: LedgeredDatabase
    private let store = BulletinStore()

    public init(database: LedgeredDatabase) {
        self.database = database
    }

    static let draft = Verb(name: "bulletin.draft")
    static let edit = Verb(name: "bulletin.edit")
    static let approve = Verb(name: "bulletin.approve")
    static let sendBack = Verb(name: "bulletin.return")
    static let issue = Verb(name: "bulletin.issue")
    static let withdraw = Verb(name: "bulletin.withdraw")

    public static let verbs: Set<Verb> = [draft, edit, approve, sendBack, issue, withdraw]

    /// The longest part of a text, in characters.
    public static let longestPart = 8_000
    /// The longest title, in characters.
    public static let longestTitle = 200
    /// The longest reason, in characters.
    public static let longestReason = 1_000

    /// Starts a bulletin of a month with its first version.
    ///
    /// - Throws: a conflict where one of the same plan and month is open; bad input where one was issued and this one is
    ///   not said to be a further one.
    public func start(
        plan: String, month: BulletinMonth, _ words: BulletinText.Words, _ figures: BulletinFigures,
        isFurther: Bool = false, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws -> Identifier {
        try Self.check(words)
        let location = try await change(by: actor, key: key) { session in
            let all = try store.bulletins(of: plan, month, in: session)
            guard !all.contains(where: \.isOpen) else {
                throw Problem(.conflict, "commitments.bulletin.problem.open", ["month": "\(month)"])
            }
            if let issue = all.compactMap(\.issue).first, !isFurther {
                throw Problem(
                    .badInput, "commitments.bulletin.problem.issued",
                    ["month": "\(month)", "number": issue.number.text, "day": "\(issue.day)"], at: .field("further"))
            }
            let id = session.identifiers.next()
            try session.execute(
                """
                INSERT INTO bulletins (id, plan_id, month, day, recorded_at, recorded_by)
                VALUES (\(id), \(plan), \("\(month)"), \(session.clock.today()), \(session.clock.now()),
                    \(actor.name))
                """)
            try insert(words, figures, version: 1, of: id, in: session)
            try session.record(
                Self.draft, on: RecordReference(kind: "bulletin", identity: id.text),
                change: .object([
                    "plan": .string(plan), "month": .string("\(month)"), "text": try Self.content(words, figures),
                ]))
            try tell(.leader, "to-approve", of: id, month, key: "version/1", in: session)
            return id.text
        }
        guard let id = Identifier(location) else { throw Self.notFound }
        return id
    }

    /// Writes a new version of the text; an approval of an older version no longer counts.
    ///
    /// - Throws: a conflict where somebody else wrote one meanwhile, or where it is issued or withdrawn.
    public func rewrite(
        _ id: Identifier, version: Int, _ words: BulletinText.Words, _ figures: BulletinFigures, by actor: Actor,
        key: IdempotencyKey? = nil
    ) async throws {
        try Self.check(words)
        try await change(id, version: version, by: actor, key: key) { session, bulletin in
            try insert(words, figures, version: version + 1, of: id, in: session)
            try session.record(
                Self.edit, on: bulletin.reference,
                change: .object([
                    "version": try .integer(version + 1), "text": try Self.content(words, figures),
                ]))
            try tell(.leader, "to-approve", of: id, bulletin.month, key: "version/\(version + 1)", in: session)
        }
    }

    /// Approves a version.
    ///
    /// - Throws: forbidden for whoever wrote one of its versions; a conflict where it is not the latest, or is approved.
    public func approve(
        _ id: Identifier, version: Int, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        try await decide(id, version: version, isApproval: true, reason: "", by: actor, key: key)
    }

    /// Sends a version back with a reason.
    public func sendBack(
        _ id: Identifier, version: Int, reason: String, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        let reason = try Self.checked(reason: reason)
        try await decide(id, version: version, isApproval: false, reason: reason, by: actor, key: key)
    }

    /// Gives the approved version its number and issues it; tells everybody who works on the plan.
    ///
    /// - Returns: the number.
    /// - Throws: a conflict where its latest version is not approved, or where a bulletin of the same word and year has a
    ///   later day.
    @discardableResult
    public func issue(
        _ id: Identifier, version: Int, letterhead: Letterhead, link: String, by actor: Actor,
        key: IdempotencyKey? = nil
    ) async throws -> DocumentNumber {
        try await change(id, version: version, by: actor, key: key) { session, bulletin in
            guard bulletin.state == .approved else {
                throw Problem(.conflict, "commitments.bulletin.problem.not-approved")
            }
            let today = session.clock.today()
            let before = try session.first(
                """
                SELECT sequence, day FROM bulletin_issues WHERE word = \(letterhead.word) AND year = \(today.year)
                ORDER BY sequence DESC LIMIT 1
                """)
            if let day = try before?.date("day"), day > today {
                throw Problem(
                    .conflict, "commitments.bulletin.problem.day-passed", ["today": "\(today)", "last": "\(day)"])
            }
            let number = DocumentNumber(
                word: letterhead.word, year: today.year, sequence: (try before?.integer("sequence") ?? 0) + 1)
            let content = CanonicalJSON.object([
                "number": .string(number.text), "letterhead": letterhead.json(), "day": .string("\(today)"),
                "text": try Self.content(bulletin.text.words, bulletin.text.figures),
            ])
            let digest = try content.digest().hexadecimal
            try session.execute(
                """
                INSERT INTO bulletin_issues
                    (bulletin_id, version, word, year, sequence, letterhead, digest, day, recorded_at, recorded_by)
                VALUES (\(id), \(version), \(number.word), \(number.year), \(number.sequence),
                    \(try letterhead.json().text()), \(digest), \(today), \(session.clock.now()), \(actor.name))
                """)
            try session.record(
                Self.issue, on: bulletin.reference,
                change: .object([
                    "version": try .integer(version), "number": .string(number.text), "content": .string(digest),
                ]))
            for role in [Role.leader, .unitLeader, .liaison, .districtOfficer] {
                try Messages.send(
                    Message(
                        kind: "bulletin", recipient: .role(role),
                        text: .keyed(
                            subject: "commitments.bulletin.message.issued",
                            arguments: ["number": number.text, "title": bulletin.text.words.title.singleLine]),
                        link: link, key: "bulletin/\(id)/\(role.rawValue)"),
                    in: session)
            }
        }
        guard let number = try await database.read({ try store.bulletin(id, in: $0)?.issue?.number }) else {
            throw Self.notFound
        }
        return number
    }

    /// Takes a bulletin that was not issued out of the way, with a reason.
    public func withdraw(
        _ id: Identifier, version: Int, reason: String, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        let reason = try Self.checked(reason: reason)
        try await change(id, version: version, by: actor, key: key) { session, bulletin in
            try session.execute(
                """
                INSERT INTO bulletin_withdrawals (bulletin_id, reason, day, recorded_at, recorded_by)
                VALUES (\(id), \(reason), \(session.clock.today()), \(session.clock.now()), \(actor.name))
                """)
            try session.record(
                Self.withdraw, on: bulletin.reference, change: .object(["version": try .integer(version)]),
                reason: reason)
        }
    }

    // MARK: - Pieces

    static let notFound = Problem(.notFound, "commitments.bulletin.problem.none")

    private func decide(
        _ id: Identifier, version: Int, isApproval: Bool, reason: String, by actor: Actor, key: IdempotencyKey?
    ) async throws {
        try await change(id, version: version, by: actor, key: key) { session, bulletin in
            guard !bulletin.writers.contains(actor.name) else {
                throw Problem(.forbidden, "commitments.bulletin.problem.own")
            }
            guard bulletin.state == .draft || (bulletin.state == .approved && !isApproval) else {
                throw Problem(.conflict, "commitments.bulletin.problem.decided")
            }
            let decision = session.identifiers.next()
            try session.execute(
                """
                INSERT INTO bulletin_approvals
                    (id, bulletin_id, version, decision, reason, day, recorded_at, recorded_by)
                VALUES (\(decision), \(id), \(version), \(isApproval ? "approved" : "returned"),
                    \(reason), \(session.clock.today()), \(session.clock.now()), \(actor.name))
                """)
            try session.record(
                isApproval ? Self.approve : Self.sendBack, on: bulletin.reference,
                change: .object(["version": try .integer(version)]), reason: reason.isEmpty ? nil : reason)
            try tell(
                .office, isApproval ? "approved" : "returned", of: id, bulletin.month, key: "decision/\(decision)",
                reason: reason, in: session)
        }
    }

    /// Tells those whose turn it is.
    private func tell(
        _ role: Role, _ what: String, of id: Identifier, _ month: BulletinMonth, key: String, reason: String = "",
        in session: ChangeSession
    ) throws {
        try Messages.send(
            Message(
                kind: "bulletin", recipient: .role(role),
                text: .keyed(
                    subject: "commitments.bulletin.message.\(what)", body: reason.isEmpty ? nil : "notice.reason",
                    arguments: ["month": "\(month)", "reason": reason]),
                link: BulletinRoutes.bulletin.link(id).href, key: "bulletin/\(id)/\(key)"), in: session)
    }

    /// A change of one bulletin on the version that was shown, while it is open.
    private func change(
        _ id: Identifier, version: Int, by actor: Actor, key: IdempotencyKey?,
        _ body: @Sendable @escaping (ChangeSession, Bulletin) throws -> Void
    ) async throws {
        try await change(by: actor, key: key) { session in
            guard let bulletin = try store.bulletin(id, in: session) else { throw Self.notFound }
            guard bulletin.isOpen else {
                throw Problem(.conflict, "commitments.bulletin.problem.closed-\(bulletin.state.rawValue)")
            }
            guard bulletin.version == version else {
                let last = bulletin.texts[bulletin.texts.count - 1]
                throw Problem(
                    .conflict, "commitments.bulletin.problem.overtaken", ["by": last.by, "at": last.at.textInChina])
            }
            let today = session.clock.today()
            guard today >= bulletin.lastDay else {
                throw Problem(
                    .conflict, "commitments.bulletin.problem.day-passed",
                    ["today": "\(today)", "last": "\(bulletin.lastDay)"])
            }
            try body(session, bulletin)
            return id.text
        }
    }

    @discardableResult
    private func change(
        by actor: Actor, key: IdempotencyKey?, _ body: @Sendable @escaping (ChangeSession) throws -> String
    ) async throws -> String {
        do {
            return try await database.change(by: actor) { session in
                guard let key else { return try body(session) }
                return try session.once(key) { try body(session) }.location
            }
        } catch LedgerProblem.keyReused {
            throw LedgerProblem.keyReused.problem
        }
    }

    private func insert(
        _ words: BulletinText.Words, _ figures: BulletinFigures, version: Int, of id: Identifier,
        in session: ChangeSession
    ) throws {
        try session.execute(
            """
            INSERT INTO bulletin_texts
                (bulletin_id, version, title, overview, progress, concerns, demands, figures, figures_day, day,
                 recorded_at, recorded_by)
            VALUES (\(id), \(version), \(words.title), \(words.overview), \(words.progress), \(words.concerns),
                \(words.demands), \(try figures.json().text()), \(figures.day), \(session.clock.today()),
                \(session.clock.now()), \(session.actor.name))
            """)
    }

    /// What a version says, as the ledger counts it.
    static func content(
        _ words: BulletinText.Words, _ figures: BulletinFigures
    ) throws(LedgerProblem) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = ["figures": try figures.json()]
        for part in words.parts { members[part.name] = .string(part.text) }
        return .object(members)
    }

    private static func check(_ words: BulletinText.Words) throws(Problem) {
        for part in words.parts {
            let longest = part.name == "title" ? longestTitle : longestPart
            guard !part.text.trimmed.isEmpty else {
                throw Problem(.badInput, "commitments.bulletin.problem.empty", at: .field(part.name))
            }
            guard part.text.count <= longest else {
                throw Problem(
                    .badInput, "commitments.bulletin.problem.too-long", ["limit": String(longest)],
                    at: .field(part.name))
            }
            // What a Word file cannot carry is told at its field and not when the file is made.
            let isPlain = part.text.unicodeScalars.allSatisfy { scalar in
                scalar == "\n" || scalar == "\r" || scalar == "\t"
                    || (scalar.properties.generalCategory != .control && scalar.value != 0xFFFE
                        && scalar.value != 0xFFFF)
            }
            guard isPlain else {
                throw Problem(.badInput, "commitments.bulletin.problem.characters", at: .field(part.name))
            }
        }
    }

    private static func checked(reason: String) throws(Problem) -> String {
        let reason = reason.trimmed
        guard !reason.isEmpty else {
            throw Problem(.badInput, "commitments.bulletin.problem.reason", at: .field("reason"))
        }
        guard reason.count <= longestReason else {
            throw Problem(
                .badInput, "commitments.bulletin.problem.too-long", ["limit": String(longestReason)],
                at: .field("reason"))
        }
        return reason
    }
}

extension String {
    /// The text on one line.
    var singleLine: String { split(whereSeparator: \.isNewline).joined() }
}

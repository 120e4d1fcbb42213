import Kernel
import Ledger
import Storage

/// Where the system administrator keeps people: who there is, and whether they may come in.
public struct PeopleDesk: Sendable {
    static let create = Verb(name: "person.create")
    static let edit = Verb(name: "person.edit")
    static let disable = Verb(name: "person.disable")
    static let enable = Verb(name: "person.enable")

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// A new person, and the password for their first sign-in where this was the first sending.
    public struct Created: Sendable {
        public let id: Identifier
        public let oneTimePassword: String?
    }

    /// Makes a person without roles, with a password for one sign-in.
    ///
    /// - Throws: a problem at the field that is wrong, a conflict where the account name is taken.
    public func create(
        account: String, _ details: PersonDetails, places: Places, by actor: Actor, key: IdempotencyKey
    ) async throws -> Created {
        let account = try AccountName.canonical(account)
        let details = try details.checked()
        try places.check(details)
        let password = parts.oneTimePassword()
        let hash = try await parts.hasher.hash(password)
        let outcome = try await parts.database.change(by: actor) { session in
            try session.once(key) {
                let id = try Self.insert(account, details, kind: nil, isDemonstration: false, in: session)
                try PasswordStore().insert(hash, for: id, isOneTime: true, in: session)
                try session.record(Self.create, on: .person(id), change: Self.change(account, details))
                return id.text
            }
        }
        guard let id = Identifier(outcome.location) else { throw Problem(.failure, "access.problem.no-person") }
        if case .repeated = outcome { return Created(id: id, oneTimePassword: nil) }
        return Created(id: id, oneTimePassword: password)
    }

    /// Writes other details. A person who moves to another unit or district has other rights: their sessions end.
    ///
    /// - Throws: a conflict where the version is not the one that is kept.
    public func edit(
        _ id: Identifier, _ details: PersonDetails, version: Int, places: Places, by actor: Actor, key: IdempotencyKey
    ) async throws {
        let details = try details.checked()
        try await parts.database.change(by: actor) { session in
            _ = try session.once(key) {
                let before = try Self.known(id, in: session)
                // A unit that is no longer in any pack may stay; another must be one there is.
                if details.unit != before.unit || details.district != before.district { try places.check(details) }
                guard before.version == version else { throw Problem(.conflict, "access.problem.edited") }
                try RoleRules.checkPlace(before.roles, unit: details.unit, district: details.district)
                try session.execute(
                    """
                    UPDATE people SET name_zh = \(details.name.zh), name_en = \(details.name.en),
                        unit_id = \(details.unit), district_id = \(details.district), email = \(details.email),
                        version = version + 1
                    WHERE id = \(id)
                    """)
                if details.unit != before.unit || details.district != before.district {
                    try SessionStore().endAll(of: id, in: session)
                }
                try session.record(Self.edit, on: .person(id), change: Self.change(before.account, details))
                return id.text
            }
        }
    }

    /// The names of everybody by account, for pages that say who did something.
    public static func names(in session: any ReadSession) throws -> [String: LocalizedText] {
        var names: [String: LocalizedText] = [:]
        try session.forEach("SELECT account, name_zh, name_en FROM people") { row in
            names[try row.text("account")] = LocalizedText(zh: try row.text("name_zh"), en: try row.text("name_en"))
        }
        return names
    }

    /// The names of everybody by account.
    public func names() async throws -> [String: LocalizedText] {
        try await parts.database.read { try Self.names(in: $0) }
    }

    /// Shuts a person out; their sessions end. Nobody shuts themselves out, nor the last of an administration.
    public func disable(_ id: Identifier, reason: String, by actor: Actor, key: IdempotencyKey) async throws {
        let reason = try Reason.checked(reason)
        try await parts.database.change(by: actor) { session in
            _ = try session.once(key) {
                let person = try Self.known(id, in: session)
                guard person.isActive else { throw Problem(.conflict, "access.problem.disabled-already") }
                guard person.account != actor.name else { throw Problem(.forbidden, "access.problem.self-disable") }
                try RoleRules.checkStays(person.administration, in: session)
                try session.execute(
                    """
                    INSERT INTO person_disablements (id, person_id, reason, day, recorded_at, recorded_by)
                    VALUES (\(session.identifiers.next()), \(id), \(reason), \(session.clock.today()),
                            \(session.clock.now()), \(actor.name))
                    """)
                try SessionStore().endAll(of: id, in: session)
                try session.record(
                    Self.disable, on: .person(id), change: .object(["account": .string(person.account)]),
                    reason: reason)
                return id.text
            }
        }
    }

    /// Lets a person in again.
    public func enable(_ id: Identifier, reason: String, by actor: Actor, key: IdempotencyKey) async throws {
        let reason = try Reason.checked(reason)
        try await parts.database.change(by: actor) { session in
            _ = try session.once(key) {
                let person = try Self.known(id, in: session)
                guard !person.isActive else { throw Problem(.conflict, "access.problem.enabled-already") }
                try session.execute(
                    """
                    INSERT INTO person_enablements (disablement_id, reason, day, recorded_at, recorded_by)
                    SELECT d.id, \(reason), \(session.clock.today()), \(session.clock.now()), \(actor.name)
                    FROM person_disablements d WHERE d.person_id = \(id) AND NOT EXISTS (
                        SELECT 1 FROM person_enablements e WHERE e.disablement_id = d.id)
                    """)
                try session.record(
                    Self.enable, on: .person(id), change: .object(["account": .string(person.account)]),
                    reason: reason)
                return id.text
            }
        }
    }

    public func list() async throws -> [Person] { try await parts.database.read { try PersonStore().list(in: $0) } }

    public func person(_ id: Identifier) async throws -> Person? {
        try await parts.database.read { try PersonStore().person(id, in: $0) }
    }

    public func person(account: String) async throws -> Person? {
        let account = AccountName.folded(account)
        return try await parts.database.read { try PersonStore().person(account: account, in: $0) }
    }

    /// Whether anybody can sign in at all.
    public func hasPeople() async throws -> Bool {
        let admits = parts.admitsDemonstration
        return try await parts.database.read { session in
            try session.count(
                "SELECT count(*) AS people FROM people WHERE is_demonstration = 0 OR is_demonstration = \(admits)") > 0
        }
    }

    /// A disablement or an enablement.
    public struct StateChange: Sendable, Hashable {
        public let isActive: Bool
        public let time: LogTime
        public let by: String
        public let reason: String
    }

    /// When a person was shut out and let in again, newest first.
    public func states(of id: Identifier) async throws -> [StateChange] {
        try await parts.database.read { session in
            try session.rows(
                """
                SELECT 0 AS active, recorded_at, recorded_by, reason FROM person_disablements WHERE person_id = \(id)
                UNION ALL
                SELECT 1 AS active, e.recorded_at, e.recorded_by, e.reason FROM person_enablements e
                JOIN person_disablements d ON d.id = e.disablement_id WHERE d.person_id = \(id)
                ORDER BY recorded_at DESC
                """
            ).map {
                StateChange(
                    isActive: try $0.bool("active"), time: try $0.time("recorded_at"),
                    by: try $0.text("recorded_by"), reason: try $0.text("reason"))
            }
        }
    }

    static func known(_ id: Identifier, in session: any ReadSession) throws -> Person {
        guard let person = try PersonStore().person(id, in: session) else {
            throw Problem(.notFound, "access.problem.no-person")
        }
        return person
    }

    static func insert(
        _ account: String, _ details: PersonDetails, kind: Role?, isDemonstration: Bool, in session: ChangeSession
    ) throws -> Identifier {
        guard try PersonStore().person(account: account, in: session) == nil else {
            throw Problem(.conflict, "access.problem.account-taken", ["account": account], at: .field("account"))
        }
        let id = session.identifiers.next()
        try session.execute(
            """
            INSERT INTO people (id, account, name_zh, name_en, unit_id, district_id, email, kind, is_demonstration,
                version, day, recorded_at, recorded_by)
            VALUES (\(id), \(account), \(details.name.zh), \(details.name.en), \(details.unit), \(details.district),
                \(details.email), \(RoleRules.kind(kind)), \(isDemonstration), 1, \(session.clock.today()),
                \(session.clock.now()), \(session.actor.name))
            """)
        return id
    }

    static func change(_ account: String, _ details: PersonDetails) -> CanonicalJSON {
        .object([
            "account": .string(account), "name": .string(details.name.zh), "name_en": .string(details.name.en),
            "unit": details.unit.map { .string($0) } ?? .null,
            "district": details.district.map { .string($0) } ?? .null,
            "email": details.email.map { .string($0) } ?? .null,
        ])
    }
}

extension RecordReference {
    static func person(_ id: Identifier) -> RecordReference { RecordReference(kind: "person", identity: id.text) }
}

/// Why something was done, in somebody's own words.
enum Reason {
    static let longest = 500

    static func checked(_ text: String) throws(Problem) -> String {
        let reason = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !reason.isEmpty else { throw Problem(.badInput, "access.problem.no-reason", at: .field("reason")) }
        guard reason.count <= longest else {
            throw Problem(.badInput, "access.problem.long-reason", ["longest": String(longest)], at: .field("reason"))
        }
        guard !reason.utf8.contains(0) else {
            throw Problem(.badInput, "access.problem.control", at: .field("reason"))
        }
        return reason
    }
}

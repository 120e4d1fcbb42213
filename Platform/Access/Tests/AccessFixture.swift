import CivicCalendar
import Foundation
import Kernel
import Ledger
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Access

/// A clock that tests move.
final class MovableClock: Sendable {
    private let now: Mutex<Int64>

    init(microseconds: Int64 = 1_800_000_000_000_000) {
        now = Mutex(microseconds)
    }

    var clock: Clock { Clock { LogTime(microseconds: self.now.withLock { $0 }) } }

    func advance(minutes: Int = 0, seconds: Int = 0, days: Int = 0) {
        now.withLock { $0 += Int64(days * 86_400 + minutes * 60 + seconds) * 1_000_000 }
    }
}

/// Desks over a new database, with the three administrators and some others.
struct AccessFixture: Sendable {
    static let password = "Sesam-oeffne-dich-7"
    static let system = Actor(name: "sysadmin", roles: [.systemAdministrator])
    static let security = Actor(name: "secadmin", roles: [.securityAdministrator])
    static let origin = Origin(address: "192.0.2.7", agent: "test")
    /// Cheap, so that a test is about the rules.
    static let cheap = PasswordHash.Parameters(cost: 16, block: 1, parallel: 1)
    static let places = Places(
        units: [Places.Place(id: "AMR", title: LocalizedText(zh: "市监局", en: "AMR"))],
        districts: [Places.Place(id: "NORTH", title: LocalizedText(zh: "北区", en: "North"))])

    let store: any Database
    let time: MovableClock
    let parts: AccessParts

    static func with(
        _ engine: DatabaseEngine, policy: PasswordPolicy = .dengbao, admitsDemonstration: Bool = false,
        _ body: @Sendable (AccessFixture) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: [LedgerSchema.migrations, AccessParts.migrations]) { store in
            let time = MovableClock()
            let fixture = AccessFixture(
                store: store, time: time,
                parts: parts(store, time, policy: policy, admitsDemonstration: admitsDemonstration))
            _ = try await Bootstrap(fixture.parts).run()
            try await body(fixture)
        }
    }

    static func parts(
        _ store: any Database, _ time: MovableClock, policy: PasswordPolicy = .dengbao,
        admitsDemonstration: Bool = false, hashing: PasswordHash.Parameters = cheap
    ) -> AccessParts {
        AccessParts(
            database: LedgeredDatabase(
                database: store, clock: time.clock, identifiers: IdentifierSource(clock: time.clock),
                verbs: AccessParts.verbs),
            policy: policy, admitsDemonstration: admitsDemonstration, hashing: hashing)
    }

    func key() throws -> IdempotencyKey {
        try IdempotencyKey(UUID().uuidString, route: "POST /test", content: try Digest(of: "test"))
    }

    /// A person with a password of their own that need not be changed.
    @discardableResult
    func person(
        _ account: String, roles: [Role] = [], unit: String? = nil, district: String? = nil
    ) async throws -> Person {
        let created = try await PeopleDesk(parts).create(
            account: account,
            PersonDetails(name: LocalizedText(zh: account, en: ""), unit: unit, district: district),
            places: Self.places, by: Self.system, key: try key())
        for role in roles {
            try await RoleDesk(parts).grant(role, to: created.id, reason: "test", by: Self.security, key: try key())
        }
        try await own(created.id)
        return try await known(account)
    }

    /// Gives a person the password of all tests, as if they had chosen it.
    func own(_ id: Identifier, _ password: String = Self.password) async throws {
        let hash = try await parts.hasher.hash(password)
        try await parts.database.change(by: Self.system) { session in
            try session.withoutRecord(reason: "a test's own password") { _ in
                try PasswordStore().insert(hash, for: id, isOneTime: false, in: session)
            }
        }
    }

    func known(_ account: String) async throws -> Person {
        try #require(try await PeopleDesk(parts).person(account: account))
    }

    /// The token of a sign-in that has to work.
    func token(_ account: String, _ password: String = Self.password) async throws -> String {
        let outcome = try await signIn(account, password)
        guard case .begun(let token, _) = outcome else {
            Issue.record("\(account) was not signed in: \(outcome)")
            return ""
        }
        return token
    }

    func signIn(
        _ account: String, _ password: String = Self.password, from origin: Origin = Self.origin
    ) async throws -> SignInDesk.Outcome {
        try await SignInDesk(parts).signIn(account: account, password: password, from: origin)
    }

    func isSignedIn(_ account: String, _ password: String = Self.password) async throws -> Bool {
        if case .begun = try await signIn(account, password) { true } else { false }
    }

    /// The code a person's device would show now, or so many steps later.
    func code(_ id: Identifier, later: Int64 = 0) async throws -> String {
        let factor = try #require(try await store.read { try FactorStore().factor(of: id, in: $0) })
        let step = TimeCode.step(atMicroseconds: time.clock.now().microseconds) + later
        return try #require(TimeCode.code(factor.secret, step: step))
    }

    /// Sets up a factor, and gives back the token of the session that goes on and the recovery codes.
    @discardableResult
    func enrol(_ account: String) async throws -> FactorDesk.Confirmed {
        let desk = FactorDesk(parts)
        let session = try #require(try await session(try await token(account)))
        try await desk.begin(for: session.person)
        return try await desk.confirm(try await code(session.person.id), in: session, from: Self.origin)
    }

    func session(_ token: String) async throws -> Session? {
        try await SessionDesk(parts).session(token: token)
    }

    /// The names of the verbs in the ledger, oldest first.
    func verbs() async throws -> [String] {
        try await store.read { session in
            try session.rows("SELECT verb FROM ledger_entries ORDER BY position").map { try $0.text("verb") }
        }
    }

    func count(_ sql: SQL) async throws -> Int { try await store.read { try $0.count(sql) } }
}

/// The key of the problem that a body throws.
func problem(_ body: () async throws -> Void) async -> Problem? {
    do {
        try await body()
        return nil
    } catch let problem as Problem {
        return problem
    } catch let other as any ProblemConvertible {
        return other.problem
    } catch {
        Issue.record("no problem but \(error)")
        return nil
    }
}

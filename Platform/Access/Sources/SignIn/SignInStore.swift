import Kernel
import Ledger
import Storage

/// How an attempt to sign in ended, or that somebody signed out.
public enum SignInOutcome: String, Sendable, CaseIterable {
    case signedIn = "signed-in"
    case unknownAccount = "unknown-account"
    case wrongPassword = "wrong-password"
    case wrongCode = "wrong-code"
    /// The account was locked, whatever the password.
    case locked
    case disabled
    /// A password for one sign-in that was not used in time.
    case expired
    case signedOut = "signed-out"

    /// Whether it counts towards a lock-out.
    static let failures: [SignInOutcome] = [.unknownAccount, .wrongPassword, .wrongCode]
}

/// One line of the sign-in log. An account name that does not exist is not kept: it may be a password.
public struct SignInEntry: Sendable, Hashable {
    public let id: Identifier
    public let person: Identifier?
    public let account: String
    public let outcome: SignInOutcome
    public let address: String
    public let agent: String
    public let time: LogTime
}

/// Reads and writes the sign-in log and lock-outs.
struct SignInStore {
    func insert(
        _ outcome: SignInOutcome, _ person: Identifier?, from origin: Origin, in session: ChangeSession
    ) throws {
        let clock = session.clock
        let id = session.identifiers.next()
        try session.withoutRecord(reason: "the sign-in log is append-only itself") { session in
            _ = try session.execute(
                """
                INSERT INTO sign_ins (id, person_id, outcome, address, agent, day, recorded_at)
                VALUES (\(id), \(person), \(outcome), \(origin.address), \(origin.agent), \(clock.today()),
                    \(clock.now()))
                """)
        }
    }

    /// Failures of a person since a time, none before their last sign-in, lock-out or lift counted.
    func failures(of person: Identifier, since time: LogTime, in session: any ReadSession) throws -> Int {
        try session.count(
            """
            SELECT count(*) AS failures FROM sign_ins s
            WHERE s.person_id = \(person) AND s.recorded_at > \(time)
                AND s.outcome IN \(list: SignInOutcome.failures.map(\.rawValue))
                AND NOT EXISTS (SELECT 1 FROM sign_ins t WHERE t.person_id = \(person) AND t.outcome = 'signed-in'
                    AND t.recorded_at >= s.recorded_at)
                AND NOT EXISTS (SELECT 1 FROM lock_outs l WHERE l.person_id = \(person)
                    AND l.recorded_at >= s.recorded_at)
                AND NOT EXISTS (SELECT 1 FROM lock_out_lifts f WHERE f.person_id = \(person)
                    AND f.recorded_at >= s.recorded_at)
            """)
    }

    /// Refusals of every kind from an address since a time, none before its last lock-out counted.
    func failures(from address: String, since time: LogTime, in session: any ReadSession) throws -> Int {
        try session.count(
            """
            SELECT count(*) AS failures FROM sign_ins s
            WHERE s.address = \(address) AND s.recorded_at > \(time)
                AND s.outcome NOT IN ('signed-in', 'signed-out')
                AND NOT EXISTS (SELECT 1 FROM lock_outs l WHERE l.address = \(address)
                    AND l.recorded_at >= s.recorded_at)
            """)
    }

    /// When the lock of a person ends; nil where there is none.
    func lock(of person: Identifier, at now: LogTime, in session: any ReadSession) throws -> LogTime? {
        try session.first(
            """
            SELECT l.ends_at FROM lock_outs l
            WHERE l.person_id = \(person) AND l.ends_at > \(now) AND \(Self.isNotLifted)
            ORDER BY l.ends_at DESC LIMIT 1
            """
        )?.time("ends_at")
    }

    /// When the locks of people end, of everybody who is locked.
    func locks(at now: LogTime, in session: any ReadSession) throws -> [Identifier: LogTime] {
        var locks: [Identifier: LogTime] = [:]
        try session.forEach(
            """
            SELECT l.person_id, max(l.ends_at) AS ends_at FROM lock_outs l
            WHERE l.person_id IS NOT NULL AND l.ends_at > \(now) AND \(Self.isNotLifted)
            GROUP BY l.person_id
            """
        ) { locks[try $0.identifier("person_id")] = try $0.time("ends_at") }
        return locks
    }

    private static let isNotLifted: SQL =
        "NOT EXISTS (SELECT 1 FROM lock_out_lifts f WHERE f.lock_out_id = l.id)"

    /// Lifts the lock of a person as part of a change that has its entry; false where there is none.
    func lift(_ person: Identifier, in session: ChangeSession) throws -> Bool {
        let now = session.clock.now()
        return try session.execute(
            """
            INSERT INTO lock_out_lifts (lock_out_id, person_id, day, recorded_at, recorded_by)
            SELECT l.id, l.person_id, \(session.clock.today()), \(now), \(session.actor.name) FROM lock_outs l
            WHERE l.person_id = \(person) AND l.ends_at > \(now) AND \(Self.isNotLifted)
            """) > 0
    }

    func lock(of address: String, at now: LogTime, in session: any ReadSession) throws -> LogTime? {
        try session.first(
            "SELECT ends_at FROM lock_outs WHERE address = \(address) AND ends_at > \(now) ORDER BY ends_at DESC LIMIT 1"
        )?.time("ends_at")
    }

    /// Writes a lock-out of a person or of an address.
    func lockOut(
        person: Identifier?, address: String?, minutes: Int, in session: ChangeSession
    ) throws {
        let now = session.clock.now()
        try session.execute(
            """
            INSERT INTO lock_outs (id, person_id, address, ends_at, day, recorded_at)
            VALUES (\(session.identifiers.next()), \(person), \(address),
                \(now.microseconds + Int64(minutes) * SessionStore.minute), \(session.clock.today()), \(now))
            """)
    }

    /// The newest lines, of one person or of everybody.
    func list(of person: Identifier?, limit: Int, in session: any ReadSession) throws -> [SignInEntry] {
        let condition: SQL = person.map { "s.person_id = \($0)" } ?? "1 = 1"
        return try session.rows(
            """
            SELECT s.id, s.person_id, p.account, s.outcome, s.address, s.agent, s.recorded_at
            FROM sign_ins s LEFT JOIN people p ON p.id = s.person_id
            WHERE \(condition) ORDER BY s.recorded_at DESC, s.id DESC LIMIT \(limit)
            """
        ).map { row in
            SignInEntry(
                id: try row.identifier("id"), person: try row.optionalIdentifier("person_id"),
                account: try row.optionalText("account") ?? "",
                outcome: try row.value("outcome", as: SignInOutcome.self), address: try row.text("address"),
                agent: try row.text("agent"), time: try row.time("recorded_at"))
        }
    }
}

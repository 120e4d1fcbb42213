import Kernel
import Ledger
import Storage

/// What the desks of this module work with: a database, the rules in force, and randomness.
///
/// A newcomer's first file: tables and verbs are listed here, and every desk is made from it.
public struct AccessParts: Sendable {
    /// Tables, in the order they are made.
    public static let migrations = MigrationGroup(
        "access", [AccessSchema.people, AccessSchema.secrets, AccessSchema.feeds, AccessSchema.lifts])

    /// Everything that changes people, rights and sessions, each with its entry in the ledger.
    public static let verbs: Set<Verb> = [
        PeopleDesk.create, PeopleDesk.edit, PeopleDesk.disable, PeopleDesk.enable, PasswordDesk.change,
        PasswordDesk.reset, RoleDesk.grant, RoleDesk.revoke, SessionDesk.begin, SessionDesk.end, SignInDesk.lock,
        FactorDesk.confirm, FactorDesk.remove, FeedDesk.open, FeedDesk.withdraw, DemonstrationPeople.record,
        Bootstrap.record,
    ]

    /// The kinds of record that ledger entries of this module stand on.
    public static let recordKinds: Set<String> = ["person", "session", "address"]

    public let database: LedgeredDatabase
    public let policy: PasswordPolicy
    /// Whether people made for a demonstration may sign in.
    public let admitsDemonstration: Bool
    let hasher: PasswordHasher
    let randomBytes: @Sendable (Int) -> [UInt8]

    public init(
        database: LedgeredDatabase, policy: PasswordPolicy = .dengbao, admitsDemonstration: Bool = false,
        hashing: PasswordHash.Parameters = .standard, randomBytes: @escaping @Sendable (Int) -> [UInt8] = Self.random
    ) {
        self.init(
            database: database, policy: policy, admitsDemonstration: admitsDemonstration,
            hasher: PasswordHasher(parameters: hashing, randomBytes: randomBytes), randomBytes: randomBytes)
    }

    init(
        database: LedgeredDatabase, policy: PasswordPolicy, admitsDemonstration: Bool, hasher: PasswordHasher,
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = Self.random
    ) {
        self.database = database
        self.policy = policy
        self.admitsDemonstration = admitsDemonstration
        self.randomBytes = randomBytes
        self.hasher = hasher
    }

    /// The operating system's random bytes.
    public static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    var clock: Clock { database.clock }

    /// A password for one sign-in: 20 characters of four groups without those that are mistaken for each other.
    func oneTimePassword() -> String {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        func characters(_ count: Int) -> String {
            var chosen: [Character] = []
            while chosen.count < count {
                // Bytes beyond the last whole multiple of the alphabet would favour its beginning.
                for byte in randomBytes(count) where Int(byte) < 256 / alphabet.count * alphabet.count {
                    if chosen.count < count { chosen.append(alphabet[Int(byte) % alphabet.count]) }
                }
            }
            return String(chosen)
        }
        var password: String
        repeat {
            password = (0..<4).map { _ in characters(5) }.joined(separator: "-")
        } while PasswordPolicy.classes(of: password) < 4
        return password
    }
}

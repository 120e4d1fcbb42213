import Foundation
import Kernel

/// What a password must be, how long it and a session last, and what happens after failures.
///
/// Two profiles, because two rulebooks contradict each other: GB/T 22239-2019 (等保, level 3, 8.1.4.1) asks for
/// complexity and periodic change; OWASP ASVS 5.0 forbids both (6.2.5, 6.2.10) and asks for length.
public struct PasswordPolicy: Sendable, Hashable {
    public enum Profile: String, Sendable, CaseIterable {
        case dengbao, asvs
    }

    public let profile: Profile
    /// In characters as Unicode counts them (scalars of the composed form).
    public let shortest: Int
    public let longest: Int
    /// How many of lower case, upper case, digits and others must occur; 0 for no rule.
    public let classes: Int
    /// After so many days a new password is asked for; nil for never.
    public let days: Int?
    /// How many earlier passwords are not taken again; at least 1, the present one.
    public let remembered: Int
    /// After so many failures of an account it is locked.
    public let failures: Int
    /// After so many failures from one address it is locked.
    public let addressFailures: Int
    public let lockMinutes: Int
    /// A session without requests ends after so many minutes.
    public let idleMinutes: Int
    /// A session ends after so many hours, whatever happens.
    public let sessionHours: Int
    /// The oldest sessions of an account end where there would be more.
    public let sessions: Int
    /// A password that somebody else set counts for so many days.
    public let oneTimeDays: Int

    /// 等保 2.0, level 3.
    public static let dengbao = PasswordPolicy(
        profile: .dengbao, shortest: 8, longest: 128, classes: 3, days: 90, remembered: 5, failures: 5,
        addressFailures: 20, lockMinutes: 30, idleMinutes: 30, sessionHours: 12, sessions: 3, oneTimeDays: 7)

    /// OWASP ASVS 5.0, level 2.
    public static let asvs = PasswordPolicy(
        profile: .asvs, shortest: 12, longest: 256, classes: 0, days: nil, remembered: 1, failures: 10,
        addressFailures: 40, lockMinutes: 15, idleMinutes: 30, sessionHours: 12, sessions: 5, oneTimeDays: 7)

    public static func of(_ profile: Profile) -> PasswordPolicy { profile == .dengbao ? .dengbao : .asvs }

    /// The composed form (NFC), in which passwords are counted, compared and hashed.
    static func composed(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }

    /// How many of the four classes of characters occur.
    static func classes(of password: String) -> Int {
        let scalars = password.unicodeScalars
        let tests: [(Unicode.Scalar) -> Bool] = [
            { (97...122).contains($0.value) }, { (65...90).contains($0.value) }, { (48...57).contains($0.value) },
            { !(97...122).contains($0.value) && !(65...90).contains($0.value) && !(48...57).contains($0.value) },
        ]
        return tests.count { test in scalars.contains(where: test) }
    }

    /// Throws a problem at the field where a password does not do. Whether it was used before is for the desk to see.
    ///
    /// The demonstration's password is printed on pages and in the handbook; only the demonstration's people may have it.
    public func check(
        _ password: String, account: String, isDemonstration: Bool = false, field: String = "new-password"
    ) throws(Problem) {
        let composed = Self.composed(password)
        let count = composed.unicodeScalars.count
        func refuse(_ key: String, _ arguments: [String: String] = [:]) -> Problem {
            Problem(.badInput, "access.problem.password-\(key)", arguments, at: .field(field))
        }
        guard count >= shortest else { throw refuse("short", ["shortest": String(shortest), "count": String(count)]) }
        guard count <= longest else { throw refuse("long", ["longest": String(longest)]) }
        guard !composed.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
            throw refuse("control")
        }
        let found = Self.classes(of: composed)
        guard found >= classes else { throw refuse("classes", ["wanted": String(classes), "found": String(found)]) }
        let folded = composed.lowercased()
        if account.count >= 4, folded.contains(account.lowercased()) { throw refuse("account") }
        if !isDemonstration, folded.contains(DemonstrationPeople.password.lowercased()) {
            throw refuse("demonstration")
        }
        if CommonPasswords.contain(folded) { throw refuse("common") }
    }
}

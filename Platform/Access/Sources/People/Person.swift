import Kernel

/// Somebody who can sign in.
public struct Person: Sendable, Hashable {
    public let id: Identifier
    /// As ``AccountName`` keeps it.
    public let account: String
    public let name: LocalizedText
    /// The unit the person acts for, by its id in the pack.
    public let unit: String?
    /// The district the person acts for, by its id in the pack.
    public let district: String?
    public let email: String?
    /// Whether the person was made for a demonstration.
    public let isDemonstration: Bool
    public let isActive: Bool
    public let roles: Set<Role>
    /// Grows with every edit.
    public let version: Int
    public let createdAt: LogTime

    /// How pages call the person in a language.
    public func title(_ language: Language) -> String { name.complete(language) }

    /// The person as routes and verbs see them; without a role, one of the public.
    public var actor: Actor {
        Actor(
            name: account, roles: roles.isEmpty ? [.public] : roles, unit: unit, district: district,
            title: title(.zhHans))
    }

    /// The administrator's role among the roles, nil for everybody else.
    public var administration: Role? { roles.first { Role.administrators.contains($0) } }
}

/// What is written about a person, before it is checked.
public struct PersonDetails: Sendable, Hashable {
    public var name: LocalizedText
    public var unit: String?
    public var district: String?
    public var email: String?

    public static let longestName = 60
    public static let longestEmail = 254

    public init(name: LocalizedText, unit: String? = nil, district: String? = nil, email: String? = nil) {
        self.name = name
        self.unit = unit
        self.district = district
        self.email = email
    }

    /// Details without spaces around them, empty ones as none.
    ///
    /// - Throws: a problem at the field that is wrong.
    func checked() throws(Problem) -> PersonDetails {
        let zh = Self.trimmed(name.zh)
        let en = Self.trimmed(name.en)
        guard !(zh.isEmpty && en.isEmpty) else {
            throw Problem(.badInput, "access.problem.no-name", at: .field("name-zh"))
        }
        for (field, text) in [("name-zh", zh), ("name-en", en)] {
            guard text.count <= Self.longestName else {
                throw Problem(
                    .badInput, "access.problem.long-name", ["longest": String(Self.longestName)], at: .field(field))
            }
            guard !text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
                throw Problem(.badInput, "access.problem.control", at: .field(field))
            }
        }
        let mail = email.map(Self.trimmed) ?? ""
        guard mail.isEmpty || Self.isMail(mail) else {
            throw Problem(.badInput, "access.problem.email", at: .field("email"))
        }
        return PersonDetails(
            name: LocalizedText(zh: zh, en: en), unit: Self.present(unit), district: Self.present(district),
            email: mail.isEmpty ? nil : mail)
    }

    /// One `@` with something before it and a name with a dot behind it, in visible ASCII without quotes and commas.
    private static func isMail(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= longestEmail, halves.count == 2, !halves[0].isEmpty else { return false }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Array("\"(),:;<>[]\\".utf8).contains($0) }) else {
            return false
        }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func present(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return text
    }
}

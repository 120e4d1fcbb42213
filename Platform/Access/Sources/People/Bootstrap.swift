import Kernel
import Ledger
import Storage

/// The first three people of an installation: one of each administration.
public struct Bootstrap: Sendable {
    static let record = Verb(name: "person.bootstrap")

    /// A new administrator with the password for the first sign-in.
    public struct Administrator: Sendable {
        public let account: String
        public let role: Role
        public let oneTimePassword: String
    }

    static let accounts: [(account: String, role: Role, name: LocalizedText)] = [
        ("sysadmin", .systemAdministrator, LocalizedText(zh: "系统管理员", en: "System administrator")),
        ("secadmin", .securityAdministrator, LocalizedText(zh: "安全管理员", en: "Security administrator")),
        ("auditadmin", .auditAdministrator, LocalizedText(zh: "审计管理员", en: "Audit administrator")),
    ]

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// Makes the three administrators.
    ///
    /// - Throws: a conflict where there are people already, also those of a demonstration.
    public func run() async throws -> [Administrator] {
        var made: [(Administrator, PasswordHash, LocalizedText)] = []
        for (account, role, name) in Self.accounts {
            let password = parts.oneTimePassword()
            made.append(
                (
                    Administrator(account: account, role: role, oneTimePassword: password),
                    try await parts.hasher.hash(password), name
                ))
        }
        let administrators = made
        try await parts.database.change(by: .system("bootstrap")) { session in
            guard try PersonStore().count(in: session) == 0 else {
                throw Problem(.conflict, "access.problem.people-there")
            }
            for (administrator, hash, name) in administrators {
                let id = try PeopleDesk.insert(
                    administrator.account, PersonDetails(name: name), kind: administrator.role,
                    isDemonstration: false, in: session)
                try PasswordStore().insert(hash, for: id, isOneTime: true, in: session)
                try RoleDesk.insert(administrator.role, to: id, by: nil, reason: "bootstrap", in: session)
                try session.record(
                    Self.record, on: .person(id),
                    change: .object([
                        "account": .string(administrator.account), "role": .string(administrator.role.rawValue),
                    ]))
            }
        }
        return administrators.map(\.0)
    }
}

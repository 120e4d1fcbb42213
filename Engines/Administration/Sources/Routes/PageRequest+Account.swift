import Access
import Kernel
import Ledger
import Web

extension PageRequest {
    /// The key under which this submission counts once, bound to what was sent. Not for forms with passwords: the hash
    /// of what was sent is kept.
    func once() throws -> IdempotencyKey {
        let ignored: Set<String> = ["csrf-token", "idempotency-key"]
        let content = form.fields.items.filter { !ignored.contains($0.name) }
            .map { "\($0.name)\u{0}\($0.value)\u{0}" }.joined()
        do {
            return try IdempotencyKey(
                try idempotencyKey(), route: "\(method.rawValue) \(path)", content: try Digest(of: content))
        } catch let refusal as LedgerProblem {
            throw refusal.problem
        }
    }

    /// Where the request comes from, as sessions and the sign-in log keep it.
    var origin: Origin { Origin(address: source.address, agent: source.agent) }

    /// The session of whoever asks.
    ///
    /// - Throws: ``SignInRequired`` where there is none.
    func session(_ parts: AccessParts) async throws -> Session {
        guard let sessionToken, let session = try await SessionDesk(parts).session(token: sessionToken) else {
            throw SignInRequired()
        }
        return session
    }

    /// Who did something, by name and account; a part of Heng as the system.
    func personName(_ account: String, _ names: [String: LocalizedText]) -> String {
        let name = account.hasPrefix("system:") ? text("administration.system") : names[account]?.complete(language)
        guard let name, !name.isEmpty, name != account else { return account }
        return text("administration.name-and-account", ["name": name, "account": account])
    }

    func roleName(_ role: Role) -> String { text("administration.role.\(role.rawValue)") }

    /// Roles in the order of the source, joined.
    func roleNames(_ roles: Set<Role>) -> String {
        Role.allCases.filter(roles.contains).map(roleName).joined(separator: text("administration.list-separator"))
    }
}

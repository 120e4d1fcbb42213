import Access
import Commitments
import Foundation
import Kernel
import Ledger
import Messages
import Testing

@testable import Server

/// Whom an e-mail reaches: the people of Access, as recipients mean them.
@Suite(.timeLimit(.minutes(20))) struct MailBindingTests {
    private func person(
        _ account: String, _ city: DemonstrationCity, unit: String?, email: String?, roles: [Role]
    ) async throws -> Identifier {
        let access = city.house.access(hashing: PasswordHash.Parameters(cost: 16, block: 1, parallel: 1))
        func key(_ purpose: String) throws -> IdempotencyKey {
            try IdempotencyKey(UUID().uuidString, route: purpose, content: try Digest(of: account))
        }
        let made = try await PeopleDesk(access).create(
            account: account,
            PersonDetails(name: LocalizedText(zh: account, en: account), unit: unit, email: email),
            places: try await city.house.places(), by: Actor(name: "sysadmin", roles: [.systemAdministrator]),
            key: try key("create"))
        for role in roles {
            try await RoleDesk(access).grant(
                role, to: made.id, reason: "任命", by: .system("tests"),
                key: try key("grant \(role)"))
        }
        return made.id
    }

    @Test("a unit's people, those of a role and one person get their letters; nobody else, and nobody disabled")
    func addressees() async throws {
        try await DemonstrationCity.with { city in
            _ = try await person("zhang", city, unit: "AMR_M", email: "zhang@example.org", roles: [.liaison])
            _ = try await person("li", city, unit: "AMR_M", email: "li@example.org", roles: [.unitLeader])
            _ = try await person("wang", city, unit: nil, email: "wang@example.org", roles: [.office])
            _ = try await person("zhao", city, unit: "AMR_M", email: nil, roles: [.liaison])
            let gone = try await person("qian", city, unit: "AMR_M", email: "qian@example.org", roles: [.liaison])
            try await PeopleDesk(city.house.access()).disable(
                gone, reason: "离任", by: Actor(name: "sysadmin", roles: [.systemAdministrator]),
                key: try IdempotencyKey(UUID().uuidString, route: "disable", content: try Digest(of: "q")))
            let people = try await PeopleDesk(city.house.access()).list()
            func reached(_ recipient: Recipient) -> [String] {
                House.addressees(of: recipient, among: people) { _ in }.map(\.address.text).sorted()
            }
            #expect(reached(.unit("AMR_M")) == ["li@example.org", "zhang@example.org"])
            #expect(reached(.unit("AMR_M", role: .unitLeader)) == ["li@example.org"])
            #expect(reached(.role(.office)) == ["wang@example.org"])
            #expect(reached(.person("zhang")) == ["zhang@example.org"])
            #expect(reached(.unit("EDU")).isEmpty)
        }
    }
}

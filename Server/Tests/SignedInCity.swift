import Access
import Foundation
import Kernel
import Ledger
import Logging
import Storage
import Testing
import Web
import WebTesting

@testable import Server

/// The demonstration city whose people sign in.
struct SignedInCity: Sendable {
    let city: DemonstrationCity
    let access: AccessParts
    let site: Site

    /// Cheap, so that a test is about what follows.
    static let hashing = PasswordHash.Parameters(cost: 16, block: 1, parallel: 1)

    static func with(
        _ engine: DatabaseEngine = .sqlite, _ body: @Sendable (SignedInCity) async throws -> Void
    ) async throws {
        try await DemonstrationCity.with(engine) { city in
            let access = city.house.access(admitsDemonstration: true, hashing: hashing)
            try await DemonstrationPeople(access).prepare(try await city.house.places())
            try await body(SignedInCity(city: city, access: access, site: try await site(city)))
        }
    }

    static func site(
        _ city: DemonstrationCity, isDemonstration: Bool = true, publicOrigin: String? = nil
    ) async throws -> Site {
        var options = House.SiteOptions(
            key: SampleSite.key, dataFolder: "data", isDemonstration: isDemonstration,
            logger: DemonstrationCity.logger)
        options.hashing = hashing
        options.publicOrigin = publicOrigin
        return try await city.house.site(options)
    }

    /// A browser nobody is signed in at.
    func stranger() -> TestClient { DemonstrationCity.client(of: site) }

    /// A browser at which somebody has signed in through the form.
    func client(_ account: String) async throws -> TestClient {
        let client = stranger()
        let reply = try await enter(client, account)
        #expect(reply.status == 303, "\(account): \(reply.status)")
        return client
    }

    /// Sends the sign-in form.
    func enter(
        _ client: TestClient, _ account: String, _ password: String = DemonstrationPeople.password,
        back: String? = nil
    ) async throws -> TestClient.Reply {
        try await client.post(
            "/sign-in", [("account", account), ("password", password)] + (back.map { [("return", $0)] } ?? []),
            from: "/sign-in")
    }

    func person(_ account: String) async throws -> Person {
        try #require(try await PeopleDesk(access).person(account: account))
    }

    /// Sends a form of the page it stands on.
    func send(
        _ client: TestClient, _ path: String, _ fields: [(String, String)], from page: String
    ) async throws -> TestClient.Reply {
        try await Wizard(client: client).send(path, fields, from: page, key: "key-\(UUID().uuidString)")
    }
}

import CivicCalendar
import Foundation
import Kernel
import Ledger
import Storage
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Access
@testable import Administration

/// A small site whose only engine is Administration, over a demonstration of one unit and one district.
struct AdministrationFixture: Sendable {
    static let home = Route0(.get, "", permission: Permission("sample.home"))
    static let places = Places(
        units: [Places.Place(id: "AMR", title: LocalizedText(zh: "市监局", en: "AMR"))],
        districts: [Places.Place(id: "NORTH", title: LocalizedText(zh: "北区", en: "North"))])

    let store: any Database
    let parts: AccessParts
    let site: Site

    static func with(
        _ engine: DatabaseEngine = .sqlite, _ body: @Sendable (AdministrationFixture) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: [LedgerSchema.migrations, AccessParts.migrations]) { store in
            let date = try CivicDate(year: 2021, month: 9, day: 15)
            let clock = SampleSite.clock(date)
            let parts = AccessParts(
                database: LedgeredDatabase(
                    database: store, clock: clock, identifiers: IdentifierSource(clock: clock),
                    verbs: AccessParts.verbs),
                admitsDemonstration: true,
                hashing: PasswordHash.Parameters(cost: 16, block: 1, parallel: 1))
            try await DemonstrationPeople(parts).prepare(places)
            let engine = AdministrationEngine(parts: parts) { places }
            var configuration = SampleSite.configuration(home: home, date: date)
            configuration.signIn = engine.signIn
            configuration.declared = AdministrationEngine.declared + [home]
            configuration.registrations =
                engine.registrations + [home.handle { _ in .redirect(AdministrationRoutes.account.link()) }]
            for folder in [AdministrationEngine.strings, AccessStrings.folder] {
                for (language, texts) in try StringFiles.load(folder) {
                    configuration.strings.add(texts, in: language)
                }
            }
            configuration.templates = [AdministrationEngine.templates]
            configuration.navigation = AdministrationEngine.navigation
            AdministrationEngine.grant(in: &configuration.policy)
            configuration.policy.grant(Permission("sample.home"), to: .office, .liaison)
            try await body(
                AdministrationFixture(store: store, parts: parts, site: try Site(configuration)))
        }
    }

    func stranger() -> TestClient { TestClient(site) }

    func client(_ account: String) async throws -> TestClient {
        let client = stranger()
        let reply = try await client.post(
            "/sign-in", [("account", account), ("password", DemonstrationPeople.password)], from: "/sign-in")
        #expect(reply.status == 303, "\(account)")
        return client
    }

    func person(_ account: String) async throws -> Person {
        try #require(try await PeopleDesk(parts).person(account: account))
    }

    /// A request of somebody, for views without HTTP.
    func request(_ account: String, language: Language = .en) async throws -> PageRequest {
        try site.request(for: try await person(account).actor, language: language)
    }
}

import Access
import Administration
import CivicCalendar
import Commitments
import Evidence
import Exchange
import Files
import Foundation
import Kernel
import Ledger
import Messages
import Packs
import Printing
import Search
import Storage
import Web

/// The composition root: a database, the engines over it, and the site of their pages.
public struct House: Sendable {
    public let database: LedgeredDatabase
    public let clock: Clock
    private let store: any Database

    /// Everything that changes state in any engine; a verb that is not here is refused.
    public static let verbs = CommitmentsEngine.verbs.union(Messages.verbs).union(AccessParts.verbs)

    /// The tables of every part, in the order they are made.
    public static let migrations = [
        LedgerSchema.migrations, SearchIndex.migrations, FileStore.migrations, Messages.migrations,
        AccessParts.migrations, CommitmentsEngine.migrations,
    ]

    /// Opens a database and brings its tables up to date.
    public static func open(_ location: DatabaseLocation, clock: Clock) async throws -> House {
        try await House(location.open(), clock: clock)
    }

    /// Takes over a database that is open, and brings its tables up to date.
    public init(_ store: any Database, clock: Clock) async throws {
        try await store.migrate(Self.migrations)
        self.store = store
        self.clock = clock
        database = LedgeredDatabase(
            database: store, clock: clock, identifiers: IdentifierSource(clock: clock), verbs: Self.verbs)
    }

    /// The desks of people and sessions, under the rules of a policy.
    public func access(
        _ policy: PasswordPolicy = .dengbao, admitsDemonstration: Bool = false,
        hashing: PasswordHash.Parameters = .standard
    ) -> AccessParts {
        AccessParts(
            database: database, policy: policy, admitsDemonstration: admitsDemonstration, hashing: hashing)
    }

    /// The units and districts that people can belong to.
    public func places() async throws -> Places { try await PlacesFromPacks(database: database).list() }

    /// Closes the database; work that was begun is finished first.
    public func close() async { await store.close() }

    /// The texts of every part but Web's, which the site adds itself.
    public static func strings() throws -> StringCatalogue {
        var catalogue = try PackStrings.catalogue()
        for folder in [
            StorageStrings.folder, LedgerStrings.folder, SearchStrings.folder, FilesStrings.folder,
            ExchangeStrings.folder, MessagesStrings.folder, PrintingStrings.folder, AccessStrings.folder,
            AdministrationEngine.strings, CommitmentsEngine.strings, EvidenceEngine.strings, ServerResources.strings,
        ] {
            for (language, texts) in try StringFiles.load(folder) { catalogue.add(texts, in: language) }
        }
        return catalogue
    }

    /// Which roles hold which permissions. What is not granted here is denied.
    public static var policy: PermissionPolicy {
        var policy = PermissionPolicy()
        AdministrationEngine.grant(in: &policy)
        CommitmentsEngine.grant(in: &policy)
        EvidenceEngine.grant(in: &policy)
        ServerRoutes.grant(in: &policy)
        for permission in [ServerRoutes.readAbout, ServerRoutes.search] {
            policy.grant(
                permission, to: .office, .leader, .unitLeader, .liaison, .districtOfficer, .reviewer, .analyst)
        }
        policy.grant(ServerRoutes.readAbout, to: .systemAdministrator)
        return policy
    }
}

/// Where the files that come with Server lie.
public enum ServerResources {
    public static var strings: URL { Bundle.module.bundleURL.appending(path: "Strings") }
    public static var templates: TemplateFolder {
        TemplateFolder(prefix: "server", folder: Bundle.module.bundleURL.appending(path: "Templates"))
    }
}

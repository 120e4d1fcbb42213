import Access
import Administration
import Commitments
import Evidence
import Foundation
import Kernel
import Ledger
import Logging
import Messages
import Printing
import Storage
import Web

extension House {
    /// What a site needs to know besides the house.
    public struct SiteOptions: Sendable {
        public var key: ServerKey
        public var dataFolder: String
        public var isDemonstration: Bool
        /// Who everybody is; nil where people sign in.
        public var actor: Actor?
        public var logger: Logger
        public var passwordPolicy = PasswordPolicy.dengbao
        public var hashing = PasswordHash.Parameters.standard
        /// `https://heng.example` where a proxy serves Heng under that name.
        public var publicOrigin: String?

        public init(
            key: ServerKey, dataFolder: String, isDemonstration: Bool, actor: Actor? = nil, logger: Logger
        ) {
            self.key = key
            self.dataFolder = dataFolder
            self.isDemonstration = isDemonstration
            self.actor = actor
            self.logger = logger
        }
    }

    /// The site of all engines' pages. Throws where the composition is not sound, with every fault.
    public func site(_ options: SiteOptions) async throws -> Site {
        let access = access(
            options.passwordPolicy, admitsDemonstration: options.isDemonstration, hashing: options.hashing)
        let commitments = CommitmentsEngine(
            database: database, files: DataFolder(URL(filePath: options.dataFolder)).files(), access: access,
            printer: PagePrinter(browser: PagePrinter.browser(in: ProcessInfo.processInfo.environment)))
        let evidence = EvidenceEngine(
            database: database, permissionFor: LedgerBinding.permission, linkTo: LedgerBinding.link)
        let administration = AdministrationEngine(
            parts: access, places: PlacesFromPacks(database: database).list)
        let city = try await PackLoading(database: database).list().first?.title
        var configuration = SiteConfiguration(
            identity: SiteIdentity(
                city: city ?? LocalizedText(zh: "尚未载入配置包", en: "No pack loaded yet"),
                version: HengVersion.current.number, isDemonstration: options.isDemonstration),
            clock: clock, home: CommitmentsEngine.home, key: options.key, logger: options.logger,
            actorSource: { [actor = options.actor] _ in actor ?? .anonymous })
        if options.actor == nil { configuration.signIn = administration.signIn }
        configuration.publicOrigin = options.publicOrigin
        configuration.search = ServerRoutes.find
        configuration.declared =
            CommitmentsEngine.declared + EvidenceEngine.declared + AdministrationEngine.declared + ServerRoutes.all
        configuration.registrations =
            commitments.registrations + evidence.registrations + administration.registrations
            + SearchPages(database: database).registrations
            + MessagesPages(database: database).registrations
            + AboutPages(database: database, version: .current, dataFolder: options.dataFolder).registrations
        configuration.strings = try Self.strings()
        configuration.templates = [
            CommitmentsEngine.templates, EvidenceEngine.templates, AdministrationEngine.templates,
            ServerResources.templates,
        ]
        configuration.publicFolders = [CommitmentsEngine.publicFiles]
        configuration.navigation =
            CommitmentsEngine.navigation + AdministrationEngine.navigation + EvidenceEngine.navigation + [
                NavigationEntry(
                    "messages", text: "server.nav.messages", icon: .notice, route: ServerRoutes.messages, order: 80,
                    count: "server.nav.messages.unread"),
                NavigationEntry(
                    "about", text: "server.nav.about", icon: .administration, route: ServerRoutes.about, order: 90),
            ]
        configuration.counts = { [database] actor in
            guard Self.policy.allows(actor, ServerRoutes.messages.declaration.permission) else { return [:] }
            let day = database.clock.today()
            return ["messages": try await database.read { try Messages.unreadCount(for: actor, asOf: day, in: $0) }]
        }
        configuration.policy = Self.policy
        return try Site(configuration)
    }
}

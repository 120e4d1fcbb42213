import Commitments
import Evidence
import Foundation
import Kernel
import Ledger
import Logging
import Printing
import Storage
import Web

extension House {
    /// What a site needs to know besides the house.
    public struct SiteOptions: Sendable {
        public var key: ServerKey
        public var dataFolder: String
        public var isDemonstration: Bool
        public var actor: Actor
        public var logger: Logger

        public init(key: ServerKey, dataFolder: String, isDemonstration: Bool, actor: Actor, logger: Logger) {
            self.key = key
            self.dataFolder = dataFolder
            self.isDemonstration = isDemonstration
            self.actor = actor
            self.logger = logger
        }
    }

    /// The site of all engines' pages. Throws where the composition is not sound, with every fault.
    public func site(_ options: SiteOptions) async throws -> Site {
        let commitments = CommitmentsEngine(
            database: database, files: DataFolder(URL(filePath: options.dataFolder)).files(),
            printer: PagePrinter(browser: PagePrinter.browser(in: ProcessInfo.processInfo.environment)))
        let evidence = EvidenceEngine(database: database) { record in
            CommitmentsEngine.link(to: record, plan: "")
        }
        let city = try await PackLoading(database: database).list().first?.title
        var configuration = SiteConfiguration(
            identity: SiteIdentity(
                city: city ?? LocalizedText(zh: "尚未载入配置包", en: "No pack loaded yet"),
                version: HengVersion.current.number, isDemonstration: options.isDemonstration),
            clock: clock, home: CommitmentsEngine.home, key: options.key, logger: options.logger,
            actorSource: { [actor = options.actor] _ in actor })
        configuration.search = ServerRoutes.find
        configuration.declared = CommitmentsEngine.declared + EvidenceEngine.declared + ServerRoutes.all
        configuration.registrations =
            commitments.registrations + evidence.registrations
            + SearchPages(database: database).registrations
            + MessagesPages(database: database).registrations
            + AboutPages(database: database, version: .current, dataFolder: options.dataFolder).registrations
        configuration.strings = try Self.strings()
        configuration.templates = [
            CommitmentsEngine.templates, EvidenceEngine.templates, ServerResources.templates,
        ]
        configuration.publicFolders = [CommitmentsEngine.publicFiles]
        configuration.navigation =
            CommitmentsEngine.navigation + EvidenceEngine.navigation + [
                NavigationEntry(
                    "messages", text: "server.nav.messages", icon: .notice, route: ServerRoutes.messages, order: 80),
                NavigationEntry(
                    "about", text: "server.nav.about", icon: .administration, route: ServerRoutes.about, order: 90),
            ]
        configuration.policy = Self.policy
        return try Site(configuration)
    }
}

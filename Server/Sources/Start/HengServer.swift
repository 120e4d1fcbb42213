import Access
import Commitments
import Foundation
import Hummingbird
import Kernel
import Logging
import Messages
import NIOCore
import Web

/// The running platform: a house behind an HTTP server.
public struct HengServer: Sendable {
    /// Where it listens and by which rules people come in.
    public struct Options: Sendable {
        public var host: String
        public var port: Int
        public var publicOrigin: String?
        public var passwordPolicy: PasswordPolicy
        /// Where messages go as e-mail; nil where they stay inside Heng.
        public var mail: MailSettings?

        public init(
            host: String, port: Int, publicOrigin: String? = nil, passwordPolicy: PasswordPolicy = .dengbao,
            mail: MailSettings? = nil
        ) {
            self.host = host
            self.port = port
            self.publicOrigin = publicOrigin
            self.passwordPolicy = passwordPolicy
            self.mail = mail
        }

        /// Throws where others could reach the address over plain http, or the public origin is none.
        public func check() throws(Problem) {
            if let publicOrigin {
                let name = publicOrigin.dropFirst("https://".count)
                let isPlain = name.utf8.allSatisfy {
                    (97...122).contains($0) || (48...57).contains($0) || [45, 46, 58].contains($0)
                }
                guard publicOrigin.hasPrefix("https://"), !name.isEmpty, isPlain else {
                    throw Problem(.badInput, "server.problem.public-origin", ["origin": publicOrigin])
                }
            } else if !["127.0.0.1", "localhost", "::1"].contains(host) {
                throw Problem(.badInput, "server.problem.host", ["host": host])
            }
        }
    }

    private let house: House
    private let folder: DataFolder
    private let isDemonstration: Bool

    public init(house: House, folder: DataFolder, isDemonstration: Bool) {
        self.house = house
        self.folder = folder
        self.isDemonstration = isDemonstration
    }

    /// Serves until the process is asked to end, then closes the database.
    ///
    /// `onRunning` is told the address once connections are taken.
    ///
    /// - Throws: a problem where the port cannot be opened.
    public func run(
        _ options: Options, onRunning: @escaping @Sendable (String) -> Void
    ) async throws {
        var logger = Logger(label: "heng") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        try await folder.files().removeUnfinished()
        var siteOptions = House.SiteOptions(
            key: try folder.key(), dataFolder: folder.url.path, isDemonstration: isDemonstration, logger: logger)
        siteOptions.passwordPolicy = options.passwordPolicy
        siteOptions.publicOrigin = options.publicOrigin
        let site = try await house.site(siteOptions)
        let host = options.host
        let application = site.application(host: host, port: options.port) { channel in
            onRunning(
                "http://\(host.contains(":") ? "[\(host)]" : host):\(channel.localAddress?.port ?? options.port)/")
        }
        let post = try options.mail.map { [logger] settings in
            let delivery = try house.mailDelivery(settings, site: options.publicOrigin) { logger.warning("\($0)") }
            return Task { await delivery.run() }
        }
        let reminding = isDemonstration ? nil : Task { [house, logger] in await Self.remind(house, logger) }
        do { try await application.runService() } catch {
            await Self.end(reminding)
            await Self.end(post)
            await house.close()
            guard let refusal = error as? IOError else { throw error }
            throw Problem(
                .unavailable, "server.problem.port", ["port": String(options.port), "what": "\(refusal)"])
        }
        await Self.end(reminding)
        await Self.end(post)
        await house.close()
    }

    /// Reminds owners of what falls due, at the start and then every hour; each reminder is sent once.
    ///
    /// A demonstration reminds nobody by itself, so that looking at it leaves it as it was made.
    private static func remind(_ house: House, _ logger: Logger) async {
        while !Task.isCancelled {
            do { try await Reminders(database: house.database).send() } catch {
                logger.warning("reminders: \(error)")
            }
            do { try await Task.sleep(for: .seconds(3_600)) } catch { return }
        }
    }

    /// Ends what runs beside the server; a letter that is on its way is tried again at the next start.
    private static func end(_ work: Task<Void, Never>?) async {
        work?.cancel()
        await work?.value
    }
}

import Foundation
import Hummingbird
import Kernel
import Logging
import NIOCore
import Web

/// The running platform: a house behind an HTTP server.
public struct HengServer: Sendable {
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
        host: String, port: Int, actor: Actor, onRunning: @escaping @Sendable (String) -> Void
    ) async throws {
        var logger = Logger(label: "heng") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let files = folder.files()
        try await files.removeUnfinished()
        let site = try await house.site(
            House.SiteOptions(
                key: try folder.key(), dataFolder: folder.url.path, isDemonstration: isDemonstration, actor: actor,
                logger: logger))
        let application = site.application(host: host, port: port) { channel in
            onRunning("http://\(host == "::1" ? "[::1]" : host):\(channel.localAddress?.port ?? port)/")
        }
        do { try await application.runService() } catch let error as IOError {
            await house.close()
            throw Problem(.unavailable, "server.problem.port", ["port": String(port), "what": "\(error)"])
        }
        await house.close()
    }
}

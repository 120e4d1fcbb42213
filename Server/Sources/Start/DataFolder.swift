import Files
import Foundation
import Kernel
import Ledger
import Storage
import Web

/// The folder that holds everything of one installation: the database, the stored files and the server's key.
public struct DataFolder: Sendable {
    public let url: URL

    public init(_ url: URL) {
        self.url = url
    }

    /// The embedded default database.
    public var database: DatabaseLocation { .sqlite(path: url.appending(path: "heng.sqlite").path) }

    /// The stored files. One store is made for a process and handed on: after a failed disk it stays closed.
    public func files(limits: FileLimits = FileLimits()) -> FileStore {
        FileStore(folder: url.appending(path: "files", directoryHint: .isDirectory), limits: limits)
    }

    /// The server's key, made on first use and readable by its owner only.
    public func key() throws -> ServerKey {
        let file = url.appending(path: "server.key")
        let manager = FileManager.default
        try manager.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if !manager.fileExists(atPath: file.path) {
            var generator = SystemRandomNumberGenerator()
            let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            guard
                manager.createFile(
                    atPath: file.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
            else {
                throw Problem(.failure, "server.problem.key", at: .file(file.lastPathComponent, line: nil))
            }
        }
        let bytes = [UInt8](try Data(contentsOf: file))
        guard bytes.count == 32 else {
            throw Problem(.badInput, "server.problem.key-damaged", at: .file(file.lastPathComponent, line: nil))
        }
        let authentication = MessageAuthentication(key: bytes)
        return ServerKey { authentication.code(for: $0) }
    }
}

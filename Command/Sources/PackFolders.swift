import Foundation
import Kernel

/// Finds the pack that comes with Heng: beside the executable or above it, as in a checkout.
enum PackFolders {
    static func demonstration(named given: String?) throws -> URL {
        if let given {
            let folder = URL(filePath: given, directoryHint: .isDirectory)
            guard isPack(folder) else { throw Problem(.notFound, "server.problem.no-pack", ["folder": given]) }
            return folder
        }
        let start = Bundle.main.bundleURL
        var folder = start
        for _ in 0..<6 {
            let candidate = folder.appending(path: "Packs/shanghai-2021", directoryHint: .isDirectory)
            if isPack(candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        throw Problem(.notFound, "server.problem.no-pack", ["folder": "Packs/shanghai-2021"])
    }

    private static func isPack(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "pack.yaml").path)
    }
}

import Foundation

/// The outside truth that a clone may lack: its folder is named by HENG_SHARED, or stands beside the repository.
enum SharedTruth {
    static func file(_ path: String) -> URL? {
        let named = ProcessInfo.processInfo.environment["HENG_SHARED"].map { URL(filePath: $0) }
        let beside = Repository.root.deletingLastPathComponent().appending(path: "shared")
        return [named, beside].compactMap(\.self).map { $0.appending(path: path) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    static var hasPlan: Bool { file("domain/plan-gold.json") != nil && file("plans/shanghai-2021.txt") != nil }
}

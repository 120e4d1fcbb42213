import Foundation
import Testing

/// The outside truth that a clone may lack: its folder is named by HENG_SHARED, or stands beside the repository.
enum SharedTruth {
    static func file(_ path: String) -> URL? {
        let environment = ProcessInfo.processInfo.environment["HENG_SHARED"].map { URL(fileURLWithPath: $0) }
        // Tests/Support/SharedTruth.swift lies five folders below the root of the repository.
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { root.deleteLastPathComponent() }
        let folders = [
            environment, root.deletingLastPathComponent().appendingPathComponent("shared"),
            root.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared"),
        ]
        for folder in folders.compactMap(\.self) {
            let url = folder.appendingPathComponent(path)
            if FileManager.default.fileExists(atPath: url.path) { return url }
        }
        return nil
    }

    static var isPresent: Bool { file("domain/plan-gold.json") != nil && file("plans/shanghai-2021.txt") != nil }
}

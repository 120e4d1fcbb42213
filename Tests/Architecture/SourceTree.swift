import Foundation

/// The texts of a source tree by their path from its root: the repository's own, or a small one made in a test.
struct SourceTree {
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    var files: [String: String]

    /// Swift files but the manifests, sorted by path.
    var swiftFiles: [(path: String, text: String)] {
        files.filter { $0.key.hasSuffix(".swift") && !$0.key.hasSuffix("Package.swift") }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Everything of the repository that git knows or would take; files that are not text are left out.
    static func repository() throws -> SourceTree {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var files: [String: String] = [:]
        for path in try paths(below: root) {
            let file = root.appendingPathComponent(path)
            // A file that git knows and that was just removed is no longer part of the tree.
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let bytes = [UInt8](try Data(contentsOf: file))
            guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { continue }
            files[path] = text
        }
        guard files["Package.swift"] != nil else { throw Unreadable(description: "no Package.swift was found") }
        return SourceTree(files: files)
    }

    private static func paths(below root: URL) throws -> [String] {
        let git = Process()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = ["git", "-C", root.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        let pipe = Pipe()
        git.standardOutput = pipe
        git.standardError = FileHandle.nullDevice
        try git.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        guard git.terminationStatus == 0 else { return try walked(root) }
        return Set(String(decoding: output, as: UTF8.self).split(separator: "\0").map(String.init)).sorted()
    }

    /// A copy without its history: every file but those in folders that are never part of the sources.
    private static func walked(_ root: URL) throws -> [String] {
        let skipped: Set = [".build", ".git", ".tools", ".data", "vendor", "screenshots", "__pycache__"]
        guard let walk = FileManager.default.enumerator(atPath: root.path) else {
            throw Unreadable(description: "the repository cannot be listed")
        }
        var found: [String] = []
        for case let path as String in walk {
            if skipped.contains((path as NSString).lastPathComponent) {
                walk.skipDescendants()
            } else if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
                found.append(path)
            }
        }
        return found
    }
}

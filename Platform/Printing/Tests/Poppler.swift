import Foundation
import Processes

/// What Poppler says about a PDF.
enum Poppler {
    static func text(_ pdf: [UInt8]) async throws -> String {
        try await run("pdftotext", ["-enc", "UTF-8"], pdf, ["-"])
    }

    /// The lines of `pdfinfo` as names and values.
    static func facts(_ pdf: [UInt8]) async throws -> [String: String] {
        try await run("pdfinfo", [], pdf, []).split(separator: "\n").reduce(into: [:]) { facts, line in
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { facts[String(parts[0])] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
    }

    private static func run(
        _ tool: String, _ before: [String], _ pdf: [UInt8], _ after: [String]
    ) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "heng-poppler-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { do { try FileManager.default.removeItem(at: folder) } catch { print(error) } }
        let (file, output) = (folder.appending(path: "a.pdf"), folder.appending(path: "output"))
        try Data(pdf).write(to: file)
        let child = ChildProcess(
            URL(filePath: "/usr/bin/env"), [tool] + before + [file.path] + after,
            environment: ["PATH": "/usr/bin:/bin"],
            directory: folder, output: output)
        _ = try await child.run(seconds: 60)
        return try String(contentsOf: output, encoding: .utf8)
    }
}

import Foundation

/// What Poppler says about a PDF.
enum Poppler {
    static func text(_ pdf: [UInt8]) throws -> String { try run("pdftotext", ["-enc", "UTF-8"], pdf, ["-"]) }

    /// The lines of `pdfinfo` as names and values.
    static func facts(_ pdf: [UInt8]) throws -> [String: String] {
        try run("pdfinfo", [], pdf, []).split(separator: "\n").reduce(into: [:]) { facts, line in
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { facts[String(parts[0])] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
    }

    private static func run(_ tool: String, _ before: [String], _ pdf: [UInt8], _ after: [String]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "heng-poppler-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { do { try FileManager.default.removeItem(at: file) } catch { print(error) } }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [tool] + before + [file.path] + after
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}

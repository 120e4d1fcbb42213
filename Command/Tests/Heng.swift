import Foundation
import Synchronization
import Testing

/// The command as it was built, run from outside.
enum Heng {
    struct Outcome {
        let code: Int32
        let output: String
        let errors: String

        var errorLines: [Substring] { errors.split(separator: "\n") }
    }

    struct TimedOut: Error {}

    /// The repository's root.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Stands beside the binary of the tests.
    static func executable() throws -> URL {
        let folder = Bundle.main.executableURL?.deletingLastPathComponent()
        let beside = folder?.appending(path: "heng")
        let built = root.appending(path: ".build/debug/heng")
        return try #require(
            [beside, built].compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0.path) },
            "heng is not built")
    }

    /// Runs the command to its end; throws ``TimedOut`` and ends it where that takes too long.
    ///
    /// Its standard input is the file given, else empty.
    @concurrent
    static func run(
        _ arguments: [String], in folder: URL = root, input: URL? = nil, seconds: Double = 600,
        language: String? = "en"
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments + (language.map { ["--language", $0] } ?? [])
        process.currentDirectoryURL = folder
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Both pipes are read at once, or a full one would hold the command up.
        async let outputData = read(output)
        async let errorData = read(errors)
        let deadline = ContinuousClock.now + .seconds(seconds)
        while process.isRunning {
            if ContinuousClock.now > deadline {
                process.terminate()
                throw TimedOut()
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        return Outcome(
            code: process.terminationStatus, output: String(decoding: await outputData, as: UTF8.self),
            errors: String(decoding: await errorData, as: UTF8.self))
    }

    @concurrent
    private static func read(_ pipe: Pipe) async -> Data {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: pipe.fileHandleForReading.readDataToEndOfFile())
            }
        }
    }

    /// Runs a test with a new folder that goes afterwards.
    static func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "heng-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do { try await body(folder) } catch {
            try FileManager.default.removeItem(at: folder)
            throw error
        }
        try FileManager.default.removeItem(at: folder)
    }
}

/// The outside truth that a clone may lack: its folder is named by HENG_SHARED, or stands beside the repository.
enum SharedTruth {
    static func file(_ path: String) -> URL? {
        let named = ProcessInfo.processInfo.environment["HENG_SHARED"].map { URL(filePath: $0) }
        let folders = [named, Heng.root.deletingLastPathComponent().appending(path: "shared")]
        return folders.compactMap { $0?.appending(path: path) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    static var isPresent: Bool { file("domain/plan-gold.json") != nil && file("plans/shanghai-2021.txt") != nil }
}
